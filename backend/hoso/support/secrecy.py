"""State secrets (Luật Bảo vệ bí mật nhà nước 29/2018/QH14 Đ5.5; 117/2025/QH15 from 01/3/2026): where one may be held at all.

An installation is ordinary (networked) or isolated, once and for all: the row `installation` says which, only the owner of the
database may write it, and a trigger refuses a secret document in an ordinary one whatever the program does. A refusal keeps
nothing but who met it and when: no number, no issuer, no file.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from pydantic import BaseModel
from sqlalchemy import CheckConstraint
from sqlmodel import Field, Session, SQLModel

from hoso.support.actors import Actor
from hoso.support.errors import NotAllowed, RuleBroken
from hoso.support.folding import fold
from hoso.support.inspecting import Exhausted, Finding, reason
from hoso.support.quarantine import RefusedFile

MODES = ("ordinary", "isolated")
LEVELS = {"mat": "Mật", "toi_mat": "Tối mật", "tuyet_mat": "Tuyệt mật"}
_BY_WORDS = {fold(name): code for code, name in LEVELS.items()} | {code: code for code in LEVELS}
_NONE = frozenset({"", "none", "thuong", "khong"})
_SPELT = frozenset(name.lower() for name in LEVELS.values())  # with its marks: "mất" and "mặt" are other words
_LABELLED = tuple(f"{label} mật{sign}" for label in ("độ", "mức độ", "mức") for sign in (":", " :", "="))
_ENDING = re.compile(r"\.[A-Za-z0-9]{2,5}$")  # of a file's name
_TITLES = frozenset({"title", "abstract", "subject", "name"})
_BRACKETED = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_DASH = re.compile(r"\s[-–—]\s|\s?[|/]\s?")
_LINE = 200  # letters and spaces of a line that may be nothing but a level
_ASKS_LEVEL = frozenset({"do mat", "muc do mat", "muc mat", "cap do mat", "bi mat nha nuoc"})
LAW = (
    "Văn bản có độ mật (Mật, Tối mật, Tuyệt mật) không được đăng ký, soạn thảo hoặc lưu trên hệ thống nối mạng "
    "(Luật Bảo vệ bí mật nhà nước, Điều 5). Hệ thống không giữ lại nội dung nào. Vào sổ bí mật nhà nước trên máy riêng, không nối mạng."
)


class StateSecret(RuleBroken):
    """State secrets may not be held on a networked system; nothing of it is kept but that it was refused."""

    code = "state_secret"
    noted_as = "secret:refused"


class NotCleared(NotAllowed):
    """Only who is charged with state secrets registers them, also on an isolated installation."""

    code = "not_cleared"


class Installation(SQLModel, table=True):
    """The one row that says what this installation is; the application's role may only read it."""

    __tablename__ = "installation"
    id: int = Field(default=1, primary_key=True)
    mode: str = Field(default="ordinary", max_length=10)
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), CheckConstraint("mode in ('ordinary','isolated')", name="mode"))


def level_of(secrecy: str | None) -> str:
    """The level as it is stored: none, mat, toi_mat, tuyet_mat. A word that is none of them counts as a secret of the lowest level."""
    folded = fold(secrecy or "")
    if folded in _NONE:
        return "none"
    return _BY_WORDS.get(folded, "mat")


def permitted_level(db: Session, actor: Actor, secrecy: str | None, *, drafting: bool = False) -> str:
    """The level, where this installation and (for the registers) this person may hold it. Raises StateSecret, NotCleared."""
    level = level_of(secrecy)
    if level == "none":
        return level
    if not is_isolated(db):
        raise StateSecret(LAW)
    if not drafting and not actor.may("registerSecret"):
        raise NotCleared("Chỉ người được giao quản lý bí mật nhà nước mới đăng ký văn bản mật.")
    return level


def refuse_marked(mark_of: Callable[[BinaryIO], str | None] | None, stream: BinaryIO) -> None:
    """Raises StateSecret where the file says of itself that it is one; `mark_of` is None on an isolated installation.

    Raises RefusedFile where the file breaks the bounds of whoever looks: what cannot be looked at is not kept.
    """
    try:
        level = mark_of(stream) if mark_of is not None else None
    except Exhausted:
        raise RefusedFile(f"Không nhận tệp này. {reason([Finding('exhausted')], 'refuse')}", field="file", findings=[{"code": "exhausted", "place": ""}]) from None
    if level:
        raise StateSecret(LAW)


def is_level_said(name: str, value: str) -> bool:
    """Whether free words give a level: a line that is nothing but one, or a value called độ mật that is one, however it is spelt."""
    short = [line for line in (name, *value.splitlines()) if len(line) <= _LINE]
    lines = [unicodedata.normalize("NFC", " ".join(line.split())).strip(" .:;[]()*").lower() for line in short]
    called = fold(" ".join(name.split())).strip(" .:;")
    level = fold(" ".join(value.split())).strip(" .:;[]()*") if called in _ASKS_LEVEL else ""
    lines = [line.removeprefix(next((label for label in _LABELLED if line.startswith(label)), "")).strip() for line in lines]
    return any(line in _SPELT for line in lines) or (called in _ASKS_LEVEL and level in {*_BY_WORDS, "bi mat", "a", "b", "c"})


def refuse_said(db: Session, *texts: str | None, name: str = "") -> None:
    """Raises StateSecret where an ordinary installation would be told a level in free words beside the field of levels."""
    if any(is_level_said(name, text or "") for text in texts) and not is_isolated(db):
        raise StateSecret(LAW)


def is_title_marked(title: str) -> bool:
    """Whether a title or the name of a file bears a level beside its words: "Danh sách (Mật)", "[TỐI MẬT] Báo cáo", "Báo cáo - MẬT.pdf".

    A level in brackets is a mark however it is written, one behind a dash in capitals only: "Phân loại: tuyệt mật - tối mật - mật" is about levels.
    """
    plain = unicodedata.normalize("NFC", " ".join(_ENDING.sub("", title).replace("_", " ").split()))
    if is_level_said("", plain) or any(is_level_said("", part) for part in _BRACKETED.findall(plain)):
        return True
    pieces = [piece.strip(" .:;*") for piece in _DASH.split(plain)]
    levels = [piece for piece in pieces if piece.lower() in _SPELT]
    return len(levels) == 1 and levels[0].isupper()


def _words_in(sent: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """(the name of the field, free words) of everything that was sent, however deep."""
    if isinstance(sent, str):
        yield name, sent
    elif isinstance(sent, BaseModel):
        for field, value in vars(sent).items():
            yield from _words_in(value, field)
    elif isinstance(sent, dict):
        for key, value in sent.items():
            yield from (*_words_in(key), *_words_in(value, str(key)))
    elif isinstance(sent, (list, tuple)):
        for value in sent:
            yield from _words_in(value, name)


def is_secret_said(sent: Any) -> bool:
    """Whether anything in it is a line that gives a level, a title that bears one, or the name of a file that does."""
    return any(
        is_level_said("", words) or ((name in _TITLES or bool(_ENDING.search(words))) and is_title_marked(words)) for name, words in _words_in(sent)
    )


def refuse_sent(db: Session, sent: Any) -> None:
    """The door before all doors: what is sent to an ordinary installation gives no level in any of its words. Raises StateSecret."""
    if is_secret_said(sent) and not is_isolated(db):
        raise StateSecret(LAW)


def is_isolated(db: Session) -> bool:
    """Whether this installation is one that may hold state secrets."""
    row = db.get(Installation, 1)
    return row is not None and row.mode == "isolated"

