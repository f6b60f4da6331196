"""indexes of search: words by agency and kind, grants by role

Revision: 0005, after 0004, made on 2026-11-24 21:45:00+00:00.
"""

from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("create extension if not exists btree_gin")  # trusted: the owner of the database may
    op.drop_index('ix_search_entry_words', table_name='search_entry')
    op.create_index('ix_search_entry_words', 'search_entry', ['agency_id', 'kind', 'words'], postgresql_using='gin', postgresql_with={'fastupdate': 'off'})
    op.create_index('ix_access_entry_agency_id_role_subject_id', 'access_entry', ['agency_id', 'role', 'subject_id'], postgresql_where="role is not null")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.drop_index('ix_access_entry_agency_id_role_subject_id', table_name='access_entry')
    op.drop_index('ix_search_entry_words', table_name='search_entry')
    op.create_index('ix_search_entry_words', 'search_entry', ['words'], postgresql_using='gin', postgresql_with={'fastupdate': 'off'})
    op.execute("drop extension if exists btree_gin")
