"""Read a message: a letter with its files, or a status. Order of elements never counts, prefixes neither; paths do."""

import hashlib

from lxml import etree

from hoso.formats.edxml.model import (
    Attachment,
    Business,
    EdxmlRefused,
    Hop,
    Letter,
    Organ,
    Replaced,
    Response,
    Signer,
    Staff,
    StatusMessage,
)
from hoso.formats.edxml.parsing import Values, child, children, parse
from hoso.formats.edxml.payloads import MAX_TOTAL, decode, is_spoilt, safe_name, type_of, unwrap

KNOWN_STATUS = frozenset({"01", "02", "03", "04", "05", "06", "13", "15", "16"})


def read_edxml(data: bytes) -> Letter | StatusMessage:
    """The message. Raises EdxmlRefused with the reason; one unreadable file refuses the whole message. Source: QCVN 102:2016."""
    root = parse(data)
    header = child(root, "edXMLEnvelope", "edXMLHeader", "MessageHeader")
    if header is None:
        raise EdxmlRefused("not_edxml_structure")
    values = Values()
    if child(header, "StatusCode") is not None:
        return _status(header, values)
    return _letter(root, header, values)


def _organ(element: etree._Element | None, values: Values) -> Organ | None:
    code = values.text(element, "OrganId")
    names = (("OrganName", 200), ("OrganizationInCharge", 200), ("OrganAdd", 250), ("Email", 100), ("Telephone", 50), ("Fax", 50), ("Website", 100))
    rest = [values.text(element, name, limit) for name, limit in names]
    return Organ(code, *rest) if code else None


def _sender(header: etree._Element, values: Values) -> Organ:
    sender = _organ(child(header, "From"), values)
    if sender is None:
        raise EdxmlRefused("missing_sender")
    return sender


def _responses(header: etree._Element, values: Values) -> tuple[Response, ...]:
    read = [
        Response(values.text(e, "OrganId"), values.text(e, "Code"), values.text(e, "DocumentId", 200), values.day(e, "PromulgationDate"))
        for e in children(header, "ResponseFor")
    ]
    return tuple(r for r in read if r.organ_id or r.code or r.document_id)


def _staff(element: etree._Element | None, values: Values) -> Staff | None:
    if element is None:
        return None
    staff = Staff(*(values.text(element, name) for name in ("Department", "Staff", "Mobile", "Email")))
    return staff if any((staff.department, staff.staff, staff.mobile, staff.email)) else None


def _status(header: etree._Element, values: Values) -> StatusMessage:
    sender = _sender(header, values)
    raw = values.text(header, "StatusCode") or ""
    responses = _responses(header, values)
    if not any(r.document_id for r in responses):
        raise EdxmlRefused("missing_document_id")
    code = "15" if raw == "14" else raw
    if raw == "14":
        values.warn("status_alias_14")
    if code not in KNOWN_STATUS:
        raise EdxmlRefused("status_code_unknown")
    description, at = values.text(header, "Description", 1000), values.instant(header, "Timestamp")
    staff = _staff(child(header, "StaffInfo"), values)
    return StatusMessage(sender, code, raw, responses, description, at, staff, tuple(values.seen), tuple(values.warnings))


def _flag(element: etree._Element | None, name: str, values: Values) -> bool | None:
    number = values.number(element, name)
    return None if number is None else number == 1


def _business(element: etree._Element | None, values: Values) -> Business | None:
    if element is None:
        return None
    kind = values.number(element, "BussinessDocType")
    if kind not in (0, 1, 2, 3):
        raise EdxmlRefused("business_type_unknown")
    info = child(element, "BussinessDocumentInfo")
    changes = [(values.text(r, "OrganId"), values.number(r, "ReceiverType")) for r in children(child(info, "ReceiverList"), "Receiver")]
    replaced = [
        (values.text(r, "DocumentId", 200), values.texts(child(r, "OrganIdList"), "OrganId"))
        for r in children(child(element, "ReplacementInfoList"), "ReplacementInfo")
    ]
    return Business(
        kind, values.text(element, "BussinessDocReason"), values.number(element, "Paper"), values.text(element, "DocumentId", 200),
        _staff(child(element, "StaffInfo"), values), _flag(info, "DocumentInfo", values), _flag(info, "DocumentReceiver", values),
        tuple((organ, "removed" if change == 0 else "added") for organ, change in changes if organ),
        tuple(Replaced(name, organs) for name, organs in replaced if name),
    )  # fmt: skip


def _signature(header: etree._Element | None) -> str | None:
    for name in ("Signature", "DigitalSignature"):
        element = child(header, name)
        if element is not None:
            return name if len(element) or (element.text or "").strip() else f"{name} (empty)"
    return None


def _files(root: etree._Element, values: Values) -> tuple[Attachment, ...]:
    references = list(children(child(root, "edXMLEnvelope", "edXMLBody", "edXMLManifest"), "Reference"))
    encoded = child(root, "AttachmentEncoded")
    if not references or encoded is None:
        raise EdxmlRefused("not_edxml_structure")
    enclosed: dict[str, list[etree._Element]] = {}
    for element in children(encoded, "Attachment"):
        enclosed.setdefault(_content_id(element, values), []).append(element)
    files, room = list[Attachment](), MAX_TOTAL
    for ordinal, reference in enumerate(references, start=1):
        matching = enclosed.get(_content_id(reference, values))
        if not matching:
            raise EdxmlRefused("attachment_missing")
        files.append(_file(reference, matching.pop(0), ordinal, room, values))
        room -= files[-1].size
        if room < 0:
            raise EdxmlRefused("attachment_zip_limits")
    if any(enclosed.values()):
        values.warn("attachment_not_in_manifest")
    return tuple(files)


def _content_id(element: etree._Element, values: Values) -> str:
    value = values.text(element, "ContentId") or ""
    return value[4:] if value.lower().startswith("cid:") else value


def _file(reference: etree._Element, attachment: etree._Element, ordinal: int, room: int, values: Values) -> Attachment:
    raw_name = values.text(attachment, "AttachmentName") or values.text(reference, "AttachmentName") or ""
    name, had_path = safe_name(raw_name, ordinal)
    if had_path:
        values.warn("attachment_name_unsafe")
    payload = child(attachment, "ContentTransferEncoded")
    data, unwrapped = unwrap(decode("" if payload is None else payload.text or ""), name, room)
    detected, agrees = type_of(data, name)
    if is_spoilt(data, name):
        values.warn("attachment_utf8_damage")
    if not agrees:
        values.warn("attachment_type_mismatch")
    return Attachment(
        _content_id(reference, values), name, values.text(reference, "Description") or values.text(attachment, "Description"),
        values.text(reference, "ContentType"), values.text(attachment, "ContentType"), unwrapped, data, hashlib.sha256(data).hexdigest(),
        detected, agrees,
    )  # fmt: skip


def _signer(element: etree._Element | None, values: Values) -> Signer | None:
    if element is None:
        return None
    signer = Signer(values.text(element, "Competence", 100), values.text(element, "Position", 100), values.text(element, "FullName", 50))
    return signer if any((signer.competence, signer.position, signer.full_name)) else None


def _letter(root: etree._Element, header: etree._Element, values: Values) -> Letter:
    trace = child(root, "edXMLEnvelope", "edXMLHeader", "TraceHeaderList")
    if child(root, "AttachmentEncoded") is None or child(root, "edXMLEnvelope", "edXMLBody", "edXMLManifest") is None:
        raise EdxmlRefused("not_edxml_structure")
    sender = _sender(header, values)
    document_id = values.text(header, "DocumentId", 200)
    if document_id is None:
        raise EdxmlRefused("missing_document_id")
    receivers = tuple(o for e in children(header, "To") if (o := _organ(e, values)) is not None)
    code, issued, kind, other = (child(header, name) for name in ("Code", "PromulgationInfo", "DocumentType", "OtherInfo"))
    return Letter(
        sender=sender, receivers=receivers, document_id=document_id,
        code_number=values.text(code, "CodeNumber", 50), code_notation=values.text(code, "CodeNotation", 50),
        place=values.text(issued, "Place", 50), promulgation_date=values.day(issued, "PromulgationDate"),
        type_raw=values.text(kind, "Type"), type_detail_raw=values.text(kind, "TypeDetail"), type_name=values.text(kind, "TypeName", 100),
        subject=values.text(header, "Subject", 500), content=values.text(header, "Content", 500), signer=_signer(child(header, "SignerInfo"), values),
        due_date=values.day(header, "DueDate"), to_places=values.texts(child(header, "ToPlaces"), "Place"),
        priority=values.number(other, "Priority"), sphere=values.text(other, "SphereOfPromulgation", 100),
        typer_notation=values.text(other, "TyperNotation", 10), promulgation_amount=values.number(other, "PromulgationAmount"),
        page_amount=values.number(other, "PageAmount"), direction=values.text(other, "Direction"),
        appendixes=values.texts(child(other, "Appendixes"), "Appendix"), response_for=_responses(header, values),
        steering_type_raw=values.text(header, "SteeringType"), business=_business(child(trace, "Bussiness"), values),
        trace=tuple(Hop(values.text(e, "OrganId"), values.instant(e, "Timestamp")) for e in children(trace, "TraceHeader")),
        envelope_signature=_signature(child(root, "edXMLEnvelope", "edXMLHeader")), header_values=_leaves(header, values),
        attachments=_files(root, values), warnings=tuple(values.warnings),
    )  # fmt: skip


def _leaves(header: etree._Element, values: Values) -> tuple[str, ...]:
    """Every filled text of the header, known element or not: what is looked through for marks that no field has a place for."""
    return tuple(text for e in header.iter() if len(e) == 0 and (text := values.of(e)) is not None)
