"""Which way a copy may go: Điều 25 as it is written, and pages as people name them."""

import pytest
from hoso.correspondence.rules.copies import is_lawful, pages_named

# NĐ 30/2020 Đ25.1, 25.2.a, 25.3: giấy → giấy, điện tử → giấy, giấy → điện tử, điện tử → điện tử
DECREE = {"SY": (True, True, True, False), "SL": (True, True, True, False), "TrS": (True, True, True, True)}
WAYS = (("paper", "paper"), ("electronic", "paper"), ("paper", "electronic"), ("electronic", "electronic"))


def test_the_directions_are_those_of_the_decree() -> None:
    assert {kind: tuple(is_lawful(kind, *way) for way in WAYS) for kind in DECREE} == DECREE


@pytest.mark.parametrize(("said", "pages"), [("1", [1]), ("1, 3-5", [1, 3, 4, 5]), ("2–3; 3", [2, 3]), ("", [])])
def test_pages_are_read_as_they_are_written(said: str, pages: list[int]) -> None:
    assert pages_named(said) == pages


@pytest.mark.parametrize("said", ["0", "5-3", "một", "1-", "-2", "1-9999999"])
def test_what_names_no_page_is_refused(said: str) -> None:
    with pytest.raises(ValueError):
        pages_named(said)
