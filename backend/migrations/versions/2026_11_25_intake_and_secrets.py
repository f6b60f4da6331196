"""envelopes, senders outside and their answers, messages of exchange; the mode of the installation guards state secrets

Revision: 0012, after 0011, made on 2026-11-25 00:55:00+00:00.
"""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
GUARD = """
create function refuse_state_secret() returns trigger language plpgsql as $$
begin
  if not exists (select from installation where mode = 'isolated') then
    raise exception 'a state secret may not be held on an ordinary installation' using errcode = 'check_violation';
  end if;
  return new;
end $$
"""


def _string(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length), nullable=False)


def _person(name: str) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=True)


def _fk(table: str, column: str, to: str, key: str = 'id') -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f'{to}.{key}'], name=f'fk_{table}_{column}_{to}', ondelete='RESTRICT')


def _envelope() -> None:
    op.create_table(
        'envelope', sa.Column('id', sa.Uuid(), nullable=False), sa.Column('agency_id', sa.Uuid(), nullable=False), _string('state', 30),
        sa.Column('version', sa.Integer(), nullable=False), sa.Column('created_at', INSTANT, nullable=False), _person('created_by'),
        sa.Column('changed_at', INSTANT, nullable=False), _person('changed_by'), sa.Column('received_on', sa.Date(), nullable=False),
        sa.Column('received_at', INSTANT, nullable=False), _string('sender_name', 200), _string('channel', 10), _string('postal_number', 50),
        _string('seal', 10), _string('urgency', 12), _string('addressed_to', 12), _string('addressee_name', 200), _string('numbers_outside', 1000),
        _string('note', 500), sa.Column('opened_at', INSTANT, nullable=True), _person('opened_by'), _string('numbers_inside', 1000),
        _string('missing', 1000), _string('surplus', 1000), _string('finding', 500), sa.Column('sender_told_on', sa.Date(), nullable=True),
        _string('sender_told_how', 300), sa.Column('passed_at', INSTANT, nullable=True), _person('passed_by'), _person('passed_to_person_id'),
        _string('passed_to_name', 200), _string('receipt_by_name', 100), sa.Column('handed_back_at', INSTANT, nullable=True),
        _string('handed_back_by_name', 100), _string('hand_back_reason', 500),
        sa.CheckConstraint("state in ('received','opened','passed','handed_back')", name='ck_envelope_state'),
        sa.CheckConstraint("channel in ('post','courier','hand')", name='ck_envelope_channel'),
        sa.CheckConstraint("seal in ('intact','broken','unsealed')", name='ck_envelope_seal'),
        sa.CheckConstraint("urgency in ('normal','urgent','very_urgent','express')", name='ck_envelope_urgency'),
        sa.CheckConstraint("addressed_to in ('agency','person','organisation')", name='ck_envelope_addressed_to'),
        _fk('envelope', 'agency_id', 'agency'), _fk('envelope', 'opened_by', 'person'), _fk('envelope', 'passed_by', 'person'),
        _fk('envelope', 'passed_to_person_id', 'person'), sa.PrimaryKeyConstraint('id', name='pk_envelope'),
    )
    op.create_index('ix_envelope_agency_id_id', 'envelope', ['agency_id', 'id'])
    op.create_index('ix_envelope_agency_id_state_id', 'envelope', ['agency_id', 'state', 'id'])
    op.create_table(
        'envelope_document', sa.Column('envelope_id', sa.Uuid(), nullable=False), sa.Column('document_id', sa.Uuid(), nullable=False),
        _fk('envelope_document', 'envelope_id', 'envelope'), _fk('envelope_document', 'document_id', 'document'),
        sa.PrimaryKeyConstraint('envelope_id', 'document_id', name='pk_envelope_document'),
    )
    op.create_index('ix_envelope_document_document_id', 'envelope_document', ['document_id'])


def _senders() -> None:
    op.create_table(
        'foreign_sender', sa.Column('document_id', sa.Uuid(), nullable=False), sa.Column('agency_id', sa.Uuid(), nullable=False),
        _string('organ_code', 50), _string('organ_name', 200), _string('reference', 500), _string('notation', 110),
        sa.Column('issued_on', sa.Date(), nullable=True), sa.Column('paper_follows', sa.Boolean(), nullable=False),
        _fk('foreign_sender', 'document_id', 'document'), sa.PrimaryKeyConstraint('document_id', name='pk_foreign_sender'),
    )
    op.create_index('ix_foreign_sender_agency_id_reference', 'foreign_sender', ['agency_id', 'reference'])
    op.create_table(
        'sender_answer', sa.Column('id', sa.Uuid(), nullable=False), sa.Column('agency_id', sa.Uuid(), nullable=False),
        sa.Column('document_id', sa.Uuid(), nullable=False), _string('code', 2), _string('category', 15), _string('description', 1000),
        sa.Column('made_at', INSTANT, nullable=False), sa.Column('due_on', sa.Date(), nullable=False), _string('by_name', 100),
        sa.Column('sent_at', INSTANT, nullable=True), _person('sent_by'), _string('sent_how', 200),
        sa.CheckConstraint("code in ('01','02','03','04','05','06','15','16')", name='ck_sender_answer_code'),
        sa.CheckConstraint("category in ('','unauthentic','altered','misdirected','other')", name='ck_sender_answer_category'),
        _fk('sender_answer', 'document_id', 'document'), _fk('sender_answer', 'sent_by', 'person'),
        sa.PrimaryKeyConstraint('id', name='pk_sender_answer'),
    )
    op.create_index('ix_sender_answer_document_id', 'sender_answer', ['document_id'])
    op.create_index('uq_sender_answer_once', 'sender_answer', ['document_id', 'code'], unique=True, postgresql_where=sa.text("code < '10'"))
    op.create_index('ix_sender_answer_unsent', 'sender_answer', ['agency_id', 'due_on', 'id'], postgresql_where=sa.text('sent_at is null'))


def _messages() -> None:
    op.create_table(
        'exchange_message', sa.Column('id', sa.Uuid(), nullable=False), sa.Column('agency_id', sa.Uuid(), nullable=False), _string('kind', 10),
        sa.Column('business_type', sa.Integer(), nullable=False), _string('sender_code', 50), _string('sender_name', 200), _string('reference', 500),
        _string('fingerprint', 64), _string('sha256', 64), sa.Column('received_at', INSTANT, nullable=False),
        sa.Column('received_by', sa.Uuid(), nullable=False), _person('document_id'), _string('outcome', 20),
        sa.Column('answered_at', INSTANT, nullable=True), _person('answered_by'), _string('answer_reason', 500),
        sa.Column('facts', sa.JSON(), nullable=False), sa.Column('findings', sa.JSON(), nullable=False),
        sa.CheckConstraint("kind in ('letter','status')", name='ck_exchange_message_kind'),
        sa.CheckConstraint(
            "outcome in ('waiting','recall_asked','update_asked','update_accepted','update_declined','status_noted')",
            name='ck_exchange_message_outcome',
        ),
        _fk('exchange_message', 'sha256', 'stored_file', 'sha256'), _fk('exchange_message', 'received_by', 'person'),
        _fk('exchange_message', 'document_id', 'document'), _fk('exchange_message', 'answered_by', 'person'),
        sa.PrimaryKeyConstraint('id', name='pk_exchange_message'),
    )
    op.create_index('ix_exchange_message_document_id', 'exchange_message', ['document_id'])
    op.create_index('uq_exchange_message_fingerprint', 'exchange_message', ['agency_id', 'fingerprint'], unique=True)
    op.create_index('ix_exchange_message_agency_id_id', 'exchange_message', ['agency_id', 'id'])
    op.create_table(
        'recipient_status', sa.Column('id', sa.Uuid(), nullable=False), sa.Column('agency_id', sa.Uuid(), nullable=False),
        sa.Column('document_id', sa.Uuid(), nullable=False), sa.Column('recipient_id', sa.Uuid(), nullable=False),
        sa.Column('message_id', sa.Uuid(), nullable=False), _string('code', 2), _string('description', 1000), _string('staff', 300),
        sa.Column('reported_at', INSTANT, nullable=True), sa.Column('received_at', INSTANT, nullable=False),
        _fk('recipient_status', 'document_id', 'document'), _fk('recipient_status', 'recipient_id', 'recipient'),
        _fk('recipient_status', 'message_id', 'exchange_message'), sa.PrimaryKeyConstraint('id', name='pk_recipient_status'),
    )
    op.create_index('ix_recipient_status_document_id', 'recipient_status', ['document_id'])


def _secrets() -> None:
    op.create_table(
        'installation', sa.Column('id', sa.Integer(), nullable=False), _string('mode', 10),
        sa.CheckConstraint('id = 1', name='ck_installation_one_row'),
        sa.CheckConstraint("mode in ('ordinary','isolated')", name='ck_installation_mode'), sa.PrimaryKeyConstraint('id', name='pk_installation'),
    )
    op.execute("insert into installation (id, mode) values (1, 'ordinary')")
    op.execute('alter table document drop constraint ck_document_no_state_secrets')
    op.execute("alter table document add constraint ck_document_secrecy check (secrecy in ('none','mat','toi_mat','tuyet_mat'))")
    op.execute(GUARD)
    op.execute(
        "create trigger document_state_secret before insert or update of secrecy on document for each row "
        "when (new.secrecy <> 'none') execute function refuse_state_secret()"
    )


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    _secrets()
    _envelope()
    _senders()
    _messages()


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for table in ('recipient_status', 'exchange_message', 'sender_answer', 'foreign_sender', 'envelope_document', 'envelope'):
        op.drop_table(table)
    op.execute('drop trigger document_state_secret on document')
    op.execute('drop function refuse_state_secret()')
    op.execute('alter table document drop constraint ck_document_secrecy')
    op.execute("alter table document add constraint ck_document_no_state_secrets check (secrecy = 'none')")
    op.drop_table('installation')
