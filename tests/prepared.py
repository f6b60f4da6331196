"""A world in which every operation has a record that waits for it, and requests that try one and undo it.

All records are those of Sở Nội vụ (`snv`); Sở Tài chính is the neighbour. Everything is made through the interface.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx
from hoso.support.actors import load_actor
from hoso.support.clock import Moment
from hoso.support.database import transaction
from hoso.support.jobs import defer
from hoso.support.organisations import Agency
from hoso.support.people import create_person, grant_role
from sqlalchemy import Engine
from sqlmodel import select

from tests.papers import PNG, draft_pdf
from tests.parts import parts
from tests.people import PASSWORD_HASH, World

REASON = "Ghi nhầm nội dung của phụ lục"
DOSSIER = {"title": "Hồ sơ công tác văn thư năm 2026", "retention": {"kind": "PERMANENT"}, "started_on": "2026-01-05"}


def ok(answer: httpx.Response) -> dict[str, Any]:
    """The answer of a step that must succeed."""
    assert answer.status_code < 300, (answer.request.method, answer.request.url.path, answer.text)
    return dict(answer.json())


@dataclass
class Prepared:
    """`ids[name]` are ids and digests of records of snv; `undone` runs requests that leave nothing behind."""

    world: World
    ids: dict[str, str] = field(default_factory=dict)
    notation: int = 0

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Requests inside are answered as if committed, and rolled back afterwards."""
        state = self.world.app.state
        engine: Engine = state.engine
        with engine.connect() as connection:
            outer = connection.begin()
            inner = connection.begin_nested()  # a session on it makes savepoints of its own
            state.engine = connection
            try:
                yield
            finally:
                state.engine = engine
                if inner.is_active:
                    inner.rollback()
                outer.rollback()

    def post(self, who: str, path: str, body: Any = None) -> dict[str, Any]:
        return ok(self.world.as_(who).post(path, json=body))

    def upload(self, who: str, data: bytes, name: str) -> str:
        return str(ok(self.world.as_(who).post("/files", files={"file": (name, data)}))["sha256"])

    def incoming(self, *steps: str, **more: Any) -> str:
        """An incoming document brought through the steps."""
        self.notation += 1
        digest = self.upload("vanthu.snv", draft_pdf("A", str(self.notation)), "den.pdf")
        document = self.post("vanthu.snv", "/incoming-documents", {
            "type_code": "CV", "number": str(self.notation), "symbol": "UBND", "issuer_name": "UBND tỉnh", "abstract": "Văn bản riêng của Sở Nội vụ",
            "files": [{"sha256": digest, "name": "den.pdf"}], **more,
        })  # fmt: skip
        ids = self.world.ids
        acts: dict[str, tuple[str, str, Any]] = {
            "present": ("vanthu.snv", "presentation", {"to_user_id": ids["lanhdao.snv"]}),
            "direct": ("lanhdao.snv", "direction", {"opinion": "Giao phòng.", "lead": {"unit_id": ids["unit:snv"]}}),
            "assign": ("truongphong.snv", "assignments", {"user_id": ids["chuyenvien.snv"]}),
            "complete": ("chuyenvien.snv", "completion", {"outcome": "Đã thực hiện"}),
        }
        for step in steps:
            who, act, body = acts[step]
            self.post(who, f"/incoming-documents/{document['id']}/{act}", body)
        self.ids["register"], self.ids["entry"], self.ids["file"] = document["register_id"], document["register_entry_id"], digest
        return str(document["id"])

    def outgoing(self, steps: int, agency: str = "snv", to: str | None = None, **more: Any) -> str:
        """An outgoing document brought `steps` far: content, form, approval, signature, issue."""
        digest = self.upload(f"chuyenvien.{agency}", draft_pdf(f"Nguyễn lanhdao.{agency}"), "di.pdf")
        recipient = {"agency_id": self.world.ids[f"agency:{to}"]} if to else {"name": "UBND phường Hạc Thành"}
        path = "/outgoing-documents"
        document = self.post(f"chuyenvien.{agency}", path, {
            "type_code": "KH", "abstract": "Kế hoạch riêng của cơ quan", "proposed_signer_id": self.world.ids[f"lanhdao.{agency}"],
            "recipients": [recipient], "files": [{"sha256": digest, "name": "di.pdf", "role": "main"}], **more,
        })  # fmt: skip
        path = f"{path}/{document['id']}"
        acts: list[tuple[str, str, Any]] = [
            *((who, "reviews", {"aspect": a, "verdict": "approve"}) for who, a in (("truongphong", "content"), ("vanthu", "form"), ("lanhdao", "approval"))),
            ("lanhdao", "signature", {}), ("vanthu", "issue", None),
        ]  # fmt: skip
        for who, act, body in acts[:steps]:
            self.post(f"{who}.{agency}", f"{path}/{act}", body)
        return str(document["id"])

    def dossier(self, close: bool = False, **more: Any) -> str:
        """A dossier with a document that is settled."""
        self.notation += 1
        opened = self.post("chuyenvien.snv", "/dossiers", {**DOSSIER, "notation": f"{self.notation:02d}.VTLT", **more})
        path = f"/dossiers/{opened['id']}"
        self.ids["filed"] = self.incoming("present", "direct", "assign", "complete")
        self.post("chuyenvien.snv", f"{path}/documents", {"document_id": self.ids["filed"]})
        if close:
            self.post("chuyenvien.snv", f"{path}/closure", {"ended_on": "2026-03-01"})
        return str(opened["id"])

    def submission(self, decide: bool) -> tuple[str, str]:
        """A dossier and its submission."""
        dossier = self.dossier(close=True)
        submission = str(self.post("chuyenvien.snv", "/agency-archive/submissions", {"dossier_ids": [dossier]})["id"])
        if decide:
            lines = [{"dossier_id": dossier, "verdict": "accept", "location_id": "K1"}]
            self.post("luutru.snv", f"/agency-archive/submissions/{submission}/decision", {"lines": lines})
        return dossier, submission

    def transfer(self, steps: int) -> tuple[str, str]:
        """A held dossier and its transfer: registered, packaged, taken in."""
        dossier, _ = self.submission(decide=True)
        path = "/historical-archive/transfers"
        transfer = str(self.post("luutru.snv", path, {"dossier_ids": [dossier]})["id"])
        for act, body in (("answer", {"verdict": "accept"}), ("acceptance", {}))[:steps]:
            self.post("luutru.ltls", f"{path}/{transfer}/{act}", body)
        return dossier, transfer


def _keys(world: World) -> None:
    keys, now = world.app.state.keys, Moment.now().at
    keys.make_authority(now)
    for name in ("lanhdao.snv", "agency:snv", "lanhdao.stc", "agency:stc"):
        keys.issue(UUID(world.ids[name]), f"Nguyễn {name}", "Cơ quan", "Giám đốc", now)


def _follower(world: World) -> None:
    with transaction(world.app.state.engine) as db:
        agency = db.exec(select(Agency).where(Agency.code == "H56.12")).one()
        person = create_person(db, None, agency.id, "theodoi.snv", "Người theo dõi", "Chuyên viên", PASSWORD_HASH, Moment.now())
        grant_role(db, None, person, "theodoi", None, Moment.now())
        world.ids["theodoi.snv"] = str(person.id)


def _administration(made: Prepared) -> None:
    """A spare unit, a spare person with a role and an authority, a job that waits."""
    world, path = made.world, "/administration"
    person = {"username": "moi.snv", "full_name": "Lê Văn Mới", "password": "Mat-khau-tam-2026!"}
    made.ids["person"] = str(made.post("quantri.snv", f"{path}/people", person)["id"])
    made.ids["unit"] = str(made.post("quantri.snv", f"{path}/units", {"code": "PC", "name": "Phòng Pháp chế", "symbol": "PC"})["id"])
    made.ids["role"] = str(made.post("quantri.snv", f"{path}/roles", {"person_id": made.ids["person"], "role": "pholanhdao"})["id"])
    series = {"kind": "outgoing", "code": "NQ", "name": "Sổ nghị quyết", "type_codes": ["NQ"]}
    made.ids["series"] = str(made.post("quantri.snv", f"{path}/registers", series)["id"])
    authority = {"person_id": made.ids["person"], "capacity": "KT", "basis": "Quyết định 01"}
    made.ids["authority"] = str(made.post("quantri.snv", f"{path}/authorities", authority)["id"])
    with transaction(world.app.state.engine) as db:
        actor = load_actor(db, UUID(world.ids["luutru.snv"]), Moment.now().today)
        assert actor is not None
        job = defer(db, actor, Moment.now(), "make_packages", {})
        made.ids["job"] = str(job.id)


def prepare(world: World) -> Prepared:
    """The world with a record for every operation."""
    _keys(world)
    _follower(world)
    made = Prepared(world)
    ids = made.ids
    ids["spare_file"] = made.upload("vanthu.snv", PNG, "anh.png")
    ids["spare_pdf"] = made.upload("chuyenvien.snv", draft_pdf("B"), "b.pdf")
    sent = [made.outgoing(5, "stc", to="snv") for _ in range(2)]
    waiting = ok(world.as_("vanthu.snv").get("/incoming-documents", params={"state": "waiting"}))["items"]
    ids["waiting"], ids["withdrawn"] = (str(w["id"]) for w in reversed(waiting))
    made.post("lanhdao.stc", f"/outgoing-documents/{sent[1]}/recall", {"reason": REASON})
    asked = [w for w in ok(world.as_("vanthu.snv").get("/incoming-documents"))["items"] if w["recall_asked_at"]]
    ids["withdrawn"] = str(asked[0]["id"])
    ids["waiting"] = next(str(w["id"]) for w in waiting if w["id"] != ids["withdrawn"])
    ids["presented"], ids["directed"] = made.incoming("present"), made.incoming("present", "direct")
    ids["assigned"] = made.incoming("present", "direct", "assign")
    ids["settled"] = made.incoming("present", "direct", "assign", "complete")
    for name, steps in (("draft", 0), ("content", 1), ("form", 2), ("approved", 3), ("signed", 4), ("issued", 5)):
        ids[name] = made.outgoing(steps)
    ids["paper"] = made.outgoing(4, medium="paper")
    ids["open"], ids["closed"] = made.dossier(), made.dossier(close=True)
    ids["in_open"] = str(ok(world.as_("chuyenvien.snv").get(f"/dossiers/{ids['open']}"))["documents"][0]["id"])
    ids["submitted"], ids["submission"] = made.submission(decide=False)
    ids["held"], ids["decided"] = made.submission(decide=True)
    ids["electronic"] = made.incoming(channel="electronic")
    _, ids["transfer"] = made.transfer(0)
    ids["packaged_dossier"], ids["packaged"] = made.transfer(1)
    ids["archival"], ids["completed"] = made.transfer(2)
    _administration(made)
    for part in parts():
        if hasattr(part, "prepare"):
            part.prepare(made)
    ids["registered"] = made.incoming()
    return made
