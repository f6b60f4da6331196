"""Rules of the transfer to the historical archive: states, what may follow, codes, what a line needs.

Pure: no database, no clock, no HTTP. Source: Luật Lưu trữ 33/2024 Đ18, TT 05/2025 Đ23–25, TT 06/2025 Đ3 (secondary).
"""

from datetime import date
from typing import Literal

# state → {operation: state after it}. `accepted` = the archive said yes and packages are still being made.
NEXT: dict[str, dict[str, str]] = {
    "registered": {"answerTransfer": "accepted"},
    "accepted": {"answerTransfer": "accepted", "returnTransfer": "returned"},
    "packaged": {"answerTransfer": "accepted", "acceptTransfer": "completed", "returnTransfer": "returned"},
    "refused": {},
    "completed": {},
    "returned": {},
}
STATES = tuple(NEXT)
OPEN_STATES = ("registered", "accepted", "packaged")
# A line: waiting → packaged (all gates passed) or failed → accepted, returned or refused.
LINE_STATES = ("waiting", "packaged", "failed", "accepted", "returned", "refused")
UNDECIDED = ("waiting", "packaged", "failed")
BEFORE_THE_ANSWER = 20  # design/contract.md: above 20 dossiers the packages are made by a job
ANSWER_WORKING_DAYS = 7  # DL-HA-05
PUBLIC = "public"
SENTENCES = {
    "registered": "Đăng ký nộp đang chờ lưu trữ lịch sử trả lời.",
    "accepted": "Các gói tin đang được tạo và kiểm tra. Chờ xong rồi làm tiếp.",
    "packaged": "Đăng ký nộp đã được chấp nhận, gói tin chờ kiểm tra.",
    "refused": "Lưu trữ lịch sử đã từ chối đăng ký này. Cơ quan nộp lập đăng ký mới.",
    "completed": "Lần nộp đã hoàn tất.",
    "returned": "Lần nộp đã trả lại. Cơ quan nộp khắc phục rồi lập đăng ký mới.",
}


def is_allowed(state: str, operation: str) -> bool:
    """Whether the operation may follow in this state."""
    return operation in NEXT.get(state, {})


def may_answer(state: str, work_ended: bool, has_failed: bool) -> bool:
    """The first answer, or another attempt: when the work ended with packages unmade, or packages failed a gate."""
    if state == "accepted":
        return work_ended
    return state == "registered" or (state == "packaged" and has_failed)


def kind_of_paper(media_types: list[str]) -> Literal["doc", "pic", "media"]:
    """What a paper without registration is, by its files: a picture, a recording, or a document."""
    kinds = {m.split("/", 1)[0] for m in media_types}
    if kinds == {"image"}:
        return "pic"
    return "media" if kinds and kinds <= {"audio", "video"} else "doc"


def paper_file_code(archive_code: str, place: str, ordinal: int) -> str:
    """Mã hồ sơ giấy gốc = [mã cơ quan lưu trữ].[kho/giá/hộp].[số hồ sơ giấy] (TT 05/2025, paperFileCode)."""
    return f"{archive_code}.{place}.{ordinal}"


def transfer_code(agency_code: str, year: int, number: int) -> str:
    """Mã đăng ký of a submission; TT 05 fixes no format: agency.NLLS.year.number, unique here."""
    return f"{agency_code}.NLLS.{year}.{number:04d}"


def arc_file_code(archive_code: str, dossier_code: str) -> str:
    """Mã hồ sơ lưu trữ = mã cơ quan lưu trữ + mã hồ sơ (TT 05/2025 PL II, arcFileCode)."""
    return f"{archive_code}.{dossier_code}"


def state_of_decided(line_states: list[str]) -> str:
    """The transfer's state after lines were decided: open lines keep it, one accepted line completes it."""
    if any(state in UNDECIDED for state in line_states):
        return "packaged"
    return "completed" if "accepted" in line_states else "returned"


def package_name(ordinal: int, objid: str) -> str:
    """[STT][OBJID].zip; an OBJID's ':' is no character of a file name (TT 05: folder of an AIP)."""
    return f"{ordinal:03d}_{objid.replace(':', '_')}.zip"


def is_public(access_mode: str) -> bool:
    """Whether every reader may open it (mode 01 Công khai)."""
    return access_mode == PUBLIC


def found_on(started_on: date | None, ended_on: date | None, accepted_on: date) -> date:
    """The day under which a dossier is found: its end, else its start, else the day it came."""
    return ended_on or started_on or accepted_on
