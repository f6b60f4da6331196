"""The oracle of the rights test: the customer's table "who may" (design/contract.md, demo province) and one request per operation.

Copied from the contract, not from the program: the program's own table must agree with it, not the other way round.
"""

from dataclasses import dataclass
from typing import Any

from tests.parts import parts
from tests.people import IN_UNIT, PASSWORD, ROLES, World
from tests.prepared import REASON

# Table "who may" of the contract, role by role, without "later issue".
CONTRACT: dict[str, set[str]] = {
    "vanthu": {
        "registerIncoming", "registerArrival", "correctIncoming", "attachPaperCopy", "presentIncoming", "transferIncoming", "returnIncoming",
        "confirmRecall", "reviewOutgoing", "numberOutgoing", "sealOutgoing", "issueOutgoing", "recallOutgoing", "voidNumber", "printRegister",
    },
    # reviseOutgoing: the signatory may edit the draft (issue 3; NĐ 30 PL VI III.1.n).
    "lanhdao": {"directIncoming", "returnIncoming", "reviewOutgoing", "signOutgoing", "recallOutgoing", "reviseOutgoing"},
    "pholanhdao": {"directIncoming", "returnIncoming", "reviewOutgoing", "signOutgoing", "recallOutgoing", "reviseOutgoing"},
    "truongphong": {"assignIncoming", "returnIncoming", "reviewOutgoing", "signOutgoing"},
    "phophong": {"assignIncoming", "returnIncoming", "reviewOutgoing", "signOutgoing"},
    "chuyenvien": {
        "acknowledgeIncoming", "recordProgress", "completeIncoming", "draftOutgoing", "reviseOutgoing", "openDossier", "fileDocument",
        "takeOutDocument", "addPaper", "closeDossier", "reopenDossier", "submitToAgencyArchive",
    },
    "luutru": {"decideSubmission", "listHoldings", "getHolding", "printInventory", "printHandover", "registerTransfer", "getTransferPackage"},
    "luutru.ltls": {"answerTransfer", "getTransferPackage", "acceptTransfer", "returnTransfer"},
    "lanhdao.ltls": {"answerTransfer", "getTransferPackage", "acceptTransfer", "returnTransfer"},
    "phongdoc.ltls": set(), "docgia": set(), "theodoi": {"listAgencyStanding"}, "quantri": set(),
}  # fmt: skip
# "A document is seen by: the clerk's desk, the leaders, those on its handling, the unit heads of those."
DESK = {"vanthu", "lanhdao", "pholanhdao"}
UNIT = set(IN_UNIT)
# The head of a unit may do with what lies in the unit what its officers do: they answer for it (Đ9 of the model rules of work).
OFFICERS = {"chuyenvien", "truongphong", "phophong"}
OFFICE = set(ROLES) - {"quantri"}
READERS = {"luutru.ltls", "lanhdao.ltls", "phongdoc.ltls", "docgia"}
ARCHIVISTS = {"luutru.ltls", "lanhdao.ltls"}
EVERYBODY = set(ROLES) | READERS | {"theodoi"}
ACCOUNTS = [f"{role}.{agency}" for agency in ("snv", "stc") for role in ROLES] + ["theodoi.snv", *sorted(READERS)]


@dataclass(frozen=True)
class Case:
    """One request. `who`: roles that are answered 2xx, at snv for a record, in their own agency otherwise."""

    operation: str
    method: str
    path: str
    who: frozenset[str]
    body: Any = None
    query: dict[str, str] | None = None
    record: bool = True
    refused_inside: int = 403
    two_sides: bool = False
    in_body: bool = False
    unknown: int = 404

    def rightful(self, account: str) -> bool:
        """Whether this account is answered 2xx."""
        role, _, agency = account.partition(".")
        if account in READERS:
            return account in self.who
        return role in self.who and (not self.record or agency == "snv")

    def refusal(self, account: str) -> int:
        """The status that everybody else gets: 403 inside the agency, 404 outside; a role that lacks the operation learns only that."""
        if not self.record or account.endswith(".snv"):
            return self.refused_inside
        if self.two_sides and account in READERS:
            return 403
        role = account if account in READERS else account.split(".")[0]
        if self.in_body:
            return self.unknown if role in self.who else 403
        return 404


def request(operation: str, call: str, who: set[str], body: Any = None, **more: Any) -> Case:
    method, path = call.split(" ")
    return Case(operation, method, path, frozenset(who), body, **more)


def cases(world: World, ids: dict[str, str]) -> list[Case]:
    """A valid request for every operation, on a record that waits for it."""
    people = world.ids
    inc, out, dos = "/incoming-documents", "/outgoing-documents", "/dossiers"
    sub, tra, arc = "/agency-archive/submissions", "/historical-archive/transfers", "/historical-archive/dossiers"
    approve = {"aspect": "content", "verdict": "approve"}
    kept = {"title": "Hồ sơ mới", "notation": "99.VTLT", "retention": {"kind": "YEARS", "years": 10}, "started_on": "2026-01-05"}
    paper = {"title": "Ảnh hội nghị", "made_on": "2026-02-01", "files": [{"sha256": ids["spare_pdf"], "name": "b.pdf"}]}
    accept = [{"dossier_id": ids["submitted"], "verdict": "accept", "location_id": "K1"}]
    register = {"type_code": "CV", "issuer_name": "Bộ Nội vụ", "abstract": "Về việc mới"}
    draft = {"type_code": "CV", "abstract": "Về việc mới", "recipients": [{"name": "Bộ Nội vụ"}]}
    own = {"record": False}
    return [
        request("health", "GET /health", EVERYBODY, **own), request("ready", "GET /ready", EVERYBODY, **own),
        request("whoAmI", "GET /me", EVERYBODY, **own),
        *(request(o, f"GET {p}", EVERYBODY, **own) for o, p in (
            ("listDocumentTypes", "/document-types"), ("listRetentionRules", "/retention-rules"), ("listAgencies", "/agencies"),
            ("listUnits", "/units"), ("listUsers", "/users"), ("listRegisters", "/registers"), ("listNotices", "/notices"), ("listBaskets", "/baskets"),
        )),
        request("readNotices", "POST /notices/reading", EVERYBODY, **own),
        request("downloadFile", f"GET /files/{ids['file']}", DESK, refused_inside=404),
        request("search", "GET /search", OFFICE | READERS, query={"q": "van ban rieng"}, **own),
        request("listTrail", "GET /trail", DESK | UNIT, query={"subject": ids["assigned"]}),
        request("registerIncoming", f"POST {inc}", {"vanthu"}, register, **own), request("listIncoming", f"GET {inc}", OFFICE, **own),
        request("getIncoming", f"GET {inc}/{ids['assigned']}", DESK | UNIT),
        request("printSlip", f"GET {inc}/{ids['assigned']}/slip", DESK | UNIT),
        request("correctIncoming", f"PATCH {inc}/{ids['registered']}", {"vanthu"}, {"reason": REASON, "abstract": "Đã sửa"}),
        request("registerArrival", f"POST {inc}/{ids['waiting']}/registration", {"vanthu"}, {}),
        request("attachPaperCopy", f"POST {inc}/{ids['electronic']}/paper-copy", {"vanthu"}, {"received_on": "2026-01-02"}),
        request("presentIncoming", f"POST {inc}/{ids['registered']}/presentation", {"vanthu"}, {"to_user_id": people["lanhdao.snv"]}),
        request("transferIncoming", f"POST {inc}/{ids['registered']}/transfer", {"vanthu"}, {"lead": {"unit_id": people["unit:snv"]}}),
        request("directIncoming", f"POST {inc}/{ids['presented']}/direction", {"lanhdao"},
              {"opinion": "Giao phòng.", "lead": {"unit_id": people["unit:snv"]}}),
        request("assignIncoming", f"POST {inc}/{ids['directed']}/assignments", {"truongphong", "phophong"}, {"user_id": people["chuyenvien.snv"]}),
        request("acknowledgeIncoming", f"POST {inc}/{ids['assigned']}/receipt", {"chuyenvien"}),
        request("recordProgress", f"POST {inc}/{ids['assigned']}/progress", OFFICERS, {"note": "Đang dự thảo."}),
        request("completeIncoming", f"POST {inc}/{ids['assigned']}/completion", OFFICERS, {"outcome": "Đã thực hiện"}),
        request("returnIncoming", f"POST {inc}/{ids['registered']}/return", {"vanthu"}, {"to": "sender", "reason": REASON}),
        request("returnIncoming", f"POST {inc}/{ids['presented']}/return", {"lanhdao"}, {"to": "clerk", "reason": REASON}),
        request("returnIncoming", f"POST {inc}/{ids['directed']}/return", {"truongphong", "phophong"}, {"to": "director", "reason": REASON}),
        request("confirmRecall", f"POST {inc}/{ids['withdrawn']}/recall", {"vanthu"}),
        request("draftOutgoing", f"POST {out}", UNIT, draft, **own), request("listOutgoing", f"GET {out}", OFFICE, **own),
        request("getOutgoing", f"GET {out}/{ids['draft']}", DESK | UNIT),
        request("listSignatures", f"GET {out}/{ids['signed']}/signatures", DESK | UNIT),
        request("reviseOutgoing", f"PATCH {out}/{ids['draft']}", OFFICERS | {"lanhdao"}, {"abstract": "Đã sửa"}),
        request("reviewOutgoing", f"POST {out}/{ids['draft']}/reviews", {"truongphong", "phophong"}, approve),
        request("reviewOutgoing", f"POST {out}/{ids['content']}/reviews", {"vanthu"}, {**approve, "aspect": "form"}),
        request("reviewOutgoing", f"POST {out}/{ids['form']}/reviews", {"lanhdao"}, {**approve, "aspect": "approval"}),
        request("signOutgoing", f"POST {out}/{ids['approved']}/signature", {"lanhdao"}, {}),
        *(request(f"{verb}Outgoing", f"POST {out}/{ids[name]}/{verb}", {"vanthu"}) for verb, name in (("number", "paper"), ("seal", "signed"), ("issue", "signed"))),
        request("recallOutgoing", f"POST {out}/{ids['issued']}/recall", DESK, {"reason": REASON}),
        request("printRegister", f"GET /registers/{ids['register']}/print", {"vanthu"}),
        request("voidNumber", f"POST /register-entries/{ids['entry']}/void", {"vanthu"}, {"reason": REASON}),
        request("openDossier", f"POST {dos}", UNIT, kept, **own), request("listDossiers", f"GET {dos}", OFFICE, **own),
        request("getDossier", f"GET {dos}/{ids['open']}", DESK | UNIT), request("exportDossier", f"GET {dos}/{ids['open']}/export", DESK | UNIT),
        request("fileDocument", f"POST {dos}/{ids['open']}/documents", OFFICERS, {"document_id": ids["settled"]}),
        request("takeOutDocument", f"DELETE {dos}/{ids['open']}/documents/{ids['in_open']}", OFFICERS),
        request("addPaper", f"POST {dos}/{ids['open']}/papers", OFFICERS, paper),
        request("closeDossier", f"POST {dos}/{ids['open']}/closure", OFFICERS, {"ended_on": "2026-03-01"}),
        request("reopenDossier", f"POST {dos}/{ids['closed']}/reopening", OFFICERS, {"reason": REASON}),
        request("submitToAgencyArchive", f"POST {sub}", OFFICERS, {"dossier_ids": [ids["closed"]]}, in_body=True),
        request("listSubmissions", f"GET {sub}", OFFICE, **own), request("getSubmission", f"GET {sub}/{ids['submission']}", DESK | UNIT | {"luutru"}),
        request("decideSubmission", f"POST {sub}/{ids['submission']}/decision", {"luutru"}, {"lines": accept}),
        request("printInventory", f"GET {sub}/{ids['submission']}/inventory", {"luutru"} | UNIT),
        request("printHandover", f"GET {sub}/{ids['decided']}/handover", {"luutru"} | UNIT),
        request("listHoldings", "GET /agency-archive/holdings", {"luutru"}, **own),
        request("getHolding", f"GET /agency-archive/holdings/{ids['held']}", {"luutru"}),
        request("listAgencyStanding", "GET /oversight/agencies", {"theodoi"}, **own),
        request("listUnfiledDocuments", "GET /oversight/unfiled-documents", EVERYBODY, **own),
        request("listDueDossiers", "GET /oversight/due-dossiers", {"luutru"}, **own),
        *_historical(ids, tra, arc), *_administration(people, ids), *(case for part in parts() for case in part.cases(world, ids)),
    ]  # fmt: skip


def _historical(ids: dict[str, str], tra: str, arc: str) -> list[Case]:
    both = {"two_sides": True}
    return [
        request("registerTransfer", f"POST {tra}", {"luutru"}, {"dossier_ids": [ids["held"]]}, in_body=True),
        request("listTransfers", f"GET {tra}", OFFICE | ARCHIVISTS, record=False),
        request("getTransfer", f"GET {tra}/{ids['transfer']}", DESK | ARCHIVISTS | {"luutru"}, **both),
        request("answerTransfer", f"POST {tra}/{ids['transfer']}/answer", ARCHIVISTS, {"verdict": "accept"}, **both),
        request("getTransferPackage", f"GET {tra}/{ids['packaged']}/packages/{ids['packaged_dossier']}", ARCHIVISTS | {"luutru"}, **both),
        request("acceptTransfer", f"POST {tra}/{ids['packaged']}/acceptance", ARCHIVISTS, {}, **both),
        request("returnTransfer", f"POST {tra}/{ids['packaged']}/return", ARCHIVISTS, {"reason": REASON}, **both),
        request("listArchivalDossiers", f"GET {arc}", READERS, record=False),
        request("getArchivalDossier", f"GET {arc}/{ids['archival']}", READERS, record=False),
        request("getPreservationHistory", f"GET {arc}/{ids['archival']}/preservation-history", READERS, record=False),
    ]


def _administration(people: dict[str, str], ids: dict[str, str]) -> list[Case]:
    """People, units, rights, calendar: `quantri` of the own agency alone."""
    adm, admin = "/administration", {"quantri"}
    person = {"username": "khac.snv", "full_name": "Lê Văn Khác", "password": "Mat-khau-tam-2026!"}
    lists = (("listPeople", "people"), ("listAgencyUnits", "units"), ("getOwnAgency", "agency"), ("listCalendarDays", "calendar-days"),
             ("listRoles", "roles"), ("listAuthorities", "authorities"))  # fmt: skip
    return [
        *(request(o, f"GET {adm}/{p}", admin, record=False) for o, p in lists),
        request("listRoleNames", f"GET {adm}/role-names", EVERYBODY, record=False),
        request("changeOwnPassword", "POST /me/password", EVERYBODY, {"current_password": PASSWORD, "new_password": "Mat-khau-moi-2026!"}, record=False),
        request("createPerson", f"POST {adm}/people", admin, person, record=False), request("getPerson", f"GET {adm}/people/{ids['person']}", admin),
        request("changePerson", f"PATCH {adm}/people/{ids['person']}", admin, {"position": "Chuyên viên chính"}),
        request("resetPassword", f"POST {adm}/people/{ids['person']}/password", admin, {"password": "Mat-khau-khac-2026!"}),
        request("unlockPerson", f"POST {adm}/people/{ids['person']}/unlocking", admin),
        request("createUnit", f"POST {adm}/units", admin, {"code": "TT", "name": "Thanh tra", "symbol": "TTr"}, record=False),
        request("changeUnit", f"PATCH {adm}/units/{ids['unit']}", admin, {"name": "Phòng Pháp chế và Thanh tra"}),
        request("closeUnit", f"POST {adm}/units/{ids['unit']}/closure", admin),
        request("listSeries", f"GET {adm}/registers", admin, record=False),
        request("openRegister", f"POST {adm}/registers", admin, {"kind": "outgoing", "code": "QDK", "name": "Sổ quyết định khác", "type_codes": ["QĐ"]}, record=False),
        request("changeSeries", f"PATCH {adm}/registers/{ids['series']}", admin, {"name": "Sổ quyết định chung"}),
        request("changeAgency", f"PATCH {adm}/agency", admin, {"place": "Sầm Sơn"}, record=False),
        request("setCalendarDay", f"PUT {adm}/calendar-days/2026-12-28", admin, {"is_working": False, "name": "Nghỉ bù", "basis": "Thông báo 1"}, record=False),
        request("grantRole", f"POST {adm}/roles", admin, {"person_id": ids["person"], "role": "luutru"}, in_body=True, unknown=422),
        request("endRole", f"POST {adm}/roles/{ids['role']}/ending", admin, {}),
        request("grantAuthority", f"POST {adm}/authorities", admin, {"person_id": ids["person"], "capacity": "Q", "basis": "Quyết định 02"}, in_body=True, unknown=422),
        request("endAuthority", f"POST {adm}/authorities/{ids['authority']}/ending", admin, {}),
        request("getJob", f"GET /jobs/{ids['job']}", {"luutru"}, refused_inside=404), request("cancelJob", f"POST /jobs/{ids['job']}/cancellation", {"luutru"}, refused_inside=404),
    ]  # fmt: skip
