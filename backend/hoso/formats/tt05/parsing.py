"""Parse the XML of foreign packages: no network, no entities, no document types."""

import io
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from lxml import etree

from hoso.formats.tt05 import names
from hoso.formats.tt05.profile import METS_NS, XLINK_NS
from hoso.formats.tt05.records import Finding
from hoso.formats.tt05.tree import UNREADABLE, Tree, read_small
from hoso.formats.tt05.writing import HERE, schema_files

NS = {"m": METS_NS}
XLINK_HREF = f"{{{XLINK_NS}}}href"


@dataclass(frozen=True, slots=True)
class Reference:
    """A link of a METS file: what kind (mdRef, FLocat, mptr), the path that it means, and what it claims (an mptr claims nothing)."""

    kind: str
    path: str
    size: str = ""
    sha256: str = ""
    algorithm: str = ""


def parser() -> etree.XMLParser:
    """A parser that loads nothing but the bytes that it is given."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def parse(tree: Tree, path: str, findings: list[Finding]) -> etree._Element | None:
    """The root element; None with a finding when it cannot be read."""
    try:
        document = etree.parse(io.BytesIO(read_small(tree, path)), parser())
    except (etree.XMLSyntaxError, *UNREADABLE) as error:
        findings.append(Finding("xml_unreadable", path, f"Không đọc được XML: {error}"))
        return None
    if document.docinfo.doctype:  # type: ignore[union-attr]  # the stubs miss it
        findings.append(Finding("doctype", path, "Tệp XML có khai báo DOCTYPE."))
        return None
    return document.getroot()


def resolve(mets_path: str, href: str) -> str | None:
    """The path from the package's folder that a link of this METS means; None when it leaves the package."""
    parts = mets_path.split("/")[:-1]
    if "://" in href or href.startswith("/"):
        return None
    for part in unquote(href).split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def references(root: etree._Element, mets_path: str, findings: list[Finding]) -> list[Reference]:
    """Every link of a METS file; one that leaves the package becomes a finding."""
    found = []
    for node in root.iter(f"{{{METS_NS}}}mdRef", f"{{{METS_NS}}}FLocat", f"{{{METS_NS}}}mptr"):
        href = node.get(XLINK_HREF, "")
        path = resolve(mets_path, href)
        if not path:
            findings.append(Finding("path_escape", mets_path, f"Liên kết ra ngoài gói: {href}"))
            continue
        kind = etree.QName(node).localname
        owner = node.getparent() if kind == "FLocat" else node
        claims = [owner.get(name, "") if owner is not None and kind != "mptr" else "" for name in ("SIZE", "CHECKSUM", "CHECKSUMTYPE")]
        found.append(Reference(kind, path, *claims))
    return found


@cache
def schema(name: str) -> etree.XMLSchema:
    """A shipped schema, ready to validate: our own copy, never the one that a package brings."""
    own = parser()
    if name == "METS.xsd":
        imports = "".join(
            f'<xs:import namespace="{space}" schemaLocation="{file}"/>'
            for space, file in (
                (XLINK_NS, "xlink.xsd"), ("https://DILCIS.eu/XML/METS/CSIPExtensionMETS", "DILCISExtensionMETS.xsd"), (METS_NS, "METS.xsd"),
            )
        )  # fmt: skip
        body = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'.encode()
        return etree.XMLSchema(etree.parse(io.BytesIO(body), own, base_url=(HERE / "schemas" / "all.xsd").as_uri()))
    return etree.XMLSchema(etree.fromstring(schema_files()[name], own))


def schema_of(path: str) -> str | None:
    """The schema that governs a file of the package; None for what is not metadata."""
    name = path.rsplit("/", 1)[-1]
    if path in (names.ROOT_METS, names.REP_METS):
        return "METS.xsd"
    if "/metadata/" not in f"/{path}" or not name.lower().endswith(".xml"):
        return None
    upper = name.upper()
    for start, file in (("PREMIS", "premis.xsd"), ("EAD_DOC", "EAD_doc.xsd"), ("EAD_PIC", "EAD_pic.xsd"), ("EAD_MEDIA", "EAD_media.xsd")):
        if upper.startswith(start):
            return file
    return "EAD.xsd" if upper == "EAD.XML" else None
