"""Make a bản chính on paper of a signed file: the clerk prints it and puts the seal on it (Đ18.5).

The print carries a mark that says what it was made of; the signed file itself is never changed.
"""

import io
import uuid
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.note_retained_copy import NoteRetainedCopy, keep_copy
from hoso.correspondence.actions.outgoing_desk import add_file, current_main, outgoing_for
from hoso.correspondence.rules import number_and_symbol
from hoso.correspondence.tables import Conversion, Document
from hoso.formats.forms.conversion_mark import with_mark
from hoso.support.actors import Actor
from hoso.support.clock import HANOI, Moment
from hoso.support.files import FileStore, read_all
from hoso.support.files.uploads import note_stored
from hoso.support.states import require_state
from hoso.support.text import FilledLine, Line
from hoso.support.trail import record

LIMIT = 200 * 1024 * 1024


class ConvertToPaper(BaseModel):
    """How many are printed and sealed, and where the one that stays is kept."""

    model_config = {"extra": "forbid"}
    copies: Annotated[int, Field(ge=1, le=999)] = 1
    kept_at: Annotated[FilledLine, Field(max_length=200)] | None = None
    note: Annotated[Line, Field(max_length=500)] | None = None


def _mark(document: Document, actor: Actor, moment: Moment) -> str:
    signed_as = number_and_symbol(document.number, document.symbol)
    day = document.issued_on.strftime("%d/%m/%Y") if document.issued_on else ""
    when = moment.at.astimezone(HANOI).strftime("%H:%M ngày %d/%m/%Y")
    return f"Bản chính giấy in từ văn bản điện tử đã ký số, số {signed_as} ngày {day}; Văn thư {actor.full_name} in lúc {when} (Đ18.5 NĐ 30/2020/NĐ-CP)"


def convert_to_paper(
    db: Session, actor: Actor, document_id: uuid.UUID, command: ConvertToPaper, moment: Moment, store: FileStore, fonts: Path
) -> Document:
    """The document with the print as a rendition. Raises WrongState."""
    document, _ = outgoing_for(db, actor, document_id, "convertToPaper")
    main = current_main(db, document.id)
    require_state(document.medium == "electronic" and main is not None and main.role == "signed", "Chỉ in bản chính giấy từ văn bản điện tử đã ký số.")
    assert main is not None
    printed = with_mark(read_all(store, main.sha256), _mark(document, actor, moment), fonts)
    stored = store.put(io.BytesIO(printed), LIMIT)
    note_stored(db, store, stored, "application/pdf", moment)
    add_file(db, document, stored.sha256, f"Bản chính giấy – {main.name}"[:255], "rendition")
    db.add(Conversion.model_validate({
        "agency_id": document.agency_id, "document_id": document.id, "direction": "to_paper", "source_sha256": main.sha256, "sha256": stored.sha256,
        "copies": command.copies, "note": command.note or "", "by": actor.id, "at": moment.at,
    }))  # fmt: skip
    if command.kept_at:
        keep_copy(db, actor, document, NoteRetainedCopy(kind="principal", medium="paper", place=command.kept_at), moment)
    record(db, actor, moment, "outgoing:paper-made", document.id, {"copies": command.copies, "source": main.sha256, "file": stored.sha256})
    return document
