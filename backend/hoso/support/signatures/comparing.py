"""What a file signed outside changed of the file that was approved: nothing but signatures may have been added.

A signature is an incremental update: the approved bytes are the beginning of the signed file, and the update holds a signature field,
its appearance and nothing that changes a page. Never trusts that a valid signature covers the approved content.
"""

import io
from typing import Any

import pypdfium2 as pdfium
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from hoso.support.signatures.changes import what_changed

_UNREADABLE = (PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
MANY = 5  # how many differing pages are named


def differences(approved: bytes, signed: bytes) -> list[str]:
    """What differs, in sentences for the person who uploaded it; empty = only signatures were added."""
    if not signed.startswith(approved):
        return _pages_that_differ(approved, signed)
    try:
        before = PdfFileReader(io.BytesIO(approved), strict=False)
        after = PdfFileReader(io.BytesIO(signed), strict=False)
        if len(after.embedded_signatures) <= len(before.embedded_signatures):
            return ["Tệp không có chữ ký số mới."]
        said, noted, _ = what_changed(after, before.xrefs.total_revisions - 1)
        clean = not said and not noted and _adds_only_signatures(after, before.xrefs.total_revisions - 1)
    except _UNREADABLE:
        return ["Tệp bị hỏng, không đọc được phần ghi thêm."]
    if clean:
        return []
    return [*said, *noted, "Phần ghi thêm vào tệp không chỉ có chữ ký số: nội dung hoặc hình thức của văn bản đã bị thay đổi."]


def _or_none(source: Any, reference: generic.Reference) -> Any:
    try:
        found = source.get_object(reference)
    except (PdfError, KeyError):
        return None
    return None if isinstance(found, generic.NullObject) else found


def _adds_only_signatures(reader: PdfFileReader, revision: int) -> bool:
    """Whether all that later revisions override is the catalog's form, a page's list of fields, and what only describes the file.

    What is new can be reached only through what is overridden, and each field that is new on a page is a signature.
    """
    old = reader.get_historical_resolver(revision)
    named = reader.trailer.raw_get("/Info") if "/Info" in reader.trailer else None
    about = named.reference if isinstance(named, generic.IndirectObject) else None
    for later in range(revision + 1, reader.xrefs.total_revisions):
        for reference in reader.get_historical_resolver(later).explicit_refs_in_revision():
            was, now = _or_none(old, reference), _or_none(reader, reference)
            if was is not None and reference != about and not _may_become(was, now):
                return False
    return True


def _may_become(was: Any, now: Any) -> bool:
    if isinstance(was, generic.ArrayObject) and isinstance(now, generic.ArrayObject):  # a page's list of fields, kept apart from the page
        return _only_signatures_after(was, now)
    if not isinstance(was, generic.DictionaryObject) or not isinstance(now, generic.DictionaryObject):
        return False
    kind = now.get("/Type")
    if kind in ("/XRef", "/ObjStm", "/Metadata"):
        return bool(was.get("/Type") == kind)
    if "/Fields" in now and "/Fields" in was:  # the form itself
        return _same_but(was, now, {"/Fields", "/SigFlags", "/NeedAppearances", "/DR", "/DA"})
    if kind == "/Catalog":
        return _same_but(was, now, {"/AcroForm", "/Extensions", "/Version", "/Metadata", "/DSS", "/Perms"})
    if kind == "/Page":
        return _same_but(was, now, {"/Annots", "/Tabs"}) and _only_signatures_after(was.get("/Annots", ()), now.get("/Annots", ()))
    if now.get("/FT") == "/Sig" and was.get("/FT") == "/Sig":  # an empty field that was made ready, and is signed now
        return _same_but(was, now, {"/V", "/AP", "/F", "/M", "/MK", "/DA", "/Lock", "/SV", "/Rect"})
    return False


def _same_but(was: Any, now: Any, but: set[str]) -> bool:
    keys = (set(was) | set(now)) - but
    return all(str(was.raw_get(k) if k in was else None) == str(now.raw_get(k) if k in now else None) for k in keys)


def _only_signatures_after(was: Any, now: Any) -> bool:
    """Whether the list keeps what it held, and all that came to it are signature fields."""
    before = [str(x) for x in was]
    if [str(x) for x in now][: len(before)] != before:
        return False
    new = (x.get_object() if isinstance(x, generic.IndirectObject) else x for x in list(now)[len(before) :])
    return all(isinstance(x, generic.DictionaryObject) and x.get("/FT") == "/Sig" for x in new)


def signature_count(pdf: bytes) -> int:
    """How many signatures the file holds; 0 for what cannot be read."""
    try:
        return len(PdfFileReader(io.BytesIO(pdf), strict=False).embedded_signatures)
    except _UNREADABLE:
        return 0


def _pages_that_differ(approved: bytes, signed: bytes) -> list[str]:
    """Sentences on page count and text, the last one about the way the file was saved."""
    try:
        before, after = pdfium.PdfDocument(approved), pdfium.PdfDocument(signed)
        found = []
        if len(before) != len(after):
            found.append(f"Số trang khác: bản đã duyệt {len(before)} trang, tệp tải lên {len(after)} trang.")
        for index in range(min(len(before), len(after), 200)):
            one, two = (" ".join(d[index].get_textpage().get_text_range().split()) for d in (before, after))
            if one != two:
                found.append(f"Trang {index + 1} khác: “{_first_difference(one, two)}”.")
            if len(found) == MANY:
                break
    except (pdfium.PdfiumError, RuntimeError):
        return ["Tệp tải lên không phải PDF đọc được."]
    return [*found, "Tệp đã được ghi lại toàn bộ: tải đúng tệp đã chuẩn bị, ký kiểu ghi thêm (incremental) rồi tải lên."]


def _first_difference(one: str, two: str) -> str:
    at = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    start = max(0, at - 15)
    return f"{one[start : at + 25].strip() or '(hết)'}” thành “{two[start : at + 25].strip() or '(hết)'}"
