"""A DOCX as it can be measured: sections with margins and page numbers, paragraphs with real faces, indents, drawn lines, table columns.

More than `formats.pages` needs for reading fields: this one stands for how a paragraph looks. Never follows an external link,
never runs a field, never changes the file.
"""

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass, field, replace

from hoso.formats.layout.docx_sections import PART_LIMIT, Known, parsed, section, targets_of, text_of
from hoso.formats.layout.docx_styles import TWIPS_PER_MM, A, Face, Flow, Lists, Node, Styles, W, number, on, val
from hoso.formats.layout.model import Block, Facts, Sheet, Side
from hoso.formats.layout.widths import width_mm
from hoso.formats.pages import Run, Unreadable

PARTS_LIMIT = 5_000
PARAGRAPHS_LIMIT = 20_000
DEPTH_LIMIT = 12
EMU_PER_MM = 36_000
MEASURED = 110  # letters: a longer paragraph is no line of a head, its width is estimated
USUAL_LETTER = 0.155  # mm of width for each point of size
CELL_MARGIN_MM = 1.9  # Word's own, left and right
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CONTAINERS = {W + name for name in ("ins", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "moveTo", "dir", "bdo")}
_LENGTH = re.compile(r"width:\s*([\d.]+)(pt|in|cm|mm)?")
_UNDERSCORES = re.compile(r"^[_\-–—\s]{3,}$")
KNOWS = frozenset({"font", "size", "face", "flow", "colour", "margins", "rules", "columns"})


@dataclass(slots=True)
class _Line:
    """One line of a paragraph while it is put together."""

    runs: list[Run] = field(default_factory=list)
    colours: set[str] = field(default_factory=set)
    drawings: list[float | None] = field(default_factory=list)
    tabbed: int = -1

    @property
    def drawn(self) -> float | None:
        """The length of what is drawn: 0 nothing, None unknown."""
        return self.drawings[-1] if self.drawings else 0.0


@dataclass(slots=True)
class _Spot:
    """Where a paragraph stands: column of a table row, width for its text."""

    width: float
    side: Side = "full"
    row: int = 0
    in_table: bool = False
    framed: bool = False


@dataclass(slots=True)
class _Reader:
    """The state of one reading."""

    styles: Styles
    lists: Lists
    blocks: list[Block] = field(default_factory=list)
    paragraphs: int = 0
    rows: int = 0
    page: int = 1
    breaks: int = 0


def _pieces(node: Node, depth: int = 0) -> list[Node]:
    """Runs and what stands beside them, containers opened, deleted text left out."""
    found: list[Node] = []
    for child in node:
        if child.tag in _CONTAINERS and depth < DEPTH_LIMIT:
            found.extend(_pieces(child, depth + 1))
        else:
            found.append(child)
    return found


def _drawn(node: Node) -> float | None:
    """The length of a line drawn in this run: 0 none, None unknown."""
    shape = node.find(f".//{A}prstGeom")
    if shape is not None and (shape.get("prst") or "").lower() in ("line", "straightconnector1"):
        extent = node.find(f".//{WP}extent")
        length = number(extent.get("cx")) if extent is not None else None
        return length / EMU_PER_MM if length else None
    line = node.find(f".//{V}line")
    if line is not None:
        ends = [number(re.sub(r"[a-z]+$", "", (line.get(k) or "").split(",")[0])) for k in ("from", "to")]
        return abs(ends[1] - ends[0]) * 0.3528 if None not in ends else None  # type: ignore[operator]
    for shape in node.iterfind(f".//{V}shape"):
        if "_t32" in (shape.get("type") or ""):
            found = _LENGTH.search(shape.get("style") or "")
            unit = {"pt": 0.3528, "in": 25.4, "cm": 10.0, "mm": 1.0}
            return float(found[1]) * unit[found[2] or "pt"] if found else None
    return 0.0


def _face_of_run(reader: _Reader, flow: Flow, node: Node) -> Face:
    properties = node.find(f"{W}rPr")
    style = val(properties.find(f"{W}rStyle")) if properties is not None else None
    face = reader.styles.face_of(flow.style, style or "")
    reader.styles.set_face(face, properties)
    return face


def _add(line: _Line, text: str, face: Face) -> None:
    if face.hidden or not text:
        return
    text = unicodedata.normalize("NFC", text)  # letters and marks may be written apart
    line.runs.append(Run(text.upper() if face.caps else text, face.font, face.size_pt, face.bold, face.italic, face.underlined))
    if face.colour and not text.isspace():
        line.colours.add(face.colour)


def _lines(reader: _Reader, node: Node, flow: Flow, boxes: list[Node]) -> list[_Line]:
    """The lines of a paragraph; text boxes that hang on it are put into `boxes`."""
    lines = [_Line()]
    for piece in _pieces(node):
        if piece.tag != W + "r":
            continue
        face = _face_of_run(reader, flow, piece)
        for part in piece:
            if part.tag == MC + "AlternateContent":
                choice = part.find(f"{MC}Choice")
                part = part if choice is None else choice
            if part.tag == W + "t":
                _add(lines[-1], part.text or "", face)
            elif part.tag == W + "noBreakHyphen":
                _add(lines[-1], "-", face)
            elif part.tag == W + "tab":
                if lines[-1].tabbed < 0 and any(not r.text.isspace() for r in lines[-1].runs):
                    lines[-1].tabbed = len(lines[-1].runs)
                _add(lines[-1], "\t", face)
            elif part.tag == W + "br" and val(part, "type") == "page":
                reader.breaks += 1
                reader.page += 1
            elif part.tag in (W + "br", W + "cr"):
                lines.append(_Line())
            elif part.tag == W + "lastRenderedPageBreak":
                reader.page += 1
            elif part.tag in (W + "drawing", W + "pict", MC + "Choice", MC + "AlternateContent", W + "object"):
                length = _drawn(part)
                if length != 0.0:
                    lines[-1].drawings.append(length)
                boxes.extend(part.iterfind(f".//{W}txbxContent"))
    return lines


def _put(reader: _Reader, line: _Line, flow: Flow, spot: _Spot, *, first: bool, last: bool) -> None:
    """One line of a paragraph as a block; an empty one only leaves what is drawn in it."""
    text = text_of(line.runs)
    if not text or _UNDERSCORES.match(text):
        drawn = line.drawn if line.drawn != 0.0 else 0.0
        if text and _UNDERSCORES.match(text):
            drawn = width_mm(line.runs)
        elif flow.border_below or flow.border_above:
            drawn = max(0.0, spot.width - flow.left - flow.right)
        if drawn != 0.0 and reader.blocks and reader.blocks[-1].rule == 0.0:
            reader.blocks[-1] = replace(reader.blocks[-1], rule=drawn)
        return
    size = max((r.size_pt for r in line.runs if not r.text.isspace()), default=0.0)
    width = width_mm(line.runs) if len(text) < MEASURED else len(text) * (size or 13) * USUAL_LETTER
    spacing = flow.spacing or (flow.exact_pt / (size * 1.15) if size else 1.0)
    rule = line.drawn
    if last and flow.border_below and not flow.boxed:
        rule = max(0.0, spot.width - flow.left - flow.right)
    reader.blocks.append(Block(
        at=len(reader.blocks), text=text, runs=tuple(line.runs), page=0, line=reader.paragraphs, side=spot.side, row=spot.row, align=flow.align,
        first_line_mm=flow.left + flow.first if first else None, before_pt=flow.before if first else 0.0, after_pt=flow.after if last else 0.0,
        spacing=round(spacing, 2), rule=rule, width_mm=width, in_table=spot.in_table, framed=spot.framed or flow.boxed,
        lines=max(1, -(-int(width) // max(20, int(spot.width)))), colours=frozenset(line.colours),
    ))  # fmt: skip


def _split_at_tab(line: _Line) -> tuple[_Line, _Line] | None:
    """The two halves of a head that was made with a tab instead of a table."""
    if line.tabbed < 0:
        return None
    shorter = sorted(line.drawings, key=lambda d: d or 0.0)
    own = [shorter[:1], shorter[-1:]] if len(shorter) > 1 else [[], shorter]
    left, right = _Line(line.runs[: line.tabbed], line.colours, own[0]), _Line(line.runs[line.tabbed :], line.colours, own[1])
    return (left, right) if text_of(left.runs) and text_of(right.runs) else None


def _paragraph(reader: _Reader, node: Node, spot: _Spot) -> None:
    reader.paragraphs += 1
    if reader.paragraphs > PARAGRAPHS_LIMIT:
        raise Unreadable("too_large")
    properties = node.find(f"{W}pPr")
    flow = reader.styles.flow_of(val(properties.find(f"{W}pStyle")) or "" if properties is not None else "")
    listed = reader.lists.level(_with_list(reader, flow, properties))
    if listed is not None:
        reader.styles.set_flow(flow, listed.find(f"{W}pPr"))
    reader.styles.set_flow(flow, properties)
    if properties is not None and on(properties.find(f"{W}pageBreakBefore")):
        reader.breaks += 1
    boxes: list[Node] = []
    lines = _lines(reader, node, flow, boxes)
    label = reader.lists.label(flow)
    if label and text_of(lines[0].runs):
        face = lines[0].runs[0]
        lines[0].runs.insert(0, replace(face, text=f"{label} "))
    for at, line in enumerate(lines):
        ends = {"first": at == 0, "last": at == len(lines) - 1}
        halves = _split_at_tab(line) if reader.paragraphs <= 8 and spot.side == "full" else None
        if halves:
            reader.rows += 1
            for half, side in zip(halves, ("left", "right"), strict=True):
                _put(reader, half, flow, _Spot(spot.width / 2, side, reader.rows), **ends)  # type: ignore[arg-type]
        else:
            _put(reader, line, flow, spot, **ends)
    for content in boxes[:50]:
        _content(reader, content, _Spot(spot.width, spot.side, spot.row, spot.in_table, framed=True), 1)


def _with_list(reader: _Reader, flow: Flow, properties: Node | None) -> Flow:
    """A copy of the flow that knows in which list the paragraph stands."""
    known = flow.copy()
    reader.styles.set_flow(known, properties)
    flow.list_id, flow.level = known.list_id, known.level
    return known


def _table(reader: _Reader, node: Node, spot: _Spot, depth: int) -> None:
    """A table of two columns without borders stands for the head or the foot; any other one is a table of data."""
    grid = [(number(val(c, "w")) or 0) / TWIPS_PER_MM for c in node.iterfind(f"{W}tblGrid/{W}gridCol")]
    bordered = _bordered(node)
    for row in node.iterfind(f"{W}tr"):
        cells = list(row.iterfind(f"{W}tc"))
        filled = [c for c in cells if any((t.text or "").strip() for t in c.iter(W + "t"))]
        reader.rows += 1
        column = 0
        for cell in cells:
            span = int(number(val(cell.find(f"{W}tcPr/{W}gridSpan"))) or 1)
            own = number(val(cell.find(f"{W}tcPr/{W}tcW"), "w"))
            kind = val(cell.find(f"{W}tcPr/{W}tcW"), "type")
            width = own / TWIPS_PER_MM if own and kind == "dxa" else sum(grid[column : column + span]) or spot.width / max(1, len(cells))
            middle = column + span / 2
            column += span
            pair = len(cells) in (2, 3) and not bordered and len(filled) <= 2
            side: Side = "full" if not pair else ("left" if middle < max(1, sum_of_spans(cells)) / 2 else "right")
            inner = _Spot(max(10.0, width - 2 * CELL_MARGIN_MM), side, reader.rows, in_table=not pair, framed=spot.framed)
            _content(reader, cell, inner, depth + 1)


def sum_of_spans(cells: list[Node]) -> int:
    """Over how many columns of the grid these cells reach."""
    return sum(int(number(val(c.find(f"{W}tcPr/{W}gridSpan"))) or 1) for c in cells)


def _bordered(table: Node) -> bool:
    """Whether the table shows its lines."""
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    style = val(table.find(f"{W}tblPr/{W}tblStyle")) or ""
    if borders is not None:
        return any(val(b) not in (None, "nil", "none") for b in borders)
    return "Grid" in style or "List" in style


def _content(reader: _Reader, node: Node, spot: _Spot, depth: int = 0) -> None:
    """Paragraphs and tables in their order."""
    for child in _pieces(node):
        if child.tag == W + "p":
            _paragraph(reader, child, spot)
        elif child.tag == W + "tbl" and depth < DEPTH_LIMIT:
            _table(reader, child, spot, depth)


def _pages_told(archive: zipfile.ZipFile) -> int | None:
    """How many pages the program that wrote the file counted, None where it did not say."""
    root = parsed(archive, "docProps/app.xml")
    told = root.findtext("{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Pages") if root is not None else None
    return int(told) if told and told.isdigit() and 0 < int(told) < 10_000 else None


def docx_facts(data: bytes) -> Facts:
    """What a DOCX lets be measured. Raises Unreadable: broken, encrypted, too_large."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("encrypted")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > PARTS_LIMIT or sum(i.file_size for i in archive.infolist() if i.filename.endswith((".xml", ".rels"))) > 4 * PART_LIMIT:
                raise Unreadable("too_large")
            return _read(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Unreadable("encrypted" if "encrypted" in str(error) else "broken") from error
    except (ValueError, KeyError, RecursionError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("broken") from error


def _read(archive: zipfile.ZipFile) -> Facts:
    root = parsed(archive, "word/document.xml")
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise Unreadable("broken")
    styles = Styles.read(parsed(archive, "word/styles.xml"), parsed(archive, "word/theme/theme1.xml"))
    reader = _Reader(styles, Lists(parsed(archive, "word/numbering.xml")))
    targets = targets_of(archive)
    known: Known = {}
    sheets = [section(archive, targets, node, styles, known) for node in body.iter(W + "sectPr")]
    width = next((s.width - (s.left or 30) - (s.right or 15) for s in sheets if s.width), 165.0)
    _content(reader, body, _Spot(width))
    if any(b.in_table for b in reader.blocks):
        sheets = [replace(s, has_table=True) for s in sheets]
    if not reader.blocks:
        raise Unreadable("no_text")
    told = _pages_told(archive)
    least = 1 + reader.breaks
    estimated = _estimated_pages(reader.blocks, sheets[0] if sheets else None)
    pages = max(least, reader.page, told or 0)
    return Facts("docx", tuple(sheets), tuple(reader.blocks), pages if pages > 1 or told or estimated < 0.8 else None, KNOWS)


def _estimated_pages(blocks: list[Block], sheet: Sheet | None) -> float:
    """How many pages the text fills, roughly; a program that renders would know."""
    height = 252.0 if sheet is None else sheet.height - (sheet.top or 20) - (sheet.bottom or 20)
    used = 0.0
    for block in blocks:
        size = max((r.size_pt for r in block.runs), default=13.0) or 13.0
        lines = block.lines * size * 1.15 * (block.spacing or 1.0)
        used += (lines + (block.before_pt or 0) + (block.after_pt or 0)) * 0.3528 * (0.5 if block.row else 1.0)
    return used / max(100.0, height)
