"""signatures by an own device also for the part of a co-issuing agency and for copies; copies that await their signature or were given up

Revision: 0021, after 0020, made on 2026-11-25 21:45:00+00:00.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

OPEN = "uq_signature_preparation_open"


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for name in ("part_id", "copy_id"):
        op.add_column("signature_preparation", sa.Column(name, sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_signature_preparation_copy_id_document_copy"), "signature_preparation", "document_copy", ["copy_id"], ["id"], ondelete="RESTRICT")
    op.create_check_constraint(op.f("ck_signature_preparation_part_or_copy"), "signature_preparation", "part_id is null or copy_id is null")
    op.drop_index(OPEN, "signature_preparation")
    op.create_index(
        OPEN, "signature_preparation", ["document_id", "purpose", "part_id", "copy_id"], unique=True, postgresql_where=sa.text("state = 'open'"),
        postgresql_nulls_not_distinct=True,
    )  # fmt: skip
    op.add_column("document_copy", sa.Column("state", sa.String(10), nullable=False, server_default="made"))
    op.add_column("document_copy", sa.Column("void_reason", sa.String(500), nullable=False, server_default=""))
    op.add_column("document_copy", sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True))
    for name in ("state", "void_reason"):
        op.alter_column("document_copy", name, server_default=None)
    op.create_check_constraint(op.f("ck_document_copy_state"), "document_copy", "state in ('awaiting','made','void')")
    op.create_check_constraint(op.f("ck_document_copy_voided"), "document_copy", "(state = 'void') = (voided_at is not null)")
    op.create_index("ix_document_copy_awaiting", "document_copy", ["agency_id", "made_on"], postgresql_where=sa.text("state = 'awaiting'"))


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    # The version before knows one open preparation of a document and purpose, and no number of a copy that came to nothing: it is said in words.
    op.execute("update signature_preparation set state = 'cancelled', finished_at = now() where state = 'open' and (part_id is not null or copy_id is not null)")
    op.execute("update document_copy set authority = left('Số không dùng: ' || void_reason, 300) where state <> 'made'")
    op.drop_index("ix_document_copy_awaiting", "document_copy")
    for name in ("voided_at", "void_reason", "state"):
        op.drop_column("document_copy", name)
    op.drop_index(OPEN, "signature_preparation")
    op.create_index(OPEN, "signature_preparation", ["document_id", "purpose"], unique=True, postgresql_where=sa.text("state = 'open'"))
    for name in ("copy_id", "part_id"):
        op.drop_column("signature_preparation", name)
