"""The papers of the demo as real files with text: letters with or without number, minutes, lists, petitions, a photographed page.

The same data give the same bytes. Never copies a real document.
"""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache

import typst

from hoso.demo.stories import Office, Year
from hoso.demo.texts import Draft, Letter
from hoso.formats.fonts import FONTS
from hoso.formats.forms import Letter as Form
from hoso.formats.forms import Paragraph, letter
from hoso.support.actors import Actor

SIGNERS = ("Nguyễn Văn Hải", "Lê Thị Thanh", "Trần Quang Minh", "Phạm Đức Lâm", "Hoàng Thị Tuyết", "Đỗ Văn Chiến", "Vũ Ngọc Sơn", "Bùi Thị Loan")
TITLES = {"Bộ": "THỨ TRƯỞNG", "Cục": "CỤC TRƯỞNG", "Sở": "GIÁM ĐỐC", "UBND": "CHỦ TỊCH", "Văn phòng": "CHÁNH VĂN PHÒNG", "Công an": "TRƯỞNG CÔNG AN",
          "Thanh tra": "CHÁNH THANH TRA", "Hội": "CHỦ TỊCH", "Ủy ban": "CHỦ TỊCH", "Thường trực": "CHỦ TỊCH", "Trường": "HIỆU TRƯỞNG"}  # fmt: skip
TYPE_NAMES = {
    "BC": "BÁO CÁO", "HD": "HƯỚNG DẪN", "TTr": "TỜ TRÌNH", "TB": "THÔNG BÁO", "KH": "KẾ HOẠCH", "QĐ": "QUYẾT ĐỊNH", "GM": "GIẤY MỜI", "CĐ": "CÔNG ĐIỆN",
    "NQ": "NGHỊ QUYẾT", "CTr": "CHƯƠNG TRÌNH", "CT": "CHỈ THỊ", "CV": "",
}  # fmt: skip
_PLAIN = """
#let d = json(bytes(sys.inputs.data))
#set page("a4", margin: (top: 2cm, bottom: 2cm, left: 3cm, right: 2cm), fill: if d.photo { rgb("#d8d2c4") } else { none })
#set text(font: "Tinos", size: 13pt, lang: "vi")
#set par(justify: true, first-line-indent: (amount: 1cm, all: true), spacing: 0.9em)
#let sheet = [
  #align(center)[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ *Độc lập - Tự do - Hạnh phúc* \\ #box(width: 5cm, line(length: 100%, stroke: 0.6pt))]
  #v(0.6cm)
  #align(center)[#strong(upper(d.title))]
  #v(0.4cm)
  #for p in d.body [#p #parbreak()]
  #if d.rows.len() > 0 {
    table(columns: (1.2cm, 1fr, 3cm, 3cm), inset: 5pt, align: (center, left, right, left), [*STT*], [*Nội dung*], [*Số lượng*], [*Ghi chú*],
      ..d.rows.enumerate(start: 1).map(((n, r)) => ([#n], r.at(0), r.at(1), r.at(2))).flatten())
  }
  #v(0.6cm)
  #align(right, block(width: 7.5cm, align(center)[#emph(d.place) \\ #strong(d.role) \\ #v(1.6cm) #strong(d.signer)]))
]
#if d.photo { rotate(1.4deg, block(fill: white, inset: 1cm, radius: 2pt, sheet)) } else { sheet }
"""


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def plain_paper(title: str, body: Sequence[str], place: str, role: str, signer: str, rows: Sequence[tuple[str, str, str]] = (), *, photo: bool = False) -> bytes:
    """A paper without number: petition, minutes, list. PDF, or a photographed page as PNG."""
    data = {"title": title, "body": [*body], "place": place, "role": role, "signer": signer, "rows": [*rows], "photo": photo}
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    if photo:
        return typst.compile(_PLAIN.encode(), font_paths=_fonts(), sys_inputs=inputs, format="png", ppi=72.0)
    return typst.compile(_PLAIN.encode(), font_paths=_fonts(), sys_inputs=inputs)


def _sentences(year: Year, office: Office, many: int) -> list[str]:
    return office.random.sample(year.common.paragraphs, many)


def received_paper(year: Year, office: Office, text: Letter, number: str, issued_on: date, signer: str) -> bytes:
    """What came from outside: an issued letter, or a petition."""
    if text.type_code == "KHAC":
        place = f"Ngày {issued_on.day} tháng {issued_on.month} năm {issued_on.year}"
        body = [f"Kính gửi: {office.text.name}.", f"Tôi (chúng tôi) là: {text.issuer}.", f"Nội dung: {text.abstract}.", "Kính đề nghị cơ quan xem xét, giải quyết theo quy định."]
        return plain_paper(text.type_name, body, place, "Người làm đơn", signer)
    title = next((title for first, title in TITLES.items() if text.issuer.startswith(first)), "THỦ TRƯỞNG ĐƠN VỊ")
    return letter(Form(
        issuer=text.issuer.replace("UBND", "Ủy ban nhân dân").upper(), symbol=symbol_of(text) or "VP", place="Thanh Hóa", year=issued_on.year, number=number,
        issued_on=issued_on, type_name=TYPE_NAMES[text.type_code], abstract=text.abstract, body=_sentences(year, office, 3), signer_titles=(title,),
        signer=signer, recipients=(office.text.name, "Lưu: VT."), addressees=(office.text.name,),
    ))  # fmt: skip


def symbol_of(text: Letter) -> str:
    """The symbol as written: KH-UBND for a named type, the given one for a công văn."""
    if not text.symbol or text.type_code in ("CV", "KHAC"):
        return text.symbol
    return f"{text.type_code}-{text.symbol}"


def signer_titles(office: Office, role: str) -> tuple[str, ...]:
    """The lines above a signature (NĐ 30 PL I)."""
    head, own = office["lanhdao"].position.upper(), office[role].position.upper()
    if role == "lanhdao":
        return ("TM. ỦY BAN NHÂN DÂN", own) if office.text.capacity else (own,)
    return (f"{'KT' if role == 'pholanhdao' else 'TL'}. {head}", own)


def draft_paper(year: Year, office: Office, text: Draft, abstract: str, symbol: str, recipients: list[str], signer: str, drafter: Actor, day: date) -> bytes:
    """A draft with blanks for number and day, as the clerk's form check wants it."""
    texts, made = office.text, _sentences(year, office, 3)
    named = TYPE_NAMES[text.type_code]
    body: Sequence[str | Paragraph] = _decision(made, text.type_code) if text.type_code in ("QĐ", "NQ") else made
    head = texts.heading if texts.capacity else f"{office['lanhdao'].position} {texts.heading}"
    return letter(Form(
        issuer=texts.heading, superior=texts.above, symbol=symbol, place=texts.place, year=day.year, type_name=named, abstract=abstract, body=body,
        signer_titles=signer_titles(office, signer), signer=office[signer].full_name,
        recipients=(*(recipients if named else ["Như trên"]), f"Lưu: VT, {drafter.full_name.split()[-1]}."),
        addressees=() if named else recipients, authority=head.upper() if text.type_code in ("QĐ", "NQ") else "",
    ))  # fmt: skip


def _decision(made: Sequence[str], type_code: str) -> list[Paragraph]:
    """Bases and articles of a decision (NĐ 30 PL III, Mẫu 1.1 and 1.2)."""
    bases = ("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;", "Theo đề nghị của Chánh Văn phòng.")
    word = "QUYẾT NGHỊ:" if type_code == "NQ" else "QUYẾT ĐỊNH:"
    articles = [Paragraph(text, lead=f"Điều {n}.") for n, text in enumerate(made, start=1)]
    return [*(Paragraph(b, "basis") for b in bases), Paragraph(word, "centre"), *articles]


def old_paper(year: Year, office: Office, title: str, made_on: date, *, photo: bool) -> bytes:
    """Minutes, a list or a report of the past."""
    r = office.random
    place = f"{office.text.place}, ngày {made_on.day:02d} tháng {made_on.month:02d} năm {made_on.year}"
    listed = title.startswith(("Bảng", "Danh", "Sổ", "Thống kê", "Phiếu", "Bản đồ"))
    rows = [(f"Nội dung {n}", str(r.randint(3, 240)), "") for n in range(1, r.randint(5, 9))] if listed else []
    return plain_paper(title, _sentences(year, office, 2 if listed else 4), place, "Người lập", r.choice(SIGNERS), rows, photo=photo)
