"""What the text of TT 05/2025 leaves to be chosen, and where packages in the field differ from it: values, not code.

Never holds a fact of a dossier.
"""

from dataclasses import dataclass

METS_NS = "http://www.loc.gov/METS/"
XLINK_NS = "http://www.w3.org/1999/xlink"
CSIP_NS = "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"
PREMIS_NS = "http://www.loc.gov/premis/v3"
XSI_NS = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(frozen=True, slots=True)
class Profile:
    """The values of a dialect of AIP_hoso (`domain` terms of the circular; see docs/decisions/0003-packages.md)."""

    name: str
    objid: str  # {fonds} and {uuid}
    mets_type: str
    root_profile: str
    rep_profile: str
    content_type: str
    group_content_type: str  # of each fileGrp: only OTHER passes rule CSIP63 of the independent validator
    other_content_type: str
    dossier_mdtype: str
    document_mdtype: str
    mdtype_version: str
    xml_media_type: str
    rep_type: str
    rep_agent_type: str
    rep_note_type: str

    def objid_of(self, fonds_code: str, uuid_text: str) -> str:
        """The OBJID of a package."""
        return self.objid.format(fonds=fonds_code, uuid=uuid_text.upper())


TEXT_PROFILE = Profile(
    name="TT 05/2025 text",
    objid="urn:{fonds}:uuid-{uuid}",
    mets_type="Mixed",
    root_profile="http://www.ra.ee/METS/v01/IP.xml",
    rep_profile="https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml",
    content_type="MIXED",
    group_content_type="OTHER",
    other_content_type="TT 05/2025/TT-BNV",
    dossier_mdtype="OTHER",
    document_mdtype="DC",
    mdtype_version="1.0",
    xml_media_type="text/xml",
    rep_type="NORMALIZED",
    rep_agent_type="ORGANIZATION",
    rep_note_type="IDENTIFICATIONCODE",
)


def folder_of(objid: str) -> str:
    """The folder of an AIP: its OBJID with ':' as '_'."""
    return objid.replace(":", "_")
