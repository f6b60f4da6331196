"""Each basket opens a list that shows exactly what it counted, for every desk."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hoso.support.clock import Moment

from tests.journeys.test_dossiers import closed
from tests.people import World

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "edxml" / "documents"

LISTS = {
    "/van-ban-den": "/incoming-documents", "/van-ban-di": "/outgoing-documents", "/chua-lap-ho-so": "/oversight/unfiled-documents",
    "/den-han-nop": "/oversight/due-dossiers", "/nop-luu": "/agency-archive/submissions", "/kho-luu-tru": "/agency-archive/holdings",
    "/nop-lich-su": "/historical-archive/transfers", "/don-vi-cham": "/oversight/agencies",
    "/bi-thu-den": "/envelopes", "/phan-hoi-noi-gui": "/sender-answers",
}  # fmt: skip


def behind(world: World, who: str) -> dict[str, tuple[int, int]]:
    """code → (what the basket counted, how many rows its list has)."""
    found = {}
    for basket in world.as_(who).get("/baskets").json()["items"]:
        link = urlsplit(basket["link"])
        listed = world.as_(who).get(LISTS[link.path], params=dict(parse_qsl(link.query)))
        assert listed.status_code == 200, (basket["link"], listed.text)
        found[basket["code"]] = (basket["count"], len(listed.json()["items"]))
    return found


def busy_office(world: World) -> None:
    """Work of every kind on each desk, and beside it work that must not be counted."""
    today = Moment.now().today
    clerk, head = world.as_("vanthu.snv"), world.as_("lanhdao.snv")

    def letter(**more: Any) -> str:
        body = {"type_code": "CV", "issuer_name": "UBND tỉnh", "abstract": "Văn bản thử", **more}
        answer = clerk.post("/incoming-documents", json=body)
        assert answer.status_code == 201, answer.text
        return f"/incoming-documents/{answer.json()['id']}"

    def directed(lead: dict[str, str], **more: Any) -> str:
        path = letter(**more)
        clerk.post(f"{path}/presentation", json={"to_user_id": world.ids["lanhdao.snv"]})
        answer = head.post(f"{path}/direction", json={"opinion": "Xử lý", "lead": lead})
        assert answer.status_code == 200, answer.text
        return path

    unit, officer = {"unit_id": world.ids["unit:snv"]}, {"user_id": world.ids["chuyenvien.snv"]}
    letter(due_on=str(today - timedelta(days=3)))
    clerk.post(f"{letter()}/presentation", json={"to_user_id": world.ids["pholanhdao.snv"]})
    clerk.post(f"{letter()}/presentation", json={"to_user_id": world.ids["lanhdao.snv"]})
    directed(unit, due_on=str(today))
    assigned = directed(unit, channel="paper", due_on=str(today + timedelta(days=2)))
    world.as_("truongphong.snv").post(f"{assigned}/assignments", json=officer)
    directed(officer, channel="electronic", due_on=str(today - timedelta(days=1)))
    for _ in range(2):
        done = directed(officer)
        assert world.as_("chuyenvien.snv").post(f"{done}/completion", json={"outcome": "Xong"}).status_code == 200
    draft = {"type_code": "CV", "abstract": "Trả lời", "recipients": [{"name": "UBND tỉnh"}], "medium": "paper"}
    for signer in (None, "lanhdao.snv", "pholanhdao.snv"):
        for steps in range(4):
            more = {"proposed_signer_id": world.ids[signer]} if signer else {}
            made = world.as_("chuyenvien.snv").post("/outgoing-documents", json={**draft, **more})
            assert made.status_code == 201, made.text
            path = f"/outgoing-documents/{made.json()['id']}"
            checks = (("truongphong.snv", "content"), ("vanthu.snv", "form"), (signer or "lanhdao.snv", "approval"))
            for who, aspect in checks[:steps]:
                assert world.as_(who).post(f"{path}/reviews", json={"aspect": aspect, "verdict": "approve"}).status_code == 201
    assert clerk.post("/envelopes", json={"sender_name": "Bộ Nội vụ"}).status_code == 201
    message = (SAMPLES / "01-new-sdk-form.edxml").read_bytes()
    assert clerk.post("/exchange-messages", files={"file": ("den.edxml", message)}).status_code == 201
    closed(world)


DESKS = ("vanthu", "lanhdao", "pholanhdao", "truongphong", "phophong", "chuyenvien", "luutru")


@pytest.fixture
def busy(office: World) -> World:
    busy_office(office)
    return office


def test_every_basket_opens_what_it_counted(busy: World) -> None:
    seen: dict[str, int] = {}
    for role in DESKS:
        for code, (counted, listed) in behind(busy, f"{role}.snv").items():
            assert counted == listed, (role, code)
            seen[code] = max(seen.get(code, 0), counted)
    empty = {code for code, count in seen.items() if not count}
    assert empty <= {"to_register", "to_issue", "sealed", "to_accept", "expired"}, empty


def test_the_numbers_are_those_of_the_desk(busy: World) -> None:
    officer, head = behind(busy, "chuyenvien.snv"), behind(busy, "lanhdao.snv")
    assert (officer["given"][0], officer["overdue_mine"][0], officer["due_soon"][0], officer["unfiled"][0]) == (2, 1, 1, 2)
    assert (head["to_direct"][0], head["to_approve"][0], head["to_sign"][0]) == (1, 3, 3)
    assert (behind(busy, "pholanhdao.snv")["to_approve"][0], behind(busy, "truongphong.snv")["to_assign"][0]) == (2, 1)
    assert busy.as_("chuyenvien.stc").get("/oversight/unfiled-documents").json()["items"] == []


def test_the_archivist_sees_what_is_due_with_its_day_and_nothing_of_its_contents(busy: World) -> None:
    due = busy.as_("luutru.snv").get("/oversight/due-dossiers").json()["items"]
    assert [(d["state"], d["is_late"], d["due_on"]) for d in due] == [("closed", True, "2026-04-30")]
    assert busy.as_("luutru.snv").get(f"/dossiers/{due[0]['id']}").status_code == 403
    assert busy.as_("luutru.stc").get("/oversight/due-dossiers").json()["items"] == []
    assert busy.as_("chuyenvien.snv").get("/oversight/due-dossiers").status_code == 403


def test_the_page_of_late_agencies_shows_those_that_were_counted(busy: World) -> None:
    with_role = {"person_id": busy.ids["chuyenvien.stc"], "role": "theodoi"}
    refused = busy.as_("quantri.stc").post("/administration/roles", json=with_role)
    assert refused.json()["code"] == "role_not_granted_here"
    from uuid import UUID

    from hoso.support.database import transaction
    from hoso.support.organisations import RoleAssignment

    with transaction(busy.app.state.engine) as db:
        row = {"agency_id": UUID(busy.ids["agency:stc"]), "person_id": UUID(busy.ids["chuyenvien.stc"]), "role": "theodoi"}
        db.add(RoleAssignment.model_validate(row))
    assert behind(busy, "chuyenvien.stc")["late_agencies"] == (1, 1)
    on_time = busy.as_("chuyenvien.stc").get("/oversight/agencies", params={"state": "on_time"}).json()["items"]
    assert [a["code"] for a in on_time] == ["H56.15"]
