"""a file of a document names the bytes that it was converted from: the PDF of a draft

Revision: 0022, after 0021, made on 2026-11-25 22:15:00+00:00.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.add_column("document_file", sa.Column("made_from", sa.String(64), nullable=True))
    op.create_foreign_key(op.f("fk_document_file_made_from_stored_file"), "document_file", "stored_file", ["made_from"], ["sha256"], ondelete="RESTRICT")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.drop_constraint(op.f("fk_document_file_made_from_stored_file"), "document_file", type_="foreignkey")
    op.drop_column("document_file", "made_from")
