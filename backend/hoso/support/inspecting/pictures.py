"""A picture's size by its header; nothing of it is decoded. Runs inside the bounded process of `inspector`."""

import warnings
from pathlib import Path

from PIL import Image

from hoso.support.inspecting.findings import Bounds, Finding

_FORMATS = ("PNG", "JPEG", "TIFF", "GIF")
_FRAMES = 500


def inspect_picture(path: Path, bounds: Bounds) -> list[Finding]:
    """`image_too_large` above the bound of pixels of any one frame; `broken` when the header cannot be read."""
    Image.MAX_IMAGE_PIXELS = None  # the bound is ours
    warnings.simplefilter("ignore")
    try:
        with Image.open(path, formats=_FORMATS) as picture:
            width, height = picture.size
            if width * height > bounds.pixels:
                return [Finding("image_too_large", f"{width} × {height}")]
            frames = getattr(picture, "n_frames", 1) if picture.format in ("TIFF", "GIF") else 1
            if frames > _FRAMES:
                return [Finding("too_many_pages", f"{frames} trang, được phép {_FRAMES}")]
            for index in range(1, frames):
                picture.seek(index)
                if picture.width * picture.height > bounds.pixels:
                    return [Finding("image_too_large", f"trang {index + 1}: {picture.width} × {picture.height}")]
    except (OSError, ValueError, TypeError, SyntaxError, KeyError, IndexError, EOFError):
        return [Finding("broken")]
    return []
