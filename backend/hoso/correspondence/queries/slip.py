"""Phiếu giải quyết văn bản đến (NĐ 30 PL IV.VII), filled from the handling and the conversation; nothing is invented."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from hoso.correspondence.queries.handling import moves_of
from hoso.correspondence.queries.incoming import handlings_of, opinions_of
from hoso.correspondence.rules import number_and_symbol
from hoso.correspondence.tables import Document
from hoso.formats.forms import Assignment, LeaderOpinion, Proposal, ResolutionSlip, Step, UnitOpinion
from hoso.support.clock import HANOI
from hoso.support.organisations import Agency


def _signed(opinion: dict[str, Any]) -> dict[str, Any]:
    return {"text": opinion["text"], "by": opinion["full_name"], "on": opinion["at"].astimezone(HANOI).date()}


def _names(handlings: Sequence[dict[str, Any]], part: str) -> list[Assignment]:
    return [Assignment(h["name"], h["due_on"]) for h in handlings if h["part"] == part and h["parent_id"] is None]


def _leader(handlings: Sequence[dict[str, Any]], opinions: Sequence[dict[str, Any]]) -> LeaderOpinion:
    """Every direction in its order; where it went through several hands, each with its name, the last one dates the block."""
    said = [o for o in opinions if o["kind"] == "direction"]
    last: dict[str, Any] = _signed(said[-1]) if said else {}
    if len(said) > 1:
        last["text"] = " / ".join(f"{o['full_name']}: {o['text']}" for o in said)
    return LeaderOpinion(leading=_names(handlings, "lead"), coordinating=_names(handlings, "coordinating"), **last)


def _units(handlings: Sequence[dict[str, Any]], opinions: Sequence[dict[str, Any]]) -> list[UnitOpinion]:
    """One block for each opinion of a unit head, with the person whom that act named."""
    assigned = [h for h in handlings if h["parent_id"] is not None]
    blocks = []
    for opinion in (o for o in opinions if o["kind"] == "assignment"):
        named = [Assignment(h["name"], h["due_on"]) for h in assigned if h["given_at"] == opinion["at"]]
        blocks.append(UnitOpinion(assigned=named, **_signed(opinion)))
    return blocks


DONE = {
    "presented": "trình", "forwarded": "chuyển xin ý kiến", "directed": "giao", "transferred": "chuyển", "assigned": "phân công", "passed": "chuyển tiếp",
    "returned": "trả lại", "reopened": "mở lại, giao",
}  # fmt: skip
PARTS = {"lead": "chủ trì", "coordinating": "phối hợp", "informed": "để biết"}


def _step(move: dict[str, Any]) -> Step:
    by = f"{move['from_name']} (thay {move['on_behalf_of']})" if move["on_behalf_of"] else move["from_name"]
    part = f" ({PARTS[move['part']]})" if move["part"] in PARTS else ""
    to = move["to_name"] or ("văn thư" if move["kind"] == "returned" else "")
    what = f"{DONE[move['kind']]} {to}{part}".strip()
    if move["due_on"]:
        what += f", hạn {move['due_on']:%d/%m/%Y}"
    if move["kind"] in ("passed", "returned", "reopened") and move["note"]:
        what += f": {move['note']}"
    return Step(f"{move['at'].astimezone(HANOI):%H:%M %d/%m/%Y}", by, what)


def slip_of(db: Session, document: Document) -> ResolutionSlip:
    """The slip of an incoming document as far as its handling has come."""
    agency = db.get_one(Agency, document.agency_id)
    handlings, opinions = handlings_of(db, document.id), opinions_of(db, document.id)
    proposals = [Proposal(**_signed(o)) for o in opinions if o["kind"] in ("progress", "completion")]
    return ResolutionSlip(
        agency=agency.name, superior=agency.superior_name, place=agency.place, type_name=document.type_name,
        symbol=number_and_symbol(document.number, document.symbol), issued_on=document.issued_on, issuer=document.issuer_name,
        abstract=document.abstract, leader=_leader(handlings, opinions), units=_units(handlings, opinions), proposals=proposals,
        steps=[_step(m) for m in moves_of(db, document.id)],
    )  # fmt: skip
