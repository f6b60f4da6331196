"""looks at records, rights changed by hand, records held as they stand

Revision: 0015, after 0014, made on 2026-11-25 01:05:00+00:00.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.create_table(
        "access_log",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(12), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.CheckConstraint("act in ('viewed','downloaded','printed','exported')", name=op.f("ck_access_log_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_log")),
    )
    op.create_index("ix_access_log_subject_id_agency_id", "access_log", ["subject_id", "agency_id", "id"])
    op.create_index("ix_access_log_agency_id_at", "access_log", ["agency_id", "at"])
    op.create_table(
        "access_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", AT, nullable=False),
        sa.Column("verdict", sa.String(10), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", AT, nullable=True),
        sa.Column("note", sa.String(500), nullable=False),
        sa.CheckConstraint("kind in ('granted','revoked')", name=op.f("ck_access_change_kind")),
        sa.CheckConstraint("verdict in ('','confirmed','undone')", name=op.f("ck_access_change_verdict")),
        sa.CheckConstraint("(person_id is null) <> (unit_id is null)", name=op.f("ck_access_change_person_or_unit")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_access_change_person_id_person"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_access_change_unit_id_unit"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_access_change_made_by_person"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_access_change_decided_by_person"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_change")),
    )
    op.create_index("ix_access_change_subject_id_agency_id", "access_change", ["subject_id", "agency_id"])
    op.create_index("ix_access_change_agency_id_verdict", "access_change", ["agency_id", "verdict", "id"])
    op.create_table(
        "record_hold",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("basis", sa.String(200), nullable=False),
        sa.Column("placed_by", sa.Uuid(), nullable=False),
        sa.Column("placed_at", AT, nullable=False),
        sa.Column("lifted_by", sa.Uuid(), nullable=True),
        sa.Column("lifted_at", AT, nullable=True),
        sa.Column("lift_reason", sa.String(500), nullable=False),
        sa.ForeignKeyConstraint(["placed_by"], ["person.id"], name=op.f("fk_record_hold_placed_by_person"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["lifted_by"], ["person.id"], name=op.f("fk_record_hold_lifted_by_person"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_hold")),
    )
    op.create_index("uq_record_hold_open", "record_hold", ["subject_id"], unique=True, postgresql_where=sa.text("lifted_at is null"))
    op.create_index("ix_record_hold_agency_id_subject_id", "record_hold", ["agency_id", "subject_id"])
    for table in ("document", "dossier"):
        op.add_column(table, sa.Column("held_at", AT, nullable=True))


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for table in ("document", "dossier"):
        op.drop_column(table, "held_at")
    for table in ("record_hold", "access_change", "access_log"):
        op.drop_table(table)
