"""The lists by the name of an issuer: the same documents, whichever way finds them, for the clerk and for who sees only what was given."""

from itertools import product

import pytest
from hoso.correspondence.queries import issuers

from tests.people import World

PATH = "/incoming-documents"
NAMES = ("UBND huyện số 1", "UBND huyện số 2", "Sở Xây dựng", "Công ty Môi trường")
WAYS = {"few names": (200, 2100), "few names, none among the newest": (200, 1), "many names": (0, 2100), "many names, by their words": (0, 1)}


@pytest.fixture(params=WAYS)
def _every_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in zip(("FEW", "NEWEST"), WAYS[request.param], strict=True):
        monkeypatch.setattr(issuers, name, value)


def registered(world: World, issuer: str, agency: str = "snv") -> str:
    body = {"type_code": "CV", "issuer_name": issuer, "abstract": "Về công tác văn thư", "duplicate_confirmed": True}
    answer = world.as_(f"vanthu.{agency}").post(PATH, json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def to_the_officer(world: World, document: str) -> None:
    steps = (
        ("vanthu", "presentation", {"to_user_id": world.ids["lanhdao.snv"]}), ("lanhdao", "direction", {"opinion": "Giao.", "lead": {"user_id": world.ids["chuyenvien.snv"]}}),
    )  # fmt: skip
    for who, act, body in steps:
        assert world.as_(f"{who}.snv").post(f"{PATH}/{document}/{act}", json=body).status_code == 200


def listed(world: World, who: str, issuer: str, **more: object) -> list[str]:
    """All pages of two, in their order."""
    found: list[str] = []
    cursor: dict[str, object] = {}
    while True:
        answer = world.as_(who).get(PATH, params={"issuer": issuer, "limit": 2, **more, **cursor}).json()
        found += [item["id"] for item in answer["items"]]
        if not answer["next_cursor"]:
            return found
        cursor = {"cursor": answer["next_cursor"]}


@pytest.mark.usefixtures("_every_way")
def test_a_name_finds_its_documents_newest_first_page_after_page(world: World) -> None:
    made = [(name, registered(world, name)) for _, name in product(range(3), NAMES)]
    registered(world, NAMES[0], "stc")
    given = {document for n, (_, document) in enumerate(made) if n % 3 == 0}
    for document in given:
        to_the_officer(world, document)
    for asked in ("ubnd HUYỆN", "huyện số 2", "Sở Xây dựng", "Công ty", "%", "Bộ Nội vụ"):
        wanted = [document for name, document in reversed(made) if asked.lower() in name.lower()]
        assert listed(world, "vanthu.snv", asked) == wanted
        assert listed(world, "vanthu.snv", asked, state="registered") == [d for d in wanted if d not in given]
        assert listed(world, "chuyenvien.snv", asked) == [d for d in wanted if d in given]


def test_a_corrected_name_is_found_and_the_former_finds_it_no_more(world: World) -> None:
    document = registered(world, "Sở Xây dựg")
    assert world.as_("vanthu.snv").patch(f"{PATH}/{document}", json={"issuer_name": "Sở Xây dựng", "reason": "Ghi nhầm tên cơ quan"}).status_code == 200
    assert listed(world, "vanthu.snv", "xây dựng") == [document]
    assert listed(world, "vanthu.snv", "xây dựg") == []
