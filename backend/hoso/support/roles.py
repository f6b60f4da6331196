"""The two database roles: the owner migrates; the application's role can add to the trail but never change it.

Never grants the application ownership, TRUNCATE, or any right to change or remove a trail entry.
"""

from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

APPEND_ONLY = ("trail_entry", "trail_seal", "access_log")
READ_ONLY = ("installation",)
# What is kept for its term together with its metadata (NĐ 30 PL VI II.5, III.7.a): corrected and voided by rows, never removed.
NO_DELETE = (
    "trail_head", "register", "register_entry", "register_print", "number_counter", "document", "incoming", "outgoing", "document_file", "stored_file",
    "file_use", "file_upload", "handling", "opinion", "opinion_file", "review", "draft_version", "draft_comment", "consultation", "layout_check", "signature_check",
    "document_copy", "conversion", "dispatch", "retained_copy", "retained_loan", "document_move", "envelope", "exchange_message", "recipient_status",
    "sender_answer", "added_metadata", "access_change", "record_hold", "dossier", "submission", "submission_line", "holding", "transfer", "transfer_line",
    "archival_dossier", "archival_document", "archival_file", "preservation_event", "draft_assignment",
    "extension_request", "device_handover", "signature_preparation", "envelope_document", "quarantined_file", "agency", "unit", "person", "role_assignment", "signing_authority",
)


def grant_application_role(owner_url: str, application_url: str) -> None:
    """Make or refresh the role that `application_url` names, with its rights on every table. Idempotent."""
    parts = urlsplit(application_url)
    name, password = unquote(parts.username or ""), unquote(parts.password or "")
    with psycopg.connect(owner_url, autocommit=True) as connection:
        owner = connection.execute("select current_user").fetchone()
        if not name or (owner and owner[0] == name):
            return  # one role for everything: `hoso check` reports it
        role = sql.Identifier(name)
        if not connection.execute("select 1 from pg_roles where rolname = %s", (name,)).fetchone():
            connection.execute(sql.SQL("create role {} login").format(role))
        if password:
            connection.execute(sql.SQL("alter role {} password {}").format(role, sql.Literal(password)))
        connection.execute(sql.SQL("grant usage on schema public to {}").format(role))
        connection.execute(sql.SQL("grant select, insert, update, delete on all tables in schema public to {}").format(role))
        for table in APPEND_ONLY:
            connection.execute(sql.SQL("revoke update, delete, truncate on {} from {}").format(sql.Identifier(table), role))
        for table in READ_ONLY:
            connection.execute(sql.SQL("revoke insert, update, delete, truncate on {} from {}").format(sql.Identifier(table), role))
        for table in NO_DELETE:
            connection.execute(sql.SQL("revoke delete, truncate on {} from {}").format(sql.Identifier(table), role))
