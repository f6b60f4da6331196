"""indexes of handling: the lead of each document of an agency (reports), what a person did as lead (the basket of what is unfiled)

Revision: 0019, after 0018, made on 2026-11-25 02:34:00+00:00.
"""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.create_index(
        "ix_handling_lead", "handling", ["agency_id", "document_id", "given_at", "id"], postgresql_include=["unit_id", "person_id", "parent_id"],
        postgresql_where="part = 'lead' and state <> 'withdrawn'",
    )  # fmt: skip
    op.create_index("ix_handling_done_lead", "handling", ["person_id", "document_id"], postgresql_where="state = 'done' and part = 'lead'")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.drop_index("ix_handling_done_lead", table_name="handling")
    op.drop_index("ix_handling_lead", table_name="handling")
