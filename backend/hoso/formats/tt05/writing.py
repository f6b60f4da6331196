"""Write an AIP_hoso as a ZIP, one file after the other, never a whole data file in memory.

The data files are hashed while they are written: a package never claims a digest that its bytes do not have.
"""

import hashlib
import zipfile
from pathlib import Path
from typing import BinaryIO

from hoso.formats.tt05 import names
from hoso.formats.tt05.ead import PART_OF, document_fields, dossier_fields, write_part
from hoso.formats.tt05.ead_schema import PARTS, ead_schema
from hoso.formats.tt05.mets import HANOI, DocumentMembers, Member, rep_mets, root_mets
from hoso.formats.tt05.premis import rep_premis, root_premis
from hoso.formats.tt05.profile import TEXT_PROFILE, Profile, folder_of
from hoso.formats.tt05.records import Origin, PackedDossier, PackedFile

HERE = Path(__file__).parent
FIXED_SCHEMAS = ("METS.xsd", "xlink.xsd", "DILCISExtensionMETS.xsd", "premis.xsd")
MANUAL = "UserManual.pdf"
_READABLE = 0o100644 << 16


class ChangedWhilePacking(Exception):
    """A file's bytes are not those that its facts promise."""

    def __init__(self, file: PackedFile) -> None:
        super().__init__(file.name)
        self.file = file


def schema_files() -> dict[str, bytes]:
    """name → bytes of every schema that a package carries."""
    fixed = {name: (HERE / "schemas" / name).read_bytes() for name in FIXED_SCHEMAS}
    return fixed | {f"{part}.xsd": ead_schema(part) for part in PARTS}


class _Packer:
    """An open package: what was written stands in the returned members."""

    def __init__(self, archive: zipfile.ZipFile, folder: str, origin: Origin) -> None:
        self.archive, self.folder = archive, folder
        self.stamp = origin.made_at.astimezone(HANOI).timetuple()[:6]

    def _info(self, path: str, compression: int) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(f"{self.folder}/{path}", self.stamp)
        info.compress_type, info.external_attr, info.create_system = compression, _READABLE, 3
        return info

    def put(self, path: str, body: bytes, media_type: str) -> Member:
        """A small file."""
        self.archive.writestr(self._info(path, zipfile.ZIP_DEFLATED), body)
        return Member(path, len(body), hashlib.sha256(body).hexdigest(), media_type)

    def stream(self, path: str, file: PackedFile) -> Member:
        """A data file, as it is. Raises ChangedWhilePacking."""
        digest, size = hashlib.sha256(), 0
        info = self._info(path, zipfile.ZIP_STORED)
        info.file_size = file.size
        with self.archive.open(info, "w") as entry:
            for chunk in file.read():
                digest.update(chunk)
                size += len(chunk)
                entry.write(chunk)
        if (digest.hexdigest(), size) != (file.sha256, file.size):
            raise ChangedWhilePacking(file)
        return Member(path, size, file.sha256, file.media_type)


def _representation(p: _Packer, profile: Profile, objid: str, origin: Origin, dossier: PackedDossier) -> Member:
    data = [
        (document, [(p.stream(names.data_path(document, place, file), file), file) for place, file in enumerate(document.files, start=1)])
        for document in dossier.documents
    ]
    described = [
        p.put(names.ead_path(document), write_part(PART_OF[document.kind], document_fields(dossier, document)), profile.xml_media_type)
        for document in dossier.documents
    ]
    premis = p.put(names.REP_PREMIS, rep_premis(objid, origin, dossier, data), profile.xml_media_type)
    members = [DocumentMembers(ead, tuple(member for member, _ in files)) for ead, (_, files) in zip(described, data, strict=True)]
    return p.put(names.REP_METS, rep_mets(profile, objid, dossier.title, origin, premis, members), profile.xml_media_type)


def write_aip(output: BinaryIO, objid: str, dossier: PackedDossier, origin: Origin, profile: Profile = TEXT_PROFILE) -> None:
    """Write the package. The same facts give the same bytes. Raises ChangedWhilePacking, and what `PackedFile.read` raises."""
    with zipfile.ZipFile(output, "w", allowZip64=True) as archive:
        p = _Packer(archive, folder_of(objid), origin)
        rep = _representation(p, profile, objid, origin, dossier)
        ead = p.put(names.DOSSIER_EAD, write_part("EAD", dossier_fields(dossier)), profile.xml_media_type)
        premis = p.put(names.ROOT_PREMIS, root_premis(objid, origin, dossier), profile.xml_media_type)
        schemas = [p.put(f"{names.SCHEMAS}/{name}", body, profile.xml_media_type) for name, body in schema_files().items()]
        manual = p.put(f"{names.DOCUMENTATION}/{MANUAL}", (HERE / "documentation" / MANUAL).read_bytes(), "application/pdf")
        p.put(names.ROOT_METS, root_mets(profile, objid, dossier.title, origin, ead, premis, schemas, [manual], rep), profile.xml_media_type)
