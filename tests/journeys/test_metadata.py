"""The input fields of NĐ 30 PL VI Phần II: held with their length, filled by themselves where the decree says so, shown whole."""

from typing import Any

import pytest
from hoso.all_tables import METADATA
from hoso.formats.nd30 import metadata_fields

from tests.people import World

# Where each field of text stands in the database: the column is at least as long as the decree's field.
COLUMNS = {
    "TypeName": "document.type_name", "CodeNumber": "document.number", "CodeNotation": "document.symbol", "OrganName": "document.issuer_name", "Subject": "document.abstract",
    "Language": "document.language", "Description": "document.description", "SignerInfo.Position": "document.signer_position",
    "SignerInfo.FullName": "document.signer_name", "To.OrganName": "recipient.name", "FileCode.FileNotation": "dossier.notation",
}  # fmt: skip
FACTS: dict[str, Any] = {
    "type_code": "CV", "number": "7", "symbol": "UBND-VX", "issued_on": "2026-02-03", "issuer_name": "UBND tỉnh Thanh Hóa", "abstract": "V/v báo cáo", "page_count": 3,
    "signer_name": "Nguyễn Văn A", "signer_position": "Chủ tịch", "due_on": "2026-03-01", "description": "Bản giấy", "urgency": "urgent",
}  # fmt: skip


@pytest.mark.pl6("PL6-P2-I", "PL6-P2-II", "PL6-P2-III")
def test_every_field_of_text_is_held_in_its_whole_length() -> None:
    tried = 0
    for entity in ("outgoing_document", "incoming_document"):
        for field in metadata_fields(entity):
            if field.name in COLUMNS and field.max_length:
                table, column = COLUMNS[field.name].split(".")
                assert METADATA.tables[table].c[column].type.length >= field.max_length, field  # type: ignore[attr-defined]
                tried += 1
    for field in metadata_fields("dossier"):
        column = {"Title": "title", "FileCode.FileNotation": "notation", "Language": "language", "Description": "description", "Maintenance": "retention_label"}.get(field.name)
        if column:
            assert METADATA.tables["dossier"].c[column].type.length >= (field.max_length or 0), field  # type: ignore[attr-defined]
            tried += 1
    assert tried > 20


def fields(world: World, document: str) -> dict[str, Any]:
    answer = world.as_("lanhdao.snv").get(f"/documents/{document}/metadata")
    assert answer.status_code == 200, answer.text
    return {f["name"]: f["value"] for f in answer.json()["fields"]}


@pytest.mark.pl6("PL6-P2-II", "PL6-III-1-g", "PL6-III-7-b", "PL6-III-7-dd")
def test_a_received_document_shows_all_its_fields(office: World) -> None:
    world = office
    document = world.as_("vanthu.snv").post("/incoming-documents", json=FACTS).json()["id"]
    path = f"/incoming-documents/{document}"
    world.as_("vanthu.snv").post(f"{path}/presentation", json={"to_user_id": world.ids["lanhdao.snv"]})
    world.as_("lanhdao.snv").post(f"{path}/direction", json={"opinion": "Giao phòng.", "lead": {"user_id": world.ids["chuyenvien.snv"]}})
    world.as_("chuyenvien.snv").post(f"{path}/completion", json={"outcome": "Xong"})
    kept = {"title": "Hồ sơ", "notation": "05.VTLT", "retention": {"kind": "YEARS", "years": 10}, "started_on": "2026-01-05", "year": 2026}
    dossier = world.as_("chuyenvien.snv").post("/dossiers", json=kept).json()["id"]
    world.as_("chuyenvien.snv").post(f"/dossiers/{dossier}/documents", json={"document_id": document})
    shown = fields(world, document)
    # 1.1, 1.2, 2, 12 and 13 are those that the decree wants filled without typing (PL VI III.1.g).
    assert (shown["FileCode.OrganId"], shown["FileCode.FileCatalog"], shown["DocOrdinal"], shown["ArrivalNumber"]) == ("H56.12", 2026, 1, 1)
    assert shown["ArrivalDate"] and shown["FileCode.FileNotation"] == "05.VTLT" and shown["PageAmount"] == 3
    assert shown["ToPlaces"] == "Nguyễn chuyenvien.snv" and "Giao phòng." in {o["text"] for o in shown["TraceHeaderList"]}
    assert (shown["SignerInfo.FullName"], shown["Priority"], shown["DueDate"]) == ("Nguyễn Văn A", "urgent", "2026-03-01")
    assert len(shown) == 21, "18 numbers of the decree, two of them by their parts"
    assert world.as_("vanthu.stc").get(f"/documents/{document}/metadata").status_code == 404


@pytest.mark.pl6("PL6-P2-I", "PL6-III-1-g", "PL6-III-7-b")
def test_an_outgoing_document_shows_all_its_fields(office: World) -> None:
    world = office
    to = [{"agency_id": world.ids["agency:stc"]}, {"name": "Công ty A"}]
    draft = {"type_code": "KH", "abstract": "Kế hoạch năm", "recipients": to, "medium": "paper", "issued_amount": 3, "page_count": 2}
    document = world.as_("chuyenvien.snv").post("/outgoing-documents", json=draft).json()["id"]
    path = f"/outgoing-documents/{document}"
    for who, aspect in (("truongphong.snv", "content"), ("vanthu.snv", "form"), ("lanhdao.snv", "approval")):
        world.as_(who).post(f"{path}/reviews", json={"aspect": aspect, "verdict": "approve"})
    world.as_("lanhdao.snv").post(f"{path}/signature", json={})
    assert world.as_("vanthu.snv").post(f"{path}/number").status_code == 200
    shown = fields(world, document)
    assert (shown["CodeNumber"], shown["CodeNotation"], shown["IssuedAmount"], shown["PageAmount"]) == ("01", "KH-SNV", 3, 2)
    assert shown["To"] == [{"To.OrganId": "H56.15", "To.OrganName": "Sở Tài chính"}, {"To.OrganId": "", "To.OrganName": "Công ty A"}]
    assert shown["IssuedDate"] and shown["SignerInfo.FullName"] == "Nguyễn lanhdao.snv"
