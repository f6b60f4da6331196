"""Authenticity and quarantine in the rights test: checks of signatures, the arrival stamp, files that are kept apart."""

import io
from typing import Any

import pikepdf

from tests.people import World

REASON = "Đã gửi công văn đề nghị gửi lại tệp"


def scripted_pdf(number: int) -> bytes:
    """A PDF that runs a script when it is opened."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100 + number, 100))
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def prepare(made: Any) -> None:
    """Two files that are kept apart."""
    clerk = made.world.as_("vanthu.snv")
    for number in range(2):
        assert clerk.post("/files", files={"file": (f"lenh-{number}.pdf", scripted_pdf(number))}).status_code == 422
    items = clerk.get("/quarantine").json()["items"]
    made.ids["apart"], made.ids["apart_too"] = items[0]["id"], items[1]["id"]


def cases(_world: World, ids: dict[str, str]) -> list[Any]:
    """văn thư checks and answers senders; an administrator looks at what is kept apart and may let it in."""
    from tests.integrity.who_may import DESK, UNIT, request

    document = f"/documents/{ids['assigned']}/signature-checks"
    return [
        request("listSignatureChecks", f"GET {document}", DESK | UNIT), request("checkSignatures", f"POST {document}", {"vanthu"}),
        request("checkFileSignatures", f"POST /files/{ids['file']}/signature-check", {"vanthu"}, in_body=True),
        request("printArrivalStamp", f"GET /incoming-documents/{ids['assigned']}/arrival-stamp", DESK | UNIT),
        request("listQuarantined", "GET /quarantine", {"vanthu", "quantri"}, record=False),
        request("returnQuarantined", f"POST /quarantine/{ids['apart']}/return", {"vanthu"}, {"reason": REASON}),
        request("releaseQuarantined", f"POST /quarantine/{ids['apart_too']}/release", {"quantri"}, {"reason": REASON}),
        request("downloadQuarantined", f"GET /quarantine/{ids['apart']}/content", {"quantri"}),
    ]  # fmt: skip
