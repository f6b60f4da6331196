"""calendar and working week, reminders, recurring work, kept filters and columns, words of files

Revision: 0010, after 0009, made on 2026-11-25 00:47:00+00:00.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
OPEN = "kind = 'incoming' and state in ('registered', 'presented', 'handling')"


def _calendar() -> None:
    for name in ('for_below', 'repeats'):
        op.add_column('calendar_day', sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
        op.alter_column('calendar_day', name, server_default=None)
    op.create_table(
        'working_week',
        sa.Column('id', sa.Uuid(), primary_key=True),
        sa.Column('agency_id', sa.Uuid(), sa.ForeignKey('agency.id', ondelete='RESTRICT', name='fk_working_week_agency_id_agency')),
        sa.Column('valid_from', sa.Date(), nullable=False),
        sa.Column('weekdays', sa.String(7), nullable=False),
        sa.Column('hours', sa.JSON(), nullable=False),
        sa.Column('basis', sa.String(200), nullable=False),
        sa.Column('certainty', sa.String(20), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.UniqueConstraint('agency_id', 'valid_from', name='uq_working_week_agency_id_valid_from', postgresql_nulls_not_distinct=True),
    )
    op.create_table(
        'deadline_setting',
        sa.Column('agency_id', sa.Uuid(), sa.ForeignKey('agency.id', ondelete='RESTRICT', name='fk_deadline_setting_agency_id_agency'), primary_key=True),
        sa.Column('soon_days', sa.Integer(), nullable=False),
        sa.Column('remind_before', sa.JSON(), nullable=False),
        sa.Column('remind_after', sa.JSON(), nullable=False),
        sa.Column('unit_head_after', sa.Integer()),
        sa.Column('head_after', sa.Integer()),
        sa.Column('express_minutes', sa.Integer(), nullable=False),
        sa.Column('digest_at', sa.String(5), nullable=False),
        sa.Column('terms', sa.JSON(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
    )


def _reminders() -> None:
    op.create_table(
        'reminder',
        sa.Column('document_id', sa.Uuid(), primary_key=True),
        sa.Column('person_id', sa.Uuid(), primary_key=True),
        sa.Column('kind', sa.String(20), primary_key=True),
        sa.Column('due_on', sa.Date(), primary_key=True),
        sa.Column('agency_id', sa.Uuid(), nullable=False),
        sa.Column('at', INSTANT, nullable=False),
    )
    op.create_table(
        'schedule',
        sa.Column('name', sa.String(40), primary_key=True),
        sa.Column('next_at', INSTANT, nullable=False),
        sa.Column('mark', sa.String(100), nullable=False),
    )
    op.create_table(
        'daily_run',
        sa.Column('name', sa.String(40), primary_key=True),
        sa.Column('agency_id', sa.Uuid(), primary_key=True),
        sa.Column('on_day', sa.Date(), primary_key=True),
        sa.Column('at', INSTANT, nullable=False),
    )
    op.create_table(
        'notice_choice',
        sa.Column('person_id', sa.Uuid(), sa.ForeignKey('person.id', ondelete='RESTRICT', name='fk_notice_choice_person_id_person'), primary_key=True),
        sa.Column('kind', sa.String(20), primary_key=True),
    )


def _views() -> None:
    op.create_table(
        'saved_filter',
        sa.Column('id', sa.Uuid(), primary_key=True),
        sa.Column('agency_id', sa.Uuid(), sa.ForeignKey('agency.id', ondelete='RESTRICT', name='fk_saved_filter_agency_id_agency'), nullable=False),
        sa.Column('person_id', sa.Uuid(), sa.ForeignKey('person.id', ondelete='RESTRICT', name='fk_saved_filter_person_id_person'), nullable=False),
        sa.Column('page', sa.String(20), nullable=False),
        sa.Column('name', sa.String(80), nullable=False),
        sa.Column('query', sa.JSON(), nullable=False),
        sa.Column('columns', sa.JSON(), nullable=False),
        sa.Column('shared_role', sa.String(30)),
        sa.Column('created_at', INSTANT, nullable=False),
        sa.UniqueConstraint('person_id', 'page', 'name', name='uq_saved_filter_person_id_page_name'),
    )
    op.create_index('ix_saved_filter_agency_id_shared_role', 'saved_filter', ['agency_id', 'shared_role', 'page'])
    op.create_table(
        'column_choice',
        sa.Column('person_id', sa.Uuid(), sa.ForeignKey('person.id', ondelete='RESTRICT', name='fk_column_choice_person_id_person'), primary_key=True),
        sa.Column('page', sa.String(20), primary_key=True),
        sa.Column('columns', sa.JSON(), nullable=False),
    )
    op.create_table(
        'content_entry',
        sa.Column('agency_id', sa.Uuid(), primary_key=True),
        sa.Column('subject_id', sa.Uuid(), primary_key=True),
        sa.Column('sha256', sa.String(64), primary_key=True),
        sa.Column('kind', sa.String(20), nullable=False),
        sa.Column('dated_on', sa.Date(), nullable=False),
        sa.Column('is_public', sa.Boolean(), nullable=False),
        sa.Column('words', postgresql.TSVECTOR(), nullable=False),
    )
    op.create_index('ix_content_entry_words', 'content_entry', ['agency_id', 'words'], postgresql_using='gin', postgresql_with={'fastupdate': 'off'})
    op.create_index('ix_content_entry_agency_id_dated_on', 'content_entry', ['agency_id', 'dated_on', 'subject_id'])


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    _calendar()
    _reminders()
    _views()
    op.create_index('ix_document_open_due', 'document', ['agency_id', 'due_on', 'id'], postgresql_where=OPEN)
    op.create_index('ix_incoming_number', 'incoming', ['agency_id', 'arrival_year', 'arrival_number', 'id'])
    op.create_index('ix_incoming_due_at', 'incoming', ['agency_id', 'due_at'], postgresql_where='due_at is not null')


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.drop_index('ix_incoming_due_at', table_name='incoming')
    op.drop_index('ix_incoming_number', table_name='incoming')
    op.drop_index('ix_document_open_due', table_name='document')
    for table in ('content_entry', 'column_choice', 'saved_filter', 'notice_choice', 'daily_run', 'schedule', 'reminder', 'deadline_setting', 'working_week'):
        op.drop_table(table)
    op.drop_column('calendar_day', 'repeats')
    op.drop_column('calendar_day', 'for_below')
