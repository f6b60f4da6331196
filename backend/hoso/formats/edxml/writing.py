"""Write messages in the form of the platform's own kit: prefix written out, elements in the order observed.

The text is made from templates, not by a serialiser, which would drop a prefix that has the URI of the default namespace.
Never writes fillers, never writes 14.
"""

import base64
import io
import uuid
import zipfile
from datetime import date
from xml.sax.saxutils import escape

from hoso.formats.edxml.model import NAMESPACE, Attachment, Hop, Letter, Organ, Response, Signer, Staff, StatusMessage
from hoso.formats.edxml.parsing import VIETNAM

_ORGAN = (
    ("OrganId", "organ_id"), ("OrganName", "organ_name"), ("OrganizationInCharge", "in_charge"), ("OrganAdd", "address"), ("Email", "email"),
    ("Telephone", "telephone"), ("Fax", "fax"), ("Website", "website"),
)  # fmt: skip


def standard_document_id(organ_id: str, issued_on: date, number: str, notation: str) -> str:
    """The identity of a document on the axis in its standard form: H56.91,2026/09/14,1234/SNV-VTLT."""
    return f"{organ_id},{issued_on:%Y/%m/%d},{number}/{notation}"


def _element(name: str, value: str | None, indent: str) -> str:
    if not value:
        return ""
    printable = "".join(c for c in value if c.isprintable() or c in "\n\t")
    return f"{indent}<edXML:{name}>{escape(printable)}</edXML:{name}>\n"


def _block(name: str, inside: str, indent: str) -> str:
    return f"{indent}<edXML:{name}>\n{inside}{indent}</edXML:{name}>\n" if inside else ""


def _organ(name: str, organ: Organ) -> str:
    return _block(name, "".join(_element(tag, getattr(organ, field), " " * 10) for tag, field in _ORGAN), " " * 8)


def _response(response: Response) -> str:
    issued = f"{response.promulgation_date:%Y/%m/%d}" if response.promulgation_date else None
    parts = (("OrganId", response.organ_id), ("Code", response.code), ("PromulgationDate", issued), ("DocumentId", response.document_id))
    return _block("ResponseFor", "".join(_element(tag, value, " " * 10) for tag, value in parts), " " * 8)


def _staff(staff: Staff | None) -> str:
    if staff is None:
        return ""
    parts = (("Department", staff.department), ("Staff", staff.staff), ("Mobile", staff.mobile), ("Email", staff.email))
    return _block("StaffInfo", "".join(_element(tag, value, " " * 10) for tag, value in parts), " " * 8)


def write_status(message: StatusMessage) -> bytes:
    """The message as UTF-8. Source: QCVN 102:2016, form observed in ten messages (header only: no body, no trace, no file)."""
    at = f"{message.timestamp.astimezone(VIETNAM):%Y/%m/%d %H:%M:%S}" if message.timestamp else None
    header = (
        _organ("From", message.sender)
        + "".join(_response(r) for r in message.response_for)
        + _staff(message.staff)
        + _element("StatusCode", message.code, " " * 8)
        + _element("Description", message.description, " " * 8)
        + _element("Timestamp", at, " " * 8)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<edXML xmlns="{NAMESPACE}">\n'
        f'  <edXML:edXMLEnvelope xmlns:edXML="{NAMESPACE}">\n'
        "    <edXML:edXMLHeader>\n"
        f"      <edXML:MessageHeader>\n{header}      </edXML:MessageHeader>\n"
        "    </edXML:edXMLHeader>\n"
        "  </edXML:edXMLEnvelope>\n"
        "</edXML>\n"
    ).encode()


_LETTER_ORGAN = (_ORGAN[0], _ORGAN[2], _ORGAN[1], *_ORGAN[3:])  # documents name the superior before the agency


def _leaf(name: str, value: object, indent: int = 8) -> str:
    if isinstance(value, date):
        value = f"{value:%Y/%m/%d}"
    return _element(name, None if value is None else str(value), " " * indent)


def _letter_organ(name: str, organ: Organ) -> str:
    return _block(name, "".join(_element(tag, getattr(organ, field), " " * 10) for tag, field in _LETTER_ORGAN), " " * 8)


def _header(letter: Letter) -> str:
    signer = letter.signer or Signer(None, None, None)
    other = "".join((
        _leaf("Priority", letter.priority, 10), _leaf("SphereOfPromulgation", letter.sphere, 10), _leaf("TyperNotation", letter.typer_notation, 10),
        _leaf("PromulgationAmount", letter.promulgation_amount, 10), _leaf("PageAmount", letter.page_amount, 10), _leaf("Direction", letter.direction, 10),
        _block("Appendixes", "".join(_leaf("Appendix", a, 12) for a in letter.appendixes), " " * 10),
    ))  # fmt: skip
    return "".join((
        _letter_organ("From", letter.sender), *(_letter_organ("To", o) for o in letter.receivers), _leaf("DocumentId", letter.document_id),
        _block("Code", _leaf("CodeNumber", letter.code_number, 10) + _leaf("CodeNotation", letter.code_notation, 10), " " * 8),
        _block("PromulgationInfo", _leaf("Place", letter.place, 10) + _leaf("PromulgationDate", letter.promulgation_date, 10), " " * 8),
        _block("DocumentType", _leaf("Type", letter.type_raw, 10) + _leaf("TypeDetail", letter.type_detail_raw, 10)
               + _leaf("TypeName", letter.type_name, 10), " " * 8),
        _leaf("Subject", letter.subject), _leaf("Content", letter.content),
        _block("SignerInfo", _leaf("Competence", signer.competence, 10) + _leaf("Position", signer.position, 10)
               + _leaf("FullName", signer.full_name, 10), " " * 8),
        _leaf("DueDate", letter.due_date), _block("OtherInfo", other, " " * 8), *(_response(r) for r in letter.response_for),
        _leaf("SteeringType", letter.steering_type_raw), _block("ToPlaces", "".join(_leaf("Place", p, 10) for p in letter.to_places), " " * 8),
    ))  # fmt: skip


def _trace(letter: Letter) -> str:
    def hop(one: Hop) -> str:
        at = f"{one.timestamp.astimezone(VIETNAM):%Y/%m/%d %H:%M:%S}" if one.timestamp else None
        return _block("TraceHeader", _leaf("OrganId", one.organ_id, 10) + _leaf("Timestamp", at, 10), " " * 8)

    business = letter.business
    act = "" if business is None else _block("Bussiness", "".join((
        _leaf("BussinessDocType", business.type, 10), _leaf("BussinessDocReason", business.reason, 10), _leaf("DocumentId", business.document_id, 10),
        _leaf("Paper", business.paper, 10), _staff(business.staff),
    )), " " * 8)  # fmt: skip
    return _block("TraceHeaderList", "".join(hop(h) for h in letter.trace) + act, " " * 6)


def _packed(attachment: Attachment) -> str:
    """The file in a ZIP with one entry <uuid>.<suffix>, as the platform's kit packs it; the same file gives the same bytes."""
    out = io.BytesIO()
    entry = zipfile.ZipInfo(f"{uuid.uuid5(uuid.NAMESPACE_URL, attachment.sha256)}.{attachment.name.rsplit('.', 1)[-1]}", (2026, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(entry, attachment.data)
    return base64.b64encode(out.getvalue()).decode()


def _plain(name: str, value: str | None) -> str:
    return f"      <{name}>{escape(value)}</{name}>\n" if value else ""


def write_letter(letter: Letter) -> bytes:
    """A letter with its files as UTF-8, in the form of the platform's kit. Update lists and replacement lists are not written yet."""
    references = "".join(_block("Reference", "".join((
        _leaf("ContentId", f"cid:{a.content_id}", 10), _leaf("ContentType", "application/zip", 10), _leaf("Description", a.description, 10),
        _leaf("AttachmentName", a.name, 10),
    )), " " * 8) for a in letter.attachments)  # fmt: skip
    files = "".join(
        f"    <Attachment>\n{_plain('ContentId', f'cid:{a.content_id}')}{_plain('AttachmentName', a.name)}{_plain('Description', a.description)}"
        f"{_plain('ContentType', 'application/zip')}"
        f'      <edXML:ContentTransferEncoded xmlns:edXML="{NAMESPACE}">{_packed(a)}</edXML:ContentTransferEncoded>\n    </Attachment>\n'
        for a in letter.attachments
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<edXML xmlns="{NAMESPACE}">\n'
        f'  <edXML:edXMLEnvelope xmlns:edXML="{NAMESPACE}">\n'
        f"    <edXML:edXMLHeader>\n{_block('MessageHeader', _header(letter), ' ' * 6)}{_trace(letter)}    </edXML:edXMLHeader>\n"
        f'    <edXML:edXMLBody>\n      <edXML:edXMLManifest version="1.0">\n{references}      </edXML:edXMLManifest>\n    </edXML:edXMLBody>\n'
        f"  </edXML:edXMLEnvelope>\n  <AttachmentEncoded>\n{files}  </AttachmentEncoded>\n</edXML>\n"
    ).encode()
