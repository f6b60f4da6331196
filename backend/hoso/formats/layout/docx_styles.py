"""Which face and flow a paragraph of a DOCX really has: defaults of the document, chain of styles, list level, own properties; the later wins.

Never reads a file: it is handed the parsed parts.
"""

from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TWIPS_PER_MM = 56.6929
_CHAIN = 12  # a style is based on a style …; longer chains are circles
_VIETNAMESE = "abcdefghijklmnopqrstuvwxyz"
Node = etree._Element


def val(node: Node | None, name: str = "val") -> str | None:
    """An attribute of the word namespace."""
    return None if node is None else node.get(W + name)


def on(node: Node | None) -> bool | None:
    """A switch: None where it is not there."""
    return None if node is None else val(node) not in ("0", "false", "off", "none")


def number(text: str | None) -> float | None:
    """A number as Word writes it, None for anything else."""
    try:
        return float(text) if text is not None else None
    except ValueError:
        return None


@dataclass(slots=True)
class Face:
    """Letters: what is known so far."""

    font: str = ""
    size_pt: float = 10.0
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    caps: bool = False
    colour: str = ""
    hidden: bool = False

    def copy(self) -> "Face":
        """An own one."""
        return Face(self.font, self.size_pt, self.bold, self.italic, self.underlined, self.caps, self.colour, self.hidden)


@dataclass(slots=True)
class Flow:
    """A paragraph: alignment, indents in mm, distances in points, lines as a multiple of single, borders, list."""

    align: str = "left"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    spacing: float = 1.0
    exact_pt: float = 0.0
    contextual: bool = False
    border_below: bool = False
    border_above: bool = False
    boxed: bool = False
    list_id: str = ""
    level: int = 0
    style: str = ""

    def copy(self) -> "Flow":
        """An own one."""
        return Flow(**{name: getattr(self, name) for name in self.__slots__})


@dataclass(slots=True)
class Styles:
    """The styles of a document, by id, with the fonts of its theme."""

    styles: dict[str, Node] = field(default_factory=dict)
    default_paragraph: str = ""
    run_defaults: Node | None = None
    paragraph_defaults: Node | None = None
    themes: dict[str, str] = field(default_factory=dict)
    _faces: dict[tuple[str, str], Face] = field(default_factory=dict)
    _flows: dict[str, Flow] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Node | None, theme: Node | None) -> "Styles":
        """From styles.xml and the theme."""
        made = cls()
        if theme is not None:
            for kind in ("major", "minor"):
                latin = theme.find(f".//{A}{kind}Font/{A}latin")
                if latin is not None:
                    made.themes[kind] = latin.get("typeface") or ""
        if root is None:
            return made
        made.run_defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        made.paragraph_defaults = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        for style in root.iterfind(f"{W}style"):
            name = val(style, "styleId") or ""
            made.styles[name] = style
            if val(style, "type") == "paragraph" and val(style, "default") in ("1", "true"):
                made.default_paragraph = name
        return made

    def _chain(self, name: str) -> list[Node]:
        chain: list[Node] = []
        while name in self.styles and len(chain) < _CHAIN:
            chain.append(self.styles[name])
            name = val(self.styles[name].find(f"{W}basedOn")) or ""
        return chain[::-1]

    def set_face(self, face: Face, node: Node | None) -> None:
        """Take over what run properties say."""
        if node is None:
            return
        fonts = node.find(f"{W}rFonts")
        if fonts is not None:
            theme = val(fonts, "asciiTheme") or val(fonts, "hAnsiTheme")
            named = val(fonts, "ascii") or val(fonts, "hAnsi")
            if theme:
                face.font = self.themes.get("major" if theme.startswith("major") else "minor", "") or face.font
            elif named:
                face.font = named
        size = number(val(node.find(f"{W}sz")))
        if size is not None:
            face.size_pt = size / 2
        for name, tag in (("bold", "b"), ("italic", "i"), ("caps", "caps"), ("hidden", "vanish")):
            switch = on(node.find(W + tag))
            if switch is not None:
                setattr(face, name, switch)
        underline = node.find(f"{W}u")
        if underline is not None:
            face.underlined = val(underline) not in (None, "none")
        colour = node.find(f"{W}color")
        if colour is not None:
            face.colour = "" if val(colour, "themeColor") in ("text1", "dark1") or val(colour) in (None, "auto") else str(val(colour)).upper()

    def set_flow(self, flow: Flow, node: Node | None) -> None:
        """Take over what paragraph properties say."""
        if node is None:
            return
        align = val(node.find(f"{W}jc"))
        if align:
            flow.align = {"both": "justify", "distribute": "justify", "start": "left", "end": "right"}.get(align, align)
        indent = node.find(f"{W}ind")
        if indent is not None:
            for name, keys in (("left", ("left", "start")), ("right", ("right", "end"))):
                found = next((n for key in keys if (n := number(val(indent, key))) is not None), None)
                if found is not None:
                    setattr(flow, name, found / TWIPS_PER_MM)
            first, hanging = number(val(indent, "firstLine")), number(val(indent, "hanging"))
            if hanging is not None:
                flow.first = -hanging / TWIPS_PER_MM
            elif first is not None:
                flow.first = first / TWIPS_PER_MM
        self._set_distances(flow, node)
        borders = node.find(f"{W}pBdr")
        if borders is not None:
            drawn = {side: val(borders.find(W + side)) not in (None, "nil", "none") for side in ("top", "bottom", "left", "right")}
            flow.border_below, flow.border_above = drawn["bottom"], drawn["top"]
            flow.boxed = all(drawn.values())
        listed = node.find(f"{W}numPr")
        if listed is not None:
            flow.list_id = val(listed.find(f"{W}numId")) or flow.list_id
            flow.level = int(number(val(listed.find(f"{W}ilvl"))) or 0)

    @staticmethod
    def _set_distances(flow: Flow, node: Node) -> None:
        distances = node.find(f"{W}spacing")
        if distances is not None:
            for name in ("before", "after"):
                given = number(val(distances, name))
                if given is not None:
                    setattr(flow, name, given / 20)
                if val(distances, f"{name}Autospacing") in ("1", "true"):
                    setattr(flow, name, 14.0)
            line, kind = number(val(distances, "line")), val(distances, "lineRule")
            if line is not None:
                flow.spacing, flow.exact_pt = (0.0, line / 20) if kind in ("exact", "atLeast") else (line / 240, 0.0)
        contextual = on(node.find(f"{W}contextualSpacing"))
        if contextual is not None:
            flow.contextual = contextual

    def flow_of(self, style: str) -> Flow:
        """The flow of a paragraph style."""
        name = style if style in self.styles else self.default_paragraph
        if name not in self._flows:
            flow = Flow(style=name)
            self.set_flow(flow, self.paragraph_defaults)
            for node in self._chain(name):
                self.set_flow(flow, node.find(f"{W}pPr"))
            self._flows[name] = flow
        return self._flows[name].copy()

    def face_of(self, style: str, run_style: str = "") -> Face:
        """The face of letters in a paragraph style under a character style."""
        name = style if style in self.styles else self.default_paragraph
        if (name, run_style) not in self._faces:
            face = Face()
            self.set_face(face, self.run_defaults)
            for node in [*self._chain(name), *(self._chain(run_style) if run_style else ())]:
                self.set_face(face, node.find(f"{W}rPr"))
            self._faces[name, run_style] = face
        return self._faces[name, run_style].copy()


class Lists:
    """Automatic lists: their labels, counted while the document is read."""

    def __init__(self, root: Node | None) -> None:
        self.levels: dict[tuple[str, int], Node] = {}
        self.counts: dict[tuple[str, int], int] = {}
        if root is None:
            return
        kinds = {val(n, "abstractNumId"): n for n in root.iterfind(f"{W}abstractNum")}
        for listed in root.iterfind(f"{W}num"):
            kind = kinds.get(val(listed.find(f"{W}abstractNumId")))
            for level in kind.iterfind(f"{W}lvl") if kind is not None else ():
                self.levels[val(listed, "numId") or "", int(number(val(level, "ilvl")) or 0)] = level

    def level(self, flow: Flow) -> Node | None:
        """The level that a paragraph stands in, None outside of a list."""
        return self.levels.get((flow.list_id, flow.level)) if flow.list_id not in ("", "0") else None

    def label(self, flow: Flow) -> str:
        """The next label of the paragraph's level: "1.", "a)", "-"; "" outside of a list."""
        level = self.level(flow)
        if level is None:
            return ""
        text = val(level.find(f"{W}lvlText")) or ""
        if val(level.find(f"{W}numFmt")) == "bullet":
            return "-" if text in ("-", "–", "\uf02d") else "•"
        for deeper in [k for k in self.counts if k[0] == flow.list_id and k[1] > flow.level]:
            del self.counts[deeper]
        key = (flow.list_id, flow.level)
        self.counts[key] = self.counts.get(key, int(number(val(level.find(f"{W}start"))) or 1) - 1) + 1
        for upper in range(flow.level + 1):
            node = self.levels.get((flow.list_id, upper))
            count = self.counts.get((flow.list_id, upper), 1)
            text = text.replace(f"%{upper + 1}", _counted(count, val(node.find(f"{W}numFmt")) if node is not None else "decimal"))
        return text


def _counted(count: int, kind: str | None) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        letter = _VIETNAMESE[(count - 1) % 26]
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("upperRoman", "lowerRoman"):
        roman = ""
        for value, sign in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
            while count >= value:
                roman, count = roman + sign, count - value
        return roman if kind == "upperRoman" else roman.lower()
    return str(count)
