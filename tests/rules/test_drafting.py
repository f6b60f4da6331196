"""What two versions differ in, when a document went out late, in which order agencies sign."""

from datetime import date

import pytest
from hoso.correspondence.rules import compared, is_late, may_correct, next_in_order


def words(passages: list, side: str, changed: bool) -> str:
    return " | ".join(piece.text.strip() for p in passages for piece in getattr(p, side) if piece.changed is changed)


def test_a_line_break_is_no_difference() -> None:
    assert {p.kind for p in compared("Căn cứ Nghị định\nsố 30. Giao Phòng A.", "Căn cứ Nghị định số 30.\nGiao Phòng\nA.")} == {"same"}


def test_words_that_differ_are_marked_on_their_side_and_nothing_is_lost() -> None:
    before = "Giao Phòng Văn thư chủ trì; hoàn thành trước ngày 15 tháng 12. Nơi nhận: như trên."
    after = "Giao Phòng Tổ chức chủ trì; hoàn thành trước ngày 20 tháng 12. Báo cáo Giám đốc. Nơi nhận: như trên."
    found = compared(before, after)
    assert words(found, "left", True) == "Văn thư | 15"
    assert words(found, "right", True) == "Tổ chức | 20 | Báo cáo Giám đốc."
    assert " ".join("".join(piece.text for piece in p.left) for p in found if p.left) == before
    assert " ".join("".join(piece.text for piece in p.right) for p in found if p.right) == after
    assert [p.kind for p in compared("Một. Hai.", "Một. Thêm. Hai.")] == ["same", "added", "same"]


def test_a_text_without_a_full_stop_is_compared_in_bounded_time() -> None:
    found = compared("từ " * 50_000, "từ " * 49_990 + "khác")
    assert words(found, "right", True).endswith("khác")


def test_late_is_after_the_last_day_whether_it_went_out_or_lies_here() -> None:
    due = date(2026, 11, 25)
    assert not is_late(due, date(2026, 11, 25), date(2026, 12, 1))
    assert is_late(due, date(2026, 11, 26), date(2026, 11, 26))
    assert is_late(due, None, date(2026, 11, 26))
    assert not is_late(None, None, date(2026, 11, 26))


@pytest.mark.parametrize(
    ("kind", "new", "lawful"),
    [("corrects", "CV", True), ("corrects", "QĐ", False), ("replaces", "QĐ", True), ("amends", "CV", False)],
)
def test_a_fault_is_set_right_in_the_form_of_the_law(kind: str, new: str, lawful: bool) -> None:
    """Đ18.3: content by a document of the same form, form and procedure by a công văn."""
    assert may_correct(kind, "QĐ", new) is lawful


def test_agencies_sign_one_after_the_other() -> None:
    assert next_in_order(["approved", "pending"], "approved") == 1
    assert next_in_order(["signed", "approved", "approved"], "signed") == 1
    assert next_in_order(["sealed", "signed"], "signed") is None
