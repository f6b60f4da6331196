"""The facts of the two forms of a submission, as the form modules want them. Reads only."""

from sqlmodel import Session

from hoso.agency_archive.queries import lines_of
from hoso.agency_archive.tables import Submission
from hoso.dossiers.queries import files_in
from hoso.formats.forms import ElectronicRecords, Handover, HandoverSide, PaperRecords, SubmissionInventory, SubmittedDossier
from hoso.support.clock import Moment
from hoso.support.organisations import Agency, Person, Unit


def _period(line: dict[str, object]) -> str:
    days = (line["started_on"], line["ended_on"])
    return " – ".join(d.strftime("%d/%m/%Y") for d in days if d)  # type: ignore[attr-defined]


def inventory_of(db: Session, submission: Submission, moment: Moment) -> SubmissionInventory:
    """Mục lục hồ sơ, tài liệu nộp lưu (PL V.III)."""
    agency = db.get_one(Agency, submission.agency_id)
    unit = db.get(Unit, submission.unit_id) if submission.unit_id else None
    maker = db.get_one(Person, submission.submitter_id)
    dossiers = [
        SubmittedDossier(
            symbol=str(line["notation"]), title=str(line["title"]), period=_period(line), retention=str(line["retention_label"]),
            sheets=str(line["sheet_count"] or line["page_total"] or ""), note=str(line["reason"]),
        )
        for line in lines_of(db, submission.id)
    ]  # fmt: skip
    return SubmissionInventory(
        in_force_on=moment.today, superior=agency.name, unit=unit.name if unit else agency.name, year=submission.submitted_on.year,
        dossiers=dossiers, place=agency.place, made_on=submission.submitted_on, maker=maker.full_name, maker_post=maker.position,
    )  # fmt: skip


def handover_of(db: Session, submission: Submission, moment: Moment) -> Handover:
    """Biên bản giao nhận hồ sơ, tài liệu (PL V.V): what was accepted, or all while nothing is decided."""
    agency = db.get_one(Agency, submission.agency_id)
    unit = db.get(Unit, submission.unit_id) if submission.unit_id else None
    giver = db.get_one(Person, submission.submitter_id)
    receiver = db.get(Person, submission.decided_by) if submission.decided_by else None
    lines = [line for line in lines_of(db, submission.id) if line["verdict"] != "return"]
    starts, ends = [d["started_on"] for d in lines], [d["ended_on"] for d in lines if d["ended_on"]]
    period = f"từ {min(starts):%d/%m/%Y} đến {max(ends):%d/%m/%Y}" if starts and ends else ""
    files = [n for n in (len(files_in(db, line["dossier_id"])) for line in lines) if n]
    sheets = [line for line in lines if line["sheet_count"]]
    return Handover(
        superior=agency.superior_name, agency=agency.name, giver=HandoverSide(unit.name if unit else agency.name, giver.full_name, giver.position),
        receiver=HandoverSide("Lưu trữ cơ quan", receiver.full_name if receiver else "", receiver.position if receiver else ""),
        records=f"Hồ sơ, tài liệu của {unit.name if unit else agency.name}, đợt {submission.code}", period=period,
        condition="",  # what nobody recorded stays a dotted line for the two sides to fill in
        bases=(f"Căn cứ Danh mục hồ sơ năm {submission.submitted_on.year};",), electronic=ElectronicRecords(len(files), sum(files)),
        paper=PaperRecords(None, len(sheets), "") if sheets else None, place=agency.place,
        made_on=submission.decided_on or moment.today, year=moment.year,
    )  # fmt: skip
