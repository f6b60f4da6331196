"""The clerk of a co-issuing agency puts its seal or its digital signature beside its signatory's (Đ17, Đ33)."""

import uuid
from pathlib import Path

from pyhanko.sign.timestamps import TimeStamper
from sqlmodel import Session

from hoso.correspondence.actions.joint_desk import part_for, show_file
from hoso.correspondence.actions.outgoing_desk import current_main
from hoso.correspondence.actions.signing_desk import store_pdf
from hoso.correspondence.tables import Document, JointSignature
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.files import FileStore, read_all
from hoso.support.records import touch
from hoso.support.signatures import Appearance, KeyStore, sign_with_key
from hoso.support.signatures.appearance import agency_mark
from hoso.support.signatures.placing import name_place, seal_box, signature_box
from hoso.support.states import require_state
from hoso.support.trail import record


def _seal_pdf(
    db: Session, actor: Actor, part: JointSignature, document: Document, moment: Moment, store: FileStore, keys: KeyStore, fonts: Path,
    stamper: TimeStamper | None = None,
) -> str:
    main = current_main(db, document.id)
    require_state(main is not None and main.role == "signed", "Văn bản chưa có tệp đã ký số.")
    assert main is not None
    pdf = read_all(store, main.sha256)
    page, box = seal_box(signature_box(pdf, f"NguoiKy{part.ordinal + 1}"), name_place(pdf, part.signer_name))
    look = Appearance(f"CoQuan{part.ordinal + 1}", page, box, agency_mark(actor.agency_name, fonts))
    sha256 = store_pdf(db, document, sign_with_key(pdf, keys.holder(actor.agency_id), look, moment.at, stamper), main.name, moment, store)
    show_file(db, document, sha256, main.name)
    return sha256


def seal_joint(db: Session, actor: Actor, part_id: uuid.UUID, moment: Moment, store: FileStore, keys: KeyStore, fonts: Path,
               stamper: TimeStamper | None = None) -> JointSignature:  # fmt: skip
    """The sealed part; every signatory must have signed first. Raises OutOfOrder, NoSigningKey, WrongState."""
    part, document, _ = part_for(db, actor, part_id, "sealJoint", "sealed")
    require_state(part.state == "signed", "Chỉ đóng dấu lên chữ ký của người có thẩm quyền cơ quan mình (Đ33).")
    sha256 = _seal_pdf(db, actor, part, document, moment, store, keys, fonts, stamper) if document.medium == "electronic" else ""
    part.state, part.sealed_at = "sealed", moment.at
    touch(part, actor, moment)
    touch(document, None, moment)
    detail = {"agency": part.agency_name, "file": sha256}
    record(db, actor, moment, "joint:sealed", part.id, detail)
    record(db, None, moment, "joint:sealed", document.id, {**detail, "by": actor.full_name}, agency_id=document.agency_id)
    return part
