"""Rules of văn bản đến and văn bản đi: states, what may follow, numbers as they are written.

Pure: no database, no clock, no HTTP. Articles are those of NĐ 30/2020/NĐ-CP.
"""

from datetime import date

# state → {operation: state after it}. An operation that keeps the state names it again.
NEXT_INCOMING: dict[str, dict[str, str]] = {
    "waiting": {"registerArrival": "registered", "returnIncoming": "returned", "confirmRecall": "recalled", "declineRecall": "waiting"},
    "registered": {
        "correctIncoming": "registered", "attachPaperCopy": "registered", "addIncomingFiles": "registered", "presentIncoming": "presented",
        "transferIncoming": "handling", "returnIncoming": "returned", "confirmRecall": "recalled", "declineRecall": "registered",
        "addOpinion": "registered", "followIncoming": "registered", "endFollowing": "registered",
    },
    "presented": {
        "correctIncoming": "presented", "attachPaperCopy": "presented", "addIncomingFiles": "presented", "presentIncoming": "presented",
        "directIncoming": "handling", "returnIncoming": "registered", "confirmRecall": "recalled", "declineRecall": "presented",
        "addOpinion": "presented", "followIncoming": "presented", "endFollowing": "presented",
    },
    "handling": {
        "correctIncoming": "handling", "attachPaperCopy": "handling", "addIncomingFiles": "handling", "transferIncoming": "handling",
        "directIncoming": "handling", "assignIncoming": "handling", "acknowledgeIncoming": "handling",
        "recordProgress": "handling", "completeIncoming": "completed", "returnIncoming": "presented",
        "confirmRecall": "recalled", "declineRecall": "handling", "forwardIncoming": "handling", "requestExtension": "handling", "decideExtension": "handling",
        "addOpinion": "handling", "followIncoming": "handling", "endFollowing": "handling", "urgeIncoming": "handling",
    },
    "completed": {  # coordinators close their own part also after the lead has ended the work
        "correctIncoming": "completed", "attachPaperCopy": "completed", "addIncomingFiles": "completed", "confirmRecall": "recalled", "declineRecall": "completed", "acknowledgeIncoming": "completed",
        "recordProgress": "completed", "completeIncoming": "completed", "reopenIncoming": "handling", "addOpinion": "completed",
        "endFollowing": "completed",
    },
    "returned": {},
    "recalled": {},
}  # fmt: skip

_TALK = ("commentDraft", "resolveComment", "requestConsultation", "giveConsultation", "closeConsultation")
_KEEP = ("noteRetainedCopy", "lendRetained", "returnRetained")


def _beside(state: str, *operations: str) -> dict[str, str]:
    """Operations that may follow in the state and keep it."""
    return dict.fromkeys(operations, state)


NEXT_OUTGOING: dict[str, dict[str, str]] = {
    "draft": {"reviseOutgoing": "draft", "reviewOutgoing": "content_checked", "nameJointIssuers": "draft", **_beside("draft", "convertDraft", *_TALK)},
    "content_checked": {
        "reviseOutgoing": "draft", "reviewOutgoing": "form_checked", "nameJointIssuers": "draft", **_beside("content_checked", "convertDraft", *_TALK),
    },
    "form_checked": {
        "reviseOutgoing": "draft", "reviewOutgoing": "approved", "nameJointIssuers": "draft", "sendBackOutgoing": "draft",
        **_beside("form_checked", "convertDraft", *_TALK),
    },
    "approved": {
        "reviseOutgoing": "draft", "signOutgoing": "signed", "sendBackOutgoing": "draft", "recordHandSignature": "signed", "nameJointIssuers": "draft",
        **_beside("approved", "convertDraft", "commentDraft", "resolveComment", "giveConsultation", "closeConsultation", "approveJoint", "noteJointSignature"),
    },
    "signed": {
        "numberOutgoing": "signed", "sealOutgoing": "sealed", "issueOutgoing": "issued",
        **_beside("signed", "signJoint", "sealJoint", "noteJointSignature", "recordPaperCopies"),
    },
    "sealed": {"issueOutgoing": "issued", **_beside("sealed", "recordPaperCopies", "convertToPaper", "convertToFile", *_KEEP)},
    "issued": {
        "recallOutgoing": "recalled", "correctOutgoing": "issued",
        **_beside("issued", "recordPaperCopies", "convertToPaper", "convertToFile", "dispatchPaper", "noteReceipt", *_KEEP),
    },
    "recalled": _beside("recalled", "noteReceipt", "returnRetained"),
}  # fmt: skip

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


def is_overdue(due_on: date | None, done: bool, today: date) -> bool:
    """Whether the term ran out before today and the work is not done."""
    return due_on is not None and not done and due_on < today
