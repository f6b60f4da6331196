"""handling in full: steps of a document, extensions, followers, urgings, opinions with replies and files, fields, substitutes

Revision: 0009, after 0008, made on 2026-11-25 00:50:00+00:00.
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

STRING = sqlmodel.sql.sqltypes.AutoString
INSTANT = sa.DateTime(timezone=True)
TABLES = ('opinion_mention', 'opinion_file', 'urging', 'follow_up', 'extension_request', 'document_move', 'field_assignment', 'substitution')


def _id(name: str, null: bool = True) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=null)


def _to(table: str, column: str, target: str, key: str = 'id') -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f'{target}.{key}'], name=op.f(f'fk_{table}_{column}_{target}'), ondelete='RESTRICT')


def _table(name: str, columns: list[sa.Column], links: dict[str, str], *more: sa.Constraint) -> None:
    keys = [_to(name, column, target) for column, target in links.items()]
    op.create_table(name, _id('id', False), *columns, *keys, *more, sa.PrimaryKeyConstraint('id', name=op.f(f'pk_{name}')))


def _columns() -> None:
    op.add_column('person', sa.Column('stands_in_until', sa.Date(), nullable=True))
    op.add_column('handling', sa.Column('original_due_on', sa.Date(), nullable=True))
    op.add_column('handling', sa.Column('asked_due_on', sa.Date(), nullable=True))
    for column in (_id('parent_id'), _id('on_behalf_id'), sa.Column('withdrawn_at', INSTANT, nullable=True)):
        op.add_column('opinion', column)
    op.add_column('opinion', sa.Column('withdraw_reason', STRING(length=500), nullable=False, server_default=''))
    op.alter_column('opinion', 'withdraw_reason', server_default=None)
    op.create_foreign_key(op.f('fk_opinion_parent_id_opinion'), 'opinion', 'opinion', ['parent_id'], ['id'], ondelete='RESTRICT')
    op.create_foreign_key(op.f('fk_opinion_on_behalf_id_person'), 'opinion', 'person', ['on_behalf_id'], ['id'], ondelete='RESTRICT')


def _substitution() -> None:
    _table('substitution', [
        _id('agency_id', False), _id('person_id', False), _id('substitute_id', False), sa.Column('from_on', sa.Date(), nullable=False),
        sa.Column('to_on', sa.Date(), nullable=False), sa.Column('scope', STRING(length=10), nullable=False),
        sa.Column('reason', STRING(length=300), nullable=False), _id('created_by', False), sa.Column('created_at', INSTANT, nullable=False),
        sa.Column('ended_at', INSTANT, nullable=True), _id('ended_by'), sa.Column('version', sa.Integer(), nullable=False),
    ], {'agency_id': 'agency', 'person_id': 'person', 'substitute_id': 'person'},
        sa.CheckConstraint("scope in ('direct','handle','both')", name=op.f('ck_substitution_scope')),
        sa.CheckConstraint('from_on <= to_on', name=op.f('ck_substitution_period')))
    for column in ('agency_id', 'person_id', 'substitute_id'):
        op.create_index(f'ix_substitution_{column}', 'substitution', [column])
    _table('field_assignment', [
        _id('agency_id', False), _id('person_id', False), sa.Column('field', STRING(length=100), nullable=False),
        sa.Column('words', STRING(length=500), nullable=False), sa.Column('basis', STRING(length=300), nullable=False),
        sa.Column('ended_at', INSTANT, nullable=True), sa.Column('version', sa.Integer(), nullable=False),
    ], {'agency_id': 'agency', 'person_id': 'person'})
    op.create_index('ix_field_assignment_agency_id', 'field_assignment', ['agency_id'])


def _way() -> None:
    kinds = "'presented','forwarded','directed','transferred','assigned','passed','returned','reopened'"
    people = {'document_id': 'document', 'from_person_id': 'person', 'from_unit_id': 'unit', 'to_person_id': 'person', 'to_unit_id': 'unit',
              'on_behalf_id': 'person', 'handling_id': 'handling'}
    _table('document_move', [
        _id('agency_id', False), _id('document_id', False), sa.Column('at', INSTANT, nullable=False), sa.Column('kind', STRING(length=12), nullable=False),
        sa.Column('part', STRING(length=12), nullable=False), _id('from_person_id', False), _id('from_unit_id'), _id('to_person_id'), _id('to_unit_id'),
        _id('on_behalf_id'), _id('handling_id'), sa.Column('due_on', sa.Date(), nullable=True), sa.Column('note', STRING(length=1000), nullable=False),
    ], people, sa.CheckConstraint(f'kind in ({kinds})', name=op.f('ck_document_move_kind')))
    op.create_index('ix_document_move_document_id', 'document_move', ['document_id'])
    # What was given before this day is told from the parts themselves.
    op.execute("""
        insert into document_move (id, agency_id, document_id, at, kind, part, from_person_id, to_person_id, to_unit_id, handling_id, due_on, note)
        select gen_random_uuid(), agency_id, document_id, given_at, case when parent_id is null then 'directed' else 'assigned' end, part, given_by,
               person_id, unit_id, id, due_on, instruction
          from handling where given_by in (select id from person)
    """)


def _terms() -> None:
    _table('extension_request', [
        _id('agency_id', False), _id('document_id', False), _id('handling_id', False), sa.Column('state', STRING(length=10), nullable=False),
        sa.Column('old_due_on', sa.Date(), nullable=False), sa.Column('asked_due_on', sa.Date(), nullable=False),
        sa.Column('working_days', sa.Integer(), nullable=True), sa.Column('reason', STRING(length=500), nullable=False), _id('asked_by', False),
        sa.Column('asked_at', INSTANT, nullable=False), _id('asked_on_behalf_id'), _id('decided_by'), sa.Column('decided_at', INSTANT, nullable=True),
        _id('decided_on_behalf_id'), sa.Column('granted_due_on', sa.Date(), nullable=True), sa.Column('note', STRING(length=500), nullable=False),
    ], {'document_id': 'document', 'handling_id': 'handling', 'asked_by': 'person', 'asked_on_behalf_id': 'person', 'decided_by': 'person',
        'decided_on_behalf_id': 'person'},
        sa.CheckConstraint("state in ('asked','granted','refused','dropped')", name=op.f('ck_extension_request_state')))
    op.create_index('ix_extension_request_document_id', 'extension_request', ['document_id'])
    op.create_index('ix_extension_request_handling_id', 'extension_request', ['handling_id'])
    op.create_index('uq_extension_request_open', 'extension_request', ['handling_id'], unique=True, postgresql_where=sa.text("state = 'asked'"))


def _urging() -> None:
    _table('follow_up', [
        _id('agency_id', False), _id('document_id', False), _id('person_id', False), sa.Column('note', STRING(length=500), nullable=False),
        _id('appointed_by', False), sa.Column('appointed_at', INSTANT, nullable=False), sa.Column('ended_at', INSTANT, nullable=True),
    ], {'document_id': 'document', 'person_id': 'person', 'appointed_by': 'person'})
    op.create_index('ix_follow_up_document_id', 'follow_up', ['document_id'])
    still = sa.text('ended_at is null')
    op.create_index('uq_follow_up_open', 'follow_up', ['document_id', 'person_id'], unique=True, postgresql_where=still)
    op.create_index('ix_follow_up_person_id', 'follow_up', ['person_id', 'document_id'], postgresql_where=still)
    _table('urging', [
        _id('agency_id', False), _id('document_id', False), _id('handling_id', False), _id('urged_by', False), _id('on_behalf_id'),
        sa.Column('at', INSTANT, nullable=False), sa.Column('note', STRING(length=1000), nullable=False),
    ], {'document_id': 'document', 'handling_id': 'handling', 'urged_by': 'person', 'on_behalf_id': 'person'})
    op.create_index('ix_urging_document_id', 'urging', ['document_id'])
    op.create_index('ix_urging_handling_id_at', 'urging', ['handling_id', 'at'])


def _conversation() -> None:
    op.create_table('opinion_file',
        _id('opinion_id', False), sa.Column('ordinal', sa.Integer(), nullable=False), sa.Column('sha256', STRING(length=64), nullable=False),
        sa.Column('name', STRING(length=255), nullable=False), _to('opinion_file', 'opinion_id', 'opinion'),
        _to('opinion_file', 'sha256', 'stored_file', 'sha256'), sa.PrimaryKeyConstraint('opinion_id', 'ordinal', name=op.f('pk_opinion_file')))
    op.create_table('opinion_mention',
        _id('opinion_id', False), _id('person_id', False), _to('opinion_mention', 'opinion_id', 'opinion'),
        _to('opinion_mention', 'person_id', 'person'), sa.PrimaryKeyConstraint('opinion_id', 'person_id', name=op.f('pk_opinion_mention')))


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    _columns()
    _substitution()
    _way()
    _terms()
    _urging()
    _conversation()


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for table in TABLES:
        op.drop_table(table)
    op.drop_constraint(op.f('fk_opinion_on_behalf_id_person'), 'opinion', type_='foreignkey')
    op.drop_constraint(op.f('fk_opinion_parent_id_opinion'), 'opinion', type_='foreignkey')
    for table, column in (('opinion', 'withdraw_reason'), ('opinion', 'withdrawn_at'), ('opinion', 'on_behalf_id'), ('opinion', 'parent_id'),
                          ('handling', 'asked_due_on'), ('handling', 'original_due_on'), ('person', 'stands_in_until')):  # fmt: skip
        op.drop_column(table, column)
