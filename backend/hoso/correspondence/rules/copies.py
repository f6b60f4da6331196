"""Copies of documents (NĐ 30 Đ25–27, PL I Phần II): kinds, directions, marks, series. Pure."""

COPY_SERIES = "BAN-SAO"  # one common series for all copies of an agency and year (PL I Phần II, II.1c)
HEADINGS = {"SY": "SAO Y", "SL": "SAO LỤC", "TrS": "TRÍCH SAO"}
KIND_NAMES = {"SY": "Bản sao y", "SL": "Bản sao lục", "TrS": "Bản trích sao"}
# Which way a kind may go (Đ25): from the medium of what is copied to that of the copy.
DIRECTIONS: dict[str, frozenset[tuple[str, str]]] = {
    "SY": frozenset({("paper", "paper"), ("electronic", "paper"), ("paper", "electronic")}),
    "SL": frozenset({("paper", "paper"), ("paper", "electronic"), ("electronic", "paper")}),
    "TrS": frozenset({("paper", "paper"), ("paper", "electronic"), ("electronic", "electronic"), ("electronic", "paper")}),
}
MEDIA = {"paper": "giấy", "electronic": "điện tử"}
MIN_DPI = 200  # a digitised document: colour, at least 200 dpi, full size (PL I Phần II, I.2)


def is_lawful(kind: str, from_medium: str, to_medium: str) -> bool:
    """Whether the kind may be made in this direction (Đ25)."""
    return (from_medium, to_medium) in DIRECTIONS[kind]


def copy_symbol(kind: str, agency_symbol: str) -> str:
    """SY-SNV, TrS-SNV, SL-SNV (PL III.I, Mẫu 3.1)."""
    return f"{kind}-{agency_symbol}"


def pages_named(text: str) -> list[int]:
    """Pages as people write them: "1, 3-5" → [1, 3, 4, 5]. Raises ValueError."""
    pages = list[int]()
    for part in filter(None, (p.strip() for p in text.replace(";", ",").split(","))):
        first, dash, last = (x.strip() for x in part.replace("–", "-").partition("-"))
        start, end = int(first), int(last if dash else first)  # "3-" names no end: what was meant is not guessed
        if not 1 <= start <= end <= 5000:
            raise ValueError(part)
        pages += range(start, end + 1)
    return list(dict.fromkeys(pages))
