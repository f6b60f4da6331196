"""The sections of a DOCX: paper, margins, what header and footer say about the page number; and how its parts are opened.

Never follows an external relation, never resolves an entity.
"""

import re
import zipfile
from dataclasses import replace
from typing import Literal

from lxml import etree

from hoso.formats.layout.docx_styles import TWIPS_PER_MM, Face, Flow, Node, Styles, W, number, on, val
from hoso.formats.layout.model import Sheet
from hoso.formats.pages import Run, Unreadable

PART_LIMIT = 15_000_000  # bytes of one unpacked part, thirteen times that in memory; a decree of 300 pages has 4,000,000
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
Known = dict[str, tuple[Node | None, Node | None]]


def parsed(archive: zipfile.ZipFile, name: str) -> Node | None:
    """A part without entities and network; None where it is missing. Raises Unreadable."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.file_size > PART_LIMIT:
        raise Unreadable("too_large")
    with archive.open(info) as stream:
        data = stream.read(PART_LIMIT + 1)
    if len(data) > PART_LIMIT:
        raise Unreadable("too_large")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("broken") from error


def text_of(runs: list[Run]) -> str:
    return re.sub(r"[ \u00a0\t]+", " ", "".join(r.text for r in runs)).strip()


def section(archive: zipfile.ZipFile, targets: dict[str, str], node: Node, styles: Styles, known: Known) -> Sheet:
    """The sheet of a section: size, margins, what its header and footer say about the page number. `known`: what an earlier section set."""
    size, margins = node.find(f"{W}pgSz"), node.find(f"{W}pgMar")
    measured = {k: (number(val(margins, k)) or 0) / TWIPS_PER_MM if margins is not None else None for k in ("top", "bottom", "left", "right")}
    width, height = (((number(val(size, k)) or 0) / TWIPS_PER_MM) if size is not None else 0.0 for k in ("w", "h"))
    for kind in ("header", "footer"):
        for reference in node.iterfind(f"{W}{kind}Reference"):
            name = targets.get(reference.get(R + "id") or "", "")
            known[f"{kind}.{val(reference, 'type') or 'default'}"] = (parsed(archive, name) if name else None, None)
    first_differs = on(node.find(f"{W}titlePg")) or False
    top, bottom, left, right = (round(v, 1) if v is not None else None for v in measured.values())
    sheet = Sheet(round(width, 1), round(height, 1), top, bottom, left, right)
    places: tuple[tuple[str, Literal["top", "bottom"]], ...] = (("header", "top"), ("footer", "bottom"))
    for kind, place in places:
        part = known.get(f"{kind}.default", (None, None))[0]
        paragraph = _numbered(part)
        if paragraph is None:
            continue
        flow, face = _number_look(styles, paragraph)
        first = known.get(f"{kind}.first", (None, None))[0]
        shown = _numbered(first) is not None if first_differs else True
        return replace(
            sheet, number_place=place, number_align=flow.align, number_size=face.size_pt, number_upright=not face.italic, number_on_first=shown,
            number_text=text_of([Run(t.text or "") for t in paragraph.iter(W + "t")]),
        )  # fmt: skip
    return sheet


def _numbered(part: Node | None) -> Node | None:
    """The paragraph with the field of the page number."""
    if part is None:
        return None
    for paragraph in part.iter(W + "p"):
        words = [t.text or "" for t in paragraph.iter(W + "instrText")] + [val(f, "instr") or "" for f in paragraph.iter(W + "fldSimple")]
        if any(re.search(r"\bPAGE\b", w) for w in words) or paragraph.find(f".//{W}pgNum") is not None:
            return paragraph
    return None


def _number_look(styles: Styles, paragraph: Node) -> tuple[Flow, Face]:
    properties = paragraph.find(f"{W}pPr")
    flow = styles.flow_of(val(properties.find(f"{W}pStyle")) or "" if properties is not None else "")
    styles.set_flow(flow, properties)
    frame = properties.find(f"{W}framePr") if properties is not None else None
    if frame is not None and val(frame, "xAlign"):
        flow.align = val(frame, "xAlign") or flow.align
    runs = [r for r in paragraph.iter(W + "r") if r.find(f"{W}t") is not None or r.find(f"{W}instrText") is not None]
    face = styles.face_of(flow.style, val(runs[-1].find(f"{W}rPr/{W}rStyle")) or "" if runs else "")
    if runs:
        styles.set_face(face, runs[-1].find(f"{W}rPr"))
    return flow, face


def targets_of(archive: zipfile.ZipFile) -> dict[str, str]:
    """Relation → part; external ones are left out."""
    root = parsed(archive, "word/_rels/document.xml.rels")
    return {
        r.get("Id") or "": "word/" + (r.get("Target") or "").removeprefix("/word/").removeprefix("./")
        for r in (root if root is not None else ()) if r.get("TargetMode") != "External"
    }  # fmt: skip
