"""receipts: who signed for a part, parts by the day of giving

Revision: 0014, after 0013, made on 2026-11-25 00:55:00+00:00.
"""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.add_column('handling', sa.Column('received_by', sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f('fk_handling_received_by_person'), 'handling', 'person', ['received_by'], ['id'], ondelete='RESTRICT')
    op.create_index('ix_handling_agency_id_given_at', 'handling', ['agency_id', 'given_at', 'id'])


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.drop_index('ix_handling_agency_id_given_at', table_name='handling')
    op.drop_column('handling', 'received_by')
