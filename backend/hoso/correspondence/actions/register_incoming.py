"""Register an incoming document: it has a số đến, or nothing of it was kept."""

from typing import Any

from sqlmodel import Session

from hoso.correspondence.actions.facts import DOCUMENT_FACTS, INCOMING_FACTS, RegisterIncoming
from hoso.correspondence.actions.incoming_entry import (
    add_files,
    enter_register,
    make_findable,
    named_type,
    refuse_secrets,
    refuse_twin,
    require_possible_dates,
)
from hoso.correspondence.tables import Document, Incoming
from hoso.support.actors import Actor
from hoso.support.base import new_id
from hoso.support.clock import Moment
from hoso.support.trail import record


def register_incoming(db: Session, actor: Actor, command: RegisterIncoming, moment: Moment) -> Document:
    """The registered document. Source: Đ22.

    Raises StateSecret, ImpossibleDate, UnknownType, UnknownFile, PossibleDuplicate, RegisterClosed.
    """
    refuse_secrets(command.secrecy)
    require_possible_dates(command, moment.today)
    who: dict[str, Any] = {"created_at": moment.at, "created_by": actor.id, "changed_at": moment.at, "changed_by": actor.id}
    facts = {name: value for name in DOCUMENT_FACTS if (value := getattr(command, name)) is not None}
    document = Document.model_validate({
        "id": new_id(), "agency_id": actor.agency_id, "kind": "incoming", "state": "registered", "medium": "paper", **who, **facts,
        "type_code": command.type_code, "type_name": named_type(db, command.type_code, command.type_name),
    })  # fmt: skip
    if not command.duplicate_confirmed:
        refuse_twin(db, actor, document)
    own = {name: value for name in INCOMING_FACTS if (value := getattr(command, name)) is not None}
    incoming = Incoming.model_validate({"id": document.id, "agency_id": actor.agency_id, "received_on": moment.today, **own})
    db.add(document)
    db.flush()
    add_files(db, actor, document, command.files)
    enter_register(db, document, incoming, moment, command.register_id)
    db.add(incoming)
    make_findable(db, document, incoming.arrival_number, moment.today)
    record(db, actor, moment, "incoming:registered", document.id, {
        "arrival_number": incoming.arrival_number, "year": incoming.arrival_year, "number": document.number, "symbol": document.symbol,
        "abstract": document.abstract, "files": [f.sha256 for f in command.files], "twin_confirmed": command.duplicate_confirmed,
    })  # fmt: skip
    return document
