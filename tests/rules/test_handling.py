"""The state machine of văn bản đến is a table: what the table says is what the agency can really do, in every state, by anybody."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hoso.correspondence.rules import NEXT_INCOMING
from hoso.correspondence.rules.handling import ALSO_AFTER, BETWEEN_URGINGS, best_fields, may_urge_again, words_found
from hoso.support.clock import Moment

from tests.conftest import application, fresh_database
from tests.papers import PNG
from tests.people import World, make_world
from tests.prepared import REASON, Prepared, ok

FAR, FARTHER = "2199-12-01", "2199-12-20"


@pytest.fixture(scope="module")
def made(server: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:
    """An agency with one document in every state; what the tests try is undone."""
    directory: Path = tmp_path_factory.mktemp("states")
    with fresh_database(server, template) as address, application(address, directory) as app:
        prepared = Prepared(make_world(app))
        prepared.ids.update(_documents(prepared))
        yield prepared


def _letter(made: Prepared) -> str:
    made.notation += 1
    body = {"type_code": "CV", "number": str(made.notation), "symbol": "UBND", "issuer_name": "UBND tỉnh", "abstract": "Văn bản", "channel": "electronic"}
    return str(made.post("vanthu.snv", "/incoming-documents", body)["id"])


def _documents(made: Prepared) -> dict[str, str]:
    ids, found = made.world.ids, {}
    steps: list[tuple[str, str, str, Any]] = [
        ("presented", "vanthu.snv", "presentation", {"to_user_id": ids["lanhdao.snv"]}),
        ("handling", "lanhdao.snv", "direction", {"opinion": "Giao", "lead": {"unit_id": ids["unit:snv"]}, "due_on": FAR,
                                                  "coordinating": [{"unit_id": ids["other-unit:snv"]}]}),
        ("handling", "truongphong.snv", "assignments", {"user_id": ids["chuyenvien.snv"]}),
        ("completed", "chuyenvien.snv", "completion", {"outcome": "Xong"}),
    ]  # fmt: skip
    for state, count in (("registered", 0), ("presented", 1), ("handling", 3), ("completed", 4)):
        found[state] = _letter(made)
        for _, who, act, body in steps[:count]:
            made.post(who, f"/incoming-documents/{found[state]}/{act}", body)
    found["returned"] = _letter(made)
    made.post("vanthu.snv", f"/incoming-documents/{found['returned']}/return", {"to": "sender", "reason": REASON})
    return found


def _acts(world: World) -> dict[str, list[tuple[str, str, Any]]]:
    """Operation → ways to do it (who, where, body); enough that each state in which it may follow has one that works."""
    ids = world.ids
    direction = {"opinion": "Giao", "lead": {"unit_id": ids["unit:snv"]}, "due_on": FAR}
    return {
        "correctIncoming": [("vanthu.snv", "PATCH", {"reason": REASON, "abstract": "Đã sửa"})],
        "attachPaperCopy": [("vanthu.snv", "paper-copy", {"received_on": "2026-01-02"})],
        "addIncomingFiles": [("vanthu.snv", "files", {"files": [{"sha256": ids["late"], "name": "anh.png"}]})],
        "presentIncoming": [("vanthu.snv", "presentation", {"to_user_id": ids["pholanhdao.snv"]})],
        "transferIncoming": [("vanthu.snv", "transfer", {"lead": {"unit_id": ids["unit:snv"]}})],
        "directIncoming": [("lanhdao.snv", "direction", direction), ("lanhdao.snv", "direction", {"opinion": "Xin ý kiến", "forward_to_user_id": ids["pholanhdao.snv"]})],
        "assignIncoming": [("truongphong.snv", "assignments", {"user_id": ids["chuyenvien.snv"]})],
        "acknowledgeIncoming": [("chuyenvien.snv", "receipt", None), ("truongphong2.snv", "receipt", None)],
        "recordProgress": [("chuyenvien.snv", "progress", {"note": "Đang làm"}), ("truongphong2.snv", "progress", {"note": "Đang làm"})],
        "completeIncoming": [(who, "completion", {"outcome": "Xong"}) for who in ("chuyenvien.snv", "truongphong2.snv")],
        "returnIncoming": [(who, "return", {"to": to, "reason": REASON}) for who, to in
                           (("vanthu.snv", "sender"), ("lanhdao.snv", "clerk"), ("truongphong.snv", "director"))],
        "forwardIncoming": [("truongphong.snv", "forwarding", {"to_unit_id": ids["third-unit:snv"], "reason": REASON})],
        "requestExtension": [("truongphong.snv", "extensions", {"due_on": FARTHER, "reason": REASON})],
        "reopenIncoming": [("lanhdao.snv", "reopening", {"reason": REASON})],
        "addOpinion": [("lanhdao.snv", "opinions", {"text": "Ý kiến"})],
        "followIncoming": [("vanthu.snv", "followers", {"user_id": ids["phophong.snv"]})],
        "urgeIncoming": [("lanhdao.snv", "urging", {"note": "Khẩn trương"})],
    }  # fmt: skip


# These need a record of their own (a recall that was asked, a request that waits, a charge): told in the journeys.
TOLD_ELSEWHERE = {"registerArrival", "confirmRecall", "declineRecall", "decideExtension", "endFollowing"}


@pytest.fixture(scope="module")
def world(made: Prepared) -> World:
    """A second unit with a head who coordinates, and a third one without a part."""
    world = made.world
    world.ids["late"] = made.upload("vanthu.snv", PNG, "anh.png")
    world.ids["third-unit:snv"] = str(made.post("quantri.snv", "/administration/units", {"code": "PC", "name": "Phòng Pháp chế", "symbol": "PC"})["id"])
    person = made.post("quantri.snv", "/administration/people", {"username": "truongphong2.snv", "full_name": "Trần Hai", "password": "Mat-khau-2026!"})
    made.post("quantri.snv", "/administration/roles", {"person_id": person["id"], "role": "truongphong", "unit_id": world.ids["other-unit:snv"]})
    token = ok(world.client().post("/auth/token", data={"username": "truongphong2.snv", "password": "Mat-khau-2026!"}))["access_token"]
    first = world.client(Authorization=f"Bearer {token}")
    first.post("/me/password", json={"current_password": "Mat-khau-2026!", "new_password": "Mat-khau-khac-2026!"})
    world.clients["truongphong2.snv"] = first
    return world


def _tried(made: Prepared, state: str, who: str, act: str, body: Any) -> tuple[int, str, str]:
    """(status, code, state after it) of one act on the document in that state, undone afterwards."""
    path, client = f"/incoming-documents/{made.ids[state]}", made.world.as_(who)
    with made.undone():
        answer = client.patch(path, json=body) if act == "PATCH" else client.post(f"{path}/{act}", json=body)
    facts = answer.json()
    return answer.status_code, facts.get("code", ""), facts.get("state", "")


def test_every_operation_of_the_table_is_tried(world: World) -> None:
    named = {operation for follows in NEXT_INCOMING.values() for operation in follows}
    assert named - set(_acts(world)) == TOLD_ELSEWHERE & named
    assert set(_acts(world)) <= named


def test_what_the_table_allows_works_and_leads_where_it_says(made: Prepared, world: World) -> None:
    wrong = []
    for state, follows in NEXT_INCOMING.items():
        for operation, after in follows.items():
            if state not in made.ids or operation in TOLD_ELSEWHERE:
                continue
            answers = [_tried(made, state, *way) for way in _acts(world)[operation]]
            reached = {end for status, _, end in answers if status < 300}
            wanted = {after, ALSO_AFTER.get((state, operation), after)}
            if after not in reached or not reached <= wanted:
                wrong.append((state, operation, wanted, answers))
    assert wrong == []


def test_what_the_table_does_not_allow_is_refused_to_everybody(made: Prepared, world: World) -> None:
    wrong = []
    for state, follows in NEXT_INCOMING.items():
        for operation, ways in _acts(world).items():
            if state not in made.ids or operation in follows:
                continue
            answers = [_tried(made, state, *way) for way in ways]
            # Whoever does not even see the document in that state (nobody gave it) is told that instead.
            if any(status < 300 or code not in ("wrong_state", "out_of_reach") for status, code, _ in answers):
                wrong.append((state, operation, answers))
    assert wrong == []


def test_the_buttons_are_those_of_the_table(made: Prepared, world: World) -> None:
    for state, follows in NEXT_INCOMING.items():
        if state not in made.ids:
            continue
        for who in ("vanthu.snv", "lanhdao.snv", "truongphong.snv", "chuyenvien.snv", "truongphong2.snv"):
            answer = world.as_(who).get(f"/incoming-documents/{made.ids[state]}")
            if answer.status_code == 200:
                assert set(answer.json()["allowed_actions"]) - {"voidNumber"} <= set(follows), (state, who)


def test_a_part_is_urged_once_an_hour() -> None:
    at = Moment.on(Moment.now().today, 9).at
    assert may_urge_again(None, at)
    assert not may_urge_again(at, at + BETWEEN_URGINGS - timedelta(seconds=1))
    assert may_urge_again(at, at + BETWEEN_URGINGS)


@pytest.mark.parametrize(("words", "text", "found"), [
    ("lưu trữ; văn thư", "Công tác văn thư, lưu trữ năm 2026", ["lưu trữ", "văn thư"]),
    ("luu tru", "Kế hoạch LƯU TRỮ lịch sử", ["luu tru"]),
    ("thư", "Công tác văn thư", ["thư"]),
    ("thư", "Thường trực Tỉnh ủy", []),
    ("đất đai", "Bồi thường đất  đai", ["đất đai"]),
    (" ; ,", "bất kỳ", []),
])  # fmt: skip
def test_a_field_is_known_by_whole_words_with_or_without_marks(words: str, text: str, found: list[str]) -> None:
    assert words_found(words, text) == found


def test_the_field_with_the_most_words_is_the_best_and_none_is_none() -> None:
    assert best_fields([("a", ["thuế"]), ("b", ["lưu trữ lịch sử"]), ("c", [])]) == ["b", "a"]
    assert best_fields([("a", []), ("b", [])]) == []
