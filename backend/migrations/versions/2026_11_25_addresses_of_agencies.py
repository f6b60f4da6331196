"""what the envelopes of an agency bear of it

Revision: 0017, after 0016, made on 2026-11-25 02:30:00+00:00.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None
COLUMNS = {"address": 200, "phone": 50, "fax": 50, "email": 100, "website": 100}


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for name, length in COLUMNS.items():
        op.add_column("agency", sa.Column(name, sa.String(length), nullable=False, server_default=""))
        op.alter_column("agency", name, server_default=None)


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for name in COLUMNS:
        op.drop_column("agency", name)
