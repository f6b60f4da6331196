"""What the acts on an outgoing document share: loading both halves, who may sign, files, findability.

Never changes a state by itself.
"""

import uuid

from sqlalchemy import update
from sqlmodel import Session, col, func, select

from hoso.correspondence.actions.facts import NamedFile
from hoso.correspondence.rules import is_allowed, number_and_symbol
from hoso.correspondence.tables import Document, DocumentFile, Outgoing, Recipient, Review
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import NotAllowed, NotFound
from hoso.support.organisations import Person, RoleAssignment, SigningAuthority, in_force
from hoso.support.records import load_for_change
from hoso.support.search import put_search_entry
from hoso.support.states import require_state
from hoso.support.stored_files import require_nameable, use_file

SENTENCES = {
    "draft": "Dự thảo chưa được duyệt nội dung.",
    "content_checked": "Dự thảo đang chờ kiểm tra thể thức.",
    "form_checked": "Dự thảo đang chờ phê duyệt.",
    "approved": "Dự thảo đã duyệt, chờ ký.",
    "signed": "Văn bản đã ký.",
    "sealed": "Văn bản đã đóng dấu, ký số cơ quan.",
    "issued": "Văn bản đã phát hành.",
    "recalled": "Văn bản đã thu hồi.",
}


class NoAuthority(NotAllowed):
    """Nobody signs without a post or a valid authority on that day (Đ13)."""

    code = "no_signing_authority"


def outgoing_for(db: Session, actor: Actor, document_id: uuid.UUID, operation: str) -> tuple[Document, Outgoing]:
    """Both halves, locked. Raises NotFound, OutOfReach, Stale, WrongState."""
    document = load_for_change(db, actor, Document, document_id)
    outgoing = db.get(Outgoing, document_id)
    if document.kind != "outgoing" or outgoing is None:
        raise NotFound("Không tìm thấy văn bản đi.")
    require_state(is_allowed("outgoing", document.state, operation), SENTENCES[document.state])
    return document, outgoing


def authorities_of(db: Session, person_id: uuid.UUID, moment: Moment) -> list[SigningAuthority]:
    """The person's authorities that are valid today."""
    wanted = select(SigningAuthority).where(SigningAuthority.person_id == person_id, in_force(SigningAuthority, moment.today))
    return list(db.exec(wanted))


def holders_of(db: Session, agency_id: uuid.UUID, roles: frozenset[str], moment: Moment) -> list[Person]:
    """The active people of an agency who hold one of the roles today, the longest known first."""
    held = select(RoleAssignment.person_id).where(
        RoleAssignment.agency_id == agency_id, col(RoleAssignment.role).in_(roles), in_force(RoleAssignment, moment.today)
    )
    return list(db.exec(select(Person).where(col(Person.id).in_(held), col(Person.is_active).is_(True)).order_by(col(Person.id))))


def current_main(db: Session, document_id: uuid.UUID) -> DocumentFile | None:
    """The file that counts now: the newest signed one, else the main draft."""
    wanted = select(DocumentFile).where(DocumentFile.document_id == document_id, col(DocumentFile.role).in_(("signed", "main")))
    return db.exec(wanted.order_by(col(DocumentFile.role).desc(), col(DocumentFile.ordinal).desc())).first()


def file_to_sign(db: Session, document_id: uuid.UUID) -> DocumentFile | None:
    """The file that a signature is put on: the one that counts, or the PDF that was made from it."""
    main = current_main(db, document_id)
    if main is None or main.role == "signed":
        return main
    made = select(DocumentFile).where(DocumentFile.document_id == document_id, DocumentFile.role == "rendition", DocumentFile.made_from == main.sha256)
    return db.exec(made.order_by(col(DocumentFile.ordinal).desc())).first() or main


def name_files(db: Session, actor: Actor, document: Document, named: list[NamedFile]) -> None:
    """Name new files; those of a role turn the former files of that role into older drafts. Raises UnknownFile."""
    require_nameable(db, actor, [f.sha256 for f in named])
    roles: set[str] = {f.role for f in named}
    if "main" in roles:
        roles.add("rendition")  # of the former text
    former = update(DocumentFile).where(col(DocumentFile.document_id) == document.id, col(DocumentFile.role).in_(roles))
    db.execute(former.values(role="draft"))
    for file in named:
        add_file(db, document, file.sha256, file.name, file.role)


def add_file(db: Session, document: Document, sha256: str, name: str, role: str, made_from: str | None = None) -> None:
    """One more file at the end; `made_from`: the digest of what it was converted from."""
    last = db.exec(select(func.max(DocumentFile.ordinal)).where(DocumentFile.document_id == document.id)).first() or 0
    row = {"document_id": document.id, "sha256": sha256, "name": name, "role": role, "ordinal": last + 1, "made_from": made_from}
    db.add(DocumentFile.model_validate(row))
    use_file(db, document.agency_id, document.id, sha256, name)
    db.flush()


def void_reviews(db: Session, document: Document, moment: Moment) -> int:
    """Void every review that stands (Đ11.2: a change after approval goes back to the signatory). How many there were."""
    standing = update(Review).where(col(Review.document_id) == document.id, col(Review.voided_at).is_(None)).values(voided_at=moment.at)
    return int(db.execute(standing).rowcount)  # type: ignore[attr-defined]


def recipients_of(db: Session, document_id: uuid.UUID) -> list[Recipient]:
    """The recipients in their order."""
    return list(db.exec(select(Recipient).where(Recipient.document_id == document_id).order_by(col(Recipient.ordinal))))


def make_outgoing_findable(db: Session, document: Document, moment: Moment) -> None:
    """Write the search entry."""
    symbol = number_and_symbol(document.number, document.symbol) if document.number else ""
    to = ", ".join(r.name for r in recipients_of(db, document.id))[:2000]
    facts = (symbol, document.type_name, document.issuer_name, document.signer_name, document.document_identifier, to)
    dated = document.issued_on or moment.today
    put_search_entry(db, document.agency_id, document.id, "outgoing", f"{symbol} {document.abstract}".strip(), dated, *facts)
