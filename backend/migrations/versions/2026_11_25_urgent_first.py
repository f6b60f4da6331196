"""urgent documents first

Revision: 0018, after 0017, made on 2026-11-25 02:36:00+00:00.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.create_index("ix_document_urgent", "document", ["agency_id", "kind", "urgency", "id"], postgresql_where=sa.text("urgency <> 'normal'"))


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.drop_index("ix_document_urgent", table_name="document")
