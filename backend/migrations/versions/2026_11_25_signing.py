"""limits of authorities to sign; signatures by the person's own device; images of signatures and seals; hand-overs; copies

Revision: 0008, after 0007, made on 2026-11-25 01:00:00+00:00.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COLUMNS = (
    ("agency", "head_title", sa.String(100), ""),
    ("agency", "collective_name", sa.String(200), ""),
    ("signing_authority", "type_codes", sa.JSON(), "[]"),
    ("signing_authority", "field_codes", sa.JSON(), "[]"),
    ("signing_authority", "unit_ids", sa.JSON(), "[]"),
    ("signing_authority", "in_charge", sa.Boolean(), "false"),
    ("signing_authority", "signs_copies", sa.Boolean(), "false"),
    ("signing_authority", "content", sa.String(500), ""),
)


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for table, name, kind, default in COLUMNS:
        op.add_column(table, sa.Column(name, kind, nullable=False, server_default=default))
        op.alter_column(table, name, server_default=None)
    for name, target in (("granted_by", "person"), ("basis_document_id", "document")):
        op.add_column("signing_authority", sa.Column(name, sa.Uuid(), nullable=True))
        op.create_foreign_key(op.f(f"fk_signing_authority_{name}_{target}"), "signing_authority", target, [name], ["id"], ondelete="RESTRICT")
    op.create_table('signature_preparation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('document_id', sa.Uuid(), nullable=False),
    sa.Column('purpose', sa.String(10), nullable=False),
    sa.Column('state', sa.String(10), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('capacity', sa.String(40), nullable=False),
    sa.Column('certificate', sa.LargeBinary(), nullable=True),
    sa.Column('signer', sa.String(200), nullable=False),
    sa.Column('items', sa.JSON(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reason', sa.String(500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("purpose in ('person','agency')", name=op.f('ck_signature_preparation_purpose')),
    sa.CheckConstraint("state in ('open','completed','cancelled','lapsed')", name=op.f('ck_signature_preparation_state')),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_signature_preparation_document_id_document'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_signature_preparation_person_id_person'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signature_preparation'))
    )
    op.create_index('ix_signature_preparation_document_id', 'signature_preparation', ['document_id'], unique=False)
    op.create_index('uq_signature_preparation_open', 'signature_preparation', ['document_id', 'purpose'], unique=True, postgresql_where=sa.text("state = 'open'"))
    op.create_table('mark_image',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(10), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('sha256', sa.String(64), nullable=False),
    sa.Column('width_mm', sa.Float(), nullable=False),
    sa.Column('height_mm', sa.Float(), nullable=False),
    sa.Column('warnings', sa.JSON(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(kind = 'signature') = (person_id is not null)", name=op.f('ck_mark_image_whose')),
    sa.CheckConstraint("kind in ('signature','seal')", name=op.f('ck_mark_image_kind')),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_mark_image_agency_id_agency'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_mark_image_person_id_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['sha256'], ['stored_file.sha256'], name=op.f('fk_mark_image_sha256_stored_file'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mark_image'))
    )
    op.create_index('uq_mark_image_in_use', 'mark_image', ['agency_id', 'kind', 'person_id'], unique=True, postgresql_where=sa.text('ended_at is null'), postgresql_nulls_not_distinct=True)
    op.create_table('device_handover',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(10), nullable=False),
    sa.Column('device', sa.String(10), nullable=False),
    sa.Column('description', sa.String(300), nullable=False),
    sa.Column('condition', sa.String(300), nullable=False),
    sa.Column('from_person_id', sa.Uuid(), nullable=False),
    sa.Column('to_person_id', sa.Uuid(), nullable=False),
    sa.Column('permitted_by', sa.Uuid(), nullable=False),
    sa.Column('permission', sa.String(300), nullable=False),
    sa.Column('reason', sa.String(500), nullable=False),
    sa.Column('handed_on', sa.Date(), nullable=False),
    sa.Column('due_back_on', sa.Date(), nullable=True),
    sa.Column('returned_on', sa.Date(), nullable=True),
    sa.Column('return_note', sa.String(500), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("device in ('seal','key_device')", name=op.f('ck_device_handover_device')),
    sa.CheckConstraint("state in ('handed','returned')", name=op.f('ck_device_handover_state')),
    sa.CheckConstraint('from_person_id <> to_person_id', name=op.f('ck_device_handover_two_people')),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_device_handover_agency_id_agency'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['from_person_id'], ['person.id'], name=op.f('fk_device_handover_from_person_id_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['permitted_by'], ['person.id'], name=op.f('fk_device_handover_permitted_by_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['to_person_id'], ['person.id'], name=op.f('fk_device_handover_to_person_id_person'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_device_handover'))
    )
    op.create_index('ix_device_handover_agency_id', 'device_handover', ['agency_id', 'id'], unique=False)
    op.create_table('document_copy',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('document_id', sa.Uuid(), nullable=False),
    sa.Column('source_copy_id', sa.Uuid(), nullable=True),
    sa.Column('kind', sa.String(5), nullable=False),
    sa.Column('from_medium', sa.String(12), nullable=False),
    sa.Column('to_medium', sa.String(12), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('symbol', sa.String(30), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('pages', sa.String(200), nullable=False),
    sa.Column('copies', sa.Integer(), nullable=False),
    sa.Column('recipients', sa.JSON(), nullable=False),
    sa.Column('signed_by', sa.Uuid(), nullable=False),
    sa.Column('signer_name', sa.String(50), nullable=False),
    sa.Column('signer_position', sa.String(200), nullable=False),
    sa.Column('authority', sa.String(300), nullable=False),
    sa.Column('sha256', sa.String(64), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=True),
    sa.CheckConstraint("from_medium in ('paper','electronic')", name=op.f('ck_document_copy_from_medium')),
    sa.CheckConstraint("kind in ('SY','SL','TrS')", name=op.f('ck_document_copy_kind')),
    sa.CheckConstraint("to_medium in ('paper','electronic')", name=op.f('ck_document_copy_to_medium')),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_document_copy_agency_id_agency'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_document_copy_document_id_document'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['sha256'], ['stored_file.sha256'], name=op.f('fk_document_copy_sha256_stored_file'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['signed_by'], ['person.id'], name=op.f('fk_document_copy_signed_by_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['source_copy_id'], ['document_copy.id'], name=op.f('fk_document_copy_source_copy_id_document_copy'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_document_copy')),
    sa.UniqueConstraint('agency_id', 'year', 'number', name=op.f('uq_document_copy_agency_id_year_number'))
    )
    op.create_index(op.f('ix_document_copy_document_id'), 'document_copy', ['document_id'], unique=False)

def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for table in ("document_copy", "device_handover", "mark_image", "signature_preparation"):
        op.drop_table(table)
    for name in ("granted_by", "basis_document_id"):
        op.drop_column("signing_authority", name)
    for table, name, _, _ in reversed(COLUMNS):
        op.drop_column(table, name)
