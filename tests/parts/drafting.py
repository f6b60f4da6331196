"""Drafting and the paper road in the rights test: assignments, versions, comments, opinions, dispatches, kept copies, several agencies."""

import base64
import dataclasses
from typing import Any
from uuid import UUID

from hoso.support.clock import Moment
from hoso.support.signatures.signing import cms_by_key

from tests.hostile import word
from tests.integrity.who_may import DESK, OFFICE, OFFICERS, UNIT, Case, request
from tests.papers import draft_pdf
from tests.people import World
from tests.prepared import REASON, Prepared

OUT, GIVEN, JOINT = "/outgoing-documents", "/draft-assignments", "/joint-signatures"
LEADERS = {"lanhdao", "pholanhdao"}


def _process(made: Prepared, who: str, document: str) -> dict[str, Any]:
    return dict(made.world.as_(who).get(f"{OUT}/{document}/process").json())


def _joint(made: Prepared, steps: int) -> str:
    """A document of stc that snv issues with it, `steps` far: approved, agreed by snv, signed by stc, signed by snv. The part of snv."""
    world = made.world
    document = made.outgoing(0, "stc")
    made.post("chuyenvien.stc", f"{OUT}/{document}/joint-issuers", {"issuers": [{"agency_id": world.ids["agency:snv"]}]})
    for who, aspect in (("truongphong", "content"), ("vanthu", "form"), ("lanhdao", "approval")):
        made.post(f"{who}.stc", f"{OUT}/{document}/reviews", {"aspect": aspect, "verdict": "approve"})
    part = str(_process(made, "vanthu.stc", document)["joint"][0]["id"])
    acts = (("lanhdao.snv", f"{JOINT}/{part}/approval", {"verdict": "approve"}), ("lanhdao.stc", f"{OUT}/{document}/signature", {}),
            ("lanhdao.snv", f"{JOINT}/{part}/signature", {}))  # fmt: skip
    for who, path, body in acts[:steps]:
        made.post(who, path, body)
    return part


def _write_in_word(made: Prepared) -> None:
    """A draft that is a DOCX, where the machine has the program that converts it."""
    made.world.app.state.settings = dataclasses.replace(made.world.app.state.settings, soffice="/usr/bin/soffice")
    made.ids["in_word"] = made.outgoing(0)
    digest = made.upload("chuyenvien.snv", word("<w:p/>"), "di.docx")
    revised = made.world.as_("chuyenvien.snv").patch(f"{OUT}/{made.ids['in_word']}", json={"files": [{"sha256": digest, "name": "di.docx", "role": "main"}]})
    assert revised.status_code == 200, revised.text


def prepare(made: Prepared) -> None:
    ids, people = made.ids, made.world.ids
    task = {"subject": "Dự thảo riêng của Sở Nội vụ", "user_id": people["chuyenvien.snv"]}
    ids["assignment"] = str(made.post("truongphong.snv", GIVEN, {**task, "instruction": "Bám sát kế hoạch"})["id"])
    commented = ids["commented"] = made.outgoing(0)
    ids["comment"] = str(made.post("lanhdao.snv", f"{OUT}/{commented}/comments", {"text": "Ghi rõ thời hạn"})["comments"][0]["id"])
    made.post("chuyenvien.snv", f"{OUT}/{commented}/consultations", {"user_ids": [people["lanhdao.snv"]]})
    ids["consultation"] = str(_process(made, "vanthu.snv", commented)["consultations"][0]["id"])
    _write_in_word(made)
    ids["to_hand_sign"] = made.outgoing(3, medium="paper")
    sent = ids["sent"] = made.outgoing(5, medium="paper")
    recipient = made.world.as_("vanthu.snv").get(f"{OUT}/{sent}").json()["recipients"][0]["id"]
    ids["recipient"] = str(recipient)
    made.post("vanthu.snv", f"{OUT}/{sent}/dispatches", {"recipient_ids": [recipient], "way": "post", "item_number": "RR1"})
    process = _process(made, "vanthu.snv", sent)
    ids["dispatch"], ids["copy"], other = process["dispatches"][0]["id"], process["retained"][0]["id"], process["retained"][1]["id"]
    loan = {"retained_copy_id": other, "borrower_name": "Thanh tra tỉnh", "permitted_by": people["lanhdao.snv"]}
    made.post("vanthu.snv", f"{OUT}/{sent}/loans", loan)
    ids["loan"] = next(r["loan_id"] for r in _process(made, "vanthu.snv", sent)["retained"] if r["loan_id"])
    ids["scan"] = made.upload("vanthu.snv", draft_pdf("Quét"), "quet.pdf")
    ids["outside"] = made.outgoing(0)
    made.post("chuyenvien.snv", f"{OUT}/{ids['outside']}/joint-issuers", {"issuers": [{"name": "Công an tỉnh"}]})
    for who, aspect in (("truongphong", "content"), ("vanthu", "form"), ("lanhdao", "approval")):
        made.post(f"{who}.snv", f"{OUT}/{ids['outside']}/reviews", {"aspect": aspect, "verdict": "approve"})
    ids["outside_part"] = str(_process(made, "vanthu.snv", ids["outside"])["joint"][0]["id"])
    ids["joint_approve"], ids["joint_sign"], ids["joint_seal"] = _joint(made, 0), _joint(made, 2), _joint(made, 3)
    part = ids["joint_prepared"] = _joint(made, 2)
    holder = made.world.app.state.keys.holder(UUID(people["lanhdao.snv"]))
    body = {"purpose": "person", "certificate": base64.b64encode(holder.certificate).decode()}
    prepared = made.post("lanhdao.snv", f"{JOINT}/{part}/signature-preparations", body)
    ids["joint_preparation"] = str(prepared["id"])
    ids["joint_cms"] = base64.b64encode(cms_by_key(bytes.fromhex(prepared["items"][0]["digest"]), holder, None)).decode()


def cases(world: World, ids: dict[str, str]) -> list[Case]:
    people = world.ids
    own, new = {"record": False}, {"subject": "Soạn báo cáo", "user_id": people["chuyenvien.snv"]}
    talked, sent, issued = f"{OUT}/{ids['commented']}", f"{OUT}/{ids['sent']}", f"{OUT}/{ids['issued']}"
    inside = OFFICE - {"luutru"}
    lend = {"retained_copy_id": ids["copy"], "borrower_name": "Thanh tra tỉnh", "permitted_by": people["lanhdao.snv"]}
    return [
        request("assignDraft", f"POST {GIVEN}", LEADERS | {"truongphong", "phophong"}, new, in_body=True, unknown=422),
        request("listDraftAssignments", f"GET {GIVEN}", inside, **own),
        request("getDraftAssignment", f"GET {GIVEN}/{ids['assignment']}", LEADERS | {"vanthu", "truongphong", "chuyenvien"}),
        request("passDraftAssignment", f"POST {GIVEN}/{ids['assignment']}/assignee", LEADERS | {"truongphong", "chuyenvien"},
                {"user_id": people["phophong.snv"]}),
        request("withdrawDraftAssignment", f"POST {GIVEN}/{ids['assignment']}/withdrawal", LEADERS | {"truongphong"}, {"reason": REASON}),
        request("getOutgoingProcess", f"GET {talked}/process", DESK | UNIT), request("listVersions", f"GET {talked}/versions", DESK | UNIT),
        request("compareVersions", f"GET {talked}/versions/1/comparison/1", DESK | UNIT),
        request("commentDraft", f"POST {talked}/comments", DESK | UNIT, {"text": "Xem lại căn cứ"}),
        request("resolveComment", f"POST {talked}/comments/{ids['comment']}/resolution", OFFICERS | {"lanhdao"}, {}),
        request("requestConsultation", f"POST {talked}/consultations", OFFICERS, {"user_ids": [people["phophong.snv"]]}),
        request("giveConsultation", f"POST {talked}/consultations/{ids['consultation']}/answer", {"lanhdao"}, {"verdict": "agree"}),
        request("closeConsultation", f"POST {talked}/consultations/{ids['consultation']}/closure", OFFICERS, {"taken_over": "Đã tiếp thu"}),
        request("convertDraft", f"POST {OUT}/{ids['in_word']}/draft-pdf", OFFICERS | {"lanhdao"}),
        request("sendBackOutgoing", f"POST {OUT}/{ids['approved']}/sending-back", {"lanhdao"}, {"reason": REASON}),
        request("nameJointIssuers", f"POST {talked}/joint-issuers", OFFICERS, {"issuers": [{"name": "Công an tỉnh"}]}),
        request("correctOutgoing", f"POST {issued}/corrections", OFFICERS, {"kind": "corrects", "reason": REASON}),
        request("recordHandSignature", f"POST {OUT}/{ids['to_hand_sign']}/hand-signature", {"vanthu"}, {"signed_on": Moment.now().today.isoformat()}),
        request("recordPaperCopies", f"POST {OUT}/{ids['paper']}/paper-copies", {"vanthu"}, {"amount": 5}),
        request("dispatchPaper", f"POST {sent}/dispatches", {"vanthu"}, {"recipient_ids": [ids["recipient"]], "way": "hand"}),
        request("noteReceipt", f"POST {sent}/dispatches/{ids['dispatch']}/receipt", {"vanthu"}, {"received_by": "Lê Thị Nhận"}),
        request("printEnvelopes", f"GET {sent}/envelopes", {"vanthu"}),
        request("noteRetainedCopy", f"POST {sent}/retained-copies", {"vanthu"}, {"kind": "principal", "place": "Hồ sơ công việc"}),
        request("lendRetained", f"POST {sent}/loans", {"vanthu"}, lend),
        request("returnRetained", f"POST {sent}/loans/{ids['loan']}/return", {"vanthu"}, {}),
        request("convertToPaper", f"POST {issued}/paper-principals", {"vanthu"}, {}),
        request("convertToFile", f"POST {sent}/signed-scans", {"vanthu"}, {"sha256": ids["scan"], "name": "quet.pdf"}),
        *(request(o, f"GET {p}", {"vanthu"} | LEADERS, **own) for o, p in (
            ("listDispatches", "/dispatches"), ("printPostalRegister", "/dispatches/print"), ("listRetainedLoans", "/retained-loans"),
            ("printRetainedLoans", "/retained-loans/print"),
        )),
        request("listJointSignatures", f"GET {JOINT}", DESK, **own),
        request("getJointSignature", f"GET {JOINT}/{ids['joint_sign']}", DESK),
        request("approveJoint", f"POST {JOINT}/{ids['joint_approve']}/approval", LEADERS, {"verdict": "approve"}),
        request("signJoint", f"POST {JOINT}/{ids['joint_sign']}/signature", {"lanhdao"}, {}),
        request("sealJoint", f"POST {JOINT}/{ids['joint_seal']}/seal", {"vanthu"}),
        request("listJointSigningOptions", f"GET {JOINT}/{ids['joint_sign']}/signing-options", DESK),
        request("listJointPreparations", f"GET {JOINT}/{ids['joint_prepared']}/signature-preparations", DESK),
        request("prepareJointSignature", f"POST {JOINT}/{ids['joint_sign']}/signature-preparations", {"lanhdao"}, {"purpose": "person"}),
        request("completeJointSignature", f"PUT {JOINT}/{ids['joint_prepared']}/signature-preparations/{ids['joint_preparation']}", {"lanhdao"},
                {"cms": [ids["joint_cms"]]}),
        request("cancelJointSignature", f"POST {JOINT}/{ids['joint_prepared']}/signature-preparations/{ids['joint_preparation']}/cancellation",
                {"lanhdao", "vanthu"}, {}),
        request("noteJointSignature", f"POST {OUT}/{ids['outside']}/joint-issuers/{ids['outside_part']}/record", {"vanthu"},
                {"step": "approved", "signer_name": "Lê Văn Ngoài", "signer_position": "Giám đốc"}),
    ]  # fmt: skip
