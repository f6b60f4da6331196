"""Handling beside its main road: forwarding, terms, opinions, followers, urging, many at once, receipts, fields, substitutes."""

from tests.integrity.who_may import DESK, EVERYBODY, OFFICERS, UNIT, Case, request
from tests.people import World
from tests.prepared import REASON, Prepared, ok

OFFICE = DESK | UNIT


def prepare(made: Prepared) -> None:
    """A document with terms, an extension that waits, a follower, an opinion; a field of work; an absence to come."""
    ids, people = made.ids, made.world.ids
    path = f"/incoming-documents/{made.incoming('present')}"
    made.post("lanhdao.snv", f"{path}/direction", {"opinion": "Giao phòng.", "lead": {"unit_id": people["unit:snv"]}, "due_on": "2199-12-01"})
    made.post("truongphong.snv", f"{path}/assignments", {"user_id": people["chuyenvien.snv"], "due_on": "2199-11-01"})
    ids["termed"] = path.rsplit("/", 1)[1]
    talked = made.post("truongphong.snv", f"{path}/opinions", {"text": "Đề nghị khẩn trương"})
    ids["opinion"] = str(talked["opinions"][-1]["id"])
    made.post("vanthu.snv", f"{path}/followers", {"user_id": people["truongphong.snv"]})
    made.post("truongphong.snv", f"{path}/extensions", {"due_on": "2199-12-20", "reason": REASON})
    process = ok(made.world.as_("vanthu.snv").get(f"{path}/process"))
    ids["extension"], ids["follow_up"] = str(process["extensions"][0]["id"]), str(process["followers"][0]["id"])
    ids["asking"] = made.incoming("present")
    plain = f"/incoming-documents/{ids['asking']}"
    made.post("lanhdao.snv", f"{plain}/direction", {"opinion": "Giao phòng.", "lead": {"unit_id": people["unit:snv"]}, "due_on": "2199-12-01"})
    made.post("truongphong.snv", f"{plain}/assignments", {"user_id": people["chuyenvien.snv"], "due_on": "2199-11-01"})
    field = {"user_id": people["pholanhdao.snv"], "field": "Văn thư", "words": "văn thư"}
    ids["field"] = str(made.post("quantri.snv", "/field-assignments", field)["id"])
    absence = {"substitute_id": people["phophong.snv"], "from_on": "2199-01-01", "to_on": "2199-01-05", "scope": "handle"}
    ids["substitution"] = str(made.post("truongphong.snv", "/substitutions", absence)["id"])


def cases(world: World, ids: dict[str, str]) -> list[Case]:
    """A valid request for every operation of the part."""
    people, inc = world.ids, "/incoming-documents"
    termed, asking, heads = f"{inc}/{ids['termed']}", f"{inc}/{ids['asking']}", {"truongphong", "phophong"}
    away = {"substitute_id": people["phophong.snv"], "from_on": "2199-02-01", "to_on": "2199-02-05", "scope": "direct"}
    bulk, own = {"ids": [ids["asking"]], "preview": True}, {"record": False}
    return [
        request("getHandlingProcess", f"GET {termed}/process", OFFICE),
        request("listParticipants", f"GET {termed}/participants", OFFICE),
        request("listCompetent", f"GET {inc}/{ids['registered']}/competent", {"vanthu"}),
        request("forwardIncoming", f"POST {asking}/forwarding", heads, {"to_unit_id": people["other-unit:snv"], "reason": REASON}),
        request("addOpinion", f"POST {termed}/opinions", OFFICE, {"text": "Đã rõ"}),
        request("withdrawOpinion", f"POST {termed}/opinions/{ids['opinion']}/withdrawal", {"truongphong"}, {}),
        request("requestExtension", f"POST {asking}/extensions", OFFICERS, {"working_days": 3, "reason": REASON}),
        request("decideExtension", f"POST {termed}/extensions/{ids['extension']}/decision", {"lanhdao"}, {"verdict": "grant"}),
        request("reopenIncoming", f"POST {inc}/{ids['settled']}/reopening", {"lanhdao"} | OFFICERS, {"reason": REASON}),
        request("followIncoming", f"POST {asking}/followers", DESK, {"user_id": people["chuyenvien.snv"]}),
        request("endFollowing", f"POST {termed}/followers/{ids['follow_up']}/ending", DESK),
        request("urgeIncoming", f"POST {asking}/urging", {"lanhdao"} | heads, {"note": "Đề nghị khẩn trương"}),
        request("bulkPresent", f"POST {inc}/bulk/presentation", {"vanthu"}, {**bulk, "to_user_id": people["lanhdao.snv"]}, **own),
        request("bulkTransfer", f"POST {inc}/bulk/transfer", {"vanthu"}, {**bulk, "lead": {"unit_id": people["unit:snv"]}}, **own),
        request("bulkAssign", f"POST {inc}/bulk/assignments", heads, {**bulk, "user_id": people["chuyenvien.snv"]}, **own),
        request("bulkComplete", f"POST {inc}/bulk/completion", OFFICERS, {**bulk, "outcome": "Đã báo cáo"}, **own),
        request("bulkAcknowledge", f"POST {inc}/bulk/receipt", OFFICERS, bulk, **own),
        request("listReceipts", f"GET {inc}/receipts", {"vanthu"} | OFFICERS, **own),
        request("printReceipts", f"GET {inc}/receipts/print", {"vanthu"} | OFFICERS, **own),
        request("listFieldAssignments", "GET /field-assignments", {"vanthu", "quantri"}, **own),
        request("assignField", "POST /field-assignments", {"vanthu", "quantri"},
                {"user_id": people["lanhdao.snv"], "field": "Tổ chức", "words": "tổ chức bộ máy"}, in_body=True, unknown=422),
        request("endFieldAssignment", f"POST /field-assignments/{ids['field']}/ending", {"vanthu", "quantri"}),
        request("listSubstitutions", "GET /substitutions", EVERYBODY, **own),
        request("appointSubstitute", "POST /substitutions", {"quantri"}, {**away, "person_id": ids["person"]}, in_body=True, unknown=422),
        request("endSubstitution", f"POST /substitutions/{ids['substitution']}/ending", {"truongphong", "quantri"}),
    ]  # fmt: skip
