"""What a certificate says about its holder, with personal numbers masked: for show and for keeping beside a document.

Pure. Never decides whether a certificate is trusted: that is `verification`.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from asn1crypto import pem as pem_format
from asn1crypto import x509

Holder = Literal["person", "agency", "unknown"]

# Numbers of a person or a tax payer: CMND 9, CCCD 12, mã số thuế 10 or 13 digits; passports begin with a letter.
_NUMBER = re.compile(r"(?<![0-9A-Za-z])[A-Z]?\d{7,14}(?:-\d{3})?(?![0-9A-Za-z])")
_LABELLED = re.compile(r"\b(CMND|CCCD|CMTND|HC|HOCHIEU|PASSPORT|MST|MNS|BHXH|MSBHXH|UID)\s*[:=]\s*([^\s,;+/]+)", re.IGNORECASE)
_PERSON_NUMBER = re.compile(r"\b(?:CMND|CCCD|CMTND|HC|HOCHIEU|PASSPORT)\s*[:=]|^(?:IDC|PAS|PNO)[A-Z]{2}-", re.IGNORECASE)
_AGENCY_NUMBER = re.compile(r"\b(?:MST|MNS)\s*[:=]|^(?:VAT|NTR)[A-Z]{2}-", re.IGNORECASE)
_PERSONAL = ("user_id", "serial_number", "given_name", "surname", "email_address", "unique_identifier")
# First words of the names of agencies and organisations (NĐ 30 PL III mẫu 1.4: tên cơ quan, tổ chức).
_AGENCY_WORDS = (
    "ủy ban", "uỷ ban", "ubnd", "hđnd", "hội đồng", "sở ", "bộ ", "cục ", "tổng cục", "chi cục", "vụ ", "văn phòng", "thanh tra", "trung tâm", "trường ",
    "viện ", "ban ", "phòng ", "công ty", "tổng công ty", "tập đoàn", "ngân hàng", "bảo hiểm", "kho bạc", "tòa án", "toà án", "công an", "bệnh viện",
    "đài ", "báo ", "hội ", "liên đoàn", "liên hiệp", "đảng ủy", "tỉnh ủy", "thành ủy", "huyện ủy", "đoàn ", "chi nhánh", "nhà xuất bản", "học viện",
    "đại học", "chính phủ", "quốc hội", "cảng vụ", "hạt ", "trạm ", "quỹ ", "xí nghiệp", "hợp tác xã",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """A certificate for show. `subject` and `issuer` are one line each, masked; `serial` and `fingerprint` (SHA-256) are hex."""

    subject: str
    issuer: str
    serial: str
    valid_from: datetime
    valid_to: datetime
    fingerprint: str


def masked(text: str) -> str:
    """The text with all but the first three signs of each personal or tax number hidden."""
    text = _LABELLED.sub(lambda m: f"{m.group(1)}:{_hidden(m.group(2))}", text)
    return _NUMBER.sub(lambda m: _hidden(m.group()), text)


def _hidden(number: str) -> str:
    return number[:3] + "•" * max(3, len(number) - 3)


def one_line(name: x509.Name) -> str:
    """A distinguished name, from the narrow to the wide, masked."""
    parts = [f"{_SHORT.get(key, key)}={masked(text) if key not in _PERSONAL else _hide_personal(key, text)}" for key, text in _attributes(name)]
    return ", ".join(reversed(parts))[:500]


_SHORT = {
    "common_name": "CN", "organization_name": "O", "organizational_unit_name": "OU", "country_name": "C", "locality_name": "L",
    "state_or_province_name": "ST", "title": "T", "user_id": "UID", "email_address": "E", "serial_number": "SERIALNUMBER",
}  # fmt: skip


def _hide_personal(key: str, text: str) -> str:
    if key in ("given_name", "surname"):
        return masked(text)
    if key == "email_address":
        return f"{text[:1]}•••@{text.rpartition('@')[2]}"
    hidden = masked(text)
    return hidden if hidden != text else _hidden(text)


def _attributes(name: x509.Name) -> list[tuple[str, str]]:
    pairs = []
    for rdn in name.chosen:
        for attribute in rdn:
            value: Any = attribute["value"].native
            pairs.append((str(attribute["type"].native), str(value)))
    return pairs


def attribute(certificate: x509.Certificate, key: str) -> str:
    """The first value of an attribute of the subject, masked; "" when there is none."""
    return next((masked(text) for name, text in _attributes(certificate.subject) if name == key), "")


def holder_of(certificate: x509.Certificate) -> Holder:
    """Whether a person or an agency holds the certificate: by the numbers and the title in it, then by the first word of its name."""
    pairs = _attributes(certificate.subject)
    texts = [text for _, text in pairs]
    if any(_PERSON_NUMBER.search(t) for t in texts) or any(key in ("title", "given_name", "surname") for key, _ in pairs):
        return "person"
    common = next((text for key, text in pairs if key == "common_name"), "").strip()
    organisation = next((text for key, text in pairs if key == "organization_name"), "").strip()
    if any(_AGENCY_NUMBER.search(t) for t in texts) or any(key == "organization_identifier" for key, _ in pairs):
        return "agency"
    if common.casefold().startswith(_AGENCY_WORDS) or (common and common.casefold() == organisation.casefold()):
        return "agency"
    return "person" if 2 <= len(common.split()) <= 6 and common.replace(" ", "").isalpha() else "unknown"


def facts_of(certificate: x509.Certificate) -> CertificateFacts:
    """The certificate for show."""
    return CertificateFacts(
        one_line(certificate.subject), one_line(certificate.issuer), f"{certificate.serial_number:x}", certificate.not_valid_before,
        certificate.not_valid_after, certificate.sha256.hex(),
    )  # fmt: skip


def to_pem(certificate: x509.Certificate) -> str:
    """The whole certificate, PEM: evidence that is kept, not shown."""
    return str(pem_format.armor("CERTIFICATE", certificate.dump()).decode())
