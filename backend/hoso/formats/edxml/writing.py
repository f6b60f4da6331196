"""Write status messages in the form of the platform's own kit: prefix written out, elements in the order observed.

The text is made from templates, not by a serialiser, which would drop a prefix that has the URI of the default namespace.
Never writes fillers, never writes 14.
"""

from datetime import date
from xml.sax.saxutils import escape

from hoso.formats.edxml.model import NAMESPACE, Organ, Response, Staff, StatusMessage
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
