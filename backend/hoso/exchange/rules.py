"""Rules of exchange: codes of one agency in two generations, what a reported status does to a recipient's state.

Pure: no database, no clock, no HTTP. Codes: QCVN 102:2016 (old, bottom-up) and QĐ 20/2020/QĐ-TTg (new, top-down).
"""

import re

STATE_OF_CODE = {"01": "arrived", "02": "returned", "03": "registered", "04": "handling", "05": "handling", "06": "completed", "15": "recalled"}
RANK = {"pending": 0, "sent": 1, "arrived": 2, "registered": 3, "handling": 4, "completed": 5, "returned": 6, "recalled": 7}
URGENCY = {0: "normal", 1: "urgent", 2: "very_urgent", 3: "express", 4: "express"}
_OLD = re.compile(r"(\d{3})\.(\d{2})\.(\d{2})\.([A-Z]\d{2})$")


def code_of_2020(code: str) -> str:
    """The code in its form of QĐ 20/2020: 000.00.91.H56 → H56.91; any other form stays as it is."""
    found = _OLD.fullmatch(code.strip())
    if not found:
        return code.strip()
    lowest, middle, upper, top = found.groups()
    parts = [top]
    for part, none in ((upper, "00"), (middle, "00"), (lowest, "000")):
        if part == none:
            break
        parts.append(part)
    return ".".join(parts)


def are_one_agency(first: str, second: str) -> bool:
    """Whether two codes name one agency, in either generation."""
    return code_of_2020(first).casefold() == code_of_2020(second).casefold()


def state_after_report(state: str, code: str) -> str:
    """The recipient's state after a report; an older step that comes late changes nothing, 16 (recall declined) neither."""
    new = STATE_OF_CODE.get(code, state)
    if state == "recalled" or (state == "returned" and new != "recalled"):
        return state
    return new if RANK[new] > RANK[state] else state


def split_notation(code: str) -> tuple[str, str]:
    """(number, symbol) of "1234/SNV-VTLT"."""
    number, slash, symbol = code.partition("/")
    return (number.strip(), symbol.strip()) if slash else (code.strip(), "")
