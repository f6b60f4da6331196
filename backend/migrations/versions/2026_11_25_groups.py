"""groups of records by their level of information, what their rules gave and held; metadata added by hand (PL VI III.7.c, IV.1.a, d, g)

Revision: 0020, after 0019, made on 2026-11-25 05:25:00+00:00.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def _to(table: str, name: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{target}.id"], name=f"fk_{table}_{name}_{target}", ondelete="RESTRICT")


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.create_table(
        "record_group", sa.Column("id", sa.Uuid(), nullable=False), sa.Column("agency_id", sa.Uuid(), nullable=False), sa.Column("state", sa.String(30), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False), sa.Column("created_at", INSTANT, nullable=False), sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("changed_at", INSTANT, nullable=False), sa.Column("changed_by", sa.Uuid(), nullable=True), sa.Column("name", sa.String(200), nullable=False),
        sa.Column("level", sa.String(12), nullable=False), sa.Column("basis", sa.String(200), nullable=False),
        sa.CheckConstraint("level in ('public','internal','restricted')", name=op.f("ck_record_group_level")),
        _to("record_group", "agency_id", "agency"), sa.PrimaryKeyConstraint("id", name=op.f("pk_record_group")),
    )  # fmt: skip
    op.create_index("uq_record_group_agency_id_name", "record_group", ["agency_id", "name"], unique=True)
    op.create_table(
        "grouped_record", sa.Column("id", sa.Uuid(), nullable=False), sa.Column("group_id", sa.Uuid(), nullable=False), sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False), sa.Column("added_by", sa.Uuid(), nullable=False), sa.Column("added_at", INSTANT, nullable=False),
        sa.Column("removed_at", INSTANT, nullable=True),
        _to("grouped_record", "group_id", "record_group"), _to("grouped_record", "added_by", "person"), sa.PrimaryKeyConstraint("id", name=op.f("pk_grouped_record")),
    )  # fmt: skip
    op.create_index("uq_grouped_record_open", "grouped_record", ["group_id", "subject_id"], unique=True, postgresql_where=sa.text("removed_at is null"))
    op.create_index("ix_grouped_record_subject_id_agency_id", "grouped_record", ["subject_id", "agency_id"])
    op.create_table(
        "group_reader", sa.Column("id", sa.Uuid(), nullable=False), sa.Column("group_id", sa.Uuid(), nullable=False), sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True), sa.Column("reason", sa.String(500), nullable=False), sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("added_at", INSTANT, nullable=False), sa.Column("ended_at", INSTANT, nullable=True),
        sa.CheckConstraint("(person_id is null) <> (unit_id is null)", name=op.f("ck_group_reader_person_or_unit")),
        _to("group_reader", "group_id", "record_group"), _to("group_reader", "person_id", "person"), _to("group_reader", "unit_id", "unit"),
        _to("group_reader", "added_by", "person"), sa.PrimaryKeyConstraint("id", name=op.f("pk_group_reader")),
    )  # fmt: skip
    op.create_index("ix_group_reader_group_id", "group_reader", ["group_id"])
    op.create_table(
        "added_metadata", sa.Column("id", sa.Uuid(), nullable=False), sa.Column("agency_id", sa.Uuid(), nullable=False), sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False), sa.Column("value", sa.String(1000), nullable=False), sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("added_at", INSTANT, nullable=False), sa.Column("withdrawn_by", sa.Uuid(), nullable=True), sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.Column("withdraw_reason", sa.String(500), nullable=False),
        _to("added_metadata", "added_by", "person"), _to("added_metadata", "withdrawn_by", "person"), sa.PrimaryKeyConstraint("id", name=op.f("pk_added_metadata")),
    )  # fmt: skip
    op.create_index("ix_added_metadata_subject_id_agency_id", "added_metadata", ["subject_id", "agency_id"])
    for table in ("access_change", "record_hold"):
        op.add_column(table, sa.Column("group_id", sa.Uuid(), nullable=True))
        op.create_foreign_key(op.f(f"fk_{table}_group_id_record_group"), table, "record_group", ["group_id"], ["id"], ondelete="RESTRICT")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for table in ("record_hold", "access_change"):
        op.drop_column(table, "group_id")
    for table in ("added_metadata", "group_reader", "grouped_record", "record_group"):
        op.drop_table(table)
