"""Prints Phiếu giải quyết văn bản đến (NĐ 30 PL IV.VII), filled as far as the handling has come.

Never invents an opinion or a day: what is missing stays a dotted line for the pen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hoso.formats.forms.texts import day_in_words, place_and_day, short_day
from hoso.formats.forms.typesetting import Data, typeset


@dataclass(frozen=True, slots=True)
class Assignment:
    """A unit or person and its term, if one was set."""

    name: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class LeaderOpinion:
    """Block 1: who leads, who coordinates, until when, what was said and when."""

    leading: Sequence[Assignment] = ()
    coordinating: Sequence[Assignment] = ()
    text: str = ""
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class UnitOpinion:
    """Block 2: the head of a unit gives the document to a person."""

    assigned: Sequence[Assignment] = ()
    text: str = ""
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Block 3: what the person in charge proposes."""

    text: str = ""
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the document's way: when and by whom, to whom and with what words."""

    when: str
    by: str
    what: str


@dataclass(frozen=True, slots=True)
class ResolutionSlip:
    """The slip of one incoming document. `symbol` is number and symbol: "39/KH-UBND"."""

    agency: str
    type_name: str
    symbol: str
    issued_on: date | None
    issuer: str
    abstract: str
    superior: str = ""
    place: str = ""
    made_on: date | None = None
    leader: LeaderOpinion = LeaderOpinion()
    units: Sequence[UnitOpinion] = ()
    proposals: Sequence[Proposal] = ()
    steps: Sequence[Step] = ()


def print_resolution_slip(slip: ResolutionSlip) -> bytes:
    """PDF, A4 upright, one page when the opinions are short."""
    day = f" {day_in_words(slip.issued_on)}" if slip.issued_on else ""
    units = slip.units or (UnitOpinion(),)
    proposals = slip.proposals or (Proposal(),)
    sections: list[Data] = [
        {"head": "1. Ý kiến của lãnh đạo cơ quan, tổ chức", "lines": _leader(slip.leader)},
        {"head": "2. Ý kiến của lãnh đạo đơn vị", "lines": [line for unit in units for line in _unit(unit)]},
        {
            "head": "3. Ý kiến đề xuất của người giải quyết",
            "lines": [line for proposal in proposals for line in _proposal(proposal)],
        },
    ]
    if slip.steps:  # beyond the form, below its three blocks: who had the document and when
        sections.append({"head": "Quá trình chuyển", "lines": [_line(f"{step.when}, {step.by}", step.what) for step in slip.steps]})
    return typeset(
        "slip",
        {
            "title": "Phiếu giải quyết văn bản đến",
            "superior": slip.superior,
            "agency": slip.agency,
            "place_and_day": place_and_day(slip.place, slip.made_on),
            "about": f"{slip.type_name} số {slip.symbol}{day} của {slip.issuer}",
            "abstract": slip.abstract,
            "sections": sections,
        },
    ).pdf


def _leader(opinion: LeaderOpinion) -> list[Data]:
    everyone = [*opinion.leading, *opinion.coordinating]
    return [
        _line("Giao đơn vị, cá nhân chủ trì", _names(opinion.leading)),
        _line("Giao các đơn vị, cá nhân tham gia phối hợp giải quyết văn bản đến (nếu có)", _names(opinion.coordinating)),
        _line("Thời hạn giải quyết đối với mỗi đơn vị, cá nhân (nếu có)", _terms(everyone)),
        *_said("Ý kiến", opinion.text, room=1),
        _line("Ngày tháng cho ý kiến phân phối, giải quyết", _signed(opinion.on, opinion.by)),
    ]


def _unit(opinion: UnitOpinion) -> list[Data]:
    return [
        _line("Giao cho cá nhân", _names(opinion.assigned)),
        _line("Thời hạn giải quyết đối với cá nhân (nếu có)", _terms(opinion.assigned)),
        *_said("Ý kiến", opinion.text, room=1),
        _line("Ngày, tháng, năm cho ý kiến", _signed(opinion.on, opinion.by)),
    ]


def _proposal(proposal: Proposal) -> list[Data]:
    return [
        *_said("Ý kiến đề xuất giải quyết văn bản đến của cá nhân", proposal.text, room=2),
        _line("Ngày, tháng, năm đề xuất ý kiến", _signed(proposal.on, proposal.by)),
    ]


def _said(label: str, text: str, *, room: int) -> list[Data]:
    return [_line(label, text or None, room=room)]


def _line(label: str, value: str | None, *, room: int = 0) -> dict[str, Data]:
    """`room`: how many further dotted lines when there is no value."""
    return {"label": label, "value": value, "room": room}


def _names(assignments: Sequence[Assignment]) -> str | None:
    return "; ".join(assignment.name for assignment in assignments) or None


def _terms(assignments: Sequence[Assignment]) -> str | None:
    terms = [(assignment.name, assignment.due_on) for assignment in assignments if assignment.due_on]
    if len(assignments) == 1 and terms:
        return short_day(terms[0][1])
    return "; ".join(f"{name}: {short_day(due)}" for name, due in terms) or None


def _signed(on: date | None, by: str) -> str | None:
    return f"{short_day(on)} ({by})" if on and by else short_day(on, "") or by or None
