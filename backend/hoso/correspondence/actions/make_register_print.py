"""Print a book and keep what was printed: its bytes in the store, its SHA-256, rows and pages in a row.

Small books are set at once; a large one is set by a job in a process of its own, which gives its memory back.
"""

import io
from collections.abc import Callable

import pikepdf
from sqlmodel import Session

from hoso.correspondence.queries.statutory import Span, statutory_book
from hoso.correspondence.tables import Register, RegisterPrint
from hoso.formats.forms import print_register
from hoso.formats.sheets import write_register
from hoso.support.actors import Actor
from hoso.support.base import new_id
from hoso.support.clock import Moment
from hoso.support.files import FileStore
from hoso.support.files.uploads import note_stored
from hoso.support.stored_files import use_file
from hoso.support.trail import record

LIMIT = 1 << 30  # bytes: no book of a year comes near it
MEDIA = {"pdf": "application/pdf", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
Printing = Callable[..., bytes]


def make_register_print(
    db: Session, actor: Actor, register: Register, form: str, format: str, span: Span, moment: Moment, store: FileStore, *,
    is_closing: bool = False, printing: Printing = print_register,
) -> RegisterPrint:  # fmt: skip
    """The kept print. Raises FormNotInForce, StoreFull."""
    book = statutory_book(db, register, form, span, moment.today)
    data = printing(book) if format == "pdf" else write_register(book)
    stored = store.put(io.BytesIO(data), LIMIT)
    note_stored(db, store, stored, MEDIA[format], moment)
    made = RegisterPrint.model_validate({
        "id": new_id(), "agency_id": register.agency_id, "register_id": register.id, "form": form, "format": format, "from_on": span.from_on,
        "to_on": span.to_on, "is_closing": is_closing, "row_count": len(book.rows), "page_count": _pages(data) if format == "pdf" else 0,
        "sha256": stored.sha256, "made_by": actor.id, "made_at": moment.at,
    })  # fmt: skip
    db.add(made)
    use_file(db, register.agency_id, made.id, stored.sha256, f"{form}-{register.series}-{register.year}.{format}")
    facts = {"form": form, "format": format, "rows": made.row_count, "pages": made.page_count, "sha256": made.sha256, "closing": is_closing}
    record(db, actor, moment, "register:printed", register.id, facts)
    return made


def _pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as book:
        return len(book.pages)
