"""The whole process of one document as one file: PDF to read, XML and JSON for other systems (PL VI III.5.a; field `process` of PL VI II).

Never interprets a user's text and never leaves out a row that it was handed.
"""

from __future__ import annotations

from dataclasses import dataclass

import orjson
from lxml import etree

from hoso.formats.forms.texts import clean
from hoso.formats.forms.typesetting import typeset


@dataclass(frozen=True, slots=True)
class ProcessSection:
    """One kind of trace, e.g. drafts, opinions, approvals, looks; each row has one cell per head."""

    code: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ProcessTrail:
    """What a document is (`facts`: label and value) and everything that happened to it, in sections."""

    document_id: str
    agency: str
    title: str
    exported_at: str
    exported_by: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[ProcessSection, ...]


def process_json(trail: ProcessTrail) -> bytes:
    """The trail as JSON: facts by label, sections with rows by head."""
    return orjson.dumps({
        "document_id": trail.document_id, "agency": trail.agency, "title": trail.title, "exported_at": trail.exported_at, "exported_by": trail.exported_by,
        "facts": dict(trail.facts),
        "sections": [{"code": s.code, "title": s.title, "rows": [dict(zip(s.heads, row, strict=True)) for row in s.rows]} for s in trail.sections],
    }, option=orjson.OPT_INDENT_2)  # fmt: skip


def process_xml(trail: ProcessTrail) -> bytes:
    """The trail as XML: `process/fact[@label]`, `process/section[@code]/row/cell[@head]`."""
    root = etree.Element("process", {
        "documentId": trail.document_id, "agency": clean(trail.agency), "exportedAt": trail.exported_at, "exportedBy": clean(trail.exported_by),
    })  # fmt: skip
    etree.SubElement(root, "title").text = clean(trail.title)
    for label, value in trail.facts:
        etree.SubElement(root, "fact", label=label).text = clean(value)
    for section in trail.sections:
        part = etree.SubElement(root, "section", code=section.code, title=section.title)
        for row in section.rows:
            line = etree.SubElement(part, "row")
            for head, cell in zip(section.heads, row, strict=True):
                etree.SubElement(line, "cell", head=head).text = clean(cell)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def print_process(trail: ProcessTrail) -> bytes:
    """The trail as PDF, A4."""
    return typeset("process", {
        "title": "Quá trình giải quyết văn bản", "subject": trail.title, "agency": trail.agency,
        "exported": f"Kết xuất lúc {trail.exported_at}, người kết xuất: {trail.exported_by}. Mã: {trail.document_id}",
        "facts": [[label, value] for label, value in trail.facts if value],
        "sections": [{"title": s.title, "heads": [*s.heads], "rows": [[*row] for row in s.rows]} for s in trail.sections],
    }).pdf  # fmt: skip
