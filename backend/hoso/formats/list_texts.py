"""A Listing as a text for Word: docx (python-docx) and doc (RTF under that name; Word since 97 and LibreOffice open it).

Rows are written as XML and RTF by hand where the libraries would take minutes for twenty thousand. Never a macro, a field or a link.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime, time

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Mm, Pt
from lxml import etree

from hoso.formats.forms.texts import clean
from hoso.formats.lists import PAGE_MM, Listing, Signature

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TWIPS = 56.7  # of a millimetre
FONT = "Times New Roman"


def _widths(listing: Listing) -> list[int]:
    total = sum(h.width for h in listing.heads)
    return [int(h.width * PAGE_MM[listing.landscape] / total * TWIPS) for h in listing.heads]


def write_docx(listing: Listing) -> bytes:
    """docx: names and title above, the table with repeated heads, signatures, the mark in the footer."""
    document = Document()
    _page(document, listing)
    centred = [(listing.superior.upper(), False), (listing.agency.upper(), True), ("", False), (listing.title.upper(), True), *((x, False) for x in listing.lines)]
    for text, bold in centred:
        if text or bold:
            _paragraph(document, clean(text), bold, WD_ALIGN_PARAGRAPH.CENTER)
    if listing.place_and_day:
        _paragraph(document, listing.place_and_day, False, WD_ALIGN_PARAGRAPH.RIGHT, italic=True)
    document.element.body.insert(len(document.element.body) - 1, _table(listing))
    for note in listing.notes:
        _paragraph(document, clean(note), False, WD_ALIGN_PARAGRAPH.LEFT)
    _signatures(document, listing.signatures)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: DocxDocument, listing: Listing) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if listing.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if listing.landscape else (Mm(210), Mm(297))
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(20), Mm(20), Mm(20 if listing.landscape else 30), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(12)
    style.element.rPr.rFonts.set(f"{{{W}}}eastAsia", FONT)
    footer = section.footer.paragraphs[0]
    run = footer.add_run(clean(listing.mark))
    run.italic, run.font.size = True, Pt(9)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = clean(listing.title), clean(listing.agency), ""
    properties.created = properties.modified = datetime.combine(listing.made_on, time())


def _paragraph(document: DocxDocument, text: str, bold: bool, align: WD_ALIGN_PARAGRAPH, *, italic: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic


def _cell(parent: etree._Element, text: str, width: int, align: str, bold: bool) -> None:
    cell = etree.SubElement(parent, f"{{{W}}}tc")
    properties = etree.SubElement(cell, f"{{{W}}}tcPr")
    etree.SubElement(properties, f"{{{W}}}tcW", {f"{{{W}}}w": str(width), f"{{{W}}}type": "dxa"})
    paragraph = etree.SubElement(cell, f"{{{W}}}p")
    how = etree.SubElement(paragraph, f"{{{W}}}pPr")
    etree.SubElement(how, f"{{{W}}}spacing", {f"{{{W}}}after": "0"})
    if align == "c":
        etree.SubElement(how, f"{{{W}}}jc", {f"{{{W}}}val": "center"})
    for at, line in enumerate(text.split("\n")):
        run = etree.SubElement(paragraph, f"{{{W}}}r")
        face = etree.SubElement(run, f"{{{W}}}rPr")
        if bold:
            etree.SubElement(face, f"{{{W}}}b")
        etree.SubElement(face, f"{{{W}}}sz", {f"{{{W}}}val": "22"})
        if at:
            etree.SubElement(run, f"{{{W}}}br")
        written = etree.SubElement(run, f"{{{W}}}t")
        written.text = line
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _table(listing: Listing) -> etree._Element:
    edges = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    widths = _widths(listing)
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    table: etree._Element = parse_xml(
        f'<w:tbl xmlns:w="{W}"><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid></w:tbl>'
    )
    for cells, is_head, bold in _lines(listing):
        row = etree.SubElement(table, f"{{{W}}}tr")
        how = etree.SubElement(row, f"{{{W}}}trPr")
        etree.SubElement(how, f"{{{W}}}cantSplit")
        if is_head:
            etree.SubElement(how, f"{{{W}}}tblHeader")
        for text, width, head in zip(cells, widths, listing.heads, strict=True):
            _cell(row, text, width, "c" if is_head else head.align, bold)
    return table


def _lines(listing: Listing) -> Iterator[tuple[list[str], bool, bool]]:
    """(cells, is the head, is bold) of every row."""
    yield [clean(h.label) for h in listing.heads], True, True
    for row in listing.all_rows:
        yield [clean(str(cell)) for cell in row], False, bool(listing.total) and row is listing.total


def _signatures(document: DocxDocument, signatures: Sequence[Signature]) -> None:
    if not signatures:
        return
    document.add_paragraph()
    table = document.add_table(1, len(signatures))
    for cell, one in zip(table.rows[0].cells, signatures, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run("\n".join(t.upper() for t in one.titles)).bold = True
        if one.note:
            paragraph.add_run("\n" + one.note).italic = True
        paragraph.add_run("\n" * 5 + one.name).bold = True


def _rtf(text: str) -> str:
    """Letters of RTF: everything above ASCII by its UTF-16 units, with `?` for readers that know none."""
    out: list[str] = []
    for letter in clean(text):
        if letter in "\\{}":
            out.append("\\" + letter)
        elif letter == "\n":
            out.append("\\line ")
        elif letter < "\x80":
            out.append(letter)
        else:
            units = letter.encode("utf-16-le")
            out += [f"\\u{int.from_bytes(units[n : n + 2], 'little', signed=True)}?" for n in range(0, len(units), 2)]
    return "".join(out)


def write_doc(listing: Listing) -> bytes:
    """doc: RTF 1.9 with the same parts as the docx."""
    size = "\\paperw16838\\paperh11906\\landscape" if listing.landscape else "\\paperw11906\\paperh16838"
    left = 1134 if listing.landscape else 1701
    out = [
        "{\\rtf1\\ansi\\ansicpg1258\\uc1\\deff0{\\fonttbl{\\f0\\froman\\fcharset163 Times New Roman;}}",
        "{\\info{\\title " + _rtf(listing.title) + "}{\\doccomm " + _rtf(listing.mark) + "}}",
        f"{size}\\margl{left}\\margr850\\margt1134\\margb1134\\sectd" + ("\\lndscpsxn" if listing.landscape else ""),
        "{\\footer\\pard\\ql\\f0\\fs18\\i " + _rtf(listing.mark) + "\\i0\\tab {\\field{\\*\\fldinst PAGE}}\\par}\\f0\\fs24\n",
    ]
    for text, bold in ((listing.superior.upper(), False), (listing.agency.upper(), True), (listing.title.upper(), True), *((x, False) for x in listing.lines)):
        if text:
            out.append("\\pard\\qc\\sa60" + ("\\b " if bold else " ") + _rtf(text) + ("\\b0" if bold else "") + "\\par\n")
    if listing.place_and_day:
        out.append("\\pard\\qr\\i " + _rtf(listing.place_and_day) + "\\i0\\par\n")
    out.append("\\pard\\par\n")
    out += _rtf_rows(listing)
    out += [f"\\pard\\ql {_rtf(note)}\\par\n" for note in listing.notes]
    for one in listing.signatures:
        above = "\\line ".join(_rtf(t.upper()) for t in one.titles)
        note = "\\line\\i " + _rtf(one.note) + "\\i0" if one.note else ""
        left, room = 6500 if listing.landscape else 4200, "\\line " * 5
        out.append(f"\\pard\\li{left}\\qc\\sb240\\b {above}\\b0{note}{room}\\b {_rtf(one.name)}\\b0\\par\n")
    out.append("}")
    return "".join(out).encode("ascii")


def _rtf_rows(listing: Listing) -> Iterator[str]:
    edge = "".join(f"\\clbrdr{side}\\brdrs\\brdrw10" for side in "tlbr")
    ends, at = [], 0
    for width in _widths(listing):
        at += width
        ends.append(f"{edge}\\cellx{at}")
    for cells, is_head, bold in _lines(listing):
        yield "\\trowd\\trgaph70\\trkeep" + ("\\trhdr" if is_head else "") + "".join(ends) + "\n"
        for text, head in zip(cells, listing.heads, strict=True):
            align = "\\qc" if is_head or head.align == "c" else "\\ql"
            yield f"\\pard\\intbl{align}\\fs22" + ("\\b " if bold else " ") + _rtf(text) + ("\\b0" if bold else "") + "\\cell\n"
        yield "\\row\n"
