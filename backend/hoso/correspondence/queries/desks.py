"""What lies on a desk, as SQL over `document` joined with `incoming` or `outgoing`: the lists and the baskets count by the same words."""

import uuid
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, true
from sqlalchemy.orm import aliased
from sqlmodel import col

from hoso.correspondence.tables import Consultation, Document, Extension, FollowUp, Handling, Incoming, Outgoing
from hoso.support.actors import Actor

INCOMING_DESKS = ("mine", "given", "to_assign", "presented", "to_transfer", "to_extend", "following")
OUTGOING_DESKS = ("to_check_content", "to_approve", "to_sign", "to_consult", "signed_waiting")
OPEN = ("given", "received")


def _part_of(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    open_part = exists().where(col(Handling.document_id) == col(Document.id), col(Handling.state).in_(OPEN), *conditions)
    return and_(col(Document.state) == "handling", open_part)


def _own(column: Any, people: frozenset[uuid.UUID]) -> ColumnElement[bool]:
    """The person's own, or of somebody for whom they stand in."""
    return col(column).in_(people) if len(people) > 1 else col(column) == next(iter(people))


def _asked_of(actor: Actor) -> ColumnElement[bool]:
    """More time is asked for: of the director for a unit's part, of the unit's head for a person's; what nobody directed is asked of the head
    of the agency. Never the own request. Begins with the few open requests, not with what is under way."""
    above = aliased(Handling)
    of_unit = exists().where(col(above.id) == col(Handling.parent_id), col(above.unit_id).in_(actor.handling_unit_ids))
    nobody = col(Incoming.presented_to).is_(None) if actor.directs_all else false()
    mine = or_(and_(col(Handling.parent_id).is_(None), or_(_own(Incoming.presented_to, actor.directing_ids), nobody)), of_unit)
    asked = exists().where(
        col(Extension.document_id) == col(Document.id), col(Extension.state) == "asked", col(Extension.asked_by) != actor.id,
        col(Handling.id) == col(Extension.handling_id), col(Handling.state).in_(OPEN), mine,
    )  # fmt: skip
    return and_(col(Document.state) == "handling", asked)


def incoming_desk(actor: Actor, desk: str) -> ColumnElement[bool]:
    """`mine` = any open part, `given` = a part of the own person, `to_assign` = a part of the own unit that nobody got yet,
    `presented` = waits for the own direction, `to_transfer` = paper that was directed and still lies at the clerk, `to_extend` = more time is asked for that the actor gives,
    `following` = the actor was appointed to follow it."""
    if desk == "presented":
        return and_(col(Document.state) == "presented", _own(Incoming.presented_to, actor.directing_ids))
    if desk == "to_transfer":
        return and_(col(Document.state) == "handling", col(Incoming.channel) == "paper", col(Incoming.transferred_on).is_(None))
    if desk == "following":
        charge = exists().where(col(FollowUp.document_id) == col(Document.id), col(FollowUp.person_id) == actor.id, col(FollowUp.ended_at).is_(None))
        return and_(col(Document.state).in_(("registered", "presented", "handling")), charge)
    if desk == "to_extend":
        return _asked_of(actor)
    own, headed = _own(Handling.person_id, actor.handling_ids), col(Handling.unit_id).in_(actor.handling_unit_ids)
    if desk == "given":
        return _part_of(own)
    if desk == "to_assign":
        child = aliased(Handling)
        assigned = exists().where(col(child.parent_id) == col(Handling.id), col(child.state) != "withdrawn")
        return _part_of(headed, col(Handling.part) != "informed", ~assigned)
    return _part_of(or_(own, headed))


def outgoing_desk(actor: Actor, desk: str) -> ColumnElement[bool]:
    """`to_check_content` = a draft of a unit that the actor heads, `to_approve` and `to_sign` = waits for the actor as signatory,
    `to_consult` = an opinion is asked of the actor or the own unit, `signed_waiting` = signed and not issued yet."""
    if desk == "to_consult":
        mine = or_(col(Consultation.person_id) == actor.id, col(Consultation.unit_id).in_(actor.headed_unit_ids))
        asked = exists().where(col(Consultation.document_id) == col(Document.id), col(Consultation.state) == "asked", mine)
        return and_(col(Document.state).in_(("draft", "content_checked", "form_checked", "approved")), asked)
    if desk == "signed_waiting":
        return col(Document.state).in_(("signed", "sealed"))
    if desk == "to_check_content":
        return and_(col(Document.state) == "draft", col(Outgoing.drafting_unit_id).in_(actor.headed_unit_ids))
    state = "form_checked" if desk == "to_approve" else "approved"
    proposed = or_(col(Outgoing.proposed_signer_id).is_(None), col(Outgoing.proposed_signer_id) == actor.id)
    return and_(col(Document.state) == state, true() if actor.is_head else proposed)
