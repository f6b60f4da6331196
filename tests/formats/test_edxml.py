"""edXML: every sample message is read as its expectation says, or refused for the reason that it names."""

import json
import time
import tracemalloc
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hoso.formats.edxml import (
    EdxmlRefused,
    Letter,
    Organ,
    Response,
    Staff,
    StatusMessage,
    read_edxml,
    standard_document_id,
    write_letter,
    write_status,
)

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "edxml"
EXPECTED: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text())["files"]
READ = [name for name, e in EXPECTED.items() if e["outcome"] != "refuse"]
REFUSED = [name for name, e in EXPECTED.items() if e["outcome"] == "refuse"]
NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"


def _staff(staff: Staff | None) -> Any:
    return staff and {"department": staff.department, "staff": staff.staff, "mobile": staff.mobile, "email": staff.email}


def _responses(responses: tuple[Response, ...]) -> list[Any]:
    return [
        {"organ_id": r.organ_id, "code": r.code, "document_id": r.document_id, "promulgation_date": r.promulgation_date and str(r.promulgation_date)}
        for r in responses
    ]


def _business(letter: Letter) -> Any:
    b = letter.business
    if b is None:
        return None
    told: dict[str, Any] = {"reason": b.reason, "paper": b.paper, "document_id": b.document_id, "staff": _staff(b.staff)}
    if b.type == 2:
        told["content_changed"], told["receivers_changed"] = b.content_changed, b.receivers_changed
        told["receiver_changes"] = [{"organ_id": organ, "change": change} for organ, change in b.receiver_changes]
    if b.type == 3:
        told["replaced"] = [{"document_id": r.document_id, "organ_ids": list(r.organ_ids)} for r in b.replaced]
    return told


def _files(letter: Letter) -> list[dict[str, Any]]:
    return [
        {
            "content_id": a.content_id, "name": a.name, "declared_in_reference": a.declared_in_reference,
            "declared_in_attachment": a.declared_in_attachment, "unwrapped_from_zip": a.unwrapped, "size": a.size, "sha256": a.sha256,
            "detected_type": a.detected_type, "name_agrees_with_content": a.name_agrees,
        }
        for a in letter.attachments
    ]  # fmt: skip


def told(message: Letter | StatusMessage) -> dict[str, Any]:
    """The message in the words of expected.json."""
    sender = {"organ_id": message.sender.organ_id, "organ_name": message.sender.organ_name, "in_charge": message.sender.in_charge}
    common: dict[str, Any] = {"sender": sender, "warnings": sorted(message.warnings), "response_for": _responses(message.response_for)}
    if isinstance(message, StatusMessage):
        at = message.timestamp and message.timestamp.isoformat()
        own = {"status_code": message.code, "status_code_raw": message.code_raw, "description": message.description, "timestamp": at}
        return {**common, **own, "kind": "status", "staff": _staff(message.staff), "attachments": []}
    number = f"{message.code_number}/{message.code_notation}" if message.code_number else None
    plain = (
        "document_id", "code_number", "code_notation", "place", "type_raw", "type_detail_raw", "type_name", "subject", "content", "priority",
        "sphere", "typer_notation", "promulgation_amount", "page_amount", "direction", "steering_type_raw", "envelope_signature",
    )  # fmt: skip
    signer = message.signer and {
        "competence": message.signer.competence, "position": message.signer.position, "full_name": message.signer.full_name,
    }  # fmt: skip
    return {
        **common, **{name: getattr(message, name) for name in plain}, "kind": "document", "business_type": message.business_type,
        "business_type_explicit": message.business is not None, "receivers": [r.organ_id for r in message.receivers],
        "number_and_notation": number, "promulgation_date": message.promulgation_date and str(message.promulgation_date), "signer": signer,
        "due_date": message.due_date and str(message.due_date), "to_places": list(message.to_places), "appendixes": list(message.appendixes),
        "business": _business(message), "trace": [
            {"organ_id": h.organ_id, "timestamp": h.timestamp and h.timestamp.isoformat()} for h in message.trace
        ], "attachments": _files(message),
    }  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_a_message_is_read_as_it_stands(name: str) -> None:
    expected = dict(EXPECTED[name])
    message = read_edxml((SAMPLES / name).read_bytes())
    found = told(message)
    expected["warnings"] = sorted(expected["warnings"])
    for file in expected["attachments"]:
        file.pop("note", None), file.pop("description", None)
    assert {key: found[key] for key in expected if key in found} == {key: expected[key] for key in expected if key in found}
    assert len(found.keys() & expected.keys()) >= (9 if found["kind"] == "status" else 29)
    if "acts_on" in expected:
        assert isinstance(message, Letter)
        assert list(message.acts_on) == expected["acts_on"]


@pytest.mark.parametrize("name", REFUSED)
def test_a_message_that_may_not_be_registered_is_refused_for_its_reason(name: str) -> None:
    with pytest.raises(EdxmlRefused) as refusal:
        read_edxml((SAMPLES / name).read_bytes())
    assert refusal.value.reason == EXPECTED[name]["reason"]


def test_all_forty_four_samples_are_asked() -> None:
    assert (len(READ), len(REFUSED)) == (27, 17)


@pytest.mark.parametrize(("data", "reason"), [
    (b"", "xml_malformed"), (b"\xff\xfe\x00", "xml_malformed"), (b"<a" * 50_000, "xml_malformed"),
    (b"<a>" * 60 + b"</a>" * 60, "message_too_large"), (b"<a>" + b"<b/>" * 30_000 + b"</a>", "message_too_large"),
    (f'<edXML xmlns="{NAMESPACE}"/>'.encode(), "not_edxml_structure"), (b"<edXML/>", "not_edxml_namespace"),
    ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"), "xml_dtd_forbidden"),
    (b'<?xml version="1.0" encoding="x-none"?><a/>', "xml_malformed"),
])  # fmt: skip
def test_other_bytes_are_refused_too(data: bytes, reason: str) -> None:
    with pytest.raises(EdxmlRefused) as refusal:
        read_edxml(data)
    assert refusal.value.reason == reason


def test_an_explosive_file_costs_neither_time_nor_memory() -> None:
    data = (SAMPLES / "refuse/zip-expands-too-much.edxml").read_bytes()
    tracemalloc.start()
    began = time.perf_counter()
    with pytest.raises(EdxmlRefused):
        read_edxml(data)
    took, (_, peak) = time.perf_counter() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 2
    assert peak < 8_000_000  # twenty million bytes would come out


def test_a_status_that_was_written_is_read_back() -> None:
    sender = Organ("H56.12", "Sở Nội vụ <tỉnh> & Thanh Hóa", "UBND tỉnh Thanh Hóa", email="vt@example.invalid")
    answered = Response("H56.91", "1234/SNV-VTLT", "H56.91,2026/09/14,1234/SNV-VTLT", date(2026, 9, 14))
    at = datetime(2026, 9, 14, 1, 35, tzinfo=UTC)
    staff = Staff("Văn thư", "Lê Thị \x07C", None, None)
    for code in ("01", "02", "03", "04", "05", "06", "13", "15", "16"):
        message = StatusMessage(sender, code, code, (answered,), "Gửi nhầm: không thuộc thẩm quyền", at, staff, (), ())
        read = read_edxml(write_status(message))
        assert isinstance(read, StatusMessage)
        assert (read.sender, read.code, read.response_for, read.description) == (sender, code, (answered,), message.description)
        assert read.timestamp == at
        assert read.staff == Staff("Văn thư", "Lê Thị C", None, None)
        assert read.warnings == ()
    assert b"<edXML:StatusCode>16</edXML:StatusCode>" in write_status(message)  # the prefix is written out


def test_our_own_identity_has_the_standard_form() -> None:
    assert standard_document_id("H56.91", date(2026, 9, 14), "1234", "SNV-VTLT") == "H56.91,2026/09/14,1234/SNV-VTLT"


@pytest.mark.parametrize("name", ["documents/01-new-sdk-form.edxml", "documents/07-response-for.edxml", "documents/09-minimal.edxml", "documents/10-attachment-variants.edxml"])
def test_a_letter_that_was_written_is_read_back(name: str) -> None:
    letter = read_edxml((SAMPLES / name).read_bytes())
    assert isinstance(letter, Letter)
    written = write_letter(letter)
    assert write_letter(letter) == written
    before, after = told(letter), told(read_edxml(written))
    for file in (*before["attachments"], *after["attachments"]):
        for how in ("declared_in_reference", "declared_in_attachment", "unwrapped_from_zip"):
            file.pop(how)
    before.pop("envelope_signature"), after.pop("envelope_signature")
    assert after == before
