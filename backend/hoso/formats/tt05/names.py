"""Names inside the package: short, ASCII, unique, readable; the original name stands in PREMIS."""

from hoso.formats.tt05.ead import PART_OF
from hoso.formats.tt05.records import PackedDocument, PackedFile
from hoso.support.folding import words

STEM = 60
ENDING = 8
ROOT_METS, REP_METS = "METS.xml", "representations/rep1/METS.xml"
DOSSIER_EAD = "metadata/descriptive/EAD.xml"
ROOT_PREMIS = "metadata/preservation/PREMIS.xml"
REP = "representations/rep1"
REP_PREMIS = f"{REP}/metadata/preservation/PREMIS_rep1.xml"
SCHEMAS, DOCUMENTATION = "schemas", "documentation"


def stem_of(document: PackedDocument, place: int, file: PackedFile) -> str:
    """0000001_01_ke-hoach: the document's ordinal, the file's place in it, and what the original name says."""
    bare = file.name.rsplit(".", 1)[0] if "." in file.name else file.name
    said = "-".join(words(bare))[:STEM].strip("-")
    return f"{document.ordinal:07d}_{place:02d}" + (f"_{said}" if said else "")


def data_path(document: PackedDocument, place: int, file: PackedFile) -> str:
    """Where the file lies in the package."""
    ending = "".join(words(file.name.rsplit(".", 1)[1])) if "." in file.name else ""
    return f"{REP}/data/{stem_of(document, place, file)}" + (f".{ending[:ENDING]}" if ending else "")


def ead_path(document: PackedDocument) -> str:
    """[Tiêu chuẩn]_[Loại tài liệu]_[Tên file].xml of the document's first file, or of its ordinal where there is none."""
    stem = stem_of(document, 1, document.files[0]) if document.files else f"{document.ordinal:07d}"
    return f"{REP}/metadata/descriptive/{PART_OF[document.kind]}_{stem}.xml"
