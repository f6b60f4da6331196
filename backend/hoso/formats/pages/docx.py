"""Reads a DOCX as lines: paragraphs, line breaks, tables of the head and the signature, text boxes, tab-parted columns.

Never opens a relation that leads out of the file, never runs a macro, never resolves an entity; deleted text (tracked changes) is not read.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from typing import Any, Literal

from lxml import etree

from hoso.formats.pages.docx_styles import ParagraphLook, Styles, W
from hoso.formats.pages.model import Line, Page, Pages, Run, Unreadable

UNPACKED = 80_000_000  # bytes of XML and pictures together
PART = 30_000_000  # bytes of one XML part
ENTRIES = 3_000
PARAGRAPHS = 40_000
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DRAWN = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp"
_APART = re.compile(r"\t+| {4,}")
Side = Literal["left", "right", "full"]


def _parsed(archive: zipfile.ZipFile, name: str) -> Any:
    """The root of an XML part, None where there is no such part."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.file_size > PART:
        raise Unreadable("too_large")
    with archive.open(info) as part:
        data = part.read(PART + 1)
    if len(data) > PART:
        raise Unreadable("too_large")
    if b"<!DOCTYPE" in data[:4096]:
        raise Unreadable("broken")
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False))


def _opened(data: bytes) -> zipfile.ZipFile:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("encrypted")  # a password turns a DOCX into an OLE file
    archive = zipfile.ZipFile(io.BytesIO(data))
    entries = archive.infolist()
    if len(entries) > ENTRIES or sum(e.file_size for e in entries) > UNPACKED:
        raise Unreadable("too_large")
    if any(e.flag_bits & 1 for e in entries):
        raise Unreadable("encrypted")
    return archive


class _Reader:
    """Walks the body once; `lines` grow in reading order."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.lines: list[Line] = []
        self.paragraph = 0
        self.section = 1
        self.breaks = 0

    def _pieces(self, p: Any, look: ParagraphLook) -> Iterator[Run]:
        """Runs with their text ("\\n" for a line break), in order; deleted runs, field codes and the boxes' text left out."""
        for node in p.iter(W + "r"):
            owner = next(node.iterancestors(W + "p"))
            if owner is not p or any(a.tag in (W + "del", W + "moveFrom", _MC + "Fallback") for a in node.iterancestors()):
                continue
            rpr = node.find(W + "rPr")
            face, capital = self.styles.run(rpr, look), self.styles.caps(rpr, look)
            text = ""
            for child in node:
                if child.tag == W + "t":
                    text += (child.text or "").upper() if capital else child.text or ""
                elif child.tag in (W + "tab", W + "ptab"):
                    text += "\t"
                elif child.tag in (W + "br", W + "cr"):
                    if child.get(W + "type") == "page":
                        self.breaks += 1
                    text += "\n"
                elif child.tag == W + "lastRenderedPageBreak":
                    self.breaks += 1
                elif child.tag == W + "noBreakHyphen":
                    text += "-"
            if text:
                plain = unicodedata.normalize("NFC", text).replace("\u00a0", " ").replace("\u00ad", "")
                yield Run(plain, face.font, face.size_pt, face.bold, face.italic, face.underlined)

    def read_paragraph(self, p: Any, side: Side) -> list[Line]:
        """The lines of one paragraph; one parted by tabs stands left and right."""
        look = self.styles.paragraph(p)
        self.paragraph += 1
        rows: list[list[Run]] = [[]]
        for run in self._pieces(p, look):
            for at, text in enumerate(run.text.split("\n")):
                if at:
                    rows.append([])
                if text:
                    rows[-1].append(Run(text, run.font, run.size_pt, run.bold, run.italic, run.underlined))
        made: list[Line] = []
        for at, runs in enumerate(rows):
            for where, part in _parted(runs, side):
                made.append(self._line(part, where, look, first=at == 0))
        if made:
            made[-1] = _with_rule(made[-1], p)
        return made

    def _line(self, runs: list[Run], side: Side, look: ParagraphLook, *, first: bool) -> Line:
        return Line(
            page=self.section, text=" ".join("".join(r.text for r in runs).split()), runs=tuple(runs), side=side,
            align=look.align,  # type: ignore[arg-type]
            first_line_mm=look.first_line_mm if first else 0.0, before_pt=look.before_pt, after_pt=look.after_pt,
            spacing=look.spacing, paragraph=self.paragraph,
        )  # fmt: skip

    def read(self, parent: Any, side: Side = "full") -> list[Line]:
        """The lines of a body, a cell or a text box."""
        lines: list[Line] = []
        waiting: list[Line] = []  # right column of paragraphs parted by tabs
        for node in parent:
            if node.tag == W + "p":
                if self.paragraph > PARAGRAPHS:
                    raise Unreadable("too_large")
                made = self.read_paragraph(node, side)
                for box in node.iter(W + "txbxContent"):
                    if not any(a.tag == _MC + "Fallback" for a in box.iterancestors()):
                        made += self.read(box, side)
                parted = side == "full" and any(line.side != "full" for line in made)
                if not parted and any(line.text for line in made):
                    lines += waiting
                    waiting = []
                for line in made:
                    (waiting if parted and line.side == "right" else lines).append(line)
                if node.find(f"{W}pPr/{W}sectPr") is not None:
                    self.section += 1
            elif node.tag == W + "tbl":
                lines += waiting
                waiting = []
                lines += self._table(node, side)
            elif node.tag in (W + "sdt", W + "smartTag", W + "customXml", W + "ins"):
                content = node.find(W + "sdtContent")
                lines += self.read(content if content is not None else node, side)
        return lines + waiting

    def _table(self, table: Any, side: Side) -> list[Line]:
        """A table of two columns is read left column first; any other row by row."""
        rows: list[list[tuple[Side, list[Line]]]] = []
        for row in table.iter(W + "tr"):
            if next(row.iterancestors(W + "tbl")) is not table:
                continue
            cells = [(cell, self.read(cell, "full")) for cell in row.iter(W + "tc") if next(cell.iterancestors(W + "tr")) is row]
            filled = [at for at, (_, lines) in enumerate(cells) if any(line.text for line in lines)]
            rows.append([(_side_of(at, len(cells), filled), lines) for at, (_, lines) in enumerate(cells)])
        if side != "full" or any(sum(any(x.text for x in ls) for _, ls in r) > 2 for r in rows) or all(len(r) < 2 for r in rows):
            return [line for r in rows for _, lines in r for line in lines]
        left = [_on(line, "left") for r in rows for where, lines in r if where == "left" for line in lines]
        right = [_on(line, "right") for r in rows for where, lines in r if where == "right" for line in lines]
        return left + right


def _side_of(at: int, cells: int, filled: list[int]) -> Side:
    """Of two filled cells the first is left; a lone one by its place in the row."""
    if len(filled) == 2:
        return "left" if at <= filled[0] else "right"
    return "left" if at < cells / 2 else "right"


def _on(line: Line, side: Side) -> Line:
    return Line(
        line.page, line.text, line.runs, side=side, align=line.align, first_line_mm=line.first_line_mm, before_pt=line.before_pt,
        after_pt=line.after_pt, spacing=line.spacing, paragraph=line.paragraph, rule_below=line.rule_below,
    )  # fmt: skip


def _parted(runs: list[Run], side: Side) -> list[tuple[Side, list[Run]]]:
    """One line, or two where tabs or many spaces part words that stand side by side."""
    text = "".join(r.text for r in runs)
    if side != "full" or not text.strip():
        return [(side, runs)]
    inner = len(text) - len(text.lstrip(" \t"))
    found = [m for m in _APART.finditer(text, inner) if m.end() < len(text.rstrip())]
    if found:
        gap = max(found, key=lambda m: (m.group().count("\t") * 8 + len(m.group())))
        before, after = text[: gap.start()].strip(), text[gap.end() :].strip()
        if len(before) > 5 and len(after) > 5 and not before.endswith("…") and "...." not in text:
            return [("left", _slice(runs, 0, gap.start())), ("right", _slice(runs, gap.end(), len(text)))]
    return [("right" if text[:inner].count("\t") >= 4 or inner >= 40 else "full", runs)]


def _slice(runs: list[Run], start: int, end: int) -> list[Run]:
    made: list[Run] = []
    at = 0
    for run in runs:
        part = run.text[max(0, start - at) : max(0, end - at)]
        at += len(run.text)
        if part:
            made.append(Run(part, run.font, run.size_pt, run.bold, run.italic, run.underlined))
    return made


def _with_rule(line: Line, p: Any) -> Line:
    """With the length of a line that is drawn in the paragraph, or of its lower border (1 mm: as long as the text)."""
    length = 0.0
    if p.find(f"{W}pPr/{W}pBdr/{W}bottom") is not None:
        length = 1.0
    for anchor in p.iter(_WP + "anchor", _WP + "inline"):
        extent = anchor.find(_WP + "extent")
        if extent is not None and next(anchor.iter(_DRAWN), None) is not None and int(extent.get("cy") or 0) < 40_000:
            length = round(int(extent.get("cx") or 0) / 36_000, 1)
    if not length:
        return line
    return Line(
        line.page, line.text, line.runs, side=line.side, align=line.align, first_line_mm=line.first_line_mm, before_pt=line.before_pt,
        after_pt=line.after_pt, spacing=line.spacing, paragraph=line.paragraph, rule_below=length,
    )  # fmt: skip


def _sections(body: Any, headers: dict[str, Any]) -> list[Page]:
    pages: list[Page] = []
    for section in body.iter(W + "sectPr"):
        if next(section.iterancestors(W + "sectPrChange"), None) is not None:
            continue
        size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")

        def mm(node: Any, name: str) -> float:
            said = node.get(W + name) if node is not None else None
            try:
                return round(abs(float(said)) / 20 * 25.4 / 72, 1) if said else 0.0
            except ValueError:
                return 0.0

        text, place, points = _page_number(section, headers)
        pages.append(Page(
            mm(size, "w"), mm(size, "h"), mm(margins, "top"), mm(margins, "bottom"), mm(margins, "left"), mm(margins, "right"), text, place, points,
        ))  # fmt: skip
    return pages or [Page(0, 0, 0, 0, 0, 0)]


def _page_number(section: Any, headers: dict[str, Any]) -> tuple[str, Literal["top-center", "other", ""], float]:
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    for kind in ("headerReference", "footerReference"):
        for reference in section.iter(W + kind):
            root = headers.get(reference.get(relation) or "")
            if root is None or reference.get(W + "type") == "first":
                continue
            for p in root.iter(W + "p"):
                codes = [n.text or "" for n in p.iter(W + "instrText")] + [n.get(W + "instr") or "" for n in p.iter(W + "fldSimple")]
                if any("PAGE" in code.split() for code in codes):
                    jc = p.find(f"{W}pPr/{W}jc")
                    centred = jc is not None and jc.get(W + "val") == "center"
                    size = next((n.get(W + "val") or "0" for n in p.iter(W + "sz")), "0")
                    return "PAGE", "top-center" if kind == "headerReference" and centred else "other", float(size) / 2 if size.isdigit() else 0.0
    return "", "", 0.0


def _headers(archive: zipfile.ZipFile) -> dict[str, Any]:
    relations = _parsed(archive, "word/_rels/document.xml.rels")
    found: dict[str, Any] = {}
    for relation in relations if relations is not None else ():
        target = relation.get("Target") or ""
        if relation.get("TargetMode") != "External" and (relation.get("Type") or "").endswith(("/header", "/footer")) and len(found) < 30:
            found[relation.get("Id") or ""] = _parsed(archive, target.lstrip("/") if target.startswith("/") else f"word/{target}")
    return found


def _page_count(archive: zipfile.ZipFile, breaks: int) -> int:
    """What the writer noted in its properties, else the page breaks that it left."""
    root = _parsed(archive, "docProps/app.xml")
    said = next((n.text or "" for n in root if n.tag.endswith("}Pages")), "") if root is not None else ""
    return int(said) if said.isdigit() and 0 < int(said) < 10_000 and not (int(said) == 1 and breaks) else breaks + 1


def _body(archive: zipfile.ZipFile) -> Any:
    root = _parsed(archive, "word/document.xml")
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise Unreadable("broken")
    return body


def read_docx(data: bytes) -> Pages:
    """The lines of a DOCX. Raises Unreadable(encrypted, broken, too_large, no_text)."""
    try:
        archive = _opened(data)
        body = _body(archive)
        reader = _Reader(Styles.of(_parsed(archive, "word/styles.xml"), _parsed(archive, "word/theme/theme1.xml")))
        lines = [line for line in reader.read(body) if line.text]
        pages = _sections(body, _headers(archive))
        count = _page_count(archive, reader.breaks)
    except Unreadable:
        raise
    except (zipfile.BadZipFile, etree.XMLSyntaxError, EOFError, NotImplementedError, RecursionError, ValueError, OSError) as error:
        raise Unreadable("broken") from error
    if not lines:
        raise Unreadable("no_text")
    return Pages("docx", tuple(pages), tuple(lines), count)
