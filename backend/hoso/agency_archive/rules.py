"""Rules of the submission to the agency's archive. Pure: no database, no clock, no HTTP."""

NEXT: dict[str, dict[str, str]] = {"submitted": {"decideSubmission": "decided"}, "decided": {}}
LEAST_REASON = 10


def is_allowed(state: str, operation: str) -> bool:
    """Whether the operation may follow in this state."""
    return operation in NEXT[state]


def submission_code(agency_code: str, year: int, number: int) -> str:
    """Code of a submission: agency, year, number of the year (the project's own form; the decree fixes none)."""
    return f"{agency_code}.NL.{year}.{number:03d}"


def inventory_number(year: int) -> str:
    """Mục lục số of the dossiers accepted in a year."""
    return f"{year}-01"
