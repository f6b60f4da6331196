"""Have a large book printed by the worker: a job with progress, set in a process of its own, within bounded memory.

Also the closing print of a large book. Nothing is kept of a job that was cancelled.
"""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field
from sqlalchemy import Engine
from sqlmodel import Session

from hoso.correspondence.actions.make_register_print import make_register_print
from hoso.correspondence.queries.statutory import Span, count_rows
from hoso.correspondence.rules.books import forms_of
from hoso.correspondence.tables import Register
from hoso.formats.forms import RegisterBook, print_register
from hoso.formats.forms.elsewhere import setting_elsewhere
from hoso.support.actors import Actor, load_actor
from hoso.support.clock import Moment
from hoso.support.database import transaction
from hoso.support.days import Day
from hoso.support.errors import NotAllowed, NotFound, RuleBroken
from hoso.support.files import FileStore
from hoso.support.jobs import HANDLERS, Job, defer, go_on
from hoso.support.text import FilledLine

KIND = "print_register"
ROWS_A_PART = 500  # typst keeps what it has set: each part is set in a process of its own


class UnknownForm(NotFound):
    """The register is not printed in this form."""

    code = "unknown_form"


class PrintCancelled(RuleBroken):
    """Somebody stopped the work."""

    code = "print_cancelled"


class StarterGone(NotAllowed):
    """Who asked for the print has no account any more."""

    code = "starter_gone"


class PrintRegisterLater(BaseModel):
    """In which form and format, and of which days."""

    model_config = {"extra": "forbid"}
    form: Annotated[FilledLine, Field(max_length=40)] | None = None
    format: Literal["pdf", "xlsx"] = "pdf"
    from_on: Day | None = None
    to_on: Day | None = None


def form_of(register: Register, form: str | None) -> str:
    """The wanted form, or the register's own. Raises UnknownForm."""
    forms = forms_of(register.kind)
    if form is not None and form not in forms:
        raise UnknownForm("Sổ này không có mẫu in như vậy.", field="form", forms=list(forms))
    return form or forms[0]


def print_register_later(db: Session, actor: Actor, register: Register, command: PrintRegisterLater, moment: Moment, *, is_closing: bool = False) -> Job:
    """The job that prints. Raises UnknownForm."""
    job = defer(db, actor, moment, KIND, {})
    job.payload = {
        "job_id": str(job.id), "register_id": str(register.id), "person_id": str(actor.id), "form": form_of(register, command.form),
        "format": command.format, "from_on": str(command.from_on or ""), "to_on": str(command.to_on or ""), "closing": is_closing,
    }  # fmt: skip
    return job


def print_elsewhere(book: RegisterBook, told: Callable[[int], None] = lambda done: None) -> bytes:
    """The book as `print_register` sets it, part by part in processes that give their memory back."""
    with setting_elsewhere() as setting:
        return print_register(book, setting, ROWS_A_PART, told)


def _printing(engine: Engine, job_id: uuid.UUID, total: int, book: RegisterBook) -> bytes:
    def told(done: int) -> None:
        with transaction(engine) as own:
            if not go_on(own, job_id, done, total, {}):
                raise PrintCancelled("Việc in sổ đã được dừng.")

    return print_elsewhere(book, told)


def print_by_job(db: Session, payload: dict[str, Any], moment: Moment, store: FileStore) -> dict[str, Any]:
    """The job. Raises StarterGone, PrintCancelled."""
    engine = db.get_bind()
    if not isinstance(engine, Engine):
        raise TypeError("the job needs an engine of its own")
    actor = load_actor(db, uuid.UUID(payload["person_id"]), moment.today)
    if actor is None:
        raise StarterGone("Người yêu cầu in sổ không còn tài khoản.")
    register = db.get_one(Register, uuid.UUID(payload["register_id"]))
    first, last = (date.fromisoformat(payload[k]) if payload[k] else None for k in ("from_on", "to_on"))
    span = Span(first, last)
    total = count_rows(db, register, span)
    made = make_register_print(
        db, actor, register, payload["form"], payload["format"], span, moment, store, is_closing=payload["closing"],
        printing=lambda book: _printing(engine, uuid.UUID(payload["job_id"]), total, book),
    )  # fmt: skip
    return {"items": [{"print_id": str(made.id), "sha256": made.sha256, "rows": made.row_count, "pages": made.page_count}]}


HANDLERS[KIND] = print_by_job
