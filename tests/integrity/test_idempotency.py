"""A repeated request with its key does the work once, whatever it creates; the key with another request is refused."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.integrity.who_may import Case as Rightful
from tests.integrity.who_may import cases as rightful_requests
from tests.journeys.test_dossiers import closed, opened, settled
from tests.people import World
from tests.prepared import Prepared

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "edxml" / "documents"
FILTER = {"page": "search", "name": "Văn bản khác", "query": {}}
Body = dict[str, Any]
LETTER = {"type_code": "CV", "issuer_name": "UBND tỉnh", "abstract": "Văn bản thử"}
DRAFT = {"type_code": "CV", "abstract": "Trả lời", "recipients": [{"name": "UBND tỉnh"}], "medium": "paper"}
PERSON = {"username": "moi.snv", "full_name": "Trần Thị Mới", "password": "Tam@2026-abc"}
UNIT = {"code": "KT", "name": "Phòng Kiểm tra", "symbol": "KT"}
SERIES = {"kind": "outgoing", "code": "QD", "name": "Sổ quyết định", "type_codes": ["QĐ"]}
DOSSIER = {"title": "Hồ sơ khác", "notation": "77.TCCB", "retention": {"kind": "PERMANENT"}}


def _draft(world: World) -> str:
    return f"/outgoing-documents/{world.as_('chuyenvien.snv').post('/outgoing-documents', json=DRAFT).json()['id']}"


def _submission(world: World) -> Body:
    return {"dossier_ids": [closed(world).rsplit("/", 1)[1]]}


Case = tuple[str, str, Callable[[World], str], Callable[[World], Body], Body]
CASES: list[Case] = [
    ("registerIncoming", "vanthu.snv", lambda w: "/incoming-documents", lambda w: LETTER, {"abstract": "Khác"}),
    ("draftOutgoing", "chuyenvien.snv", lambda w: "/outgoing-documents", lambda w: DRAFT, {"abstract": "Khác"}),
    ("reviewOutgoing", "truongphong.snv", lambda w: _draft(w) + "/reviews", lambda w: {"aspect": "content", "verdict": "approve"}, {"note": "Khác"}),
    ("openDossier", "chuyenvien.snv", lambda w: "/dossiers", lambda w: DOSSIER, {"title": "Khác"}),
    ("fileDocument", "chuyenvien.snv", lambda w: opened(w) + "/documents", lambda w: {"document_id": settled(w)}, {"ordinal": 7}),
    ("addPaper", "chuyenvien.snv", lambda w: opened(w) + "/papers", lambda w: {"title": "Hóa đơn"}, {"title": "Khác"}),
    ("submitToAgencyArchive", "chuyenvien.snv", lambda w: "/agency-archive/submissions", _submission, {"dossier_ids": ["00000000-0000-0000-0000-000000000000"]}),
    ("createPerson", "quantri.snv", lambda w: "/administration/people", lambda w: PERSON, {"full_name": "Khác"}),
    ("createUnit", "quantri.snv", lambda w: "/administration/units", lambda w: UNIT, {"name": "Khác"}),
    ("grantRole", "quantri.snv", lambda w: "/administration/roles", lambda w: {"person_id": w.ids["vanthu.snv"], "role": "luutru"}, {"basis": "Khác"}),
    ("receiveEnvelope", "vanthu.snv", lambda w: "/envelopes", lambda w: {"sender_name": "Bộ Nội vụ"}, {"sender_name": "Khác"}),
    ("openRegister", "quantri.snv", lambda w: "/administration/registers", lambda w: SERIES, {"name": "Khác"}),
    ("grantAuthority", "quantri.snv", lambda w: "/administration/authorities",
     lambda w: {"person_id": w.ids["lanhdao.snv"], "capacity": "Q", "basis": "QĐ 02"}, {"basis": "Khác"}),
]  # fmt: skip


@pytest.mark.parametrize(("operation", "who", "path", "body", "other"), CASES, ids=[c[0] for c in CASES])
def test_the_same_request_is_done_once_and_another_is_refused(
    world: World, operation: str, who: str, path: Callable[[World], str], body: Callable[[World], Body], other: Body
) -> None:
    url, sent, key = path(world), body(world), {"Idempotency-Key": f"{operation}-1"}
    first = world.as_(who).post(url, json=sent, headers=key)
    assert first.status_code == 201, first.text
    again = world.as_(who).post(url, json=sent, headers=key)
    assert (again.status_code, again.json(), again.headers.get("etag")) == (201, first.json(), first.headers.get("etag"))
    clash = world.as_(who).post(url, json={**sent, **other}, headers=key)
    assert (clash.status_code, clash.json()["code"]) == (409, "idempotency_key_reused")


def _creating(world: World) -> set[str]:
    """What makes something new by JSON."""
    paths = world.client().get("/openapi.json").json()["paths"]
    made = {op["operationId"] for ops in paths.values() for method, op in ops.items() if method == "post" and "201" in op["responses"]}
    return made - {"uploadFile", "receiveEdxml"}  # these take a file: the two below


def _another(case: Rightful) -> tuple[str, Body]:
    """Another request of the same person: other words where the body has some of its own, another path otherwise."""
    words = next((name for name in ("reason", "text", "note", "name", "title", "description", "borrower_name", "subject", "field") if name in (case.body or {})), None)
    return (case.path, {**case.body, words: f"{case.body[words]} khác"}) if words else ("/saved-filters", FILTER)


def test_no_creating_operation_does_its_work_twice(prepared: Prepared) -> None:
    """The oracle knows a valid request of every operation: what is not tried above with a world of its own is tried here."""
    known = {c.operation: c for c in rightful_requests(prepared.world, prepared.ids)}
    left = sorted(_creating(prepared.world) - {c[0] for c in CASES})
    assert len(left) > 20
    for operation in left:
        case, key = known[operation], {"Idempotency-Key": operation}
        role = min(case.who)
        client = prepared.world.as_(role if "." in role or role == "docgia" else f"{role}.snv")
        path, other = _another(case)
        with prepared.undone():
            first, again = (client.post(case.path, json=case.body, headers=key) for _ in range(2))
            clash = client.post(path, json=other, headers=key)
        assert first.status_code == 201, (operation, first.text)
        assert (again.status_code, again.content, again.headers.get("etag")) == (201, first.content, first.headers.get("etag")), operation
        assert (clash.status_code, clash.json()["code"]) == (409, "idempotency_key_reused"), operation


def test_a_message_that_is_handed_in_again_is_one(world: World) -> None:
    def handed_in(name: str) -> Any:
        file = {"file": ("thu.edxml", (SAMPLES / name).read_bytes())}
        return world.as_("vanthu.snv").post("/exchange-messages", files=file, headers={"Idempotency-Key": "thu"})

    first = handed_in("01-new-sdk-form.edxml")
    assert (first.status_code, handed_in("01-new-sdk-form.edxml").json()) == (201, first.json())
    clash = handed_in("03-update.edxml")
    assert (clash.status_code, clash.json()["code"]) == (409, "idempotency_key_reused")


def test_an_upload_is_known_by_its_bytes_not_by_its_name(world: World) -> None:
    key = {"Idempotency-Key": "tep"}

    def upload(data: bytes) -> Any:
        return world.as_("vanthu.snv").post("/files", files={"file": ("a.txt", data)}, headers=key)

    first = upload(b"van ban mot")
    assert (first.status_code, upload(b"van ban mot").json()) == (201, first.json())
    clash = upload(b"van ban hai")  # the same name, the same length
    assert (clash.status_code, clash.json()["code"]) == (409, "idempotency_key_reused")
    assert world.as_("vanthu.snv").get(f"/files/{first.json()['sha256']}").content == b"van ban mot"


def test_ten_clients_with_one_key_get_one_number(world: World) -> None:
    clerk = world.as_("vanthu.snv")
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: clerk.post("/incoming-documents", json=LETTER, headers={"Idempotency-Key": "mot"}), range(10)))
    assert {(a.status_code, a.json()["arrival_number"]) for a in answers} == {(201, 1)}


def test_keys_that_begin_alike_are_two(world: World) -> None:
    numbers = [
        world.as_("vanthu.snv").post("/incoming-documents", json=LETTER, headers={"Idempotency-Key": "k" * 300 + end}).json()["arrival_number"]
        for end in ("a", "b", "a")
    ]
    assert numbers == [1, 2, 1]


def test_a_key_is_the_callers_own_and_a_refused_request_may_come_again(world: World) -> None:
    key = {"Idempotency-Key": "chung"}
    refused = world.as_("vanthu.snv").post("/incoming-documents", json={**LETTER, "secrecy": "Mật"}, headers=key)
    assert refused.status_code == 409
    assert world.as_("vanthu.snv").post("/incoming-documents", json=LETTER, headers=key).json()["arrival_number"] == 1
    assert world.as_("vanthu.stc").post("/incoming-documents", json=LETTER, headers=key).json()["arrival_number"] == 1


def test_no_password_is_kept_with_an_answer(world: World, owner_url: str) -> None:
    world.as_("quantri.snv").post("/administration/people", json=PERSON, headers={"Idempotency-Key": "p"})
    with psycopg.connect(owner_url) as connection:
        kept = connection.execute("select encode(body, 'escape') from idempotent_answer where key = 'p'").fetchall()
    assert len(kept) == 1
    assert PERSON["password"] not in kept[0][0]
