"""Make a document of a paper that was never registered: a photo, minutes, an invoice."""

from typing import Annotated, Any

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.facts import NamedFile
from hoso.correspondence.actions.incoming_entry import ImpossibleDate, add_files
from hoso.correspondence.tables import Document
from hoso.support.actors import Actor
from hoso.support.base import new_id
from hoso.support.clock import Moment
from hoso.support.days import OldDay
from hoso.support.text import FilledLine, Line


class AddPaper(BaseModel):
    """A paper without registration."""

    model_config = {"extra": "forbid"}
    title: Annotated[FilledLine, Field(max_length=500)]
    made_on: OldDay | None = None
    author: Annotated[Line, Field(max_length=200)] | None = None
    page_count: Annotated[int, Field(ge=0, le=9999)] = 0
    files: Annotated[list[NamedFile], Field(max_length=50)] = []


def file_paper(db: Session, actor: Actor, command: AddPaper, moment: Moment) -> Document:
    """The document; it has no number and stands in no register. Raises ImpossibleDate, UnknownFile."""
    if command.made_on and command.made_on > moment.today:
        raise ImpossibleDate("Ngày không thể sau hôm nay.", field="made_on")
    who: dict[str, Any] = {"created_at": moment.at, "created_by": actor.id, "changed_at": moment.at, "changed_by": actor.id}
    document = Document.model_validate({
        "id": new_id(), "agency_id": actor.agency_id, "kind": "paper", "state": "filed", "type_code": "KHAC", "type_name": "Tài liệu khác",
        "issuer_name": command.author or actor.agency_name, "abstract": command.title, "issued_on": command.made_on,
        "page_count": command.page_count, "medium": "electronic" if command.files else "paper", **who,
    })  # fmt: skip
    db.add(document)
    db.flush()
    add_files(db, actor, document, command.files)
    return document
