"""Read an AIP_hoso back into the facts of its dossier: the historical archive's rows are made from these.

Reads what is written in the package, nothing else. Never checks digests: that is gate 2.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from hoso.formats.tt05 import names
from hoso.formats.tt05.ead import arc_doc_code, read_document, read_dossier, read_part
from hoso.formats.tt05.parsing import NS, XLINK_HREF, parse, resolve, schema_of
from hoso.formats.tt05.premis import PremisFacts, read_premis
from hoso.formats.tt05.profile import METS_NS
from hoso.formats.tt05.records import Finding, PackedDocument, PackedDossier, PackedFile
from hoso.formats.tt05.tree import Tree, open_tree


class UnreadablePackage(Exception):
    """The package cannot be read; `findings` say why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("; ".join(f"{f.rule} {f.file}: {f.reason}" for f in findings[:5]))
        self.findings = findings


@dataclass(frozen=True, slots=True)
class ReadPackage:
    """What a package says of itself."""

    objid: str
    fonds_code: str
    dossier: PackedDossier


def _required(tree: Tree, path: str) -> etree._Element:
    findings: list[Finding] = []
    root = parse(tree, path, findings) if path in tree.sizes() else None
    if root is None:
        raise UnreadablePackage(findings or [Finding("missing", path, "Gói thiếu tệp này.")])
    return root


def _nothing() -> Iterator[bytes]:
    return iter(())


def _files(root: etree._Element, premis: PremisFacts) -> dict[str, PackedFile]:
    """METS file id → file."""
    found = {}
    for node in root.iter(f"{{{METS_NS}}}file"):
        place = node.find("m:FLocat", NS)
        path = resolve(names.REP_METS, place.get(XLINK_HREF, "")) if place is not None else None
        if path is None:
            continue
        name = premis.names.get(path) or path.rsplit("/", 1)[-1]
        size = node.get("SIZE", "")
        found[node.get("ID", "")] = PackedFile(
            name, node.get("CHECKSUM", "").lower(), int(size) if size.isdecimal() else 0, node.get("MIMETYPE", ""), premis.pronoms.get(path, ""), _nothing
        )
    return found


def _documents(tree: Tree, root: etree._Element, arc_code: str, premis: PremisFacts) -> Iterator[PackedDocument]:
    sections = {s.get("ID", ""): s.find("m:mdRef", NS) for s in root.iterfind("m:dmdSec", NS)}
    files = _files(root, premis)
    for node in root.iter(f"{{{METS_NS}}}div"):
        reference = sections.get(node.get("DMDID", ""))
        path = resolve(names.REP_METS, reference.get(XLINK_HREF, "")) if reference is not None else None
        part = (schema_of(path) or "").removesuffix(".xsd") if path else ""
        if path is None or part not in ("EAD_doc", "EAD_pic", "EAD_media"):
            continue
        own = tuple(files[id_] for p in node.iterfind("m:fptr", NS) if (id_ := p.get("FILEID", "")) in files)
        values = read_part(_required(tree, path))
        ordinal = values.get("docOrdinal", "")
        known = premis.documents.get(arc_doc_code(arc_code, int(ordinal))) if ordinal.isdecimal() else None
        yield read_document(part, values, known or uuid.uuid5(uuid.NAMESPACE_URL, f"{arc_code}#{path}"), own)


def read_aip(path: Path, archive_code: str) -> ReadPackage:
    """The facts of a package, as ZIP or folder; `archive_code` is what the archive put before the dossier's own code. Raises UnreadablePackage."""
    with open_tree(path) as (tree, faults):
        if tree is None:
            raise UnreadablePackage(faults)
        root, rep = _required(tree, names.ROOT_METS), _required(tree, names.REP_METS)
        premis = read_premis(_required(tree, names.ROOT_PREMIS), _required(tree, names.REP_PREMIS))
        values = read_part(_required(tree, names.DOSSIER_EAD))
        documents = sorted(_documents(tree, rep, values.get("arcFileCode", ""), premis), key=lambda d: d.ordinal)
        objid = root.get("OBJID", "")
        if premis.dossier_id is None:
            raise UnreadablePackage([Finding("dossier_id", names.ROOT_PREMIS, "PREMIS không nêu định danh của hồ sơ.")])
        fonds = rep.findtext("m:metsHdr/m:agent/m:note", "", NS)
        return ReadPackage(objid, fonds, read_dossier(values, premis.dossier_id, archive_code, tuple(documents)))
