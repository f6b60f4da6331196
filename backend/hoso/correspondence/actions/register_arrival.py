"""Register what another agency sent: it waited without a number, now it has one."""

import uuid

from sqlmodel import Session

from hoso.correspondence.actions.facts import DOCUMENT_FACTS, INCOMING_FACTS, RegisterArrival
from hoso.correspondence.actions.incoming_desk import incoming_for
from hoso.correspondence.actions.incoming_entry import (
    add_files,
    enter_register,
    make_findable,
    named_type,
    refuse_twin,
    require_possible_dates,
)
from hoso.correspondence.actions.note_delivery import note_delivery
from hoso.correspondence.actions.relate_incoming import relate_incoming
from hoso.correspondence.tables import Document
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.records import touch
from hoso.support.secrecy import permitted_level, refuse_said
from hoso.support.trail import record


def register_arrival(db: Session, actor: Actor, document_id: uuid.UUID, command: RegisterArrival, moment: Moment) -> Document:
    """The document with its số đến; the sender sees that it was taken in. Source: Đ21.2, Đ22.

    Raises NotFound, WrongState, StateSecret, ImpossibleDate, HourOfAnotherDay, UnknownType, UnknownFile, PossibleDuplicate.
    """
    document, incoming = incoming_for(db, actor, document_id, "registerArrival")
    document.secrecy = permitted_level(db, actor, command.secrecy)
    refuse_said(db, command.abstract, command.description)
    require_possible_dates(command, moment.today)
    for name in DOCUMENT_FACTS:
        value = getattr(command, name)
        if value is not None:
            setattr(document, name, value)
    if command.type_code:
        document.type_code, document.type_name = command.type_code, named_type(db, command.type_code, command.type_name)
    for name in INCOMING_FACTS:
        value = getattr(command, name)
        if value is not None:
            setattr(incoming, name, value)
    if not command.duplicate_confirmed:
        refuse_twin(db, actor, document)
    add_files(db, actor, document, command.files)
    relate_incoming(db, actor, document, command.answers, command.rests_on)
    document.state = "registered"
    touch(document, actor, moment)
    if incoming.source_document_id:
        note_delivery(db, incoming.source_document_id, document.id, "registered", moment)
    enter_register(db, document, incoming, moment, command.register_id)
    make_findable(db, document, incoming.arrival_number, moment.today)
    record(db, actor, moment, "incoming:registered", document.id, {
        "arrival_number": incoming.arrival_number, "year": incoming.arrival_year, "number": document.number, "symbol": document.symbol,
    })  # fmt: skip
    return document
