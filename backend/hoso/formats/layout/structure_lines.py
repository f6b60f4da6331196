"""What kind of a line begins a part of the body: phần, chương, mục, điều, khoản, điểm. Pure."""

import re

CHAPTER = re.compile(r"^(Phần|PHẦN|phần|Chương|CHƯƠNG|chương)\s+([IVXLC]+|\d+|thứ \w+)\b\s*[.:]?\s*(.*)$")
SECTION = re.compile(r"^(Tiểu mục|TIỂU MỤC|Mục|MỤC)\s+([IVXLC]+|\d+)\b\s*[.:]?\s*(.*)$")
ARTICLE = re.compile(r"^(Điều|ĐIỀU|điều)\s+([IVXLC]+|\d+)\s*([.:)\-–]?)\s*(.*)$")
ROMAN = re.compile(r"^([IVX]{1,5})\s*([.):\-])\s*(\S.*)$")
CLAUSE = re.compile(r"^(\d{1,2})\s*([.)/:\-])\s+(\S.*)$")
POINT = re.compile(r"^([a-zđ])\s*([.)/:\-])\s+(\S.*)$")
LETTERS = "abcdđeghiklmnopqrstuvxy"  # of the Vietnamese alphabet, as points are counted (ă, â, ê, ô, ơ, ư are not used)


def is_heading(text: str) -> bool:
    """Whether the line is the number and title of a phần, chương, mục or a Roman numeral's heading."""
    roman = ROMAN.match(text)
    return bool(CHAPTER.match(text) or SECTION.match(text) or (roman and len(text) < 140 and roman[3][:1].isupper()))
