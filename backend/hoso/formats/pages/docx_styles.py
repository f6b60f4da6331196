"""What a DOCX says of its letters and paragraphs once styles, defaults and theme are put together.

Never guesses: what no style says stays unknown ("" or 0).
"""

from dataclasses import dataclass, field
from typing import Any

from hoso.formats.pages.model import Run

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ALIGN = {"left": "left", "start": "left", "right": "right", "end": "right", "center": "center", "both": "justify", "distribute": "justify"}


def value(node: Any, name: str, attribute: str = "val") -> str | None:
    """The attribute of a child, None where there is no such child ("" where the child has no such attribute)."""
    child = node.find(W + name) if node is not None else None
    return None if child is None else child.get(W + attribute) or ""


def _is_on(said: str | None) -> bool | None:
    return None if said is None else said not in ("0", "false", "off", "none")


def _switch(layers: list[Any], name: str) -> bool:
    """What the nearest layer that speaks of it says."""
    return next((on for layer in layers if (on := _is_on(value(layer, name))) is not None), False)


@dataclass
class Styles:
    """Styles by id, the defaults, the theme's fonts."""

    by_id: dict[str, Any] = field(default_factory=dict)
    default_paragraph: str = ""
    run_default: Any = None
    paragraph_default: Any = None
    theme: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, styles: Any, theme: Any) -> "Styles":
        """From the roots of styles.xml and theme1.xml (either may be None)."""
        made = cls()
        if styles is not None:
            made.by_id = {s.get(W + "styleId") or "": s for s in styles.iter(W + "style")}
            made.default_paragraph = next((i for i, s in made.by_id.items() if s.get(W + "type") == "paragraph" and s.get(W + "default") == "1"), "")
            made.run_default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
            made.paragraph_default = styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        if theme is not None:
            for name in ("major", "minor"):
                latin = theme.find(f".//{A}{name}Font/{A}latin")
                made.theme[name] = latin.get("typeface") or "" if latin is not None else ""
        return made

    def chain(self, style: str | None) -> list[Any]:
        """A style and what it is based on, nearest first."""
        found: list[Any] = []
        while style and style in self.by_id and self.by_id[style] not in found and len(found) < 20:
            found.append(self.by_id[style])
            style = value(self.by_id[style], "basedOn")
        return found

    def paragraph(self, p: Any) -> "ParagraphLook":
        """The look of a paragraph."""
        own = p.find(W + "pPr")
        named = self.chain(value(own, "pStyle") or self.default_paragraph)
        layers = [own, *(s.find(W + "pPr") for s in named), self.paragraph_default]
        return ParagraphLook([layer for layer in layers if layer is not None], [s.find(W + "rPr") for s in named])

    def run(self, rpr: Any, look: "ParagraphLook") -> Run:
        """The face of a run in a paragraph."""
        named = [s.find(W + "rPr") for s in self.chain(value(rpr, "rStyle"))]
        layers = [layer for layer in (rpr, *named, *look.run_layers, self.run_default) if layer is not None]
        size = next((v for layer in layers if (v := value(layer, "sz"))), "20")
        bold, italic, underlined = (_switch(layers, name) for name in ("b", "i", "u"))
        points = float(size) / 2 if size.replace(".", "", 1).isdigit() else 0.0
        return Run("", self._font(layers), points, bold, italic, underlined)

    def caps(self, rpr: Any, look: "ParagraphLook") -> bool:
        """Whether small letters are shown as capitals."""
        return _switch([layer for layer in (rpr, *look.run_layers) if layer is not None], "caps")

    def _font(self, layers: list[Any]) -> str:
        for layer in layers:
            fonts = layer.find(W + "rFonts")
            if fonts is None:
                continue
            for name in ("ascii", "hAnsi"):
                themed = fonts.get(f"{W}{name}Theme")
                if themed:
                    return self.theme.get("major" if themed.startswith("major") else "minor", "")
                if fonts.get(W + name):
                    return str(fonts.get(W + name))
        return ""


@dataclass
class ParagraphLook:
    """Layers of paragraph properties, nearest first, and the run properties of its styles."""

    layers: list[Any]
    run_layers: list[Any]

    def _first(self, name: str, *attributes: str) -> str | None:
        for layer in self.layers:
            for attribute in attributes:
                said = value(layer, name, attribute)
                if said:
                    return said
        return None

    def _twips(self, name: str, *attributes: str) -> float | None:
        said = self._first(name, *attributes)
        try:
            return None if said is None else float(said) / 20
        except ValueError:
            return None

    @property
    def align(self) -> str:
        """left, right, center or justify; left where nothing is said (Word's own default)."""
        return _ALIGN.get(self._first("jc", "val") or "left", "")

    @property
    def first_line_mm(self) -> float:
        """How far the first line stands from the left margin."""
        left, first, hanging = self._twips("ind", "left", "start") or 0, self._twips("ind", "firstLine"), self._twips("ind", "hanging")
        return round((left + (first or 0) - (0 if first is not None else hanging or 0)) * 25.4 / 72, 1)

    @property
    def before_pt(self) -> float:
        """Space above."""
        return self._twips("spacing", "before") or 0.0

    @property
    def after_pt(self) -> float:
        """Space below."""
        return self._twips("spacing", "after") or 0.0

    @property
    def spacing(self) -> float | None:
        """Line spacing as a multiple of a line; None where an exact height in points is said."""
        rule = self._first("spacing", "lineRule") or "auto"
        lines = self._twips("spacing", "line")
        if lines is None:
            return 1.0
        return round(lines / 12, 2) if rule == "auto" else None
