"""From bytes to a tree that is safe to walk, and the text of its elements.

A first pass without a tree refuses document types and what is too deep or too many; only then is a tree made.
"""

import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from xml.parsers import expat

from lxml import etree

from hoso.formats.edxml.model import NAMESPACE, EdxmlRefused

MAX_BYTES = 100 * 1024 * 1024
MAX_ELEMENTS = 20_000
MAX_DEPTH = 40
VIETNAM = timezone(timedelta(hours=7))
FILLERS = frozenset({"null", "n/a"})


class _Found(Exception):
    def __init__(self, reason: str) -> None:
        self.reason = reason


def _first_pass(data: bytes) -> None:
    parser = expat.ParserCreate()
    depth = count = 0

    def doctype(*_: object) -> None:
        raise _Found("xml_dtd_forbidden")

    def start(_name: str, _attributes: object) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            raise _Found("message_too_large")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler, parser.StartElementHandler, parser.EndElementHandler = doctype, start, end
    try:
        parser.Parse(data, True)
    except _Found as found:
        raise EdxmlRefused(found.reason) from None
    except (expat.ExpatError, ValueError, LookupError):
        raise EdxmlRefused("xml_malformed") from None


def parse(data: bytes) -> etree._Element:
    """The root element. Raises EdxmlRefused: message_too_large, xml_dtd_forbidden, xml_malformed, not_edxml_namespace."""
    if len(data) > MAX_BYTES:
        raise EdxmlRefused("message_too_large")
    _first_pass(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise EdxmlRefused("xml_malformed") from None
    if root.tag != f"{{{NAMESPACE}}}edXML":
        raise EdxmlRefused("not_edxml_namespace")
    return root


class Values:
    """Reads the text of elements and remembers what was odd about it."""

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self.seen: list[str] = []

    def warn(self, code: str) -> None:
        """Note a warning once."""
        if code not in self.warnings:
            self.warnings.append(code)

    def text(self, parent: etree._Element | None, name: str, limit: int = 0) -> str | None:
        """The text of the child, None when it is absent, empty or a filler."""
        element = child(parent, name)
        return None if element is None else self.of(element, limit)

    def of(self, element: etree._Element, limit: int = 0) -> str | None:
        """The text of the element itself."""
        raw = "".join(str(part) for part in element.itertext())
        value = unicodedata.normalize("NFC", raw)
        if value != raw:
            self.warn("text_not_nfc")
        value = " ".join("".join(c if c.isprintable() else " " for c in value).split())
        if value.lower() in FILLERS:
            self.warn("literal_null_ignored")
            return None
        if limit and len(value) > limit:
            self.warn("value_longer_than_known_limit")
        if value:
            self.seen.append(value)
        return value or None

    def day(self, parent: etree._Element | None, name: str) -> date | None:
        """A date yyyy/MM/dd; a time behind it is cut."""
        value = self.text(parent, name)
        if value is None:
            return None
        try:
            return datetime.strptime(value.split(" ")[0].split("T")[0].replace("-", "/"), "%Y/%m/%d").date()  # noqa: DTZ007 a calendar day
        except ValueError:
            self.warn("date_unreadable")
            return None

    def instant(self, parent: etree._Element | None, name: str) -> datetime | None:
        """A time yyyy/MM/dd HH:mm:ss of Vietnam."""
        value = self.text(parent, name)
        if value is None:
            return None
        try:
            return datetime.strptime(value.replace("-", "/").replace("T", " ")[:19], "%Y/%m/%d %H:%M:%S").replace(tzinfo=VIETNAM)
        except ValueError:
            self.warn("date_unreadable")
            return None

    def number(self, parent: etree._Element | None, name: str) -> int | None:
        """A whole number of at most nine digits."""
        value = self.text(parent, name)
        if value is None:
            return None
        if not value.isascii() or not value.isdigit() or len(value) > 9:
            self.warn("number_unreadable")
            return None
        return int(value)

    def texts(self, parent: etree._Element | None, name: str) -> tuple[str, ...]:
        """The filled texts of all children of the name."""
        return tuple(v for e in children(parent, name) if (v := self.of(e)) is not None)


def child(parent: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element at the path of local names, in the namespace of edXML."""
    found = parent
    for name in path:
        found = None if found is None else found.find(f"{{{NAMESPACE}}}{name}")
    return found


def children(parent: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """All children of the name."""
    return iter(()) if parent is None else parent.iterchildren(f"{{{NAMESPACE}}}{name}")
