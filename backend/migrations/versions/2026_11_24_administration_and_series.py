"""administration: what can end, series of numbers, calendars of agencies

Revision: 0004, after 0003, made on 2026-11-24 20:35:00+00:00.
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

VERSIONED = ('agency', 'unit', 'role_assignment', 'signing_authority', 'calendar_day')


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for table in VERSIONED:
        op.add_column(table, sa.Column('version', sa.Integer(), nullable=False, server_default='1'))
        op.alter_column(table, 'version', server_default=None)
    op.add_column('unit', sa.Column('is_active', sa.Boolean(), nullable=False, server_default=sa.true()))
    op.alter_column('unit', 'is_active', server_default=None)
    op.add_column('role_assignment', sa.Column('basis', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False, server_default=''))
    op.alter_column('role_assignment', 'basis', server_default=None)
    op.add_column('role_assignment', sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('signing_authority', sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('calendar_day', sa.Column('agency_id', sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f('fk_calendar_day_agency_id_agency'), 'calendar_day', 'agency', ['agency_id'], ['id'], ondelete='RESTRICT')
    op.drop_constraint(op.f('uq_calendar_day_day'), 'calendar_day', type_='unique')
    op.create_unique_constraint(op.f('uq_calendar_day_agency_id_day'), 'calendar_day', ['agency_id', 'day'], postgresql_nulls_not_distinct=True)
    op.create_table('register_series',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=15), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=190), nullable=False),
    sa.Column('issuing_body', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('folded_body', sqlmodel.sql.sqltypes.AutoString(length=260), nullable=False),
    sa.Column('symbol', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('from_year', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("kind in ('incoming','outgoing')", name=op.f('ck_register_series_kind')),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_register_series_agency_id_agency'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_register_series')),
    sa.UniqueConstraint('agency_id', 'code', name=op.f('uq_register_series_agency_id_code'))
    )
    op.create_index('uq_register_series_body', 'register_series', ['agency_id', 'folded_body'], unique=True, postgresql_where=sa.text("folded_body <> ''"))
    op.create_table('series_type',
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('type_code', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('series_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['series_id'], ['register_series.id'], name=op.f('fk_series_type_series_id_register_series'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['type_code'], ['document_type.code'], name=op.f('fk_series_type_type_code_document_type'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('agency_id', 'kind', 'type_code', name=op.f('pk_series_type'))
    )


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.drop_table('series_type')
    op.drop_table('register_series')
    op.execute("delete from calendar_day where agency_id is not null")
    op.drop_constraint(op.f('uq_calendar_day_agency_id_day'), 'calendar_day', type_='unique')
    op.create_unique_constraint(op.f('uq_calendar_day_day'), 'calendar_day', ['day'])
    op.drop_constraint(op.f('fk_calendar_day_agency_id_agency'), 'calendar_day', type_='foreignkey')
    op.drop_column('calendar_day', 'agency_id')
    op.drop_column('signing_authority', 'ended_at')
    op.drop_column('role_assignment', 'ended_at')
    op.drop_column('role_assignment', 'basis')
    op.drop_column('unit', 'is_active')
    for table in reversed(VERSIONED):
        op.drop_column(table, 'version')
