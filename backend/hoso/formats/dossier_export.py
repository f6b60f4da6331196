"""A whole dossier as a ZIP: inventory as PDF, metadata as XML with the field names of NĐ 30 PL VI, and every file.

Pure: bytes come from a reader that the caller gives; the same facts give the same bytes.
"""

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

_STAMP = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file at its place in the ZIP; `read` gives its bytes in chunks."""

    name: str
    read: Callable[[], Iterator[bytes]]


def dossier_xml(facts: dict[str, Any], documents: Sequence[dict[str, Any]]) -> bytes:
    """The metadata of a dossier and its documents (NĐ 30 PL VI Phần II)."""
    root = etree.Element("Dossier")
    for name, value in facts.items():
        etree.SubElement(root, name).text = "" if value is None else str(value)
    for document in documents:
        node = etree.SubElement(root, "Document")
        for name, value in document.items():
            etree.SubElement(node, name).text = "" if value is None else str(value)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return made


def dossier_zip(xml: bytes, inventory: bytes, files: Sequence[ExportedFile]) -> bytes:
    """The ZIP: `muc-luc.pdf`, `metadata.xml`, `tep/…`; entries in the given order with a fixed time stamp."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (("metadata.xml", xml), ("muc-luc.pdf", inventory)):
            archive.writestr(zipfile.ZipInfo(name, _STAMP), data, zipfile.ZIP_DEFLATED)
        for file in files:
            with archive.open(zipfile.ZipInfo(f"tep/{file.name}", _STAMP), "w") as entry:
                for chunk in file.read():
                    entry.write(chunk)
    return output.getvalue()
