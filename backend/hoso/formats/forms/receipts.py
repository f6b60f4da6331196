"""Prints Danh sách ký nhận văn bản đến: what was given to whom on which day, and who signed for it (NĐ 30 Đ22.3.b, Đ23.3).

The decree asks for the signature and gives no form: the columns are those of its register for receiver, day and receipt, with what names
the document. Never writes a signature that nobody gave: an empty cell is for the pen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hoso.formats.forms.columns import FormHeads
from hoso.formats.forms.tables import check_rows, table_data
from hoso.formats.forms.texts import place_and_day, short_day
from hoso.formats.forms.typesetting import Data, typeset

PAGE_MM = 165.0
HEADS = FormHeads(
    "receipt_list", "Danh sách ký nhận văn bản đến",
    ("STT", "Số đến", "Số, ký hiệu văn bản", "Tên loại và trích yếu nội dung văn bản", "Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận"),
    "NĐ 30/2020 Đ22.3.b, Đ23.3; PL IV.VI cột 7–9",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Receipt:
    """One line; `signed` names who acknowledged on the screen and when, empty = for the pen."""

    arrival_number: str
    symbol: str
    title: str
    receiver: str
    given_on: date
    signed: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptList:
    """The list of some days, of one unit where `unit` is set."""

    agency: str
    from_on: date
    to_on: date
    rows: Sequence[Receipt]
    superior: str = ""
    unit: str = ""
    place: str = ""


def print_receipts(receipts: ReceiptList) -> bytes:
    """PDF, A4 upright."""
    one_day = receipts.from_on == receipts.to_on
    days = f"Ngày {short_day(receipts.from_on)}" if one_day else f"Từ ngày {short_day(receipts.from_on)} đến ngày {short_day(receipts.to_on)}"
    rows = [(at, r.arrival_number, r.symbol, r.title, r.receiver, short_day(r.given_on), r.signed) for at, r in enumerate(receipts.rows, start=1)]
    check_rows(HEADS, rows)
    under: list[Data] = [{"text": days, "weight": "regular"}]
    if receipts.unit:
        under.append({"text": receipts.unit, "weight": "bold"})
    return typeset(
        "inventory",
        {
            "title": HEADS.title,
            "masthead": {"superior": receipts.superior, "name": receipts.agency},
            "under": under,
            "table": table_data(HEADS, rows, PAGE_MM),
            "closing": {
                "totals": [f"Danh sách này gồm {len(rows)} lượt chuyển."],
                "place_and_day": place_and_day(receipts.place, None, receipts.to_on.year),
                "name": "",
                "post": "",
            },
        },
        tagged=len(rows) <= 1000,
    ).pdf
