"""printed books; no number after a book was closed

Revision: 0007, after 0006, made on 2026-11-25 00:50:00+00:00.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# A registration that read the book while it was open waits here for a closing that holds its row, and is refused then.
GUARD = """
create function refuse_entry_of_closed_register() returns trigger language plpgsql as $$
begin
  perform 1 from register where id = new.register_id and closed_on is null for key share;
  if not found then
    raise exception using errcode = 'check_violation', constraint = 'register_is_open', message = 'the book is closed';
  end if;
  return new;
end $$
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.create_table(
        "register_print",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("register_id", sa.Uuid(), nullable=False),
        sa.Column("form", sa.String(40), nullable=False),
        sa.Column("format", sa.String(4), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("is_closing", sa.Boolean(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("format in ('pdf','xlsx')", name=op.f("ck_register_print_format")),
        sa.ForeignKeyConstraint(["register_id"], ["register.id"], name=op.f("fk_register_print_register_id_register"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["sha256"], ["stored_file.sha256"], name=op.f("fk_register_print_sha256_stored_file"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_register_print_made_by_person"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_print")),
    )
    op.create_index(op.f("ix_register_print_register_id"), "register_print", ["register_id"])
    op.create_index("uq_register_print_closing", "register_print", ["register_id", "form"], unique=True, postgresql_where=sa.text("is_closing"))
    op.execute(GUARD)
    op.execute("create trigger register_entry_open before insert on register_entry for each row execute function refuse_entry_of_closed_register()")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop trigger register_entry_open on register_entry")
    op.execute("drop function refuse_entry_of_closed_register()")
    op.drop_table("register_print")
