"""The typefaces of a directory, read once for typst: reading them again for each paper costs more than setting it.

Never looks at the machine's own fonts, so that a paper is the same everywhere.
"""

from functools import cache
from pathlib import Path

import typst


@cache
def typefaces(directory: Path) -> typst.Fonts:
    """What typst sets with: the directory's fonts and no others."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(directory)])
