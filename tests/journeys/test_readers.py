"""What a reader finds in the historical archive, and what stays for the reading room, and what nobody else gets."""

import uuid

import pytest

from tests.journeys.test_transfers import KEPT, TRANSFERS, answered, held, registered, taken_in
from tests.people import World


def test_the_reader_finds_the_public_dossier_and_nothing_of_the_agency(world: World) -> None:
    dossier_id = taken_in(world, title="Hồ sơ Kế hoạch văn thư, lưu trữ tỉnh Thanh Hóa năm 2019")
    reader = world.as_("docgia")
    asked = {"q": "ke hoach van thu luu tru thanh hoa", "kind": "archival_dossier"}
    assert [i["id"] for i in reader.get("/search", params=asked).json()["items"]] == [dossier_id]
    assert [i["id"] for i in reader.get(KEPT, params={"q": "ke hoach van thu"}).json()["items"]] == [dossier_id]
    assert reader.get(f"{KEPT}/{dossier_id}/preservation-history").json()["items"][-1]["type"] == "ingestion"
    trail = reader.get("/trail", params={"subject": dossier_id})
    assert (trail.status_code, [i["tag"] for i in trail.json()["items"]][:1]) == (200, ["archival-dossier:accepted"])
    document_id = reader.get(f"{KEPT}/{dossier_id}").json()["documents"][0]["document_id"]
    for path in ("/incoming-documents", f"/incoming-documents/{document_id}", f"/dossiers/{dossier_id}", "/dossiers", TRANSFERS,
                 f"/agency-archive/holdings/{dossier_id}", "/agency-archive/holdings"):  # fmt: skip
        assert reader.get(path).status_code in (403, 404), path
    assert world.as_("luutru.stc").get(f"{KEPT}/{dossier_id}").status_code == 403


@pytest.mark.pl6("PL6-III-6-c")
def test_a_conditional_dossier_is_for_the_reading_room(world: World) -> None:
    dossier_id = taken_in(world, access_mode="conditional")
    reader, staff = world.as_("docgia"), world.as_("phongdoc.ltls")
    answer = reader.get(f"{KEPT}/{dossier_id}")
    assert reader.get("/trail", params={"subject": dossier_id}).status_code == 403
    assert (answer.status_code, answer.json()["code"]) == (403, "reading_room_only")
    assert "phòng đọc" in answer.json()["detail"]
    assert reader.get(f"{KEPT}/{dossier_id}/preservation-history").status_code == 403
    assert reader.get(KEPT).json()["items"] == []
    assert reader.get("/search", params={"q": "van thu luu tru"}).json()["items"] == []
    kept = staff.get(f"{KEPT}/{dossier_id}").json()
    assert reader.get(f"/files/{kept['documents'][0]['files'][0]['sha256']}").status_code == 404
    assert [i["id"] for i in staff.get(KEPT, params={"q": "văn thư"}).json()["items"]] == [dossier_id]
    assert world.as_("luutru.snv").get(f"{KEPT}/{dossier_id}").status_code == 403


def test_the_neighbour_gets_no_package(world: World) -> None:
    path = registered(world, held(world))
    line = answered(world, path)["lines"][0]
    for who in ("luutru.stc", "lanhdao.stc", "docgia", "chuyenvien.stc"):
        assert world.as_(who).get(f"{path}/packages/{line['dossier_id']}").status_code in (403, 404)
        assert world.as_(who).get(f"/files/{line['package_sha256']}").status_code == 404
    assert world.as_("luutru.snv").get(f"/files/{line['package_sha256']}").status_code == 200
    assert world.as_("luutru.ltls").get(f"{path}/packages/{uuid.uuid4()}").status_code == 404
