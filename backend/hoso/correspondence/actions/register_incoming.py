"""Register an incoming document: it has a số đến, or nothing of it was kept."""

from typing import Any

from sqlmodel import Session

from hoso.correspondence.actions.facts import DOCUMENT_FACTS, INCOMING_FACTS, RegisterIncoming
from hoso.correspondence.actions.incoming_entry import (
    findable_with_number,
    name_files,
    ready_book,
    refuse_twin,
    require_possible_dates,
)
from hoso.correspondence.actions.insert_registration import insert_registration
from hoso.correspondence.actions.out_of_envelope import out_of_envelope
from hoso.correspondence.actions.relate_incoming import relate_incoming
from hoso.correspondence.tables import Document, Incoming, RegisterEntry
from hoso.support.actors import Actor
from hoso.support.base import new_id
from hoso.support.clock import Moment
from hoso.support.reference import FREE_NAMES
from hoso.support.secrecy import permitted_level, refuse_said
from hoso.support.stored_files import require_nameable
from hoso.support.trail import record


def register_incoming(db: Session, actor: Actor, command: RegisterIncoming, moment: Moment) -> Document:
    """The registered document. Source: Đ22.

    Raises StateSecret, NotCleared, NotRegistrable, ImpossibleDate, HourOfAnotherDay, UnknownType, UnknownFile, PossibleDuplicate, RegisterClosed.
    """
    level = permitted_level(db, actor, command.secrecy)
    refuse_said(db, command.abstract, command.description)
    require_possible_dates(command, moment.today)
    who: dict[str, Any] = {"created_at": moment.at, "created_by": actor.id, "changed_at": moment.at, "changed_by": actor.id}
    facts = {name: value for name in DOCUMENT_FACTS if (value := getattr(command, name)) is not None}
    book = ready_book(db, actor, command.type_code, moment, command.register_id, level)
    document = Document.model_validate({
        "id": new_id(), "agency_id": actor.agency_id, "kind": "incoming", "state": "registered", "medium": "paper", "secrecy": level, **who, **facts,
        "type_code": command.type_code, "type_name": command.type_name if command.type_code in FREE_NAMES and command.type_name else book.type_name,
    })  # fmt: skip
    if not command.duplicate_confirmed:
        refuse_twin(db, actor, document)
    require_nameable(db, actor, [f.sha256 for f in command.files])
    own = {name: value for name in INCOMING_FACTS if (value := getattr(command, name)) is not None}
    place = {"agency_id": actor.agency_id, "register_id": book.id}
    entry = RegisterEntry.model_validate({**place, "number": 0, "document_id": document.id, "dated_on": moment.today})
    incoming = Incoming.model_validate({
        "id": document.id, **place, "received_on": moment.today, "arrived_on": moment.today, "arrival_year": book.year,
        "register_entry_id": entry.id, **own,
    })  # fmt: skip
    insert_registration(db, document, incoming, entry, book.series, book.year, findable_with_number(document, moment.today))
    if command.envelope_id:
        out_of_envelope(db, actor, command.envelope_id, document.id)
    name_files(db, document, command.files, 1)
    relate_incoming(db, actor, document, command.answers, command.rests_on)
    record(db, actor, moment, "incoming:registered", document.id, {
        "arrival_number": incoming.arrival_number, "year": incoming.arrival_year, "number": document.number, "symbol": document.symbol,
        "abstract": document.abstract, "files": [f.sha256 for f in command.files], "twin_confirmed": command.duplicate_confirmed,
    })  # fmt: skip
    return document
