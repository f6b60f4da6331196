"""signature checks kept per file and run; files that are kept apart

Revision: 0013, after 0012, made on 2026-11-25 00:56:00+00:00.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.create_table(
        "quarantined_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(1000), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("note", sa.String(500), nullable=False),
        sa.CheckConstraint("state in ('kept','returned','released')", name=op.f("ck_quarantined_file_state")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_quarantined_file_agency_id_agency"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["received_by"], ["person.id"], name=op.f("fk_quarantined_file_received_by_person"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_quarantined_file_decided_by_person"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantined_file")),
    )
    op.create_index("ix_quarantined_file_agency_id_state_id", "quarantined_file", ["agency_id", "state", "id"])
    op.create_table(
        "signature_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("tool", sa.String(80), nullable=False),
        sa.Column("nature", sa.String(20), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("verdicts", sa.JSON(), nullable=False),
        sa.Column("certificates", sa.JSON(), nullable=False),
        sa.Column("roots", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "nature in ('original','digitised','incomplete','unsigned','altered','unproven','unreadable')", name=op.f("ck_signature_check_nature")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_signature_check_agency_id_agency"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["sha256"], ["stored_file.sha256"], name=op.f("fk_signature_check_sha256_stored_file"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_signature_check_by_person"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature_check")),
    )
    op.create_index("ix_signature_check_agency_id_sha256_id", "signature_check", ["agency_id", "sha256", "id"])


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.drop_table("signature_check")
    op.drop_table("quarantined_file")
