"""What was changed in a PDF after a signature: by comparing the signed revision with what the file shows now.

Answers in words of the office. Never judges whether a change was allowed: that is `verification`.
"""

import hashlib
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

_MAX_PAGES = 3000
_MAY_DIFFER = {"/Page": {"/Annots", "/Tabs"}, "/Catalog": {"/Metadata", "/Extensions", "/Version"}}


def _pages(root: Any) -> list[Any]:
    """The page dictionaries below a catalog, in order."""
    found: list[Any] = []
    waiting: list[Any] = [root["/Pages"]]
    while waiting and len(found) < _MAX_PAGES and len(waiting) < 2 * _MAX_PAGES:
        node = waiting.pop()
        node = node.get_object() if isinstance(node, generic.IndirectObject) else node
        if "/Kids" in node:
            waiting.extend(reversed(list(node["/Kids"])))
        else:
            found.append(node)
    return found


def _content(page: Any) -> str:
    """A digest of what a page draws."""
    digest = hashlib.sha256()
    contents = page.get("/Contents", ())
    for stream in contents if isinstance(contents, generic.ArrayObject) else (contents,):
        if isinstance(stream, generic.IndirectObject):
            stream = stream.get_object()
        if isinstance(stream, generic.StreamObject):
            digest.update(stream.data)
    return digest.hexdigest()


def _notes(page: Any) -> list[str]:
    """What lies on a page beside its content and beside form fields, as it is written."""
    notes = []
    for note in page.get("/Annots", ()):
        note = note.get_object() if isinstance(note, generic.IndirectObject) else note
        if isinstance(note, generic.DictionaryObject) and note.get("/Subtype") != "/Widget":
            notes.append(f"{note.get('/Subtype')} {note.get('/Contents', '')} {note.get('/Rect', '')}")
    return notes


def what_changed(reader: PdfFileReader, revision: int) -> tuple[list[str], list[str], bool]:
    """(what became of pages, notes that were laid over them, whether nothing but notes was added or changed in the whole file)."""
    before = _pages(reader.get_historical_root(revision))
    after = _pages(reader.root)
    said = []
    if len(before) != len(after):
        said.append(f"Khi ký có {len(before)} trang, nay có {len(after)} trang")
    noted = []
    for number, (old, new) in enumerate(zip(before, after, strict=False), start=1):
        if _content(old) != _content(new):
            said.append(f"Trang {number}: nội dung bị sửa")
        elif _notes(old) != _notes(new):
            noted.append(f"Trang {number}: có ghi chú được thêm hoặc sửa")
    return said, noted, bool(noted) and not said and _touches_only_notes(reader, revision)


def _touches_only_notes(reader: PdfFileReader, revision: int) -> bool:
    """Whether every object of the signed revision that a later one overrides is a page that differs in its notes, or their list."""
    old = reader.get_historical_resolver(revision)
    lists = {str(page.raw_get("/Annots")) for page in _pages(reader.root) if "/Annots" in page and isinstance(page.raw_get("/Annots"), generic.IndirectObject)}
    named = reader.trailer.raw_get("/Info") if "/Info" in reader.trailer else None
    information = named.reference if isinstance(named, generic.IndirectObject) else None  # title, time of the change
    for later in range(revision + 1, reader.xrefs.total_revisions):
        for reference in reader.get_historical_resolver(later).explicit_refs_in_revision():
            was, now = _or_none(old, reference), _or_none(reader, reference)
            if was is None:
                continue  # new: reachable only through what is overridden
            if isinstance(now, generic.ArrayObject) and str(generic.IndirectObject(reference.idnum, reference.generation, reader)) in lists:
                continue
            if not isinstance(was, generic.DictionaryObject) or not isinstance(now, generic.DictionaryObject):
                return False
            if now.get("/Type") in ("/XRef", "/ObjStm") or reference == information or _same_but_notes(was, now):
                continue
            return False
    return True


def _or_none(source: Any, reference: generic.Reference) -> Any:
    try:
        found = source.get_object(reference)
    except (PdfError, KeyError):
        return None
    return None if isinstance(found, generic.NullObject) else found


def _same_but_notes(was: Any, now: Any) -> bool:
    kind = now.get("/Type")
    if kind == "/Metadata" or (kind == "/Annot" and now.get("/Subtype") != "/Widget" and was.get("/Subtype") == now.get("/Subtype")):
        return True
    if kind not in _MAY_DIFFER:
        return False
    keys = (set(was) | set(now)) - _MAY_DIFFER[kind]
    return all(str(was.raw_get(k) if k in was else None) == str(now.raw_get(k) if k in now else None) for k in keys)
