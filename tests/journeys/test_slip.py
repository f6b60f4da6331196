"""Phiếu giải quyết văn bản đến prints what was really said, for whoever may see the document."""

import pypdfium2 as pdfium

from tests.people import World

LETTER = {
    "type_code": "KH", "number": "39", "symbol": "KH-UBND", "issued_on": "2026-03-02", "issuer_name": "UBND tỉnh Thanh Hóa",
    "abstract": "Kế hoạch công tác văn thư, lưu trữ",
}  # fmt: skip


def text_of(pdf: bytes) -> str:
    document = pdfium.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def handled(world: World) -> str:
    path = f"/incoming-documents/{world.as_('vanthu.snv').post('/incoming-documents', json=LETTER).json()['id']}"
    world.as_("vanthu.snv").post(f"{path}/presentation", json={"to_user_id": world.ids["pholanhdao.snv"]})
    forward = {"opinion": "Kính chuyển Giám đốc", "forward_to_user_id": world.ids["lanhdao.snv"]}
    assert world.as_("pholanhdao.snv").post(f"{path}/direction", json=forward).status_code == 200
    direction = {
        "opinion": "Giao phòng tham mưu kế hoạch triển khai", "lead": {"unit_id": world.ids["unit:snv"]}, "due_on": "2199-12-31",
        "coordinating": [{"unit_id": world.ids["other-unit:snv"], "due_on": "2199-12-20"}],
    }  # fmt: skip
    assert world.as_("lanhdao.snv").post(f"{path}/direction", json=direction).status_code == 200
    assign = {"user_id": world.ids["chuyenvien.snv"], "instruction": "Dự thảo trong tuần"}
    assert world.as_("truongphong.snv").post(f"{path}/assignments", json=assign).status_code == 200
    assert world.as_("chuyenvien.snv").post(f"{path}/progress", json={"note": "Đề xuất ban hành kế hoạch của Sở"}).status_code == 200
    return path


def test_the_slip_carries_the_opinions_of_leader_unit_and_officer(world: World) -> None:
    path = handled(world)
    answer = world.as_("chuyenvien.snv").get(f"{path}/slip", params={"format": "pdf"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    text = text_of(answer.content)
    for said in (
        "39/KH-UBND", "02 tháng 3 năm 2026", "Kính chuyển Giám đốc", "Giao phòng tham mưu kế hoạch triển khai", "Phòng Văn thư – Lưu trữ",
        "Phòng Tổ chức cán bộ: 20/12/2199", "Dự thảo trong tuần", "Nguyễn chuyenvien.snv", "Đề xuất ban hành kế hoạch của Sở",
    ):  # fmt: skip
        assert said in text, (said, text)
    trail = world.as_("vanthu.snv").get("/trail", params={"subject": path.rsplit("/", 1)[1]}).json()["items"]
    assert [e["by"] for e in trail if e["tag"] == "incoming:slip-printed"] == [world.ids["chuyenvien.snv"]]


def test_before_any_opinion_the_slip_is_blank_where_the_pen_writes(world: World) -> None:
    document = world.as_("vanthu.snv").post("/incoming-documents", json=LETTER).json()["id"]
    text = text_of(world.as_("vanthu.snv").get(f"/incoming-documents/{document}/slip").content)
    assert "39/KH-UBND" in text
    assert "Nguyễn" not in text


def test_who_may_not_see_the_document_gets_no_slip(world: World) -> None:
    document = world.as_("vanthu.snv").post("/incoming-documents", json=LETTER).json()["id"]
    path = f"/incoming-documents/{document}/slip"
    codes = {who: world.as_(who).get(path).status_code for who in ("vanthu.snv", "chuyenvien.snv", "quantri.snv", "vanthu.stc", "docgia")}
    assert codes == {"vanthu.snv": 200, "chuyenvien.snv": 403, "quantri.snv": 403, "vanthu.stc": 404, "docgia": 404}
    assert world.as_("vanthu.snv").get(path, params={"format": "docx"}).status_code == 422
