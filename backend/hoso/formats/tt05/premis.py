"""PREMIS.xml of the package and PREMIS_rep1.xml of its representation (PREMIS 3.0).

Objects: the dossier (File), its documents (Doc, Pic, Media), their data files; events by the vocabulary of the Library of Congress.
The UUIDs that the System knows the dossier and its documents by stand as a second identifier.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from hoso.formats.tt05.ead import arc_doc_code, xml_text
from hoso.formats.tt05.mets import Member, id_of, stamp
from hoso.formats.tt05.profile import PREMIS_NS, XSI_NS
from hoso.formats.tt05.records import Origin, PackedDocument, PackedDossier, PackedFile

TYPES = {"doc": "Doc", "pic": "Pic", "media": "Media"}
CREATION, DIGESTS = "information package creation", "message digest calculation"


@dataclass(frozen=True, slots=True)
class PremisFacts:
    """What a PREMIS file of a package says: document UUIDs by archive code, and for each path the original name and PRONOM key."""

    dossier_id: uuid.UUID | None
    documents: dict[str, uuid.UUID]
    names: dict[str, str]
    pronoms: dict[str, str]


class PremisWriter:
    """Builds one PREMIS document."""

    def __init__(self, objid: str, origin: Origin) -> None:
        self.objid, self.origin, self.at = objid, origin, stamp(origin.made_at)
        self.root = etree.Element(f"{{{PREMIS_NS}}}premis", nsmap={"premis": PREMIS_NS, "xsi": XSI_NS})
        self.root.set("version", "3.0")

    def add(self, parent: etree._Element, tag: str, text: object = None) -> etree._Element:
        """A PREMIS element."""
        node = etree.SubElement(parent, f"{{{PREMIS_NS}}}{tag}")
        if text is not None:
            node.text = xml_text(text)
        return node

    def _identify(self, parent: etree._Element, name: str, type_: str, value: object) -> etree._Element:
        node = self.add(parent, name)
        self.add(node, f"{name}Type", type_)
        self.add(node, f"{name}Value", value)
        return node

    def object(self, category: str, what: str, *identifiers: tuple[str, object]) -> etree._Element:
        """An object of a category (file, representation, intellectualEntity) with its identifiers."""
        node = self.add(self.root, "object")
        node.set(f"{{{XSI_NS}}}type", f"premis:{category}")
        node.set("xmlID", id_of(self.objid, f"premis {what}"))
        for type_, value in identifiers:
            self._identify(node, "objectIdentifier", type_, value)
        return node

    def file(self, member: Member, file: PackedFile) -> None:
        """A data file: fixity, size, format by its PRONOM key, original name."""
        node = self.object("file", member.path, ("File", member.path))
        facts = self.add(node, "objectCharacteristics")
        fixity = self.add(facts, "fixity")
        self.add(fixity, "messageDigestAlgorithm", "SHA-256")
        self.add(fixity, "messageDigest", member.sha256.upper())
        self.add(facts, "size", member.size)
        format_ = self.add(facts, "format")
        self.add(self.add(format_, "formatDesignation"), "formatName", file.media_type)
        if file.pronom:
            registry = self.add(format_, "formatRegistry")
            self.add(registry, "formatRegistryName", "PRONOM")
            self.add(registry, "formatRegistryKey", file.pronom)
        self.add(node, "originalName", file.name)

    def event(self, type_: str, detail: str, objects: Sequence[tuple[str, str, str]]) -> None:
        """An act of the packing program that succeeded; `objects` are (type, value, role)."""
        node = self.add(self.root, "event")
        self._identify(node, "eventIdentifier", "UUID", id_of(self.objid, f"event {type_}", "urn:uuid").replace("urn:uuid-", "urn:uuid:"))
        self.add(node, "eventType", type_)
        self.add(node, "eventDateTime", self.at)
        self.add(self.add(node, "eventDetailInformation"), "eventDetail", detail)
        self.add(self.add(node, "eventOutcomeInformation"), "eventOutcome", "success")
        for agent, role in ((self.origin.software, "executing program"), (self.origin.archive_name, "authorizer")):
            self.add(self._identify(node, "linkingAgentIdentifier", "name", agent), "linkingAgentRole", role)
        for object_type, value, role in objects:
            self.add(self._identify(node, "linkingObjectIdentifier", object_type, value), "linkingObjectRole", role)

    def agents(self) -> None:
        """The program and the archive that ordered the packing."""
        software = self.add(self.root, "agent")
        self._identify(software, "agentIdentifier", "name", self.origin.software)
        self.add(software, "agentName", f"{self.origin.software} {self.origin.software_version}: tạo và kiểm tra gói tin AIP_hoso")
        self.add(software, "agentType", "software")
        self.add(software, "agentVersion", self.origin.software_version)
        archive = self.add(self.root, "agent")
        self._identify(archive, "agentIdentifier", "name", self.origin.archive_name)
        self.add(archive, "agentName", self.origin.archive_name)
        self.add(archive, "agentType", "organization")

    def done(self) -> bytes:
        """The document."""
        self.agents()
        return etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def root_premis(objid: str, origin: Origin, dossier: PackedDossier) -> bytes:
    """PREMIS.xml: the dossier, the package, and that the one was made from the other."""
    p = PremisWriter(objid, origin)
    p.object("intellectualEntity", "dossier", ("File", dossier.arc_code), ("UUID", dossier.dossier_id))
    p.object("intellectualEntity", "package", ("OBJID", objid))
    links = (("File", dossier.arc_code, "source"), ("OBJID", objid, "outcome"))
    p.event(CREATION, f"Tạo AIP_hoso theo TT 05/2025/TT-BNV từ hồ sơ {dossier.dossier_code}, {origin.submission_code}", links)
    return p.done()


def rep_premis(
    objid: str, origin: Origin, dossier: PackedDossier, data: Sequence[tuple[PackedDocument, Sequence[tuple[Member, PackedFile]]]]
) -> bytes:
    """PREMIS_rep1.xml: the representation, each document and each data file with its digest."""
    p = PremisWriter(objid, origin)
    p.object("representation", "rep1", ("OBJID", f"{objid}/representations/rep1"))
    digested: list[tuple[str, str, str]] = []
    for document, files in data:
        code = arc_doc_code(dossier.arc_code, document.ordinal)
        p.object("intellectualEntity", f"document {document.ordinal}", (TYPES[document.kind], code), ("UUID", document.document_id))
        for member, file in files:
            p.file(member, file)
            digested.append(("File", member.path, "source"))
    p.event(DIGESTS, "SHA-256", digested)
    return p.done()


def _all(node: etree._Element, path: str) -> list[etree._Element]:
    return list(node.iterfind(path, {"p": PREMIS_NS}))


def _text(node: etree._Element, path: str) -> str:
    return (node.findtext(path, "", {"p": PREMIS_NS}) or "").strip()


def _identifiers(node: etree._Element) -> dict[str, str]:
    pairs = _all(node, "p:objectIdentifier")
    return {_text(i, "p:objectIdentifierType"): _text(i, "p:objectIdentifierValue") for i in pairs}


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def read_premis(*roots: etree._Element) -> PremisFacts:
    """What the PREMIS files of a package say together."""
    facts = PremisFacts(None, {}, {}, {})
    dossier_id: uuid.UUID | None = None
    for node in (o for root in roots for o in _all(root, "p:object")):
        ids = _identifiers(node)
        known = _uuid(ids.get("UUID", ""))
        document = next((ids[t] for t in TYPES.values() if t in ids), None)
        if document and known:
            facts.documents[document] = known
        elif "File" in ids and known:
            dossier_id = known
        elif "File" in ids:
            facts.names[ids["File"]] = _text(node, "p:originalName")
            facts.pronoms[ids["File"]] = _text(node, "p:objectCharacteristics/p:format/p:formatRegistry/p:formatRegistryKey")
    return PremisFacts(dossier_id, facts.documents, facts.names, facts.pronoms)
