"""Gói tin AIP_hoso of TT 05/2025/TT-BNV: written, checked (gates 2 and 3) and read.

Bytes on one side, frozen dataclasses on the other. Never touches the database, the clock, the settings or HTTP.
"""

from hoso.formats.tt05.ead import arc_doc_code
from hoso.formats.tt05.gates import GateVerdict, check_package
from hoso.formats.tt05.profile import TEXT_PROFILE, Profile
from hoso.formats.tt05.reading import ReadPackage, UnreadablePackage, read_aip
from hoso.formats.tt05.records import Confidence, DocumentKind, Finding, Origin, PackedDocument, PackedDossier, PackedFile
from hoso.formats.tt05.writing import ChangedWhilePacking, write_aip

__all__ = [
    "TEXT_PROFILE", "ChangedWhilePacking", "Confidence", "DocumentKind", "Finding", "GateVerdict", "Origin", "PackedDocument", "PackedDossier",
    "PackedFile", "Profile", "ReadPackage", "UnreadablePackage", "arc_doc_code", "check_package", "read_aip", "write_aip",
]  # fmt: skip
