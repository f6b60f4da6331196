"""A package of a dossier: its tree, what it says, and what programs that are not ours say of it."""

import dataclasses
import hashlib
import json
import subprocess
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from hoso.formats.tt05 import ChangedWhilePacking, PackedDocument, check_package, read_aip, write_aip
from hoso.formats.tt05.ead_schema import PARTS, ead_schema, fields_of
from lxml import etree

from tests.formats.tt05_sample import ARCHIVE, FOLDER, OBJID, ORIGIN, dossier, packed_file, unpack, whole, write

ROOT = Path(__file__).resolve().parents[2]
METS = {"m": "http://www.loc.gov/METS/", "x": "http://www.w3.org/1999/xlink", "c": "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"}
EARK = ROOT / ".cache" / "eark-venv" / "bin" / "python"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("aip") / "goi.zip")


@pytest.fixture(scope="module")
def folder(package: Path) -> Path:
    return unpack(package, package.parent)


def values(path: Path) -> dict[str, str]:
    return {e.tag: e.text or "" for e in etree.parse(path).getroot()}


def test_the_tree_is_that_of_the_circular(folder: Path) -> None:
    assert sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()) == sorted([
        "METS.xml", "metadata/descriptive/EAD.xml", "metadata/preservation/PREMIS.xml", "documentation/UserManual.pdf",
        "representations/rep1/METS.xml", "representations/rep1/metadata/preservation/PREMIS_rep1.xml",
        "representations/rep1/metadata/descriptive/EAD_doc_0000001_01_ke-hoach-39-ban-ky.xml",
        "representations/rep1/metadata/descriptive/EAD_doc_0000002_01_cong-van.xml",
        "representations/rep1/metadata/descriptive/EAD_pic_0000003_01_anh.xml",
        "representations/rep1/metadata/descriptive/EAD_media_0000004_01_ghi-am.xml",
        "representations/rep1/data/0000001_01_ke-hoach-39-ban-ky.pdf", "representations/rep1/data/0000001_02_phu-luc-1.docx",
        "representations/rep1/data/0000002_01_cong-van.pdf", "representations/rep1/data/0000003_01_anh.png",
        "representations/rep1/data/0000004_01_ghi-am.mp3",
        "schemas/METS.xsd", "schemas/xlink.xsd", "schemas/DILCISExtensionMETS.xsd", "schemas/premis.xsd",
        "schemas/EAD.xsd", "schemas/EAD_doc.xsd", "schemas/EAD_pic.xsd", "schemas/EAD_media.xsd",
    ])  # fmt: skip


def test_the_dossier_is_described_as_the_tables_ask(folder: Path) -> None:
    said = values(folder / "metadata/descriptive/EAD.xml")
    assert said == {
        "arcFileCode": "H56.12.01.H56.12.2026.05.VTLT", "title": "Hồ sơ triển khai Kế hoạch văn thư, lưu trữ tỉnh Thanh Hóa", "maintenance": "01",
        "mode": "01", "language": "01", "startDate": "05/01/2026", "endDate": "01/03/2026", "totalDoc": "4", "numberOfPaper": "9",
        "numberOfPage": "11", "confidenceLevel": "03", "paperFileCode": "H56.12.01.Kho 1, giá 2.3", "riskRecovery": "0",
        "description": "Người lập hồ sơ: Lê Văn Cường.",
    }  # fmt: skip


def test_documents_photos_and_recordings_are_described_each_in_their_own_way(folder: Path) -> None:
    place = folder / "representations/rep1/metadata/descriptive"
    plan, photo, talk = (values(next(place.glob(f"{part}_*{n}_01_*.xml"))) for part, n in (("EAD_doc", 1), ("EAD_pic", 3), ("EAD_media", 4)))
    assert {k: plan[k] for k in ("docCode", "docOrdinal", "typeName", "codeNumber", "codeNotation", "issuedDate", "confidenceLevel")} == {
        "docCode": "H56.12.2026.05.VTLT.0000001", "docOrdinal": "1", "typeName": "10", "codeNumber": "39", "codeNotation": "KH-UBND",
        "issuedDate": "01/02/2019", "confidenceLevel": "02",
    }  # fmt: skip
    assert (photo["typePic"], photo["imageTitle"], photo["photoTime"], photo["photographer"]) == ("02", "Ảnh hội nghị", "01/02/2026", "Nguyễn An")
    assert (talk["typeMedia"], talk["movieTitle"]) == ("01", "Ghi âm hội nghị")
    assert "docCode" not in photo
    assert "docCode" not in talk


def test_the_mets_values_are_those_of_the_text(folder: Path) -> None:
    root, rep = (etree.parse(folder / p).getroot() for p in ("METS.xml", "representations/rep1/METS.xml"))
    content = f"{{{METS['c']}}}CONTENTINFORMATIONTYPE"
    assert [root.get(n) for n in ("OBJID", "TYPE", "PROFILE")] == [OBJID, "Mixed", "http://www.ra.ee/METS/v01/IP.xml"]
    assert (rep.get("PROFILE"), rep.get(content)) == ("https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml", "MIXED")
    header = root.find("m:metsHdr", METS)
    assert (header.get(f"{{{METS['c']}}}OAISPACKAGETYPE"), header.get("CREATEDATE")) == ("AIP", "2026-06-12T11:45:37.690+07:00")
    assert root.findtext("m:metsHdr/m:altRecordID", "", METS) == "H56.12.NLLS.2026.0001"
    assert rep.findtext("m:metsHdr/m:agent/m:note", "", METS) == "H56.12"
    assert [g.get("USE") for g in root.iterfind("m:fileSec/m:fileGrp", METS)] == ["Documentation", "Schemas", "Representations/rep1"]
    assert [g.get("USE") for g in rep.iterfind("m:fileSec/m:fileGrp", METS)] == ["Data"]
    assert rep.find("m:structMap/m:div", METS).get("TYPE") == "NORMALIZED"
    links = [d for d in rep.iter(f"{{{METS['m']}}}div") if d.get("LABEL") == "MetadataLink/File"]
    assert [len(d.findall("m:fptr", METS)) for d in links] == [2, 1, 1, 1]


def test_original_names_and_formats_stand_in_premis(folder: Path) -> None:
    said = (folder / "representations/rep1/metadata/preservation/PREMIS_rep1.xml").read_text()
    for text in ("Kế hoạch 39 (bản ký).PDF", "../phụ lục&lt;1&gt;.docx", "fmt/20", "message digest calculation"):
        assert text in said
    assert "information package creation" in (folder / "metadata/preservation/PREMIS.xml").read_text()


def test_what_is_read_back_is_what_was_packed(package: Path, folder: Path) -> None:
    def bare(documents: tuple[PackedDocument, ...]) -> list[PackedDocument]:
        return [dataclasses.replace(d, type_name="", files=tuple(dataclasses.replace(f, read=iter) for f in d.files)) for d in documents]

    for place in (package, folder):
        read = read_aip(place, ARCHIVE)
        assert (read.objid, read.fonds_code) == (OBJID, "H56.12")
        packed = dossier()
        assert dataclasses.replace(read.dossier, documents=()) == dataclasses.replace(packed, documents=())
        first, second, photo, talk = bare(read.dossier.documents)
        assert [first, second] == bare(packed.documents)[:2]
        assert (photo.document_id, photo.abstract, photo.issuer_name) == (packed.documents[2].document_id, "Ảnh hội nghị", "Nguyễn An")
        assert (talk.kind, talk.files[0].name) == ("media", "ghi âm.mp3")
        assert [d.type_name for d in read.dossier.documents] == ["Kế hoạch", "Công văn", "Ảnh", "Âm thanh"]


def test_our_own_gates_pass(package: Path, folder: Path) -> None:
    for place in (package, folder):
        verdicts = check_package(place)
        assert [(v.gate, v.passed) for v in verdicts] == [("files", True), ("xml", True)]
        assert [f.rule for v in verdicts for f in v.findings] == ["date_unknown"]


@pytest.mark.parametrize(("version", "expected"), [("V2.1.0", ["CSIP103"]), ("V2.0.4", ["CSIP103", "CSIP114"])])
def test_the_independent_validator_finds_exactly_what_the_circular_makes_unavoidable(package: Path, version: str, expected: list[str]) -> None:
    assert EARK.exists(), "run .ci/setup test: it makes the validator's environment"
    command = [str(EARK), str(ROOT / ".ci" / "eark" / "validate.py"), "--version", version, str(package)]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout)
    assert (said["structure"], said["schema"], said["errors"]) == ("WellFormed", "VALID", expected), said


def test_unzip_and_sha256sum_agree_with_the_manifest(package: Path, tmp_path: Path) -> None:
    subprocess.run(["unzip", "-q", str(package), "-d", str(tmp_path)], check=True, timeout=60)
    assert [p.name for p in tmp_path.iterdir()] == [FOLDER]
    manifest = []
    for mets in ("METS.xml", "representations/rep1/METS.xml"):
        base = (tmp_path / FOLDER / mets).parent
        root = etree.parse(tmp_path / FOLDER / mets)
        for node in (*root.iter(f"{{{METS['m']}}}mdRef"), *root.iter(f"{{{METS['m']}}}file")):
            link = node if node.get("LOCTYPE") else node.find("m:FLocat", METS)
            path = base / unquote(link.get("{http://www.w3.org/1999/xlink}href"))
            manifest.append(f"{node.get('CHECKSUM').lower()}  {path}")
    assert len(manifest) == 22
    done = subprocess.run(["sha256sum", "--check", "--strict", "-"], input="\n".join(manifest), capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.count(": OK")) == (0, 22), done.stdout + done.stderr


def test_xmllint_validates_every_xml_against_the_schemas_in_the_package(folder: Path) -> None:
    pairs = [("METS.xsd", "METS.xml"), ("METS.xsd", "representations/rep1/METS.xml"), ("EAD.xsd", "metadata/descriptive/EAD.xml"),
             ("premis.xsd", "metadata/preservation/PREMIS.xml"), ("premis.xsd", "representations/rep1/metadata/preservation/PREMIS_rep1.xml")]  # fmt: skip
    for path in sorted((folder / "representations/rep1/metadata/descriptive").iterdir()):
        pairs.append((f"{path.name.split('_0')[0]}.xsd", path.relative_to(folder).as_posix()))
    assert len(pairs) == 9
    for schema, path in pairs:
        command = ["xmllint", "--nonet", "--noout", "--schema", f"schemas/{schema}", path]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr


def test_the_same_facts_give_the_same_bytes(package: Path, tmp_path: Path) -> None:
    assert write(tmp_path / "again.zip").read_bytes() == package.read_bytes()


def test_the_schemas_know_every_field_of_the_tables() -> None:
    for part in PARTS:
        named = [e.get("name") for e in etree.fromstring(ead_schema(part)).iter("{*}element")]
        assert named == ["simpledc", *(f.name for f in fields_of(part))]
    assert [len(fields_of(part)) for part in PARTS] == [18, 19, 16, 17]


def test_a_file_that_changed_since_is_never_packed_under_its_old_digest(tmp_path: Path) -> None:
    changed = packed_file("a.pdf", b"old bytes", "application/pdf", read=lambda: iter([b"new bytes"]))
    plan = dataclasses.replace(whole()[0], files=(changed,))
    with pytest.raises(ChangedWhilePacking):
        write(tmp_path / "a.zip", dossier(plan))


def test_a_large_file_is_never_held_in_memory(tmp_path: Path) -> None:
    import tracemalloc

    megabyte, count = b"\x00" * 1024 * 1024, 64
    digest = hashlib.sha256()
    for _ in range(count):
        digest.update(megabyte)

    def read() -> Iterator[bytes]:
        return (megabyte for _ in range(count))

    film = packed_file("phim.mp4", b"", "video/mp4", sha256=digest.hexdigest(), size=count * len(megabyte), read=read)
    packed = dossier(dataclasses.replace(whole()[3], ordinal=1, files=(film,)))
    tracemalloc.start()
    path = write(tmp_path / "film.zip", packed)
    verdicts = check_package(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert all(v.passed for v in verdicts), verdicts
    assert peak < 16 * 1024 * 1024
    assert values_of_film(path)["typeMedia"] == "02"


def values_of_film(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        name = next(n for n in archive.namelist() if "EAD_media" in n and n.endswith(".xml"))
        return {e.tag: e.text or "" for e in etree.fromstring(archive.read(name))}


def test_names_and_letters_that_xml_or_file_systems_cannot_carry_do_no_harm(tmp_path: Path) -> None:
    files = tuple(packed_file(name, name.encode(), "application/pdf") for name in ("....pdf", "CON.pdf", "a" * 200 + ".pdf", "hồ sơ\u202e.pdf", "không đuôi"))
    odd = dataclasses.replace(whole()[0], abstract="Nội dung \x0b có ký tự lạ", files=files)
    path = write(tmp_path / "odd.zip", dossier(odd))
    assert all(v.passed for v in check_package(path)), check_package(path)
    assert [f.name for f in read_aip(path, ARCHIVE).dossier.documents[0].files] == [f.name for f in files]


def test_a_value_longer_than_the_circular_allows_is_cut_where_it_is_seen(tmp_path: Path) -> None:
    output = BytesIO()
    write_aip(output, OBJID, dossier(description="Ghi chú dài. " * 400), ORIGIN)
    path = tmp_path / "long.zip"
    path.write_bytes(output.getvalue())
    assert all(v.passed for v in check_package(path))
    assert read_aip(path, ARCHIVE).dossier.description.endswith("…")
