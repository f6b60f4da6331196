"""METS.xml of the package and of its one representation, by a profile.

Pure: the inventory comes from the caller, ids are derived from the OBJID, the moment is the package's own.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from lxml import etree

from hoso.formats.tt05.ead import xml_text
from hoso.formats.tt05.profile import CSIP_NS, METS_NS, XLINK_NS, XSI_NS, Profile
from hoso.formats.tt05.records import Origin

NSMAP = {None: METS_NS, "xlink": XLINK_NS, "csip": CSIP_NS, "xsi": XSI_NS}
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the package: its path from the package's folder, size, SHA-256 and media type."""

    path: str
    size: int
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class DocumentMembers:
    """The metadata file of a document and its data files."""

    ead: Member
    data: tuple[Member, ...]


def stamp(at: datetime) -> str:
    """2026-06-12T11:45:37.690+07:00."""
    return at.astimezone(HANOI).isoformat(timespec="milliseconds")


def id_of(objid: str, what: str, prefix: str = "uuid") -> str:
    """uuid-{UUID} or ID-{UUID}, the same for the same part of the same package."""
    return f"{prefix}-{str(uuid.uuid5(uuid.NAMESPACE_URL, f'{objid}#{what}')).upper()}"


class MetsWriter:
    """Builds one METS document; `base` is the folder that its links start from."""

    def __init__(self, profile: Profile, objid: str, origin: Origin, base: str) -> None:
        self.profile, self.objid, self.origin, self.base = profile, objid, origin, base
        self.at = stamp(origin.made_at)
        self.divs = 0
        self.root: etree._Element

    def id(self, what: str, prefix: str = "uuid") -> str:
        """An id within this document."""
        return id_of(self.objid, f"{self.base}:{what}", prefix)

    def add(self, parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
        """A METS element; attributes named xlink_x and csip_x are put into their namespaces."""
        node = etree.SubElement(parent, f"{{{METS_NS}}}{tag}")
        for name, value in attributes.items():
            space, _, local = name.partition("_")
            uri = {"xlink": XLINK_NS, "csip": CSIP_NS}.get(space if local else "")
            node.set(f"{{{uri}}}{local}" if uri else name, xml_text(value))
        if text is not None:
            node.text = xml_text(text)
        return node

    def start(self, own_id: str, label: str, profile_url: str) -> None:
        """The root element and its header."""
        schema = f"{METS_NS} {'../../' if self.base else ''}schemas/METS.xsd"
        self.root = etree.Element(f"{{{METS_NS}}}mets", nsmap=NSMAP)  # type: ignore[arg-type]  # the stubs know no default namespace
        for name, value in (("OBJID", own_id), ("LABEL", label), ("TYPE", self.profile.mets_type), ("PROFILE", profile_url)):
            self.root.set(name, xml_text(value))
        self.root.set(f"{{{CSIP_NS}}}CONTENTINFORMATIONTYPE", self.profile.content_type)
        self.root.set(f"{{{XSI_NS}}}schemaLocation", schema)

    def header(self) -> etree._Element:
        """metsHdr of an AIP."""
        return self.add(self.root, "metsHdr", CREATEDATE=self.at, LASTMODDATE=self.at, RECORDSTATUS="NEW", csip_OAISPACKAGETYPE="AIP")

    def _link(self, member: Member) -> dict[str, str]:
        return {"LOCTYPE": "URL", "xlink_type": "simple", "xlink_href": quote(member.path.removeprefix(self.base).lstrip("/"))}

    def _facts(self, member: Member) -> dict[str, str]:
        return {"MIMETYPE": member.media_type, "SIZE": str(member.size), "CREATED": self.at, "CHECKSUMTYPE": "SHA-256", "CHECKSUM": member.sha256.upper()}

    def reference(self, parent: etree._Element, member: Member, mdtype: str, version: str, other: str = "") -> None:
        """mdRef."""
        more = {"OTHERMDTYPE": other} if other else {}
        ids = {"ID": self.id(f"mdRef {member.path}"), "MDTYPE": mdtype, "MDTYPEVERSION": version}
        self.add(parent, "mdRef", **ids, **more, **self._link(member), **self._facts(member))

    def describe(self, member: Member, mdtype: str, other: str = "") -> str:
        """A dmdSec; its id."""
        own = self.id(f"dmdSec {member.path}")
        section = self.add(self.root, "dmdSec", ID=own, CREATED=self.at, STATUS="CURRENT")
        self.reference(section, member, mdtype, self.profile.mdtype_version, other)
        return own

    def preserve(self, premis: Member) -> str:
        """The amdSec with its digiprovMD; the id of the latter."""
        own = self.id("digiprovMD")
        section = self.add(self.add(self.root, "amdSec", ID=self.id("amdSec")), "digiprovMD", ID=own, CREATED=self.at, STATUS="CURRENT")
        self.reference(section, premis, "PREMIS", "3.0")
        return own

    def group(self, parent: etree._Element, use: str, members: Sequence[Member]) -> str:
        """A fileGrp; its id."""
        own = self.id(f"fileGrp {use}")
        content = {"csip_CONTENTINFORMATIONTYPE": self.profile.group_content_type, "csip_OTHERCONTENTINFORMATIONTYPE": self.profile.other_content_type}
        group = self.add(parent, "fileGrp", ID=own, USE=use, **content)
        for member in members:
            file = self.add(group, "file", ID=self.file_id(member), **self._facts(member))
            self.add(file, "FLocat", **self._link(member))
        return own

    def file_id(self, member: Member) -> str:
        """ID-{UUID} of a file."""
        return self.id(f"file {member.path}", "ID")

    def div(self, parent: etree._Element, label: str, **attributes: str) -> etree._Element:
        """A div of the structMap."""
        self.divs += 1
        return self.add(parent, "div", ID=self.id(f"div {self.divs}"), LABEL=label, **attributes)

    def point(self, parent: etree._Element, file_id: str) -> None:
        """fptr."""
        self.add(parent, "fptr", FILEID=file_id)

    def done(self) -> bytes:
        """The document."""
        return etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def root_mets(
    profile: Profile, objid: str, title: str, origin: Origin, ead: Member, premis: Member, schemas: Sequence[Member],
    documentation: Sequence[Member], rep_mets: Member,
) -> bytes:  # fmt: skip
    """METS.xml of the package."""
    m = MetsWriter(profile, objid, origin, "")
    m.start(objid, title, profile.root_profile)
    header = m.header()
    agent = m.add(header, "agent", ROLE="CREATOR", TYPE="OTHER", OTHERTYPE="SOFTWARE")
    m.add(agent, "name", origin.software)
    m.add(agent, "note", origin.software_version, csip_NOTETYPE="SOFTWARE VERSION")
    m.add(header, "altRecordID", origin.submission_code, TYPE="SUBMISSIONAGREEMENT")
    other = "EAD" if profile.dossier_mdtype == "OTHER" else ""
    described, preserved = m.describe(ead, profile.dossier_mdtype, other), m.preserve(premis)
    files = m.add(m.root, "fileSec", ID=m.id("fileSec"))
    uses = (("Documentation", documentation), ("Schemas", schemas), ("Representations/rep1", (rep_mets,)))
    groups = {use: m.group(files, use, members) for use, members in uses}
    struct = m.add(m.root, "structMap", ID=m.id("structMap"), TYPE="PHYSICAL", LABEL="CSIP")
    package = m.div(struct, objid)
    m.div(package, "Metadata", DMDID=described, ADMID=preserved)
    m.point(m.div(package, "Documentation"), groups["Documentation"])
    m.point(m.div(package, "Schemas"), groups["Schemas"])
    rep = m.div(package, "Representations/rep1")
    target = {"LOCTYPE": "URL", "xlink_type": "simple", "xlink_href": rep_mets.path, "xlink_title": groups["Representations/rep1"]}
    m.add(rep, "mptr", **target)
    return m.done()


def rep_mets(profile: Profile, objid: str, title: str, origin: Origin, premis: Member, documents: Sequence[DocumentMembers]) -> bytes:
    """METS.xml of rep1: one MetadataLink/File for each document, with its data files."""
    m = MetsWriter(profile, objid, origin, "representations/rep1")
    m.start("rep1", title, profile.rep_profile)
    agent = m.add(m.header(), "agent", ROLE="CREATOR", TYPE=profile.rep_agent_type)
    m.add(agent, "name", origin.agency_name)
    m.add(agent, "note", origin.fonds_code, csip_NOTETYPE=profile.rep_note_type)
    described = [m.describe(document.ead, profile.document_mdtype) for document in documents]
    preserved = m.preserve(premis)
    files = m.add(m.root, "fileSec", ID=m.id("fileSec"))
    data = m.group(files, "Data", [member for document in documents for member in document.data])
    struct = m.add(m.root, "structMap", ID=m.id("structMap"), TYPE="PHYSICAL", LABEL="CSIP")
    rep = m.div(struct, "rep1", TYPE=profile.rep_type)
    m.point(m.div(rep, "Data"), data)
    links = m.div(rep, "MetadataLink")
    for own, document in zip(described, documents, strict=True):
        link = m.div(links, "MetadataLink/File", DMDID=own, ADMID=preserved)
        for member in document.data:
            m.point(link, m.file_id(member))
    return m.done()
