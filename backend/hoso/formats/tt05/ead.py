"""EAD.xml of a dossier and EAD_doc, EAD_pic, EAD_media of its documents: `simpledc` written and read.

The reader takes children in any order. Never invents a value: what is not known is left out, or empty where the circular asks for it.
"""

import re
import uuid
from collections.abc import Mapping
from datetime import date

from lxml import etree

from hoso.formats.tt05.codes import CONFIDENCE, MODES, code_of, label_of, maintenance_code, mode_of, retention_of
from hoso.formats.tt05.ead_schema import fields_of
from hoso.formats.tt05.records import Confidence, DocumentKind, PackedDocument, PackedDossier, PackedFile

PART_OF: dict[DocumentKind, str] = {"doc": "EAD_doc", "pic": "EAD_pic", "media": "EAD_media"}
KIND_OF = {part: kind for kind, part in PART_OF.items()}
PICTURE, SOUND, VIDEO = "02", "01", "02"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")


def xml_text(value: object) -> str:
    """The value as text that XML can carry."""
    return _NOT_XML.sub("", str(value))


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def day_of(text: str) -> date | None:
    """DD/MM/YYYY as a day; None for what is partial, empty or no day."""
    found = _DAY.fullmatch(text.strip())
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _confidence(value: Confidence | None) -> str | None:
    return CONFIDENCE[value] if value else None


def doc_code(dossier: PackedDossier, ordinal: int) -> str:
    """Mã tài liệu: mã hồ sơ + 7 digits."""
    return f"{dossier.dossier_code}.{ordinal:07d}"


def arc_doc_code(arc_code: str, ordinal: int) -> str:
    """Mã lưu trữ của tài liệu: mã hồ sơ lưu trữ + 7 digits; unique, therefore also the identifier in PREMIS."""
    return f"{arc_code}.{ordinal:07d}"


def dossier_fields(d: PackedDossier) -> dict[str, object]:
    """The values of EAD.xml; None leaves a field out. No dossier of the System has its own chế độ dự phòng: riskRecovery is 0."""
    return {
        "arcFileCode": d.arc_code, "title": d.title, "maintenance": maintenance_code(d.retention_kind, d.retention_years),
        "mode": MODES.get(d.access_mode, "02"), "language": code_of("language", d.language), "startDate": _day(d.started_on),
        "endDate": _day(d.ended_on), "totalDoc": len(d.documents), "numberOfPaper": d.sheet_total, "numberOfPage": d.page_total,
        "confidenceLevel": _confidence(d.confidence), "paperFileCode": d.paper_code or None, "riskRecovery": "0",
        "description": d.description or None,
    }  # fmt: skip


def document_fields(d: PackedDossier, x: PackedDocument) -> dict[str, object]:
    """The values of the document's EAD part."""
    common: dict[str, object] = {
        "arcFileCode": d.arc_code, "docOrdinal": x.ordinal, "mode": MODES.get(x.access_mode, "02"), "description": x.description or None,
    }  # fmt: skip
    if x.kind == "pic":
        return {**common, "typePic": PICTURE, "imageTitle": x.abstract, "photographer": x.issuer_name or None, "photoTime": _day(x.issued_on) or None}
    if x.kind == "media":
        video = any(f.media_type.startswith("video/") for f in x.files)
        facts = {"typeMedia": VIDEO if video else SOUND, "movieTitle": x.abstract, "recorder": x.issuer_name or None}
        return {**common, **facts, "recordDate": _day(x.issued_on) or None, "language": code_of("language", x.language)}
    process = "0" if x.confidence in ("original", "mixed") else None  # the handling trail is not attached as a file
    return {
        **common, "docCode": doc_code(d, x.ordinal), "typeName": code_of("typeName", x.type_name), "codeNumber": x.number or None,
        "codeNotation": x.symbol or None, "issuedDate": _day(x.issued_on), "organName": x.issuer_name, "subject": x.abstract,
        "language": code_of("language", x.language), "numberOfPage": x.page_count, "confidenceLevel": _confidence(x.confidence), "process": process,
    }  # fmt: skip


def write_part(part: str, values: Mapping[str, object]) -> bytes:
    """The `simpledc` of a part, fields in the circular's order."""
    root = etree.Element("simpledc")
    for field in fields_of(part):
        value = values.get(field.name)
        if value is None:
            continue
        text = xml_text(value)
        if field.max_length and field.type == "String" and len(text) > field.max_length:
            text = text[: field.max_length - 1] + "…"
        etree.SubElement(root, field.name).text = text
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def read_part(root: etree._Element) -> dict[str, str]:
    """name → text of a `simpledc`, whatever its order."""
    return {etree.QName(child).localname: (child.text or "").strip() for child in root if isinstance(child.tag, str)}


def _number(values: Mapping[str, str], name: str) -> int:
    text = values.get(name, "")
    return int(text) if text.isdecimal() else 0


def _confidence_of(values: Mapping[str, str]) -> Confidence | None:
    return next((name for name, code in CONFIDENCE.items() if code == values.get("confidenceLevel")), None)


def read_dossier(values: Mapping[str, str], dossier_id: uuid.UUID, archive_code: str, documents: tuple[PackedDocument, ...]) -> PackedDossier:
    """The dossier of an EAD.xml; its own code is the archive's code without what the archive put before it."""
    arc_code = values.get("arcFileCode", "")
    kind, years = retention_of(values.get("maintenance", ""))
    return PackedDossier(
        dossier_id=dossier_id, arc_code=arc_code, dossier_code=arc_code.removeprefix(f"{archive_code}."), title=values.get("title", ""),
        retention_kind=kind, retention_years=years, access_mode=mode_of(values.get("mode", "")),
        language=label_of("language", values.get("language", "")[:2]), started_on=day_of(values.get("startDate", "")),
        ended_on=day_of(values.get("endDate", "")), page_total=_number(values, "numberOfPage"), confidence=_confidence_of(values),
        sheet_total=_number(values, "numberOfPaper") or None, paper_code=values.get("paperFileCode", ""),
        description=values.get("description", ""), documents=documents,
    )  # fmt: skip


def read_document(part: str, values: Mapping[str, str], document_id: uuid.UUID, files: tuple[PackedFile, ...]) -> PackedDocument:
    """The document of an EAD_doc, EAD_pic or EAD_media."""
    kind = KIND_OF[part]
    title = {"doc": "subject", "pic": "imageTitle", "media": "movieTitle"}[kind]
    author = {"doc": "organName", "pic": "photographer", "media": "recorder"}[kind]
    day = {"doc": "issuedDate", "pic": "photoTime", "media": "recordDate"}[kind]
    type_field = {"doc": "typeName", "pic": "typePic", "media": "typeMedia"}[kind]
    return PackedDocument(
        kind=kind, ordinal=_number(values, "docOrdinal"), document_id=document_id, abstract=values.get(title, ""),
        type_name=label_of(type_field, values.get(type_field, "")), number=values.get("codeNumber", ""), symbol=values.get("codeNotation", ""),
        issued_on=day_of(values.get(day, "")), issuer_name=values.get(author, ""),
        language=label_of("language", values.get("language", "")[:2]), page_count=_number(values, "numberOfPage"),
        access_mode=mode_of(values.get("mode", "")), confidence=_confidence_of(values), description=values.get("description", ""), files=files,
    )  # fmt: skip
