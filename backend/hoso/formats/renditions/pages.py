"""A received file as pages to print: a PDF with its signature fields turned to drawing, or a PDF of a picture.

A rendition carries no signature, no form and no script: what it shows is all that it has.
"""

import io

import pikepdf

from hoso.formats.pictures import picture_pdf

_PICTURES = ("image/png", "image/jpeg", "image/tiff")


class NotPrintable(ValueError):
    """The file is no PDF and no picture, or it cannot be read."""


def to_pages(data: bytes, media_type: str) -> bytes:
    """A PDF of what the file shows. Raises NotPrintable."""
    try:
        if media_type == "application/pdf":
            return _flattened(data)
        if media_type in _PICTURES:
            return _flattened(picture_pdf(data))
    except (pikepdf.PdfError, OSError, ValueError, SyntaxError) as error:
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
