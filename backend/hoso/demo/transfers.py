"""Stories of transfers to the historical archive: registered, refused, packaged, accepted, returned.

Each act is the stage's own action at a chosen moment; every package is really made and passed through its gates.
"""

import uuid
from typing import Any

from hoso.demo.dossiers import backlog
from hoso.demo.stories import Office, Story, Year
from hoso.historical_archive.actions.accept_transfer import AcceptTransfer, accept_transfer
from hoso.historical_archive.actions.answer_transfer import AnswerTransfer, answer_transfer
from hoso.historical_archive.actions.register_transfer import RegisterTransfer, register_transfer
from hoso.historical_archive.actions.return_transfer import ReturnTransfer, return_transfer

REFUSED = "Danh mục kèm theo chưa thống nhất với mục lục hồ sơ; đề nghị rà soát rồi đăng ký lại."
RETURNED = "Tài liệu số hóa mờ, thiếu trang; đề nghị số hóa lại rồi nộp."
# Of each agency: which of the first officer's permanent backlog, how far, how many working days ago. Dossiers of a
# line with "returned" are sent back from the accepted transfer. What stands in no line is held and may be registered.
PLANS: dict[str, tuple[tuple[tuple[int, ...], str, int], ...]] = {
    "ubnd": (((0, 1), "completed", 60), ((2,), "registered", 3)),
    "snv": (((0, 3), "completed", 75), ((2,), "packaged", 5)),
    "stc": (((0, 1), "partly", 50), ((2,), "packaged", 6)),
    "hacthanh": (((0,), "refused", 40), ((0, 1), "completed", 25), ((2,), "registered", 2)),
    "hatrung": (((0,), "returned", 45), ((1, 2), "completed", 20), ((3,), "registered", 4)),
}


def transfer(year: Year, office: Office, dossiers: list[uuid.UUID], to: str, back: int) -> Story[None]:
    """One transfer, brought as far as it goes."""
    moment = year.at(back, 9, 15)
    yield moment
    archivist = office["vanthu"] if office.text.key == "hatrung" else office["luutru"]
    command = RegisterTransfer(dossier_ids=dossiers, note="Hồ sơ có thời hạn bảo quản vĩnh viễn đến hạn nộp.")
    transfer_id = register_transfer(year.db, archivist, command, moment).id
    if to == "registered":
        return
    receiver = year.archive["lanhdao" if to == "refused" else "luutru"]
    moment = year.at(back - 2, 10)
    yield moment
    answer = AnswerTransfer(verdict="refuse", reason=REFUSED) if to == "refused" else AnswerTransfer(verdict="accept")
    answer_transfer(year.db, receiver, transfer_id, answer, moment, year.store)
    if to in ("refused", "packaged"):
        return
    moment = year.at(back - 6, 10)
    yield moment
    if to == "returned":
        return_transfer(year.db, receiver, transfer_id, ReturnTransfer(reason=RETURNED), moment)
        return
    lines: list[dict[str, Any]] = [{"dossier_id": id_, "verdict": "accept"} for id_ in dossiers]
    if to == "partly":
        lines[-1] = {"dossier_id": dossiers[-1], "verdict": "return", "reason": RETURNED}
    accept_transfer(year.db, receiver, transfer_id, AcceptTransfer.model_validate({"lines": lines}), moment, year.store)


def to_the_province(year: Year, office: Office, back: int) -> Story[None]:
    """The backlog of the first officer, and what of it goes to the historical archive."""
    permanent = yield from backlog(year, office, 0, back)
    for places, to, when in PLANS[office.text.key]:
        year.tell(transfer(year, office, [permanent[n] for n in places], to, when))
