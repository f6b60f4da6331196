"""Close the book of a year: no number follows, and the book is printed as it is bound, with its SHA-256 (Đ15, Đ16.2.b, Đ22.3.b).

Never closes a year that still runs, never opens a closed book again. The next year's book opens by itself at 01.
"""

import uuid

from sqlmodel import Session, select

from hoso.correspondence.actions.make_register_print import make_register_print
from hoso.correspondence.actions.print_register_later import PrintRegisterLater, print_register_later
from hoso.correspondence.queries.statutory import Span, count_rows
from hoso.correspondence.rules.books import AT_ONCE, forms_of, may_close
from hoso.correspondence.tables import Register, RegisterPrint
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import NotFound, RuleBroken
from hoso.support.files import FileStore
from hoso.support.jobs import Job
from hoso.support.trail import record


class YearStillRuns(RuleBroken):
    """The series ends on 31 December; before that its book stays open."""

    code = "year_still_runs"


class AlreadyClosed(RuleBroken):
    """The book was closed before."""

    code = "register_already_closed"


def close_register(db: Session, actor: Actor, register_id: uuid.UUID, moment: Moment, store: FileStore) -> tuple[Register, list[RegisterPrint], list[Job]]:
    """The closed book, its prints, and the jobs that print what is too large to be printed at once.

    The row is locked: a registration that holds the book's number ends first. Raises NotFound, YearStillRuns, AlreadyClosed.
    """
    register = db.exec(select(Register).where(Register.id == register_id).with_for_update()).first()
    if register is None or register.agency_id != actor.agency_id:
        raise NotFound("Không tìm thấy sổ.")
    if register.closed_on is not None:
        raise AlreadyClosed("Sổ này đã khóa.", closed_on=register.closed_on.isoformat())
    if not may_close(register.year, moment.today):
        raise YearStillRuns(f"Sổ năm {register.year} chỉ khóa từ ngày 31/12/{register.year}, khi dãy số của năm kết thúc.")
    register.closed_on = moment.today
    prints, jobs = list[RegisterPrint](), list[Job]()
    large = count_rows(db, register, Span()) > AT_ONCE
    for form in forms_of(register.kind):
        if large:
            jobs.append(print_register_later(db, actor, register, PrintRegisterLater(form=form), moment, is_closing=True))
        else:
            prints.append(make_register_print(db, actor, register, form, "pdf", Span(), moment, store, is_closing=True))
    digests = {p.form: p.sha256 for p in prints}
    record(db, actor, moment, "register:closed", register.id, {"year": register.year, "series": register.series, "sha256": digests})
    return register, prints, jobs
