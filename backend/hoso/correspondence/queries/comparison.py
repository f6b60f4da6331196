"""The text of two versions of a draft beside each other, attachments too; what cannot be read says why."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Literal

from sqlmodel import Session

from hoso.correspondence.rules import Passage, compared
from hoso.correspondence.tables import DraftVersion
from hoso.formats.pages import Pages, Unreadable, read_apart
from hoso.support.stored_files import StoredFile

KINDS: dict[str, Literal["pdf", "docx"]] = {
    "application/pdf": "pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip
UNREAD = {
    "broken": "Tệp bị hỏng, không đọc được chữ.", "encrypted": "Tệp có mật khẩu, không đọc được chữ.", "too_many_pages": "Tệp quá nhiều trang để so sánh.",
    "too_large": "Tệp quá lớn để so sánh.", "too_slow": "Đọc tệp quá lâu.", "no_text": "Tệp là ảnh quét, không có lớp chữ để so sánh.",
}  # fmt: skip
Read = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class FileComparison:
    """One file of both versions. `state`: same (the same bytes), compared, added, removed, unreadable (`why` says it)."""

    name: str
    role: str
    state: str
    left_sha256: str = ""
    right_sha256: str = ""
    why: str = ""
    passages: tuple[Passage, ...] = ()


def _texts(db: Session, digests: tuple[str, str], read: Read) -> list[str]:
    """The words of two files, PDF or DOCX, read side by side in processes of their own. Raises Unreadable."""
    jobs: list[tuple[bytes, Literal["pdf", "docx"]]] = []
    for sha256 in digests:
        stored = db.get(StoredFile, sha256)
        kind = KINDS.get(stored.media_type if stored else "")
        if kind is None:
            raise Unreadable("no_text")
        jobs.append((read(sha256), kind))
    with ThreadPoolExecutor(2) as pool:
        return [_paragraphs(pages) for pages in pool.map(lambda job: read_apart(*job), jobs)]


def _paragraphs(pages: Pages) -> str:
    """The words of a read file; a DOCX says where its paragraphs end."""
    if pages.source == "pdf":
        return pages.text
    kept: list[str] = []
    last: int | None = None
    for line in pages.lines:
        kept += [line.text] if line.paragraph == last or last is None else ["", line.text]
        last = line.paragraph
    return "\n".join(kept)


def _pairs(left: DraftVersion, right: DraftVersion) -> list[tuple[dict[str, Any] | None, dict[str, Any] | None]]:
    """Main with main; attachments by name, what is left over in their order."""
    before, after = ([f for f in version.files if f["role"] == "main"][-1:] for version in (left, right))
    pairs: list[tuple[dict[str, Any] | None, dict[str, Any] | None]] = [(next(iter(before), None), next(iter(after), None))] if before or after else []
    old, new = ([f for f in version.files if f["role"] != "main"] for version in (left, right))
    for file in new:
        same = next((f for f in old if f["name"] == file["name"]), None)
        if same:
            old.remove(same)
        pairs.append((same, file))
    return pairs + [(file, None) for file in old]


def _compared(db: Session, before: dict[str, Any] | None, after: dict[str, Any] | None, read: Read) -> FileComparison:
    shown = after or before or {}
    facts = {"name": shown["name"], "role": shown["role"], "left_sha256": (before or {}).get("sha256", ""), "right_sha256": (after or {}).get("sha256", "")}
    if before is None or after is None:
        return FileComparison(state="added" if before is None else "removed", **facts)
    if before["sha256"] == after["sha256"]:
        return FileComparison(state="same", **facts)
    try:
        passages = compared(*_texts(db, (before["sha256"], after["sha256"]), read))
    except Unreadable as why:
        return FileComparison(state="unreadable", why=UNREAD.get(why.code, UNREAD["broken"]), **facts)
    return FileComparison(state="compared", passages=tuple(passages), **facts)


def comparison(db: Session, left: DraftVersion, right: DraftVersion, read: Read) -> list[FileComparison]:
    """Every file of the two versions, the main one first."""
    return [_compared(db, before, after, read) for before, after in _pairs(left, right)]
