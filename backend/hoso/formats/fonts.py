"""Where the shipped fonts lie (Tinos: the metrics of Times New Roman)."""

from pathlib import Path

FONTS = Path(__file__).parent / "forms" / "fonts"
