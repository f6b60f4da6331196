"""The table NEXT_OUTGOING is what the program does: every operation in every state follows, or is refused as a wrong state, as the table says."""

from typing import Any

from hoso.correspondence.rules import ASPECT_OF_STATE, NEXT_OUTGOING
from hoso.support.clock import Moment

from tests.prepared import REASON, Prepared

OUT = "/outgoing-documents"
# Whether an operation follows does not hang on the state of the document alone; these are tried by the journeys of their part.
ELSEWHERE = {"approveJoint", "signJoint", "sealJoint", "noteJointSignature", "noteReceipt", "returnRetained", "giveConsultation", "closeConsultation",
             "convertDraft", "resolveComment", "lendRetained", "prepareSignature", "completeSignature", "cancelSignature"}  # fmt: skip
ON_PAPER = {"recordHandSignature", "numberOutgoing", "recordPaperCopies", "convertToFile"}


def _documents(made: Prepared, medium: str) -> dict[str, str]:
    """A document in every state."""
    states = ("draft", "content_checked", "form_checked", "approved", "signed")
    found = {state: made.outgoing(steps, medium=medium) for steps, state in enumerate(states)}
    found["sealed"] = made.outgoing(4, medium=medium)
    made.post("vanthu.snv", f"{OUT}/{found['sealed']}/seal")
    found["issued"], found["recalled"] = made.outgoing(5, medium=medium), made.outgoing(5, medium=medium)
    made.post("vanthu.snv", f"{OUT}/{found['recalled']}/recall", {"reason": REASON})
    return found


def _requests(made: Prepared, state: str, document: str, scan: str) -> dict[str, tuple[str, str, str, Any]]:
    """A valid request of the rightful person for each operation."""
    people = made.world.ids
    recipient = made.world.as_("vanthu.snv").get(f"{OUT}/{document}").json()["recipients"][0]["id"]
    aspect = ASPECT_OF_STATE.get(state, "approval")
    checker = {"content": "truongphong", "form": "vanthu", "approval": "lanhdao"}[aspect]
    today = Moment.now().today.isoformat()
    return {
        "reviseOutgoing": ("chuyenvien", "patch", "", {"abstract": "Đã sửa"}),
        "reviewOutgoing": (checker, "post", "/reviews", {"aspect": aspect, "verdict": "approve"}),
        "nameJointIssuers": ("chuyenvien", "post", "/joint-issuers", {"issuers": [{"name": "Công an tỉnh"}]}),
        "sendBackOutgoing": ("lanhdao", "post", "/sending-back", {"reason": REASON}),
        "commentDraft": ("truongphong", "post", "/comments", {"text": "Xem lại căn cứ"}),
        "requestConsultation": ("chuyenvien", "post", "/consultations", {"user_ids": [people["phophong.snv"]]}),
        "signOutgoing": ("lanhdao", "post", "/signature", {}),
        "recordHandSignature": ("vanthu", "post", "/hand-signature", {"signed_on": today}),
        "numberOutgoing": ("vanthu", "post", "/number", None),
        "recordPaperCopies": ("vanthu", "post", "/paper-copies", {"amount": 2}),
        "sealOutgoing": ("vanthu", "post", "/seal", None),
        "issueOutgoing": ("vanthu", "post", "/issue", None),
        "convertToPaper": ("vanthu", "post", "/paper-principals", {}),
        "convertToFile": ("vanthu", "post", "/signed-scans", {"sha256": scan, "name": "quet.pdf"}),
        "dispatchPaper": ("vanthu", "post", "/dispatches", {"recipient_ids": [recipient], "way": "hand"}),
        "noteRetainedCopy": ("vanthu", "post", "/retained-copies", {"kind": "principal", "place": "Hồ sơ công việc"}),
        "correctOutgoing": ("chuyenvien", "post", "/corrections", {"kind": "corrects", "reason": REASON}),
        "recallOutgoing": ("vanthu", "post", "/recall", {"reason": REASON}),
    }  # fmt: skip


def test_every_operation_in_every_state_does_what_the_table_says(prepared: Prepared) -> None:
    made, wrong, tried = prepared, [], set()
    operations = {op for following in NEXT_OUTGOING.values() for op in following}
    scan = made.ids["scan"]
    for medium in ("electronic", "paper"):
        for state, document in _documents(made, medium).items():
            requests = _requests(made, state, document, scan)
            assert operations - ELSEWHERE <= set(requests), "an operation of the table that this test does not try"
            for operation, (who, method, path, body) in requests.items():
                if (operation in ON_PAPER) != (medium == "paper"):
                    continue
                tried.add((state, operation))
                with made.undone():
                    answer = made.world.as_(f"{who}.snv").request(method, f"{OUT}/{document}{path}", json=body)
                    after = made.world.as_("vanthu.snv").get(f"{OUT}/{document}").json()["state"]
                expected = NEXT_OUTGOING[state].get(operation)
                if expected is None and answer.json().get("code") != "wrong_state":
                    wrong.append(f"{operation} on {state}: {answer.status_code} {answer.text[:120]}, not refused")
                elif expected is not None and (answer.status_code >= 300 or after != expected):
                    wrong.append(f"{operation} on {state}: {answer.status_code} {answer.text[:120]}, now {after}, not {expected}")
                elif expected is None and after != state:
                    wrong.append(f"{operation} on {state}: refused, and yet it is {after} now")
    assert wrong == [], "\n".join(wrong)
    assert len(tried) == len(NEXT_OUTGOING) * len(operations - ELSEWHERE)
