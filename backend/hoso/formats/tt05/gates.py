"""Gates 2 (files) and 3 (XML) over a package, as ZIP or folder. All faults are collected; none stops the search.

Gate 1 is the independent E-ARK validator: it runs in an environment of its own (docs/decisions/0003-packages.md).
"""

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from hoso.formats.tt05 import names
from hoso.formats.tt05.ead import read_part
from hoso.formats.tt05.parsing import NS, XLINK_HREF, Reference, parse, references, resolve, schema, schema_of
from hoso.formats.tt05.profile import METS_NS, XLINK_NS, folder_of
from hoso.formats.tt05.records import Finding
from hoso.formats.tt05.tree import CHUNK, UNREADABLE, Tree, open_tree

MOST_SCHEMA_FAULTS = 20
FILES, XML = "files", "xml"
DATE_FIELDS = {"startDate", "endDate", "issuedDate"}


@dataclass(frozen=True, slots=True)
class GateVerdict:
    """What a gate says of a package."""

    gate: str
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing but remarks was found."""
        return all(f.level == "warning" for f in self.findings)


def _digest(tree: Tree, path: str) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with tree.open(path) as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def _check_reference(tree: Tree, ref: Reference, read: dict[str, tuple[str, int]]) -> list[Finding]:
    if ref.path not in read:
        try:
            read[ref.path] = _digest(tree, ref.path)
        except UNREADABLE as error:
            return [Finding("unreadable", ref.path, f"Không đọc được tệp: {error}")]
    sha256, size = read[ref.path]
    faults = []
    if ref.size != str(size):
        faults.append(Finding("size", ref.path, f"Dung lượng ghi {ref.size or 'trống'}, thực tế {size} byte."))
    if ref.algorithm != "SHA-256":
        faults.append(Finding("checksum_type", ref.path, f"Mã băm phải là SHA-256, gói ghi {ref.algorithm or 'trống'}."))
    elif ref.sha256.lower() != sha256:
        faults.append(Finding("checksum", ref.path, "Mã băm SHA-256 không khớp với tệp."))
    return faults


def _check_members(tree: Tree, roots: dict[str, etree._Element], findings: list[Finding]) -> None:
    sizes, read, named = tree.sizes(), dict[str, tuple[str, int]](), {names.ROOT_METS}
    for mets_path, root in roots.items():
        for ref in references(root, mets_path, findings):
            named.add(ref.path)
            if ref.path not in sizes:
                findings.append(Finding("missing", ref.path, f"{mets_path} nêu tệp không có trong gói."))
            elif ref.kind != "mptr":
                findings.extend(_check_reference(tree, ref, read))
    findings.extend(Finding("orphan", path, "Tệp không được METS nào nêu.") for path in sorted(set(sizes) - named))


def _check_identity(tree: Tree, root: etree._Element, findings: list[Finding]) -> None:
    objid = root.get("OBJID", "")
    if folder_of(objid) != tree.root:
        findings.append(Finding("objid", names.ROOT_METS, f"OBJID “{objid}” không trùng tên thư mục “{tree.root}”."))


def _mets_roots(tree: Tree, findings: list[Finding]) -> dict[str, etree._Element]:
    sizes = tree.sizes()
    for path in (names.ROOT_METS, names.REP_METS):
        if path not in sizes:
            findings.append(Finding("missing", path, "Gói thiếu METS.xml."))
    roots = {path: parse(tree, path, findings) for path in (names.ROOT_METS, names.REP_METS) if path in sizes}
    return {path: root for path, root in roots.items() if root is not None}


def gate_files(tree: Tree) -> list[Finding]:
    """Gate 2: every file that METS names is there, whole, and no other; one OBJID = the folder's name."""
    findings: list[Finding] = []
    roots = _mets_roots(tree, findings)
    _check_members(tree, roots, findings)
    if names.ROOT_METS in roots:
        _check_identity(tree, roots[names.ROOT_METS], findings)
    data = [path for path in tree.sizes() if path.startswith(f"{names.REP}/data/")]
    if not data:
        findings.append(Finding("no_data", f"{names.REP}/data", "Gói không có tệp tài liệu nào."))
    return findings


def _check_schema(tree: Tree, path: str, findings: list[Finding]) -> etree._Element | None:
    root, governing = parse(tree, path, findings), schema_of(path)
    if root is None:
        return None
    if governing is None:
        findings.append(Finding("unknown_metadata", path, "Tệp siêu dữ liệu không thuộc loại nào của Thông tư."))
        return root
    validator = schema(governing)
    if not validator.validate(root):
        faults = [Finding("schema", path, f"Dòng {e.line}: {e.message}") for e in validator.error_log]  # type: ignore[attr-defined]  # the stubs miss it
        findings.extend(faults[:MOST_SCHEMA_FAULTS])
    return root


def _check_links(path: str, root: etree._Element, findings: list[Finding]) -> None:
    ids = Counter(node.get("ID") for node in root.iter() if isinstance(node.tag, str) and node.get("ID"))
    findings.extend(Finding("duplicate_id", path, f"ID {own} dùng {count} lần.") for own, count in ids.items() if count > 1)
    for node in root.iter(f"{{{METS_NS}}}div", f"{{{METS_NS}}}fptr", f"{{{METS_NS}}}mptr"):
        wanted = [x for name in ("DMDID", "ADMID", "FILEID") for x in node.get(name, "").split()]
        wanted += [title] if (title := node.get(f"{{{XLINK_NS}}}title")) else []
        findings.extend(Finding("unresolved_id", path, f"Không có ID {own}.") for own in wanted if own not in ids)


def _check_described(root: etree._Element, findings: list[Finding]) -> None:
    """One EAD part for each document, each linked once; a document without a file is remarked."""
    parts = [r.path for r in references(root, names.REP_METS, []) if r.kind == "mdRef" and schema_of(r.path) in ("EAD_doc.xsd", "EAD_pic.xsd", "EAD_media.xsd")]
    sections = {s.get("ID", ""): s for s in root.iterfind("m:dmdSec", NS)}
    links = Counter(d for node in root.iter(f"{{{METS_NS}}}div") for d in node.get("DMDID", "").split())
    if not parts:
        findings.append(Finding("no_documents", names.REP_METS, "Gói không mô tả tài liệu nào."))
    for own, section in sections.items():
        reference = section.find("m:mdRef", NS)
        path = resolve(names.REP_METS, reference.get(XLINK_HREF, "")) if reference is not None else None
        if links[own] != 1:
            findings.append(Finding("document_link", path or own, f"Tài liệu phải nối đúng một lần trong structMap, gói có {links[own]}."))
    for node in root.iter(f"{{{METS_NS}}}div"):
        if node.get("DMDID") and node.find("m:fptr", NS) is None:
            findings.append(Finding("document_without_file", names.REP_METS, f"Tài liệu {node.get('DMDID')} không có tệp.", "warning"))


def _check_values(path: str, values: dict[str, str], findings: list[Finding]) -> None:
    """What the tables ask for under a condition, and dates that are not known."""
    if schema_of(path) == "EAD.xsd":
        digitised = values.get("confidenceLevel") == "02"
        absent = [name for name in ("numberOfPaper", "paperFileCode") if digitised and not values.get(name)]
        absent += ["riskRecoveryStatus"] if values.get("riskRecovery") == "1" and not values.get("riskRecoveryStatus") else []
        findings.extend(Finding("condition", path, f"Thiếu {name}.", "warning") for name in absent)
    if schema_of(path) == "EAD_doc.xsd" and values.get("confidenceLevel") in ("01", "03") and not values.get("process"):
        findings.append(Finding("condition", path, "Thiếu process.", "warning"))
    findings.extend(Finding("date_unknown", path, f"{name} để trống.", "warning") for name in DATE_FIELDS if name in values and not values[name])


def gate_xml(tree: Tree) -> list[Finding]:
    """Gate 3: METS, EAD and PREMIS against our schemas, ids unique and resolved, one EAD part per document."""
    findings: list[Finding] = []
    sizes = tree.sizes()
    metadata = [path for path in sizes if "/metadata/" in f"/{path}"]
    for path in (names.DOSSIER_EAD, names.ROOT_PREMIS, names.REP_PREMIS):
        if path not in sizes:
            findings.append(Finding("missing", path, "AIP_hoso phải có tệp này."))
    for path in [p for p in (names.ROOT_METS, names.REP_METS) if p in sizes]:
        root = _check_schema(tree, path, findings)
        if root is not None:
            _check_links(path, root, findings)
            if path == names.REP_METS:
                _check_described(root, findings)
    for path in sorted(metadata):
        root = _check_schema(tree, path, findings)
        if root is not None and root.tag == "simpledc":
            _check_values(path, read_part(root), findings)
    return findings


def check_package(path: Path) -> list[GateVerdict]:
    """Both gates over a ZIP or a folder; a tree that may not be opened fails both."""
    with open_tree(path) as (tree, faults):
        if tree is None:
            closed = Finding("not_opened", "", "Gói không mở được nên chưa kiểm tra XML.")
            return [GateVerdict(FILES, tuple(faults)), GateVerdict(XML, (closed,))]
        return [GateVerdict(FILES, tuple(gate_files(tree))), GateVerdict(XML, tuple(gate_xml(tree)))]
