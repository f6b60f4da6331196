"""Intake in the rights test: envelopes, messages by hand, answers to senders outside, the recall that is declined."""

from pathlib import Path
from typing import Any

from tests.integrity.who_may import DESK, UNIT, request
from tests.people import World
from tests.prepared import REASON, Prepared, ok

ENVELOPES, MESSAGES, ANSWERS = "/envelopes", "/exchange-messages", "/sender-answers"
SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "edxml" / "documents"


def _dropped(made: Prepared, name: str) -> dict[str, Any]:
    return ok(made.world.as_("vanthu.snv").post(MESSAGES, files={"file": (name, (SAMPLES / name).read_bytes())}))


def prepare(made: Prepared) -> None:
    """An envelope for the agency, one for a person, one that was passed on, one that was opened; a letter from outside with its update."""
    ids = made.ids
    for name, to in (("envelope", "agency"), ("envelope_person", "person"), ("envelope_passed", "person"), ("envelope_opened", "agency")):
        body = {"sender_name": "Bộ Nội vụ", "addressed_to": to, "addressee_name": "Nguyễn Văn Riêng", "numbers_outside": "12/BNV-VP"}
        ids[name] = str(made.post("vanthu.snv", ENVELOPES, body)["id"])
    made.post("vanthu.snv", f"{ENVELOPES}/{ids['envelope_passed']}/passing", {"receipt_by_name": "Lê Thị Nhận"})
    made.post("vanthu.snv", f"{ENVELOPES}/{ids['envelope_opened']}/opening", {"numbers_inside": "13/BNV-VP"})
    ids["foreign"] = str(_dropped(made, "01-new-sdk-form.edxml")["document_id"])
    ids["update"] = str(_dropped(made, "03-update.edxml")["id"])
    owed = ok(made.world.as_("vanthu.snv").get(ANSWERS, params={"document_id": ids["foreign"]}))["items"]
    ids["sender_answer"] = str(owed[0]["id"])


def cases(_world: World, ids: dict[str, str]) -> list[Any]:
    """văn thư; who may see a document reads what its sender was told."""
    received = {"sender_name": "Bộ Nội vụ"}
    own = {"record": False}
    return [
        request("receiveEnvelope", f"POST {ENVELOPES}", {"vanthu"}, received, **own),
        request("listEnvelopes", f"GET {ENVELOPES}", {"vanthu"}, **own),
        request("getEnvelope", f"GET {ENVELOPES}/{ids['envelope']}", {"vanthu"}),
        request("openEnvelope", f"POST {ENVELOPES}/{ids['envelope']}/opening", {"vanthu"}, {"numbers_inside": "12/BNV-VP"}),
        request("passEnvelope", f"POST {ENVELOPES}/{ids['envelope_person']}/passing", {"vanthu"}, {"receipt_by_name": "Lê Thị Nhận"}),
        request("handBackEnvelope", f"POST {ENVELOPES}/{ids['envelope_passed']}/hand-back", {"vanthu"}, {"by_name": "Lê Thị Nhận", "reason": REASON}),
        request("noteSenderTold", f"POST {ENVELOPES}/{ids['envelope_opened']}/sender-notice", {"vanthu"}, {"how": "Gọi điện"}),
        request("addIncomingFiles", f"POST /incoming-documents/{ids['electronic']}/files", {"vanthu"},
                {"files": [{"sha256": ids["spare_file"], "name": "anh.png", "role": "attachment"}]}),
        request("declineRecall", f"POST /incoming-documents/{ids['withdrawn']}/recall-refusal", {"vanthu"}, {"reason": REASON}),
        request("listExchangeMessages", f"GET {MESSAGES}", {"vanthu"}, **own),
        request("acceptUpdate", f"POST {MESSAGES}/{ids['update']}/acceptance", {"vanthu"}),
        request("declineUpdate", f"POST {MESSAGES}/{ids['update']}/refusal", {"vanthu"}, {"reason": REASON}),
        request("listRecipientReports", f"GET /outgoing-documents/{ids['draft']}/recipient-reports", DESK | UNIT),
        request("listSenderAnswers", f"GET {ANSWERS}", DESK | UNIT | {"luutru"}, **own),
        request("downloadSenderAnswer", f"GET {ANSWERS}/{ids['sender_answer']}/message", {"vanthu"}),
        request("markAnswerSent", f"POST {ANSWERS}/{ids['sender_answer']}/sending", {"vanthu"}, {"how": "Trục liên thông"}),
    ]  # fmt: skip
