"""Builds documents in the layout of Phụ lục I as DOCX (python-docx) and PDF (typst), each detail by one value of a `Look`. Knows nothing of the checker."""

import io
import json
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED

import docx
import typst
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc import phys_pkg
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.text.paragraph import Paragraph
from PIL import ImageFont

from tests.formats.layout_texts import Said

FONTS = Path(__file__).resolve().parents[2] / "backend" / "hoso" / "formats" / "forms" / "fonts"
CENTER, JUSTIFY, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT


@dataclass(frozen=True)
class Look:
    """A lawful way of setting a page. `line`: border, drawing or underscore; `head`: table, one_row or tab."""

    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15
    state: float = 12
    motto: float = 13
    issuer: float = 12
    date: float = 13
    title: float = 14
    about: float = 12
    body: float = 14
    indent: float = 12.7
    after: float = 6
    spacing: float = 1.0
    signer: float = 14
    line: str = "border"
    head: str = "table"
    share: float = 0.4
    font: str = "Times New Roman"
    styled: bool = False
    bullets: bool = False

    def but(self, **more: Any) -> "Look":
        """Another one."""
        return replace(self, **more)


LOOK = Look()
VARIANTS = {
    "lớn, giãn 1,5": Look(25, 25, 35, 20, 13, 14, 13, 14, 14, 13, 14, 10, 6, 1.5, 14, "drawing", "one_row", 0.5),
    "nhỏ, đơn": Look(20, 20, 30, 20, 12, 13, 12, 13, 13, 12, 13, 10, 6, 1.0, 13, "underscore", "table", 0.35),
    "vừa, qua kiểu": Look(22, 21, 32, 17, 12, 13, 13, 14, 14, 13, 13, 12.7, 8, 1.2, 14, "drawing", "table", 0.45, styled=True, bullets=True),
    "đầu bằng tab": Look(20, 25, 30, 15, 12, 13, 12, 13, 14, 12, 14, 12.7, 6, 1.15, 14, "drawing", "tab", 0.4),
}


@cache
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"Tinos-{'Bold' if bold else 'Regular'}.ttf"), 200)


def width_mm(text: str, size: float, *, bold: bool = True) -> float:
    """How wide a text is on paper."""
    return _face(bold).getlength(text) / 200 * size * 25.4 / 72


def put(where: Any, text: str, size: float, *, bold: bool = False, italic: bool = False, align: Any = CENTER, first: bool = False, after: float = 0, before: float = 0) -> Paragraph:
    """A paragraph of one run; `first`: the empty one that every cell begins with."""
    p = where.paragraphs[0] if first else where.add_paragraph()
    p.alignment = align
    p.paragraph_format.space_after, p.paragraph_format.space_before, p.paragraph_format.line_spacing = Pt(after), Pt(before), 1.0
    run = p.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold or None, italic or None
    return p


def draw_line(where: Any, kind: str, length: float, room: float, after: Paragraph | None = None) -> None:
    """A line of `length` mm in the middle of `room` mm: below a paragraph of its own, or hanging on the one above."""
    if kind == "drawing" and after is not None:
        emu = int(length * 36000)
        after.add_run()._r.append(parse_xml(
            '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
            ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
            f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{emu}" cy="0"/><wp:docPr id="1" name="Line 1"/><a:graphic><a:graphicData '
            'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
            f'<a:ext cx="{emu}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"/></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>'
        ))  # fmt: skip
    elif kind == "underscore":
        put(where, "_" * round(length / width_mm("_", 12, bold=False)), 12)
    else:
        p = put(where, "", 3)
        side = Mm(max(0.0, (room - length) / 2))
        p.paragraph_format.left_indent = p.paragraph_format.right_indent = side
        p._p.get_or_add_pPr().append(parse_xml(
            '<w:pBdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
        ))  # fmt: skip


def _page_number(d: Document, look: Look) -> None:
    section = d.sections[0]
    section.different_first_page_header_footer = True
    p = section.header.paragraphs[0]
    p.alignment = CENTER
    run = p.add_run()
    run.font.size = Pt(look.date)
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        node = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            node.set(qn("w:fldCharType"), kind)
        else:
            node.text = text
        run._r.append(node)


def _table(d: Document, look: Look, rows: int) -> tuple[Any, float, float]:
    whole = 210 - look.left - look.right
    left, right = whole * 0.4, whole * 0.6
    table = d.add_table(rows=rows, cols=2)
    table.autofit = False
    for row in table.rows:
        row.cells[0].width, row.cells[1].width = Emu(int(left * 36000)), Emu(int(right * 36000))
    return table, left - 3.8, right - 3.8


def _issuer(cell: Any, said: Said, look: Look, room: float) -> None:
    first = True
    if said.superior:
        put(cell, said.superior, look.issuer, first=True)
        first = False
    last = None
    for line in said.issuer:
        last = put(cell, line, look.issuer, bold=True, first=first)
        first = False
    draw_line(cell, look.line, look.share * width_mm(said.issuer[-1], look.issuer), room, last)


def _head(d: Document, said: Said, look: Look) -> None:
    number = f"Số: {said.number}/{said.symbol}" if said.symbol else ""
    date = f"{said.place}, {said.day}" if said.dated else ""
    if look.head == "tab":
        return _tabbed_head(d, said, look, number, date)
    one = look.head == "one_row"
    table, left, right = _table(d, look, 1 if one else 2)
    first, second = table.rows[0].cells, table.rows[0 if one else 1].cells
    _issuer(first[0], said, look, left)
    put(first[1], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", look.state, bold=True, first=True)
    motto = put(first[1], "Độc lập - Tự do - Hạnh phúc", look.motto, bold=True)
    draw_line(first[1], look.line, width_mm("Độc lập - Tự do - Hạnh phúc", look.motto), right, motto)
    if number:
        put(second[0], number, 13, first=not one)
    if said.about:
        put(second[0], said.about, look.about, before=6)
    if said.urgency:
        put(second[0], said.urgency, 13, bold=True, before=6)
    if date:
        put(second[1], date, look.date, italic=True, first=not one)
    return None


def _tabbed_head(d: Document, said: Said, look: Look, number: str, date: str) -> None:
    def row(left: str, right: str, sizes: tuple[float, float], bold: tuple[bool, bool], italic: bool = False) -> Paragraph:
        p = put(d, left, sizes[0], bold=bold[0])
        p.add_run("\t")
        run = p.add_run(right)
        run.font.size, run.bold, run.italic = Pt(sizes[1]), bold[1] or None, italic or None
        return p

    row(said.superior or said.issuer[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (look.issuer, look.state), (not said.superior, True))
    p = row(said.issuer[-1], "Độc lập - Tự do - Hạnh phúc", (look.issuer, look.motto), (True, True))
    draw_line(d, "drawing", look.share * width_mm(said.issuer[-1], look.issuer), 60, p)
    draw_line(d, "drawing", width_mm("Độc lập - Tự do - Hạnh phúc", look.motto), 100, p)
    if number and date:
        row(number, date, (13, look.date), (False, False), italic=True)
    elif number:
        put(d, number, 13, align=LEFT)


def _body(d: Document, said: Said, look: Look) -> None:
    for style, text in said.body:
        centred = style in ("chapter", "chapter_title", "centre")
        title = style == "clause" and len(text) < 40
        p = put(d, "", look.body, align=CENTER if centred else JUSTIFY, after=look.after)
        p.paragraph_format.line_spacing = look.spacing
        if not centred:
            p.paragraph_format.first_line_indent = Mm(look.indent)
        head, rest = text, ""
        if style == "article":
            number, _, rest = text.partition(". ")
            head, rest = f"{number}. ", rest
        for part, bold in ((head, style in ("roman", "article", "chapter", "chapter_title") or title), (rest, style == "article" and len(rest) < 60)):
            if part:
                run = p.add_run(part)
                run.bold = bold or None
                run.font.size = Pt(look.body)


def _foot(d: Document, said: Said, look: Look) -> None:
    if said.left_signer:
        table, _, _ = _table(d, look, 1)
        _sign(table.rows[0].cells[0], said.left_signer, said.left_name, look)
        _sign(table.rows[0].cells[1], said.signer, said.name, look)
        if said.recipients:
            _recipients(d, said, look)
        return
    if not said.signer:
        return
    table, _, _ = _table(d, look, 1)
    cells = table.rows[0].cells
    _recipients(cells[0], said, look, first=True)
    _sign(cells[1], said.signer, said.name, look)


def _recipients(where: Any, said: Said, look: Look, *, first: bool = False) -> None:
    put(where, "Nơi nhận:", 12, bold=True, italic=True, align=LEFT, first=first)
    for line in said.recipients:
        if look.bullets:
            p = put(where, line.removeprefix("- "), 11, align=LEFT)
            p.style = "List Bullet"
        else:
            put(where, line, 11, align=LEFT)
    if said.drafter:
        put(where, said.drafter, 11, align=LEFT)


def _sign(cell: Any, lines: tuple[str, ...], name: str, look: Look) -> None:
    for at, line in enumerate(lines):
        put(cell, line, look.signer, bold=True, first=at == 0)
    for _ in range(4):
        put(cell, "", look.signer)
    put(cell, name, look.signer, bold=True)


def _normal(d: Document, look: Look) -> None:
    style = d.styles["Normal"]
    style.font.name, style.font.size = look.font, Pt(13)
    fonts = style.element.rPr.rFonts
    for name in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(name), look.font)
    if look.bullets:
        numbering = d.part.numbering_part.element
        for level in numbering.iter(qn("w:lvl")):
            kind = level.find(qn("w:numFmt"))
            if kind is not None and kind.get(qn("w:val")) == "bullet":
                level.find(qn("w:lvlText")).set(qn("w:val"), "-")


KEPT_STYLES = ("Normal", "Header", "Footer", "ListBullet", "TableNormal", "TableGrid", "DefaultParagraphFont", "HeaderChar", "FooterChar", "NoList")


@cache
def _blank() -> bytes:
    """The program's own template without the styles that nobody uses: a third of the time."""
    d = docx.Document()
    root = d.styles.element
    for node in [*root.findall(qn("w:latentStyles")), *(s for s in root.findall(qn("w:style")) if s.get(qn("w:styleId")) not in KEPT_STYLES)]:
        root.remove(node)
    return saved(d)


def document(said: Said, look: Look = LOOK) -> Document:
    """The paper as python-docx holds it."""
    d = docx.Document(io.BytesIO(_blank())) if not look.styled else docx.Document()
    _normal(d, look)
    section = d.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(look.top), Mm(look.bottom), Mm(look.left), Mm(look.right)
    _page_number(d, look)
    _head(d, said, look)
    if look.head == "tab" and said.about:
        put(d, said.about, look.about, align=LEFT, before=6)
    if said.title:
        put(d, said.title, look.title, bold=True, before=12)
    if said.abstract:
        p = put(d, said.abstract, look.title, bold=True)
        draw_line(d, look.line, look.share * width_mm(said.abstract, look.title), 210 - look.left - look.right, p)
    if said.note:
        put(d, said.note, look.body, italic=True)
    if len(said.addressees) == 1:
        put(d, f"Kính gửi: {said.addressees[0]}", look.body, before=6, after=6)
    elif said.addressees:
        put(d, "Kính gửi:", look.body, before=6)
        for line in said.addressees:
            put(d, line, look.body, align=LEFT).paragraph_format.left_indent = Mm(70)
    if said.authority:
        put(d, said.authority, look.body, bold=True, before=12, after=6)
    for basis in said.bases:
        p = put(d, basis, look.body, italic=True, align=JUSTIFY, after=look.after)
        p.paragraph_format.first_line_indent, p.paragraph_format.line_spacing = Mm(look.indent), look.spacing
    if said.decision:
        put(d, said.decision, look.body, bold=True, before=6, after=6)
    _body(d, said, look)
    _foot(d, said, look)
    if said.address:
        put(d, said.address, 11)
    for word, title, note in said.annexes:
        put(d, "", 13).add_run().add_break(WD_BREAK.PAGE)
        put(d, word, 14, bold=True)
        put(d, title, look.title, bold=True)
        put(d, note, look.body, italic=True, after=6)
        table = d.add_table(rows=4, cols=3, style="Table Grid")
        for row in table.rows:
            for at, cell in enumerate(row.cells):
                put(cell, ("Nội dung công việc", "Đơn vị", "Thời gian")[at], 12, align=LEFT, first=True)
    return d


phys_pkg.ZIP_DEFLATED = ZIP_STORED  # type: ignore[attr-defined]  # packing is a third of the time


def saved(d: Document) -> bytes:
    """The bytes of a document."""
    out = io.BytesIO()
    d.save(out)
    return out.getvalue()


_TYP = """
#let d = json(bytes(sys.inputs.d)); #let k = json(bytes(sys.inputs.k))
#let mm(x) = x * 1mm; #let pt(x) = x * 1pt
#set page(width: mm(k.width), height: mm(k.height), margin: (top: mm(k.top), bottom: mm(k.bottom), left: mm(k.left), right: mm(k.right)),
  header: context { let n = counter(page).get().first(); if k.number_place == "top" and (n > 1 or k.number_first) { align(k_align(k), text(size: pt(k.number_size), str(n))) } },
  footer: context { let n = counter(page).get().first(); if k.number_place == "bottom" and n > 1 { align(center, text(size: 13pt, str(n))) } })
#set text(font: k.font, size: pt(k.body), lang: "vi", hyphenate: false)
#let ruled(body, share, on: true) = layout(size => { let w = measure(body).width; stack(dir: ttb, spacing: 4pt, align(center, body), if on { align(center, line(length: w * share, stroke: 0.6pt)) }) })
#let said(t, size, bold: false, italic: false) = text(size: pt(size), weight: if bold { "bold" } else { "regular" }, style: if italic { "italic" } else { "normal" }, t)
#set par(leading: 0.5em)
#grid(columns: (0.4fr, 0.6fr), align: center + top, row-gutter: 9pt, column-gutter: 3mm,
  stack(dir: ttb, spacing: 6pt, ..if d.superior != "" { (said(d.superior, k.issuer),) }, ..d.issuer.slice(0, -1).map(l => said(l, k.issuer, bold: k.issuer_bold)),
    ruled(said(d.issuer.last(), k.issuer, bold: k.issuer_bold), k.share, on: k.issuer_line)),
  stack(dir: ttb, spacing: 6pt, said(d.state, k.state, bold: k.state_bold, italic: k.state_italic), ruled(said(d.motto, k.motto, bold: k.motto_bold), k.motto_share, on: k.motto_line)),
  { if d.number != "" { said(d.number, k.number, bold: k.number_bold) }; if d.about != "" { v(6pt, weak: true); said(d.about, k.about) }; if d.urgency != "" { v(3mm, weak: true); said(d.urgency, 13, bold: true) } },
  said(d.date, k.date, italic: k.date_italic))
#v(5mm)
#if d.title != "" { align(center, said(d.title, k.title, bold: k.title_bold)); v(-1.5mm) }
#if d.abstract != "" { align(center, ruled(said(d.abstract, k.title, bold: k.abstract_bold), k.share, on: k.abstract_line)); v(3mm) }
#if d.note != "" { align(center, said(d.note, k.body, italic: true)) }
#if d.addressees.len() == 1 { align(center)[Kính gửi: #d.addressees.first()] }
#if d.addressees.len() > 1 { pad(left: 45mm)[Kính gửi:]; for a in d.addressees { pad(left: 66mm, top: -2mm, a) } }
#if d.authority != "" { align(center, said(d.authority, k.body, bold: true)) }
#set par(justify: k.justify, leading: pt(k.leading), spacing: pt(k.leading + k.after))
#let first(body) = par(first-line-indent: (amount: mm(k.indent), all: true), body)
#for b in d.bases { first(said(b, k.body, italic: k.bases_italic)) }
#if d.decision != "" { align(center, said(d.decision, k.body, bold: true)) }
#for (style, t) in d.body {
  if style in ("chapter", "chapter_title", "centre") { align(center, said(t, k.body, bold: style != "centre")) }
  else if style == "article" { let at = t.position(". ") + 2; first[#said(t.slice(0, at), k.body, bold: true)#said(t.slice(at), k.body)] }
  else { first(said(t, k.body, bold: style == "roman" or (style == "clause" and t.clusters().len() < 40), italic: k.body_italic)) }
}
#v(4mm)
#let sign(lines, name) = align(center, { set par(leading: 0.45em); for l in lines [#said(l, k.signer, bold: k.signer_bold) \\ ]; v(22mm); said(name, k.signer, bold: k.name_bold) })
#let to = { set par(justify: false, leading: 0.4em, spacing: 0.45em); if d.recipients.len() > 0 { said("Nơi nhận:", k.word, bold: true, italic: true); for r in d.recipients { parbreak(); said(r, k.listed) } } }
#if d.left_signer.len() > 0 { block(breakable: false, grid(columns: (1fr, 1fr), sign(d.left_signer, d.left_name), sign(d.signer, d.name))); to } else if d.signer.len() > 0 { block(breakable: false, grid(columns: (0.45fr, 0.55fr), to, sign(d.signer, d.name))) }
""".replace("k_align(k)", 'if k.number_align == "right" { right } else { center }')
PDF_LOOK: dict[str, Any] = {
    "width": 210, "height": 297, "top": 20, "bottom": 20, "left": 30, "right": 15, "font": "Tinos", "issuer": 12, "issuer_bold": True, "issuer_line": True, "share": 0.4,
    "state": 12, "state_bold": True, "state_italic": False, "motto": 13, "motto_bold": True, "motto_line": True, "motto_share": 1.0, "number": 13, "number_bold": False,
    "about": 12, "date": 13, "date_italic": True, "title": 14, "title_bold": True, "abstract_bold": True, "abstract_line": True, "body": 14, "bases_italic": True, "body_italic": False,
    "justify": True, "leading": 8.5, "after": 7, "indent": 12.7, "signer": 14, "signer_bold": True, "name_bold": True, "word": 12, "listed": 11,
    "number_place": "top", "number_first": False, "number_align": "center", "number_size": 13,
}  # fmt: skip


@cache
def _typst_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def pdf(said: Said, **more: Any) -> bytes:
    """The paper as PDF; `more` overrides `PDF_LOOK` and, for "state" and such written as text, what is printed."""
    words = {
        "superior": said.superior, "issuer": list(said.issuer), "state": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "motto": "Độc lập - Tự do - Hạnh phúc",
        "number": f"Số: {said.number}/{said.symbol}" if said.symbol else "", "date": f"{said.place}, {said.day}" if said.dated else "", "about": said.about, "urgency": said.urgency,
        "title": said.title, "abstract": said.abstract, "note": said.note, "addressees": list(said.addressees), "authority": said.authority, "bases": list(said.bases),
        "decision": said.decision, "body": [list(b) for b in said.body], "signer": list(said.signer), "name": said.name, "left_signer": list(said.left_signer),
        "left_name": said.left_name, "recipients": list(said.recipients),
    }  # fmt: skip
    words.update(more.pop("words", {}))
    inputs = {"d": json.dumps(words, ensure_ascii=False), "k": json.dumps({**PDF_LOOK, **more})}
    return typst.compile(_TYP.encode(), font_paths=_typst_fonts(), sys_inputs=inputs)
