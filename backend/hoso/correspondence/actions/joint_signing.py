"""What signing the part of a co-issuing agency shares, whether the key is here or on the person's own device: the file, its places, what follows.

The signature is an incremental update: the earlier ones stay valid.
"""

import uuid
from pathlib import Path

from pyhanko.sign.timestamps import TimeStamper
from sqlmodel import Session

from hoso.correspondence.actions.joint_desk import ask_next, part_for, show_file
from hoso.correspondence.actions.outgoing_desk import NoAuthority, current_main
from hoso.correspondence.actions.signing_desk import NotAPdf, mark_of, store_pdf
from hoso.correspondence.actions.signing_room import ToSign
from hoso.correspondence.queries.signing import signing_verdict
from hoso.correspondence.rules.authority import Verdict
from hoso.correspondence.tables import Document, JointSignature, Outgoing
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.files import FileStore, read_all
from hoso.support.organisations import Person
from hoso.support.records import touch
from hoso.support.signatures import Appearance, KeyStore, sign_with_key
from hoso.support.signatures.placing import free_field, name_place, person_box, seal_box, signature_box
from hoso.support.states import require_state
from hoso.support.trail import record


def part_at(db: Session, actor: Actor, part_id: uuid.UUID, purpose: str) -> tuple[JointSignature, Document, Outgoing]:
    """The own agency's part and the lead agency's document, locked, when it is its turn to sign or to seal. Raises OutOfOrder, WrongState."""
    if purpose == "person":
        return part_for(db, actor, part_id, "signJoint", "signed")
    part, document, outgoing = part_for(db, actor, part_id, "sealJoint", "sealed")
    require_state(part.state == "signed", "Chỉ đóng dấu, ký số cơ quan lên chữ ký của người có thẩm quyền cơ quan mình (Đ33).")
    return part, document, outgoing


def require_part_verdict(db: Session, actor: Actor, document: Document, outgoing: Outgoing, capacity: list[str], moment: Moment) -> Verdict:
    """The block of the signatory. Raises NoAuthority unless the person may sign for the own agency today in this capacity (Đ13)."""
    verdict = signing_verdict(db, actor.id, document, outgoing, capacity, moment)
    if not verdict.allowed:
        raise NoAuthority(verdict.reason, capacity=list(verdict.capacity))
    return verdict


def _foot_box(ordinal: int, width: float, height: float) -> tuple[int, tuple[float, float, float, float]]:
    """A place at the foot of the first page, side by side in their order: where the draft does not name the signer."""
    left = 40.0 + 150.0 * ((ordinal - 1) % 3)
    return 0, (left, 40.0, left + width, 40.0 + height)


def file_to_sign(db: Session, actor: Actor, part: JointSignature, document: Document, purpose: str, store: FileStore, fonts: Path) -> ToSign:
    """The file with the signatures that it has so far, and how the next one shows: above the name, or the seal over it. Raises NotAPdf."""
    main = current_main(db, document.id)
    if main is None or main.role != "signed":
        raise NotAPdf("Cơ quan chủ trì chưa có tệp đã ký số.")
    pdf, number = read_all(store, main.sha256), part.ordinal + 1
    person = db.get_one(Person, actor.id) if purpose == "person" else None
    mark, size = mark_of(db, actor.agency_id, person, actor.agency_name, store, fonts)
    place = name_place(pdf, person.full_name if person else part.signer_name)
    if person:
        page, box = person_box(place, size) if place else _foot_box(part.ordinal, 140.0, 48.0)
    else:
        page, box = seal_box(signature_box(pdf, f"NguoiKy{number}"), place, size)
    look = Appearance(free_field(pdf, f"NguoiKy{number}" if person else f"CoQuan{number}"), page, box, mark)
    return ToSign(main.name, main.role, pdf, look, main.id)


def keep_signed(db: Session, document: Document, pdf: bytes, name: str, moment: Moment, store: FileStore) -> str:
    """The file with one more signature is the one that counts, and every co-issuer may read it; its digest."""
    sha256 = store_pdf(db, document, pdf, name, moment, store)
    show_file(db, document, sha256, name)
    return sha256


def signed_here(
    db: Session, actor: Actor, part: JointSignature, document: Document, purpose: str, moment: Moment, store: FileStore, keys: KeyStore, fonts: Path,
    stamper: TimeStamper | None,
) -> str:  # fmt: skip
    """The digest of the file that a key of the installation signed; "" = the document is on paper. Raises NotAPdf, NoSigningKey, TimeStampFailed."""
    if document.medium != "electronic":
        return ""
    file = file_to_sign(db, actor, part, document, purpose, store, fonts)
    holder = keys.holder(actor.id if purpose == "person" else actor.agency_id)
    return keep_signed(db, document, sign_with_key(file.pdf, holder, file.look, moment.at, stamper), file.name, moment, store)


def finish_joint(
    db: Session, actor: Actor, part: JointSignature, document: Document, verdict: Verdict | None, sha256: str, moment: Moment
) -> None:
    """The part is signed (with the signatory's verdict) or sealed (without); the next agency is asked."""
    step, detail = "sealed", {"agency": part.agency_name, "file": sha256}
    if verdict is not None:
        step = "signed"
        part.signed_at, part.signer_id = moment.at, actor.id
        part.signer_name, part.signer_position = actor.full_name, verdict.position[:100]
        detail |= {"signer": actor.full_name, "position": part.signer_position}
    else:
        part.sealed_at = moment.at
    part.state = step
    touch(part, actor, moment)
    touch(document, None, moment)
    if verdict is not None:
        ask_next(db, document, "signed", moment)
    record(db, actor, moment, f"joint:{step}", part.id, detail)
    record(db, None, moment, f"joint:{step}", document.id, {**detail, "by": actor.full_name}, agency_id=document.agency_id)
