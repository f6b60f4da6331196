"""What a received electronic document is, by the signatures on it: original, digitised copy, incomplete, unsigned, altered.

NĐ 30/2020 Đ5.1 (signed by the competent person and by the agency: value of the original), Đ21.2 (authentic and whole, or
back to the sender), Đ25.1.c (a digitised paper signed by the agency: sao y). Official text. Never checks a signature.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Code = Literal["original", "digitised", "incomplete", "unsigned", "altered", "unproven", "unreadable"]


@dataclass(frozen=True, slots=True)
class SignatureFact:
    """What matters of one signature: `holder` person, agency or unknown; `code` the verdict in one word."""

    holder: str
    code: str


@dataclass(frozen=True, slots=True)
class Nature:
    """`missing`: whose signature is not there (person or agency), when that is what makes it incomplete. `article` of NĐ 30/2020."""

    code: Code
    article: str
    missing: str = ""

    @property
    def goes_back(self) -> bool:
        """Whether the law sends the document back to its sender (Đ21.2.b)."""
        return self.code in ("altered", "unreadable")


@dataclass(frozen=True, slots=True)
class CheckingRule:
    """The rule by which signatures of a time are checked. `certainty` as the law data of the product says it."""

    name: str
    valid_from: date | None
    valid_to: date | None
    certainty: str


RULES = (
    CheckingRule("Thông tư 41/2017/TT-BTTTT", None, date(2026, 11, 14), "unverified"),
    CheckingRule("Nghị định 23/2025/NĐ-CP, Điều 16", date(2026, 11, 15), None, "secondary"),
)
COPY_MARKS = ("SAO Y", "SAO LỤC", "TRÍCH SAO")


def checking_rule(signed_on: date) -> CheckingRule:
    """The rule that was in force on the day of signing."""
    return next(r for r in RULES if (r.valid_from is None or r.valid_from <= signed_on) and (r.valid_to is None or signed_on <= r.valid_to))


def nature_of(signatures: Sequence[SignatureFact], *, is_scan: bool, copy_mark: str, is_attachment: bool = False) -> Nature:
    """What the file is. An attachment in a file of its own is signed by the agency alone (PL I, II.8): that is enough for it."""
    if any(s.code == "altered" for s in signatures):
        return Nature("altered", "Điều 21 khoản 2")
    if not signatures:
        return Nature("unsigned", "Điều 5 khoản 1")
    good = {s.holder for s in signatures if s.code == "valid"}
    if {"person", "agency"} <= good or (is_attachment and "agency" in good):
        return Nature("original", "Điều 5 khoản 1")
    if any(s.code != "valid" for s in signatures) or good == {"unknown"}:
        return Nature("unproven", "Điều 21 khoản 2")
    if "agency" in good:
        if copy_mark or is_scan:
            return Nature("digitised", "Điều 25 khoản 1 điểm c")
        return Nature("incomplete", "Điều 5 khoản 1", "person")
    return Nature("incomplete", "Điều 5 khoản 1", "agency")


def return_reason(signer_changes: Sequence[tuple[str, Sequence[str]]]) -> str:
    """The reason with which an altered document goes back: whose signature, and what was changed."""
    said = "; ".join(f"chữ ký số của {signer or 'người ký'}: {', '.join(changes).lower()}" for signer, changes in signer_changes if changes)
    reason = f"Văn bản điện tử không toàn vẹn, {said or 'nội dung bị thay đổi sau khi ký số'} (Nghị định 30/2020/NĐ-CP, Điều 21 khoản 2)."
    return f"{reason[:440]} Đề nghị kiểm tra và gửi lại."
