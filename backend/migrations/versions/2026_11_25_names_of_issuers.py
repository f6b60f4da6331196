"""names of issuers: each that an agency has had, and its documents by name

Revision: 0023, after 0022, made on 2026-11-25 22:05:00+00:00.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

KEEP = """
create function keep_issuer() returns trigger language plpgsql as $$
begin
  if not exists (select from issuer where agency_id = new.agency_id and kind = new.kind and name = new.issuer_name) then
    insert into issuer (agency_id, kind, name) values (new.agency_id, new.kind, new.issuer_name) on conflict do nothing;
  end if;
  return null;
end $$
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.create_table(
        "issuer", sa.Column("agency_id", sa.Uuid(), nullable=False), sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("name", sa.String(200), nullable=False), sa.PrimaryKeyConstraint("agency_id", "kind", "name", name="pk_issuer"),
    )
    op.create_index("ix_document_issuer", "document", ["agency_id", "kind", "issuer_name", "id"])
    op.execute(KEEP)
    op.execute("create trigger document_issuer after insert or update of issuer_name on document for each row execute function keep_issuer()")
    op.execute("insert into issuer (agency_id, kind, name) select distinct agency_id, kind, issuer_name from document")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop trigger document_issuer on document")
    op.execute("drop function keep_issuer()")
    op.drop_index("ix_document_issuer", table_name="document")
    op.drop_table("issuer")
