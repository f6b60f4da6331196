"""Record what a co-issuing agency outside this installation agreed to or signed; the lead agency's clerk does it, in the order."""

import uuid
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.joint_desk import ask_next, require_turn, show_file
from hoso.correspondence.actions.outgoing_desk import add_file, current_main, outgoing_for
from hoso.correspondence.actions.signing_desk import require_same_content
from hoso.correspondence.rules import is_allowed
from hoso.correspondence.tables import Document, JointSignature
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import NotFound
from hoso.support.files import FileStore, read_all
from hoso.support.records import touch
from hoso.support.signatures.naming import Whose
from hoso.support.states import require_state
from hoso.support.stored_files import require_nameable
from hoso.support.text import FilledLine, Line
from hoso.support.trail import record


class NoteJointSignature(BaseModel):
    """What was done there; an electronic signature comes with its file."""

    model_config = {"extra": "forbid"}
    step: Literal["approved", "signed"]
    signer_name: Annotated[FilledLine, Field(max_length=100)]
    signer_position: Annotated[FilledLine, Field(max_length=100)]
    file: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None
    note: Annotated[Line, Field(max_length=500)] | None = None


def _take(
    db: Session, actor: Actor, document: Document, part: JointSignature, command: NoteJointSignature, moment: Moment, store: FileStore, roots: list[bytes]
) -> None:
    """The file that was signed outside: the current one with nothing but holding signatures of that agency or signatory added."""
    main = current_main(db, document.id)
    require_state(main is not None and command.file is not None, "Tải lên tệp đã được cơ quan đó ký số.")
    assert main is not None
    assert command.file is not None
    require_nameable(db, actor, [command.file])
    whose = Whose(people=(command.signer_name,), agencies=(part.agency_name,))
    require_same_content(read_all(store, main.sha256), read_all(store, command.file), whose, roots, moment)
    add_file(db, document, command.file, main.name, "signed")
    show_file(db, document, command.file, main.name)


def note_joint_signature(
    db: Session, actor: Actor, document_id: uuid.UUID, part_id: uuid.UUID, command: NoteJointSignature, moment: Moment, store: FileStore, roots: list[bytes]
) -> Document:
    """The document. Raises NotFound, OutOfOrder, SignedFileDiffers, SignatureRefused, CertificateOfAnother, UnknownFile, WrongState."""
    document, _ = outgoing_for(db, actor, document_id, "noteJointSignature")
    part = db.get(JointSignature, part_id)
    if part is None or part.document_id != document.id:
        raise NotFound("Không tìm thấy cơ quan cùng ban hành này.")
    require_state(not part.is_inside, "Cơ quan này làm trên hệ thống: người ký của cơ quan đó tự ký.")
    operation = "approveJoint" if command.step == "approved" else "signJoint"
    require_state(is_allowed("outgoing", document.state, operation), "Văn bản chưa đến hoặc đã qua bước này.")
    require_turn(db, part, command.step)
    if command.step == "signed" and document.medium == "electronic":
        _take(db, actor, document, part, command, moment, store, roots)
    part.state, part.note = command.step, command.note or ""
    part.signer_name, part.signer_position = command.signer_name, command.signer_position
    if command.step == "approved":
        part.approved_at = moment.at
    else:
        part.signed_at = moment.at
    touch(part, actor, moment)
    touch(document, actor, moment)
    ask_next(db, document, command.step, moment)
    record(db, actor, moment, f"joint:{command.step}-outside", document.id, {"agency": part.agency_name, "signer": command.signer_name})
    return document
