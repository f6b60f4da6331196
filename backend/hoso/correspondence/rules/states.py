"""Rules of văn bản đến and văn bản đi: states, what may follow, numbers as they are written.

Pure: no database, no clock, no HTTP. Articles are those of NĐ 30/2020/NĐ-CP.
"""

from datetime import date

# state → {operation: state after it}. An operation that keeps the state names it again.
NEXT_INCOMING: dict[str, dict[str, str]] = {
    "waiting": {"registerArrival": "registered", "returnIncoming": "returned", "confirmRecall": "recalled"},
    "registered": {
        "correctIncoming": "registered", "attachPaperCopy": "registered", "presentIncoming": "presented",
        "transferIncoming": "handling", "returnIncoming": "returned", "confirmRecall": "recalled",
    },
    "presented": {
        "correctIncoming": "presented", "attachPaperCopy": "presented", "presentIncoming": "presented",
        "directIncoming": "handling", "returnIncoming": "registered", "confirmRecall": "recalled",
    },
    "handling": {
        "correctIncoming": "handling", "attachPaperCopy": "handling", "transferIncoming": "handling",
        "directIncoming": "handling", "assignIncoming": "handling", "acknowledgeIncoming": "handling",
        "recordProgress": "handling", "completeIncoming": "completed", "returnIncoming": "presented",
        "confirmRecall": "recalled",
    },
    "completed": {"correctIncoming": "completed", "attachPaperCopy": "completed", "confirmRecall": "recalled"},
    "returned": {},
    "recalled": {},
}  # fmt: skip

NEXT_OUTGOING: dict[str, dict[str, str]] = {
    "draft": {"reviseOutgoing": "draft", "reviewOutgoing": "content_checked"},
    "content_checked": {"reviseOutgoing": "draft", "reviewOutgoing": "form_checked"},
    "form_checked": {"reviseOutgoing": "draft", "reviewOutgoing": "approved"},
    "approved": {"reviseOutgoing": "draft", "signOutgoing": "signed"},
    "signed": {"numberOutgoing": "signed", "sealOutgoing": "sealed", "issueOutgoing": "issued"},
    "sealed": {"issueOutgoing": "issued"},
    "issued": {"recallOutgoing": "recalled"},
    "recalled": {},
}

NEXT: dict[str, dict[str, dict[str, str]]] = {"incoming": NEXT_INCOMING, "outgoing": NEXT_OUTGOING, "paper": {"filed": {}}}
STATES = {state for table in NEXT.values() for state in table}
ASPECT_OF_STATE = {"draft": "content", "content_checked": "form", "form_checked": "approval"}
CAPACITIES = ("TM", "Q", "KT", "TL", "TUQ")
LEGAL_SERIES = "QPPL-"  # each legal-normative type has its own series (Đ15.1)
SECRET_MARKS = ("mật", "tối mật", "tuyệt mật")


def is_allowed(kind: str, state: str, operation: str) -> bool:
    """Whether the operation may follow in this state."""
    return operation in NEXT[kind].get(state, {})


def state_after(kind: str, state: str, operation: str) -> str:
    """The state after the operation. Raises KeyError where it may not follow."""
    return NEXT[kind][state][operation]


def written_number(number: int) -> str:
    """The number as it is written: below 10 with a leading zero (Đ15, PL I II.3)."""
    return f"{number:02d}"


def outgoing_symbol(pattern: str, agency: str, unit_or_field: str, year: int) -> str:
    """The symbol without its number: KH-SNV, SNV-VTLT; legal-normative 2026/QĐ-UBND (PL I II.3, PL III.I)."""
    filled = pattern or "{number}/{agency}"
    filled = filled.replace("{agency}", agency).replace("{unit or field}", unit_or_field or "VP").replace("{year}", str(year))
    return filled.removeprefix("{number}/").removeprefix("{number}")


def legal_series(type_code: str) -> str:
    """The series of a legal-normative type: NĐ → QPPL-ND."""
    return LEGAL_SERIES + type_code.upper().replace("Đ", "D")


def number_and_symbol(number: str, symbol: str) -> str:
    """Number and symbol as printed: 39/KH-UBND; either part may be missing on a received paper."""
    return "/".join(part for part in (number, symbol) if part)


def document_identifier(agency_code: str, entry_year: int, series_number: int, series: str) -> str:
    """Mã định danh văn bản of an outgoing document. NĐ 30 fixes no format: agency.year.series.number, unique here."""
    return f"{agency_code}.{entry_year}.{series}.{series_number:06d}"


def signer_line(capacity: list[str], head_position: str, own_position: str) -> str:
    """The signer's position as it stands above the signature (Đ13): "KT. GIÁM ĐỐC\\nPHÓ GIÁM ĐỐC"."""
    if not capacity:
        return own_position
    prefix = " ".join(f"{c}." for c in capacity)
    return f"{prefix} {head_position}\n{own_position}"


def is_overdue(due_on: date | None, done: bool, today: date) -> bool:
    """Whether the term ran out before today and the work is not done."""
    return due_on is not None and not done and due_on < today
