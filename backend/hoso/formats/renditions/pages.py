"""A received file as pages to print: a PDF with its signature fields turned to drawing, or a PDF of a picture.

A rendition carries no signature, no form and no script: what it shows is all that it has.
"""

import io

import pikepdf
from PIL import Image

A4 = (595.276, 841.89)
_PICTURES = ("image/png", "image/jpeg", "image/tiff")
_MAX_PIXELS = 150_000_000


class NotPrintable(ValueError):
    """The file is no PDF and no picture, or it cannot be read."""


def to_pages(data: bytes, media_type: str) -> bytes:
    """A PDF of what the file shows. Raises NotPrintable."""
    try:
        if media_type == "application/pdf":
            return _flattened(data)
        if media_type in _PICTURES:
            return _flattened(_of_picture(data))
    except (pikepdf.PdfError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotPrintable(str(error)) from error
    raise NotPrintable(media_type)


def _flattened(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.flatten_annotations("print")
        for name in ("/AcroForm", "/OpenAction", "/AA", "/Perms", "/DSS", "/Names"):
            if name in pdf.Root:
                del pdf.Root[name]
        for page in pdf.pages:
            _without_fields(page)
        output = io.BytesIO()
        pdf.save(output)
    return output.getvalue()


def _without_fields(page: pikepdf.Page) -> None:
    """Take away what is left of form fields and of actions."""
    for name in ("/AA",):
        if name in page.obj:
            del page.obj[name]
    notes = page.obj.get("/Annots")
    if notes is not None:
        kept = [n for n in notes if str(n.get("/Subtype")) == "/Link"]
        page.obj["/Annots"] = pikepdf.Array(kept)


def _of_picture(data: bytes) -> bytes:
    """Each frame on a page of its own size: by its resolution when that is a scanner's, else fitted to A4."""
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as picture:
        frames = []
        for index in range(getattr(picture, "n_frames", 1)):
            picture.seek(index)
            if picture.width * picture.height > _MAX_PIXELS:
                raise NotPrintable("too large")
            frames.append(_upright(picture.convert("RGB")))
        resolution = _resolution(picture, frames[0])
        output = io.BytesIO()
        frames[0].save(output, "PDF", resolution=resolution, save_all=True, append_images=frames[1:], quality=88)
    return output.getvalue()


def _upright(frame: Image.Image) -> Image.Image:
    from PIL import ImageOps

    return ImageOps.exif_transpose(frame)


def _resolution(picture: Image.Image, frame: Image.Image) -> float:
    said = picture.info.get("dpi", (0, 0))
    dpi = float(said[0]) if isinstance(said, tuple) and said else 0.0
    if 70 <= dpi <= 1200 and frame.width / dpi < 20:
        return dpi
    return max(frame.width / (A4[0] / 72), frame.height / (A4[1] / 72), 1.0)
