"""The SQL that makes the trail append-only for every role, the owner included.

Used by the migration only; the checker asks whether the triggers stand.
"""

FUNCTION = """
create or replace function refuse_trail_change() returns trigger language plpgsql as $$
begin
  raise exception 'the trail is append-only: % on % refused', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$
"""
TABLES = ("trail_entry", "trail_seal")


def create_guards() -> list[str]:
    """Statements that create the function and its triggers."""
    statements = [FUNCTION]
    for table in TABLES:
        statements.append(
            f"create trigger {table}_append_only before update or delete on {table} for each row execute function refuse_trail_change()"
        )
        statements.append(
            f"create trigger {table}_no_truncate before truncate on {table} for each statement execute function refuse_trail_change()"
        )
    return statements


def drop_guards() -> list[str]:
    """Statements that remove them (downgrade)."""
    drops = []
    for table in TABLES:
        drops.append(f"drop trigger if exists {table}_append_only on {table}")
        drops.append(f"drop trigger if exists {table}_no_truncate on {table}")
    return [*drops, "drop function if exists refuse_trail_change()"]
