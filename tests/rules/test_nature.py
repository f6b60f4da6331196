"""What a received electronic document is, by its signatures (NĐ 30/2020 Đ5, Đ21, Đ25)."""

from datetime import date

import pytest
from hoso.correspondence.rules.nature import SignatureFact, checking_rule, nature_of, return_reason

P, A, U = "person", "agency", "unknown"


def of(*signed: tuple[str, str], scan: bool = False, mark: str = "", attachment: bool = False) -> tuple[str, str]:
    nature = nature_of([SignatureFact(*s) for s in signed], is_scan=scan, copy_mark=mark, is_attachment=attachment)
    return nature.code, nature.missing


def test_signed_by_the_person_and_the_agency_it_is_the_original() -> None:
    assert of((P, "valid"), (A, "valid")) == ("original", "")
    assert of((P, "valid"), (A, "valid"), (P, "expired")) == ("original", ""), "a further signature takes nothing away"


def test_a_scan_or_a_copy_mark_with_the_agencys_signature_is_a_digitised_copy() -> None:
    assert of((A, "valid"), scan=True) == of((A, "valid"), mark="SAO Y") == ("digitised", "")


def test_one_of_the_two_signatures_alone_is_incomplete_and_says_which_is_missing() -> None:
    assert of((P, "valid")) == ("incomplete", "agency")
    assert of((A, "valid")) == ("incomplete", "person")


def test_an_attachment_in_its_own_file_needs_the_agency_alone() -> None:
    assert of((A, "valid"), attachment=True) == ("original", "")
    assert of((P, "valid"), attachment=True) == ("incomplete", "agency")


def test_one_altered_signature_sends_the_document_back() -> None:
    nature = nature_of([SignatureFact(P, "valid"), SignatureFact(A, "altered")], is_scan=False, copy_mark="")
    assert (nature.code, nature.goes_back) == ("altered", True)


@pytest.mark.parametrize("code", ["untrusted", "expired", "revoked"])
def test_what_is_not_confirmed_is_neither_original_nor_returned(code: str) -> None:
    assert of((P, "valid"), (A, code)) == ("unproven", "")
    assert of((A, code), scan=True) == ("unproven", "")


def test_without_signatures_it_is_unsigned_and_an_unknown_holder_proves_nothing() -> None:
    assert of() == of(scan=True) == ("unsigned", "")
    assert of((U, "valid")) == ("unproven", "")


def test_the_rule_of_the_day_of_signing_is_named() -> None:
    assert checking_rule(date(2026, 11, 14)).name == "Thông tư 41/2017/TT-BTTTT"
    assert checking_rule(date(2026, 11, 15)).name.startswith("Nghị định 23/2025/NĐ-CP")


def test_the_reason_of_a_return_says_whose_signature_and_what_was_changed_and_fits_its_field() -> None:
    reason = return_reason([("Nguyễn Văn An", ["Trang 1: nội dung bị sửa"])])
    assert "chữ ký số của Nguyễn Văn An: trang 1: nội dung bị sửa" in reason
    assert len(return_reason([("Nguyễn Văn An", ["Trang 1: nội dung bị sửa"] * 40)])) <= 500
