"""Whose a certificate is, by its name: people letter for letter, agencies as offices are written, and no officer's for the agency's."""

import pytest
from hoso.support.signatures.naming import Whose, is_of

OFFICE = Whose(agencies=("Sở Nội vụ",), codes=("H56.12",))
LONG = "Trung tâm Ứng dụng và Chuyển giao tiến bộ khoa học và công nghệ tỉnh Thanh Hóa"


@pytest.mark.parametrize(("common", "name"), [
    ("Nguyễn Văn An", "Nguyễn Văn An"), ("NGUYỄN VĂN AN", "Nguyễn Văn An"), ("NGUYEN VAN AN", "Nguyễn Văn An"), ("Lê Thị Hoà", "Lê Thị Hòa"),
    ("Nguyễn Văn An (Giám đốc)", "Nguyễn Văn An"), ("CCCD:038•••, Đỗ Minh Tuấn", "Đỗ Minh Tuấn"), ("Nguyễn Văn An - Sở Nội vụ", "Nguyễn Văn An"),
])  # fmt: skip
def test_a_persons_certificate_is_known_by_the_name(common: str, name: str) -> None:
    assert is_of(common, Whose(people=(name,)))


@pytest.mark.parametrize(("common", "name"), [
    ("Nguyễn Văn Ấn", "Nguyễn Văn An"), ("Nguyễn Văn An", "Nguyễn Văn A"), ("Lê Nguyễn Văn An", "Nguyễn Văn An"), ("Nguyễn Văn", "Nguyễn Văn An"),
    ("Đỗ Minh Tuấn", "Dỗ Minh Tuấn"), ("", "Nguyễn Văn An"), ("Nguyễn Văn An", ""),
])  # fmt: skip
def test_another_persons_is_not(common: str, name: str) -> None:
    assert not is_of(common, Whose(people=(name,)))


@pytest.mark.parametrize(("common", "whose"), [
    ("SỞ NỘI VỤ", OFFICE), ("Sở Nội vụ tỉnh Thanh Hóa", OFFICE), ("SO NOI VU", OFFICE), ("h56.12", OFFICE),
    ("Ủy ban nhân dân phường Hạc Thành", Whose(agencies=("UBND phường Hạc Thành",))), ("UBND PHƯỜNG HẠC THÀNH", Whose(agencies=("Uỷ ban nhân dân phường Hạc Thành",))),
    (LONG[:64], Whose(agencies=(LONG,))),
])  # fmt: skip
def test_an_agencys_certificate_is_known_by_name_or_code(common: str, whose: Whose) -> None:
    assert is_of(common, whose)


@pytest.mark.parametrize("common", ["Nguyễn Văn An", "Sở Tài chính", "Văn phòng Sở Nội vụ", "H56.12.01", "Sở", "Sở Nổi vụ", ""])
def test_another_agencys_or_an_officers_is_not(common: str) -> None:
    assert not is_of(common, OFFICE)
