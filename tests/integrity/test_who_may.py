"""Every operation × every account × a record of Sở Nội vụ: who may is answered, the colleague is told why not, the neighbour finds nothing."""

import json
import uuid
from collections import defaultdict
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from hoso.support.permissions import PERMISSIONS

from tests.integrity.who_may import ACCOUNTS, CONTRACT, READERS, Case, cases
from tests.people import PASSWORD
from tests.prepared import Prepared

# These have a test of their own below: they take a form, or nobody need be signed in.
APART = {"signIn", "refreshToken", "signOut", "uploadFile", "readEdxml", "receiveEdxml"}
# A role outside the contract's columns whose grant is data of the agency (Đ23.1 NĐ 30), held by no demo account.
NO_ACCOUNT = {"phanphoi", "dondoc", "vanthu_mat"}


def operations(app: FastAPI) -> set[str]:
    return {o["operationId"] for methods in app.openapi()["paths"].values() for o in methods.values()}


def tried(prepared: Prepared, account: str, case: Case) -> httpx.Response:
    client = prepared.world.as_(account)
    with prepared.undone():
        return client.request(case.method, case.path, json=case.body, params=case.query)


def test_every_operation_of_the_interface_is_tried(prepared: Prepared) -> None:
    known = {c.operation for c in cases(prepared.world, prepared.ids)} | APART
    assert operations(prepared.world.app) - known == set(), "an operation that the oracle does not know: add its case to who_may.py"
    assert known - operations(prepared.world.app) == set(), "the oracle tries what the interface does not offer"


@pytest.mark.pl6("PL6-I-3", "PL6-IV-1-b", "PL6-III-6-c")
def test_each_operation_for_each_account(prepared: Prepared) -> None:
    """The answers of the rightful accounts are the positive controls of all refusals of the same request."""
    wrong, answered, refused = [], defaultdict(set), defaultdict(set)
    for number, case in enumerate(cases(prepared.world, prepared.ids)):
        for account in ACCOUNTS:
            answer = tried(prepared, account, case)
            rightful = case.rightful(account)
            expected = answer.is_success if rightful else answer.status_code == case.refusal(account) and bool(answer.json().get("code"))
            (answered if answer.is_success else refused)[(number, case.operation)].add(account)
            if not expected:
                wanted = "2xx" if rightful else str(case.refusal(account))
                wrong.append(f"{case.operation} by {account}: {answer.status_code}, not {wanted}: {answer.text[:160]}")
    assert wrong == [], "\n".join(wrong)
    assert set(refused) <= set(answered), "a refusal without its positive control"


def test_the_programs_own_table_gives_nobody_more_than_the_contract() -> None:
    """Acts (what changes something) of each role equal the contract's column; unit heads may also do what their officers do."""
    acts = set().union(*CONTRACT.values())
    for role, column in CONTRACT.items():
        name = {"luutru.ltls": "luutru_ltls", "lanhdao.ltls": "lanhdao_ltls", "phongdoc.ltls": "phongdoc"}.get(role, role)
        may = PERMISSIONS[name] & acts
        more = CONTRACT["chuyenvien"] if role in ("truongphong", "phophong") else set()
        printing = {"printInventory", "printHandover"} if role in ("chuyenvien", "truongphong", "phophong") else set()
        assert column <= may <= column | more | printing, role
    assert set(PERMISSIONS) - {n.replace(".", "_").replace("phongdoc_ltls", "phongdoc") for n in CONTRACT} == NO_ACCOUNT


def _words(prepared: Prepared) -> set[str]:
    """What a stranger must never read: ids and digests of Sở Nội vụ, and the words of its papers."""
    shared = {"waiting", "withdrawn"}  # copies of letters of Sở Tài chính: their bytes are the sender's, too
    return {v for k, v in prepared.ids.items() if k not in shared} | {"Văn bản riêng của Sở Nội vụ", "Hồ sơ công tác văn thư năm 2026"}


def _pages(prepared: Prepared) -> list[tuple[str, dict[str, str]]]:
    """Every list, count and search of the interface, with parameters that name records of Sở Nội vụ."""
    ids = prepared.ids
    paths = [p.removeprefix("/api/v1") for p, m in prepared.world.app.openapi()["paths"].items() if "get" in m and "{" not in p and "openapi" not in p]
    assert len(paths) > 15
    plain: list[tuple[str, dict[str, str]]] = [(p, {}) for p in paths if p not in ("/search", "/trail")]
    named = [("/dossiers", {"document_id": ids["in_open"]}), ("/trail", {"subject": ids["open"]}), ("/incoming-documents", {"register_id": ids["register"]}),
             ("/incoming-documents", {"unit_id": prepared.world.ids["unit:snv"]}), ("/outgoing-documents", {"unit_id": prepared.world.ids["unit:snv"]}),
             ("/users", {"unit_id": prepared.world.ids["unit:snv"]}), ("/agency-archive/holdings", {"fonds_id": "H56.12"})]  # fmt: skip
    return plain + named + [("/search", {"q": q}) for q in ("van ban", "rieng cua so", "ke hoach", "ho so cong tac", "H56.12")]


@pytest.mark.pl6("PL6-III-6-d", "PL6-I-3")
def test_no_list_count_search_or_trail_lets_a_stranger_read(prepared: Prepared) -> None:
    """Each page that is empty for strangers is full for somebody of the agency."""
    words = _words(prepared)
    full: set[str] = set()
    leaks: list[Any] = []
    for path, query in _pages(prepared):
        for account in ACCOUNTS:
            answer = prepared.world.as_(account).get(path, params=query)
            found = {w for w in words if w in answer.text}
            own = account.endswith((".snv", ".ltls"))
            public = account in READERS and {prepared.ids.get("archival"), "Hồ sơ công tác văn thư năm 2026"}
            if own and found:
                full.add(path)
            elif found - (public or set()):
                leaks.append((account, path, query, found))
    assert leaks == []
    assert {"/incoming-documents", "/outgoing-documents", "/dossiers", "/search", "/trail", "/agency-archive/submissions", "/agency-archive/holdings"} <= full


def test_no_basket_counts_what_the_neighbour_has(prepared: Prepared) -> None:
    for account in ("luutru.stc", "truongphong.stc", "vanthu.stc", "lanhdao.stc"):
        items = prepared.world.as_(account).get("/baskets").json()["items"]
        assert [i for i in items if i["count"] and i["code"] in ("to_present", "to_direct", "to_assign", "given", "due_for_submission", "submissions")] == [], account
    assert any(i["count"] for i in prepared.world.as_("vanthu.snv").get("/baskets").json()["items"])


@pytest.mark.pl6("PL6-III-6-c")
def test_no_file_is_read_by_whoever_may_not_see_its_record(prepared: Prepared) -> None:
    """Every digest that snv names, for every account: read by the desk, unknown to strangers, named by nobody else."""
    for digest in (prepared.ids["file"], prepared.ids["spare_pdf"]):
        body = {"type_code": "CV", "issuer_name": "UBND", "abstract": "Thử", "files": [{"sha256": digest, "name": "a.pdf"}]}
        for account in ACCOUNTS:
            answer = prepared.world.as_(account).get(f"/files/{digest}")
            if account.endswith(".stc") or account in READERS:
                assert answer.status_code == 404, account
        with prepared.undone():
            assert prepared.world.as_("vanthu.stc").post("/incoming-documents", json=body).json()["code"] == "unknown_file"
            assert prepared.world.as_("vanthu.snv").post("/incoming-documents", json=body).status_code == 201
    assert prepared.world.as_("vanthu.snv").get(f"/files/{prepared.ids['file']}").status_code == 200


def test_a_record_of_the_neighbour_cannot_be_named_in_an_own_one(prepared: Prepared) -> None:
    """Ids in bodies: people, units, documents and dossiers of snv in requests of stc are answered as ids of nothing."""
    world, ids, people = prepared.world, prepared.ids, prepared.world.ids
    register = {"type_code": "CV", "issuer_name": "UBND", "abstract": "Thử"}
    draft = {"type_code": "CV", "abstract": "Thử", "recipients": [{"name": "Bộ"}]}
    with prepared.undone():
        own = world.as_("vanthu.stc").post("/incoming-documents", json=register).json()
        dossier = world.as_("chuyenvien.stc").post("/dossiers", json={
            "title": "Hồ sơ", "notation": "01.A", "retention": {"kind": "PERMANENT"}, "started_on": "2026-01-05"}).json()  # fmt: skip
        path = f"/incoming-documents/{own['id']}"
        attempts = [
            ("vanthu.stc", f"{path}/presentation", {"to_user_id": people["lanhdao.snv"]}), ("vanthu.stc", f"{path}/transfer", {"lead": {"user_id": people["chuyenvien.snv"]}}),
            ("vanthu.stc", f"{path}/transfer", {"lead": {"unit_id": people["unit:snv"]}}), ("chuyenvien.stc", f"/dossiers/{dossier['id']}/documents", {"document_id": ids["settled"]}),
            ("chuyenvien.stc", "/outgoing-documents", {**draft, "in_reply_to": [ids["assigned"]]}),
            ("chuyenvien.stc", "/outgoing-documents", {**draft, "proposed_signer_id": people["lanhdao.snv"]}),
            ("chuyenvien.stc", "/outgoing-documents", {**draft, "drafting_unit_id": people["unit:snv"]}),
            ("chuyenvien.stc", "/agency-archive/submissions", {"dossier_ids": [ids["closed"]]}), ("vanthu.stc", "/incoming-documents", {**register, "register_id": ids["register"]}),
        ]  # fmt: skip
        theirs = [i for i in (*ids.values(), *people.values()) if len(i) == 36]
        for who, where, body in attempts:
            answer = world.as_(who).post(where, json=body)
            plain = json.dumps(body)
            for one in theirs:
                plain = plain.replace(one, str(uuid.uuid4()))
            assert plain != json.dumps(body), body
            unknown = world.as_(who).post(where, json=json.loads(plain))
            assert (answer.status_code, answer.json()["code"], answer.json()["detail"]) == (unknown.status_code, unknown.json()["code"], unknown.json()["detail"])
            assert answer.status_code in (404, 409, 422), (where, body, answer.text)


def test_signing_in_and_uploading_are_for_everybody_who_has_an_account(prepared: Prepared) -> None:
    world = prepared.world
    for account in ACCOUNTS:
        with prepared.undone():
            signed_in = world.client().post("/auth/token", data={"username": account, "password": PASSWORD})
            assert signed_in.status_code == 200, account
            again = world.client().post("/auth/refresh", json={"refresh_token": signed_in.json()["refresh_token"]})
            assert again.status_code == 200, account
            assert world.client().post("/auth/sign-out", json={"refresh_token": again.json()["refresh_token"]}).status_code == 204
            assert world.as_(account).post("/files", files={"file": ("a.txt", b"x" * 10)}).status_code == 201, account
    assert world.client().post("/files", files={"file": ("a.txt", b"x")}).status_code == 401
    assert world.client().post("/auth/token", data={"username": "vanthu.snv", "password": "sai"}).status_code == 401
