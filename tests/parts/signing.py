"""Signing in the rights test: the block, signatures by an own device, images, hand-overs of devices, copies."""

import base64
import io
from typing import Any
from uuid import UUID

from hoso.support.clock import Moment
from hoso.support.signatures.signing import cms_by_key
from PIL import Image, ImageDraw

from tests.integrity.who_may import DESK, EVERYBODY, UNIT, request
from tests.people import World
from tests.prepared import Prepared

LEADERS = {"lanhdao", "pholanhdao"}


def mark_png(colour: str = "#14388f", size: tuple[int, int] = (480, 160), ground: tuple[int, ...] = (0, 0, 0, 0)) -> bytes:
    """A stroke on clear ground, as a scanned signature."""
    image = Image.new("RGBA", size, ground)
    draw = ImageDraw.Draw(image)
    draw.line([(30, size[1] - 40), (size[0] // 3, 30), (size[0] // 2, size[1] - 30), (size[0] - 40, 50)], fill=colour, width=18)
    output = io.BytesIO()
    image.save(output, "PNG")
    return output.getvalue()


def scan_pdf(dpi: int = 200) -> bytes:
    """A page scanned so fine that a copy may be made of it."""
    output = io.BytesIO()
    Image.new("RGB", (round(8.27 * dpi), round(11.69 * dpi)), "white").save(output, "PDF", resolution=dpi)
    return output.getvalue()


def prepare(made: Prepared) -> None:
    """An open preparation of a signature, an image, a device that was handed over."""
    ids, people = made.ids, made.world.ids
    ids["mark_file"] = made.upload("quantri.snv", mark_png(), "chu-ky.png")
    ids["mark_file_clerk"] = made.upload("vanthu.snv", mark_png("#c8102e"), "dau.png")
    ids["to_prepare"], ids["prepared_doc"] = made.outgoing(3), made.outgoing(3)
    certificate = base64.b64encode(made.world.app.state.keys.holder(UUID(people["lanhdao.snv"])).certificate).decode()
    body = {"purpose": "person", "certificate": certificate}
    prepared = made.post("lanhdao.snv", f"/outgoing-documents/{ids['prepared_doc']}/signature-preparations", body)
    ids["preparation"] = str(prepared["id"])
    holder = made.world.app.state.keys.holder(UUID(people["lanhdao.snv"]))
    ids["preparation_cms"] = base64.b64encode(cms_by_key(bytes.fromhex(prepared["items"][0]["digest"]), holder, None)).decode()
    image = {"kind": "seal", "file": ids["mark_file_clerk"], "width_mm": 36}
    ids["mark_image"] = str(made.post("vanthu.snv", "/mark-images", image)["id"])
    scan = made.upload("vanthu.snv", scan_pdf(), "quet.pdf")
    ids["scanned"] = str(made.post("vanthu.snv", "/incoming-documents", {
        "type_code": "CV", "issuer_name": "Bộ Nội vụ", "abstract": "Bản quét để sao", "files": [{"sha256": scan, "name": "quet.pdf"}]})["id"])  # fmt: skip
    await_ = {"kind": "SY", "from_medium": "paper", "to_medium": "electronic", "signer_id": people["lanhdao.snv"], "awaits_signature": True}
    for name in ("copy_waiting", "copy_prepared"):
        ids[name] = str(made.post("vanthu.snv", f"/documents/{ids['scanned']}/copies", await_)["id"])
    made.world.app.state.keys.issue(UUID(people["vanthu.snv"]), "Sở Nội vụ", "UBND tỉnh", "", Moment.now().at)
    agency = made.world.app.state.keys.holder(UUID(people["vanthu.snv"]))
    body = {"certificate": base64.b64encode(agency.certificate).decode()}
    prepared = made.post("vanthu.snv", f"/copies/{ids['copy_prepared']}/signature-preparations", body)
    ids["copy_preparation"] = str(prepared["id"])
    ids["copy_cms"] = base64.b64encode(cms_by_key(bytes.fromhex(prepared["items"][0]["digest"]), agency, None)).decode()
    issued = made.world.as_("vanthu.snv").get(f"/outgoing-documents/{ids['issued']}").json()
    ids["basis_number"] = f"{issued['number']}/{issued['symbol']}"
    ids["handover"] = str(made.post("vanthu.snv", "/device-handovers", handover(made.world, "Con dấu tròn"))["id"])


def handover(world: World, what: str) -> dict[str, Any]:
    return {"device": "seal", "description": what, "to_person_id": world.ids["chuyenvien.snv"], "permitted_by": world.ids["lanhdao.snv"],
            "permission": "Công văn 15/SNV-VP", "reason": "Đóng dấu tại hội nghị ngoài trụ sở"}  # fmt: skip


def cases(world: World, ids: dict[str, str]) -> list[Any]:
    out, people = "/outgoing-documents", world.ids
    prepare_path, over = f"{out}/{ids['to_prepare']}/signature-preparations", f"/device-handovers/{ids['handover']}"
    one = f"{out}/{ids['prepared_doc']}/signature-preparations"
    copy = {"kind": "SY", "to_medium": "paper", "signer_id": people["lanhdao.snv"]}
    own: dict[str, Any] = {"record": False}
    return [
        request("getSigningDevice", "GET /signing-device", EVERYBODY, **own),
        request("listSigningOptions", f"GET {out}/{ids['to_prepare']}/signing-options", DESK | UNIT),
        request("listSignaturePreparations", f"GET {one}", DESK | UNIT),
        request("prepareSignature", f"POST {prepare_path}", {"lanhdao"}, {"purpose": "person"}),
        request("completeSignature", f"PUT {one}/{ids['preparation']}", {"lanhdao"}, {"cms": [ids["preparation_cms"]]}),
        request("cancelSignature", f"POST {one}/{ids['preparation']}/cancellation", {"lanhdao", "vanthu"}, {}),
        request("listMarkImages", "GET /mark-images", {"vanthu", "quantri"}, **own),
        request("uploadMarkImage", "POST /mark-images", {"vanthu", "quantri"},
              {"kind": "signature", "person_id": people["lanhdao.snv"], "file": ids["mark_file"], "width_mm": 50}, in_body=True, unknown=422),
        request("showMarkImage", f"GET /mark-images/{ids['mark_image']}/image", {"vanthu", "quantri"}),
        request("endMarkImage", f"POST /mark-images/{ids['mark_image']}/ending", {"vanthu", "quantri"}),
        request("listDeviceHandovers", "GET /device-handovers", DESK, **own),
        request("handOverDevice", "POST /device-handovers", {"vanthu"}, handover(world, "Thiết bị khác"), in_body=True, unknown=422),
        request("returnDevice", f"POST {over}/return", {"vanthu"}, {}),
        request("printDeviceMinutes", f"GET {over}/minutes", DESK),
        request("linkAuthorityBasis", f"POST /administration/authorities/{ids['authority']}/basis-document", {"quantri"},
              {"number_and_symbol": ids["basis_number"]}),
        request("makeCopy", f"POST /documents/{ids['issued']}/copies", {"vanthu"}, copy),
        request("listCopyPreparations", f"GET /copies/{ids['copy_prepared']}/signature-preparations", DESK),
        request("prepareCopySignature", f"POST /copies/{ids['copy_waiting']}/signature-preparations", {"vanthu"}, {}),
        request("completeCopySignature", f"PUT /copies/{ids['copy_prepared']}/signature-preparations/{ids['copy_preparation']}", {"vanthu"},
                {"cms": [ids["copy_cms"]]}),
        request("cancelCopySignature", f"POST /copies/{ids['copy_prepared']}/signature-preparations/{ids['copy_preparation']}/cancellation", {"vanthu"}, {}),
        request("voidCopy", f"POST /copies/{ids['copy_waiting']}/void", {"vanthu"}, {"reason": "Chọn nhầm văn bản cần sao"}),
        request("listCopies", f"GET /documents/{ids['issued']}/copies", DESK | UNIT),
        request("listCopyRegister", "GET /copies", DESK, **own), request("printCopyRegister", "GET /copies/book", DESK, **own),
    ]  # fmt: skip
