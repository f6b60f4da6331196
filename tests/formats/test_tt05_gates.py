"""Gates 2 and 3 find every fault of a package, each with its rule and its file, and never stop at the first."""

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hoso.formats.tt05 import UnreadablePackage, check_package, read_aip

from tests.formats.tt05_sample import ARCHIVE, FOLDER, rezip, unpack, write

Entries = list[tuple[zipfile.ZipInfo, bytes]]
REP = "representations/rep1"
PLAN = f"{REP}/data/0000001_01_ke-hoach-39-ban-ky.pdf"
DOC = f"{REP}/metadata/descriptive/EAD_doc_0000001_01_ke-hoach-39-ban-ky.xml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return unpack(write(tmp_path / "goi.zip"), tmp_path)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write(tmp_path / "goi.zip")


def found(place: Path) -> set[tuple[str, str, str]]:
    """(gate, rule, file) of every error."""
    return {(v.gate, f.rule, f.file) for v in check_package(place) for f in v.findings if f.level == "error"}


def edit(path: Path, old: str, new: str, count: int = 1) -> None:
    text = path.read_text()
    assert old in text, f"{path.name} has no {old}"
    path.write_text(text.replace(old, new, count))


def test_an_untouched_package_has_no_error(folder: Path, package: Path) -> None:
    assert found(folder) == found(package) == set()


@pytest.mark.parametrize("name", [PLAN, DOC, "schemas/EAD.xsd", "documentation/UserManual.pdf", f"{REP}/METS.xml"])
def test_a_changed_byte_is_found_in_every_file_that_mets_names(folder: Path, name: str) -> None:
    path = folder / name
    body = bytearray(path.read_bytes())
    place = body.find(b"urn:") if name.endswith("METS.xml") else len(body) // 2
    body[place] ^= 1
    path.write_bytes(body)
    assert ("files", "checksum", name) in found(folder)
    assert ("files", "size", name) not in found(folder)


def test_a_file_that_grew_shrank_or_went_is_found(folder: Path) -> None:
    with (folder / PLAN).open("ab") as file:
        file.write(b"x")
    (folder / f"{REP}/data/0000003_01_anh.png").unlink()
    assert found(folder) >= {("files", "size", PLAN), ("files", "checksum", PLAN), ("files", "missing", f"{REP}/data/0000003_01_anh.png")}


def test_a_file_that_no_mets_names_is_found(folder: Path) -> None:
    (folder / REP / "data" / "them.pdf").write_bytes(b"x")
    assert found(folder) == {("files", "orphan", f"{REP}/data/them.pdf")}


def test_a_folder_of_another_name_is_found(folder: Path) -> None:
    other = folder.rename(folder.parent / "urn_khac")
    assert found(other) == {("files", "objid", "METS.xml")}


@pytest.mark.parametrize("missing", ["METS.xml", f"{REP}/METS.xml", "metadata/descriptive/EAD.xml", "metadata/preservation/PREMIS.xml"])
def test_a_package_without_a_compulsory_file_fails(folder: Path, missing: str) -> None:
    (folder / missing).unlink()
    assert "missing" in {rule for _, rule, file in found(folder) if file == missing}


def test_a_link_out_of_the_package_is_found_and_never_followed(folder: Path) -> None:
    (folder.parent / "secret").write_text("x")
    edit(folder / "METS.xml", "documentation/UserManual.pdf", "../secret")
    assert ("files", "path_escape", "METS.xml") in found(folder)
    edit(folder / "METS.xml", "../secret", "%2e%2e/secret")
    assert ("files", "path_escape", "METS.xml") in found(folder)
    edit(folder / "METS.xml", "%2e%2e/secret", "file:///etc/passwd")
    assert ("files", "path_escape", "METS.xml") in found(folder)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("metadata/descriptive/EAD.xml", "<maintenance>01", "<maintenance>99"),
        ("metadata/descriptive/EAD.xml", "<startDate>05/01/2026", "<startDate>2026-01-05"),
        (DOC, "<typeName>10</typeName>", ""),
        (DOC, "</simpledc>", "<them>x</them></simpledc>"),
        ("metadata/preservation/PREMIS.xml", "<premis:eventType>", "<premis:eventKind>x</premis:eventKind><premis:eventType>"),
        ("METS.xml", ' TYPE="Mixed"', ' TYPE="Mixed" KIEU="x"'),
        ("METS.xml", 'csip:NOTETYPE="SOFTWARE VERSION"', 'csip:NOTETYPE="SAI"'),
        (f"{REP}/METS.xml", "<fileSec", "<saiSec/><fileSec"),
    ],
)
def test_what_a_schema_does_not_allow_is_found(folder: Path, name: str, old: str, new: str) -> None:
    edit(folder / name, old, new)
    assert ("xml", "schema", name) in found(folder)


def test_children_in_another_order_are_read_all_the_same(folder: Path) -> None:
    path = folder / DOC
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines[:2], *reversed(lines[2:-1]), lines[-1]]))
    assert {gate for gate, _, _ in found(folder)} == {"files"}
    assert read_aip(folder, ARCHIVE).dossier.documents[0].number == "39"


def test_ids_that_lead_nowhere_or_stand_twice_are_found(folder: Path) -> None:
    rep = folder / REP / "METS.xml"
    own = rep.read_text().split('DMDID="', 1)[1].split('"', 1)[0]
    edit(rep, f'DMDID="{own}"', 'DMDID="uuid-NOWHERE"')
    assert found(folder) >= {("xml", "unresolved_id", f"{REP}/METS.xml"), ("xml", "document_link", DOC)}
    edit(rep, 'DMDID="uuid-NOWHERE"', f'DMDID="{own}"')
    edit(rep, f'<dmdSec ID="{own}"', '<dmdSec ID="x1"')
    edit(rep, '<dmdSec ID="uuid', '<dmdSec ID="x1" CREATED_="" ID_="uuid')
    assert ("xml", "duplicate_id", f"{REP}/METS.xml") in found(folder)


@pytest.mark.parametrize("name", ["METS.xml", DOC])
def test_a_document_type_and_its_entities_are_refused_unread(folder: Path, name: str) -> None:
    path = folder / name
    body = path.read_text().split("?>", 1)[1]
    path.write_text(f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>{body.replace("Kế hoạch", "&e;")}')
    assert found(folder) & {("xml", "doctype", name), ("xml", "xml_unreadable", name)}


def test_a_package_without_documents_fails(tmp_path: Path) -> None:
    import dataclasses

    from tests.formats.tt05_sample import dossier, whole

    empty = dossier(dataclasses.replace(whole()[0], files=()))
    assert ("files", "no_data", f"{REP}/data") in found(write(tmp_path / "empty.zip", empty))


def test_every_fault_is_collected(folder: Path) -> None:
    (folder / PLAN).unlink()
    edit(folder / "metadata/descriptive/EAD.xml", "<maintenance>01", "<maintenance>99")
    (folder / "rac.txt").write_text("x")
    assert {rule for _, rule, _ in found(folder)} >= {"missing", "checksum", "orphan", "schema"}


# --- hostile archives ---------------------------------------------------------------------------------------------------


def renamed(name: str) -> Callable[[Entries], None]:
    def change(entries: Entries) -> None:
        entries.append((zipfile.ZipInfo(name), b"x"))

    return change


def linked(entries: Entries) -> None:
    info = zipfile.ZipInfo(f"{FOLDER}/link")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    entries.append((info, b"/etc/passwd"))


def doubled(entries: Entries) -> None:
    entries.append((zipfile.ZipInfo(f"{FOLDER}/{PLAN}"), b"other"))


def exploding(entries: Entries) -> None:
    info = zipfile.ZipInfo(f"{FOLDER}/{REP}/data/zeros")
    info.compress_type = zipfile.ZIP_DEFLATED
    entries.append((info, b"\x00" * 8_000_000))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (renamed(f"{FOLDER}/../../etc/cron.d/x"), "path_escape"),
        (renamed("/etc/passwd"), "absolute_path"),
        (renamed("C:/windows/x"), "absolute_path"),
        (renamed(f"{FOLDER}/a\\..\\..\\b"), "unsafe_name"),
        (renamed(f"{FOLDER}/a\nb"), "unsafe_name"),
        (renamed("khac/METS.xml"), "one_folder"),
        (renamed("METS.xml"), "one_folder"),
        (renamed(f"{FOLDER}/mets.XML"), "duplicate_name"),
        (linked, "link"),
        (doubled, "duplicate_name"),
        (exploding, "explosive"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_hostile_archive_is_refused_without_being_opened(package: Path, change: Callable[[Entries], None], rule: str) -> None:
    rezip(package, change)
    assert rule in {r for gate, r, _ in found(package) if gate == "files"}
    assert [v.passed for v in check_package(package)] == [False, False]
    with pytest.raises(UnreadablePackage):
        read_aip(package, ARCHIVE)


def test_an_encrypted_archive_is_refused(package: Path) -> None:
    body = bytearray(package.read_bytes())
    place = body.rfind(b"PK\x01\x02")
    body[place + 8] |= 1
    package.write_bytes(body)
    assert "encrypted" in {rule for _, rule, _ in found(package)}


def test_entries_that_share_their_bytes_are_refused(package: Path) -> None:
    body = bytearray(package.read_bytes())
    first = body.find(b"PK\x01\x02")
    second = body.find(b"PK\x01\x02", first + 4)
    body[second + 42 : second + 46] = body[first + 42 : first + 46]
    package.write_bytes(body)
    assert "explosive" in {rule for _, rule, _ in found(package)}


@pytest.mark.parametrize("body", [b"", b"not a zip", b"PK\x05\x06" + b"\x00" * 18])
def test_what_is_no_archive_or_an_empty_one_is_refused(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(body)
    assert {rule for gate, rule, _ in found(path) if gate == "files"} <= {"not_a_zip", "one_folder"}
    assert not any(v.passed for v in check_package(path))


def test_a_truncated_archive_is_refused(package: Path) -> None:
    package.write_bytes(package.read_bytes()[:-5000])
    assert ("files", "not_a_zip", "goi.zip") in found(package)


def test_a_damaged_entry_is_named_and_the_rest_is_still_checked(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        info = archive.getinfo(f"{FOLDER}/{PLAN}")
        start = info.header_offset + 30 + len(info.filename) + 200
    body = bytearray(package.read_bytes())
    body[start] ^= 1
    package.write_bytes(body)
    assert found(package) == {("files", "unreadable", PLAN)}


def test_a_folder_with_a_link_in_it_is_refused(folder: Path) -> None:
    (folder / REP / "data" / "link").symlink_to("/etc/passwd")
    assert ("files", "link", f"{REP}/data/link") in found(folder)
    with pytest.raises(UnreadablePackage):
        read_aip(folder, ARCHIVE)
