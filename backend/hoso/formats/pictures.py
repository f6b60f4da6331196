"""A picture or a scan of many pages as a PDF, one frame after the other, so that never more than one of them is in memory.

Black and white stays black and white, grey stays grey. Never decodes a frame that is larger than the bounds, or more frames than they say.
"""

import io

import pikepdf
from PIL import Image, ImageOps

A4 = (8.27, 11.69)  # inches
FRAME_BYTES = 120_000_000  # of one unpacked frame: 40 million dots in colour (A2 at 300 dpi: 35), three times as many in grey
FRAMES = 200
ALL_DOTS = 2_000_000_000  # of all frames: 200 pages of A4 at 300 dpi
_FORMATS = ("PNG", "JPEG", "TIFF")
_KEPT = ("1", "L", "RGB")


class TooLargePicture(ValueError):
    """A frame or their number breaks the bounds."""


def picture_pdf(data: bytes) -> bytes:
    """Each frame on a page of its own size: by its resolution when that is a scanner's, else fitted to A4, turned as it was taken.

    Raises TooLargePicture, and OSError, ValueError or SyntaxError for what is no picture.
    """
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture, pikepdf.new() as book:
            count = getattr(picture, "n_frames", 1)
            if count > FRAMES:
                raise TooLargePicture(f"{count} frames")
            dots = 0
            for index in range(count):
                picture.seek(index)
                dots += picture.width * picture.height
                if picture.width * picture.height * _bytes_of_dot(picture.mode) > FRAME_BYTES or dots > ALL_DOTS:
                    raise TooLargePicture(f"{picture.width} × {picture.height}")
                with pikepdf.open(io.BytesIO(_page(picture))) as page:
                    book.pages.extend(page.pages)
            output = io.BytesIO()
            book.save(output)
    except Image.DecompressionBombError as bomb:  # Pillow's own bound, which is the wider one
        raise TooLargePicture(str(bomb)) from bomb
    return output.getvalue()


def _bytes_of_dot(mode: str) -> int:
    """What a dot takes in memory; any other mode is turned into colour."""
    return 1 if mode in ("1", "L") else 4 if mode in ("P", "PA", "LA", "RGBA") else 3


def _page(picture: Image.Image) -> bytes:
    frame = ImageOps.exif_transpose(picture)
    if "A" in frame.getbands() or "transparency" in frame.info:  # clear ground is the paper's white
        clear = frame.convert("RGBA")
        frame = Image.new("RGB", frame.size, "white")
        frame.paste(clear, mask=clear)
    shown = frame if frame.mode in _KEPT else frame.convert("RGB")
    output = io.BytesIO()
    quality = {} if shown.mode == "1" else {"quality": 88}  # black and white is packed as a fax, which knows none
    shown.save(output, "PDF", resolution=_resolution(picture, shown), **quality)
    return output.getvalue()


def _resolution(picture: Image.Image, frame: Image.Image) -> float:
    said = picture.info.get("dpi", (0, 0))
    dpi = float(said[0]) if isinstance(said, tuple) and said else 0.0
    if 70 <= dpi <= 1200 and frame.width / dpi < 20:
        return dpi
    return max(frame.width / A4[0], frame.height / A4[1], 1.0)
