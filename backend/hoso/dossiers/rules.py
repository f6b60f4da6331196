"""Rules of dossiers: states, retention values, the code, when submission falls due.

Pure: no database, no clock, no HTTP.
"""

from dataclasses import dataclass
from datetime import date

# open → closed → submitted → accepted | returned; returned is closed again or reopened
NEXT: dict[str, dict[str, str]] = {
    "open": {"fileDocument": "open", "takeOutDocument": "open", "addPaper": "open", "closeDossier": "closed"},
    "closed": {"reopenDossier": "open", "submitToAgencyArchive": "submitted"},
    "submitted": {"decideSubmission": "accepted"},
    "returned": {"reopenDossier": "open", "submitToAgencyArchive": "submitted"},
    "accepted": {"registerTransfer": "transferring"},
    "transferring": {"answerTransfer": "transferring"},
    "transferred": {},
}
KINDS = ("PERMANENT", "YEARS", "UNTIL_EXPIRY", "ASSET_LIFE", "AFTER_EVENT")
LEAST_YEARS = 5  # DL-DS-14: only dossiers of five years or more are submitted (Đ31.3.c)


@dataclass(frozen=True)
class DueDate:
    """A term for the submission with its basis."""

    due_on: date
    basis: str
    certainty: str


def is_allowed(state: str, operation: str) -> bool:
    """Whether the operation may follow in this state."""
    return operation in NEXT[state]


def dossier_code(agency_code: str, year: int, notation: str) -> str:
    """Mã hồ sơ: agency, year of formation, number and notation (NĐ 30 PL VI; TT 05/2025 fileCode)."""
    return f"{agency_code}.{year}.{notation}"


def retention_text(kind: str, years: int | None) -> str:
    """The value as it is printed."""
    words = {
        "PERMANENT": "Vĩnh viễn", "UNTIL_EXPIRY": "Đến khi văn bản hết hiệu lực", "ASSET_LIFE": "Theo tuổi thọ công trình, thiết bị",
        "AFTER_EVENT": f"{years} năm sau sự kiện",
    }  # fmt: skip
    return words.get(kind, f"{years} năm")


def may_be_submitted(kind: str, years: int | None) -> bool:
    """Whether the dossier belongs into the archive at all: permanent, or five years and more (Đ31.3.c)."""
    return kind != "YEARS" or (years or 0) >= LEAST_YEARS


def retention_ends_on(kind: str, years: int | None, ended_on: date) -> date | None:
    """The last day of the term, counted from the year the work ended (Luật 33/2024 Đ15.3); None = no fixed end."""
    return date(ended_on.year + years, 12, 31) if kind == "YEARS" and years else None
