"""The rules of layout as data (`rules.csv`), each with article and validity; the names of the parts in the order of the paper.

Source of the bounds: Phụ lục I, II, III of Nghị định 30/2020/NĐ-CP, in force from 05/03/2020.
"""

import csv
import io
from datetime import date
from functools import cache
from importlib.resources import files

from hoso.formats.layout.model import Rule

PARTS = {
    "page": "Khổ giấy, lề, phông chữ", "state": "Quốc hiệu và Tiêu ngữ", "issuer": "Tên cơ quan, tổ chức ban hành", "number": "Số, ký hiệu",
    "date": "Địa danh và thời gian", "title": "Tên loại và trích yếu", "addressees": "Kính gửi", "bases": "Căn cứ ban hành", "body": "Nội dung",
    "structure": "Bố cục phần, chương, điều, khoản, điểm", "signer": "Quyền hạn, chức vụ, họ tên người ký", "recipients": "Nơi nhận",
    "page_number": "Số trang", "annex": "Phụ lục", "other": "Mức độ khẩn, phạm vi lưu hành, địa chỉ", "capitals": "Viết hoa (Phụ lục II)",
    "copy": "Bản sao (SY, TrS, SL)",
}  # fmt: skip


def _bound(text: str, otherwise: float) -> float:
    return float(text) if text else otherwise


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, in force or not, in the order of the paper."""
    text = (files("hoso.formats.layout") / "rules.csv").read_text(encoding="utf-8")
    return tuple(
        Rule(
            id=row["id"], part=row["part"], box=row["box"], subject=row["subject"], measure=row["measure"], low=_bound(row["low"], 0.0),
            high=_bound(row["high"], float("inf")), needs=frozenset(row["needs"].split()), severity=row["severity"],  # type: ignore[arg-type]
            article=row["article"], valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None, certainty=row["certainty"], right=row["right"], cure=row["cure"],
        )
        for row in csv.DictReader(io.StringIO(text))
    )  # fmt: skip


def rules_on(day: date) -> tuple[Rule, ...]:
    """The rules in force on a day."""
    return tuple(r for r in all_rules() if r.valid_from <= day and (r.valid_to is None or day <= r.valid_to))
