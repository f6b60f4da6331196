"""layout checks: what the format check said about a draft

Revision: 0016, after 0015, made on 2026-11-25 01:11:00+00:00.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.create_table(
        "layout_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("type_code", sa.String(10), nullable=False),
        sa.Column("rules_on", sa.Date(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("undecided", sa.Integer(), nullable=False),
        sa.Column("result", JSONB(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_layout_check_document_id_document"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["sha256"], ["stored_file.sha256"], name=op.f("fk_layout_check_sha256_stored_file"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_layout_check_by_person"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layout_check")),
        sa.UniqueConstraint("document_id", "sha256", "type_code", "rules_on", name=op.f("uq_layout_check_document_id_sha256_type_code_rules_on")),
    )


def downgrade() -> None:
    op.drop_table("layout_check")
