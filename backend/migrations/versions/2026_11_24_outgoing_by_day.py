"""outgoing documents by the day of issue

Revision: 0006, after 0005, made on 2026-11-24 23:05:00+00:00.
"""

from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.create_index('ix_document_issued', 'document', ['agency_id', 'issued_on', 'id'], postgresql_where="kind = 'outgoing'")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.drop_index('ix_document_issued', table_name='document')
