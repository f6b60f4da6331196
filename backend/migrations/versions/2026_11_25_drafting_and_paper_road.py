"""assignments to draft, versions, comments, opinions; paper road, retained copies, conversions; joint signatures

Revision: 0011, after 0010, made on 2026-11-25 00:50:00+00:00.
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

STATES = "'pending','sent','arrived','registered','handling','completed','returned','recalled'"
# What was drafted before versions were kept stands as its first version.
FIRST = """
insert into draft_version (id, agency_id, document_id, number, by, at, note, files, changed)
select gen_random_uuid(), d.agency_id, d.id, 1, o.drafter_id, d.created_at, '',
  coalesce((select json_agg(json_build_object('sha256', f.sha256, 'name', f.name, 'role', f.role) order by f.ordinal)
            from document_file f where f.document_id = d.id and f.role in ('main','attachment')), '[]'::json), '[]'::json
from document d join outgoing o on o.id = d.id
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.drop_constraint(op.f('ck_recipient_state'), 'recipient', type_='check')
    op.create_check_constraint(op.f('ck_recipient_state'), 'recipient', f"state in ({STATES},'delivered')")
    op.create_table('co_drafter',
    sa.Column('document_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_co_drafter_document_id_document'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_co_drafter_person_id_person'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('document_id', 'person_id', name=op.f('pk_co_drafter'))
    )
    op.create_table('consultation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('document_id', sa.Uuid(), nullable=False),
    sa.Column('version_number', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=True),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('asked_by', sa.Uuid(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('verdict', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('answer', sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
    sa.Column('file_sha256', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
    sa.Column('file_name', sqlmodel.sql.sqltypes.AutoString(length=255), nullable=False),
    sa.Column('answered_by', sa.Uuid(), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
    sa.Column('closed_by', sa.Uuid(), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state in ('asked','answered','closed')", name=op.f('ck_consultation_state')),
    sa.CheckConstraint("verdict in ('','agree','remarks')", name=op.f('ck_consultation_verdict')),
    sa.CheckConstraint('(person_id is null) <> (unit_id is null)', name=op.f('ck_consultation_unit_or_person')),
    sa.ForeignKeyConstraint(['answered_by'], ['person.id'], name=op.f('fk_consultation_answered_by_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['asked_by'], ['person.id'], name=op.f('fk_consultation_asked_by_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['closed_by'], ['person.id'], name=op.f('fk_consultation_closed_by_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_consultation_document_id_document'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['file_sha256'], ['stored_file.sha256'], name=op.f('fk_consultation_file_sha256_stored_file'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_consultation_person_id_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_consultation_unit_id_unit'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consultation'))
    )
    op.create_index(op.f('ix_consultation_document_id'), 'consultation', ['document_id'], unique=False)
    op.create_index('ix_consultation_person_id_state', 'consultation', ['person_id', 'state'], unique=False)
    op.create_index('ix_consultation_unit_id_state', 'consultation', ['unit_id', 'state'], unique=False)
    op.create_table('conversion',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('document_id', sa.Uuid(), nullable=False),
    sa.Column('direction', sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
    sa.Column('source_sha256', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('sha256', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('copies', sa.Integer(), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.Column('by', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("direction in ('to_paper','to_file')", name=op.f('ck_conversion_direction')),
    sa.ForeignKeyConstraint(['by'], ['person.id'], name=op.f('fk_conversion_by_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_conversion_document_id_document'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['sha256'], ['stored_file.sha256'], name=op.f('fk_conversion_sha256_stored_file'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conversion'))
    )
    op.create_index(op.f('ix_conversion_document_id'), 'conversion', ['document_id'], unique=False)
    op.create_table('dispatch',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('document_id', sa.Uuid(), nullable=False),
    sa.Column('recipient_name', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('recipient_ordinal', sa.Integer(), nullable=False),
    sa.Column('way', sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
    sa.Column('dispatched_on', sa.Date(), nullable=False),
    sa.Column('item_number', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('envelopes', sa.Integer(), nullable=False),
    sa.Column('weight_grams', sa.Integer(), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.Column('by', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('received_by', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=True),
    sa.Column('receipt_note', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.CheckConstraint("outcome in ('','received','returned')", name=op.f('ck_dispatch_outcome')),
    sa.CheckConstraint("way in ('post','hand')", name=op.f('ck_dispatch_way')),
    sa.ForeignKeyConstraint(['by'], ['person.id'], name=op.f('fk_dispatch_by_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_dispatch_document_id_document'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dispatch'))
    )
    op.create_index('ix_dispatch_agency_id_dispatched_on', 'dispatch', ['agency_id', 'dispatched_on', 'id'], unique=False)
    op.create_index(op.f('ix_dispatch_document_id'), 'dispatch', ['document_id'], unique=False)
    op.create_table('draft_assignment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=True),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_by', sa.Uuid(), nullable=True),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.Column('instruction', sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
    sa.Column('type_code', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
    sa.Column('in_reply_to_id', sa.Uuid(), nullable=True),
    sa.Column('unit_id', sa.Uuid(), nullable=True),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('co_drafter_ids', sa.JSON(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('given_by', sa.Uuid(), nullable=False),
    sa.Column('document_id', sa.Uuid(), nullable=True),
    sa.Column('withdrawn_reason', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.CheckConstraint("state in ('given','drafting','withdrawn')", name=op.f('ck_draft_assignment_state')),
    sa.CheckConstraint('unit_id is not null or person_id is not null', name=op.f('ck_draft_assignment_somebody')),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_draft_assignment_agency_id_agency'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_draft_assignment_document_id_document'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['given_by'], ['person.id'], name=op.f('fk_draft_assignment_given_by_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['in_reply_to_id'], ['document.id'], name=op.f('fk_draft_assignment_in_reply_to_id_document'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_draft_assignment_person_id_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['type_code'], ['document_type.code'], name=op.f('fk_draft_assignment_type_code_document_type'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_draft_assignment_unit_id_unit'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft_assignment'))
    )
    op.create_index('ix_draft_assignment_agency_id_id', 'draft_assignment', ['agency_id', 'id'], unique=False)
    op.create_index(op.f('ix_draft_assignment_document_id'), 'draft_assignment', ['document_id'], unique=False)
    op.create_index('ix_draft_assignment_person_id_state', 'draft_assignment', ['person_id', 'state'], unique=False)
    op.create_index('ix_draft_assignment_unit_id_state', 'draft_assignment', ['unit_id', 'state'], unique=False)
    op.create_table('draft_comment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('document_id', sa.Uuid(), nullable=False),
    sa.Column('version_number', sa.Integer(), nullable=False),
    sa.Column('parent_id', sa.Uuid(), nullable=True),
    sa.Column('by', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
    sa.Column('page', sa.Integer(), nullable=True),
    sa.Column('quote', sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
    sa.Column('resolved_by', sa.Uuid(), nullable=True),
    sa.Column('resolved_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['by'], ['person.id'], name=op.f('fk_draft_comment_by_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_draft_comment_document_id_document'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['parent_id'], ['draft_comment.id'], name=op.f('fk_draft_comment_parent_id_draft_comment'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['resolved_by'], ['person.id'], name=op.f('fk_draft_comment_resolved_by_person'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft_comment'))
    )
    op.create_index(op.f('ix_draft_comment_document_id'), 'draft_comment', ['document_id'], unique=False)
    op.create_table('draft_version',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('document_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('by', sa.Uuid(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
    sa.Column('files', sa.JSON(), nullable=False),
    sa.Column('changed', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['person.id'], name=op.f('fk_draft_version_by_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_draft_version_document_id_document'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft_version')),
    sa.UniqueConstraint('document_id', 'number', name=op.f('uq_draft_version_document_id_number'))
    )
    op.create_table('joint_signature',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=True),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_by', sa.Uuid(), nullable=True),
    sa.Column('lead_agency_id', sa.Uuid(), nullable=False),
    sa.Column('document_id', sa.Uuid(), nullable=False),
    sa.Column('ordinal', sa.Integer(), nullable=False),
    sa.Column('is_inside', sa.Boolean(), nullable=False),
    sa.Column('agency_name', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('signer_id', sa.Uuid(), nullable=True),
    sa.Column('signer_name', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.Column('signer_position', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('signed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sealed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.CheckConstraint("state in ('pending','approved','signed','sealed')", name=op.f('ck_joint_signature_state')),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_joint_signature_agency_id_agency'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_joint_signature_document_id_document'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['lead_agency_id'], ['agency.id'], name=op.f('fk_joint_signature_lead_agency_id_agency'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['signer_id'], ['person.id'], name=op.f('fk_joint_signature_signer_id_person'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_joint_signature')),
    sa.UniqueConstraint('document_id', 'ordinal', name=op.f('uq_joint_signature_document_id_ordinal'))
    )
    op.create_index('ix_joint_signature_agency_id_state', 'joint_signature', ['agency_id', 'state'], unique=False)
    op.create_table('retained_copy',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('document_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('medium', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
    sa.Column('amount', sa.Integer(), nullable=False),
    sa.Column('place', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.Column('noted_by', sa.Uuid(), nullable=True),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("kind in ('original','principal')", name=op.f('ck_retained_copy_kind')),
    sa.CheckConstraint("medium in ('electronic','paper')", name=op.f('ck_retained_copy_medium')),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_retained_copy_document_id_document'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['noted_by'], ['person.id'], name=op.f('fk_retained_copy_noted_by_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_retained_copy_unit_id_unit'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_retained_copy'))
    )
    op.create_index(op.f('ix_retained_copy_document_id'), 'retained_copy', ['document_id'], unique=False)
    op.create_table('retained_loan',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('document_id', sa.Uuid(), nullable=False),
    sa.Column('retained_copy_id', sa.Uuid(), nullable=False),
    sa.Column('borrower_id', sa.Uuid(), nullable=True),
    sa.Column('borrower_name', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('permitted_by', sa.Uuid(), nullable=False),
    sa.Column('lent_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('dossier_notation', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.Column('lent_by', sa.Uuid(), nullable=False),
    sa.Column('returned_on', sa.Date(), nullable=True),
    sa.Column('returned_to', sa.Uuid(), nullable=True),
    sa.Column('return_note', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.ForeignKeyConstraint(['borrower_id'], ['person.id'], name=op.f('fk_retained_loan_borrower_id_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_retained_loan_document_id_document'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['lent_by'], ['person.id'], name=op.f('fk_retained_loan_lent_by_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['permitted_by'], ['person.id'], name=op.f('fk_retained_loan_permitted_by_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['retained_copy_id'], ['retained_copy.id'], name=op.f('fk_retained_loan_retained_copy_id_retained_copy'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['returned_to'], ['person.id'], name=op.f('fk_retained_loan_returned_to_person'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_retained_loan'))
    )
    op.create_index('ix_retained_loan_agency_id_lent_on', 'retained_loan', ['agency_id', 'lent_on', 'id'], unique=False)
    op.create_index(op.f('ix_retained_loan_document_id'), 'retained_loan', ['document_id'], unique=False)
    op.create_index('uq_retained_loan_open', 'retained_loan', ['retained_copy_id'], unique=True, postgresql_where='returned_on is null')
    op.execute(FIRST)


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.drop_table('retained_loan')
    op.drop_table('retained_copy')
    op.drop_table('joint_signature')
    op.drop_table('draft_version')
    op.drop_table('draft_comment')
    op.drop_table('draft_assignment')
    op.drop_table('dispatch')
    op.drop_table('conversion')
    op.drop_table('consultation')
    op.drop_table('co_drafter')
    op.execute("update recipient set state = 'sent' where state = 'delivered'")
    op.drop_constraint(op.f('ck_recipient_state'), 'recipient', type_='check')
    op.create_check_constraint(op.f('ck_recipient_state'), 'recipient', f"state in ({STATES})")
