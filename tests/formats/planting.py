"""The mutator: one fault at a time, planted into a correct paper by python-docx and lxml (DOCX) or by the setting (PDF). Knows nothing of the checker.

`expects`: the rules of which one must speak. `part` is the part of the layout that the fault lies in.
"""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from tests.formats.layout_papers import LOOK, document, pdf, put, saved
from tests.formats.layout_texts import all_types

LEFT, RIGHT, CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
Change = Callable[[Document], object]


@dataclass(frozen=True)
class Fault:
    """One fault: which paper, what is done to it, which rules may find it."""

    name: str
    part: str
    code: str
    expects: tuple[str, ...]
    make: Callable[[], bytes]
    kind: str = "docx"


def paragraphs(d: Document) -> list[Paragraph]:
    """All paragraphs, those of tables too."""
    found = list(d.paragraphs)
    for table in d.tables:
        for row in table.rows:
            for cell in row.cells:
                found.extend(cell.paragraphs)
    return found


def at(d: Document, begins: str) -> Paragraph:
    """The paragraph that begins so."""
    return next(p for p in paragraphs(d) if p.text.startswith(begins))


def write(begins: str, old: str, new: str) -> Change:
    """Replace letters in a paragraph, its face kept."""

    def change(d: Document) -> None:
        p = at(d, begins)
        assert old in p.text, (begins, p.text)
        run = next((r for r in p.runs if old in r.text), None)
        if run is None:
            whole = p.text.replace(old, new)
            for r in p.runs[1:]:
                r.text = ""
            p.runs[0].text = whole
        else:
            run.text = run.text.replace(old, new, 1)

    return change


def face(begins: str, **more: Any) -> Change:
    """Change the letters of a paragraph: size, bold, italic, font, colour."""

    def change(d: Document) -> None:
        for run in at(d, begins).runs:
            for name, value in more.items():
                if name == "size":
                    run.font.size = Pt(value)
                elif name == "font":
                    run.font.name = value
                elif name == "colour":
                    run.font.color.rgb = RGBColor(*value)
                else:
                    setattr(run, name, value)

    return change


def shape(begins: str, **more: Any) -> Change:
    """Change a paragraph: align, indent (mm), after and before (pt), spacing."""

    def change(d: Document) -> None:
        p = at(d, begins)
        for name, value in more.items():
            if name == "align":
                p.alignment = value
            elif name == "indent":
                p.paragraph_format.first_line_indent = Mm(value)
            elif name == "spacing":
                p.paragraph_format.line_spacing = value
            else:
                setattr(p.paragraph_format, f"space_{name}", Pt(value))

    return change


def gone(begins: str) -> Change:
    """Take a paragraph away."""

    def change(d: Document) -> None:
        p = at(d, begins)
        cell = p._p.getparent()
        if cell.tag == qn("w:tc") and len(cell.findall(qn("w:p"))) == 1:
            for run in p.runs:
                run.text = ""
        else:
            cell.remove(p._p)

    return change


def lineless(begins: str) -> Change:
    """Take away the line below a paragraph."""

    def change(d: Document) -> None:
        after = at(d, begins)._p.getnext()
        assert after.find(f".//{qn('w:pBdr')}") is not None
        after.getparent().remove(after)

    return change


def stretched(begins: str, less: float) -> Change:
    """Make the line below a paragraph longer (or shorter, where `less` is above 1)."""

    def change(d: Document) -> None:
        indents = at(d, begins)._p.getnext().find(f".//{qn('w:ind')}")
        for side in ("left", "right"):
            indents.set(qn(f"w:{side}"), str(int(int(indents.get(qn(f"w:{side}"))) * less)))

    return change


def section(**more: Any) -> Change:
    """Change the first section."""

    def change(d: Document) -> None:
        for name, value in more.items():
            setattr(d.sections[0], name, value)

    return change


def _footer_number(d: Document) -> None:
    header, footer = d.sections[0].header, d.sections[0].footer
    number = header.paragraphs[0]
    target = footer.paragraphs[0]
    target.alignment = CENTER
    for run in list(number.runs):
        target._p.append(run._r)


def _no_number(d: Document) -> None:
    for run in d.sections[0].header.paragraphs[0].runs:
        run._r.getparent().remove(run._r)


def _number(**more: Any) -> Change:
    def change(d: Document) -> None:
        p = d.sections[0].header.paragraphs[0]
        if "align" in more:
            p.alignment = more["align"]
        for run in p.runs:
            if "size" in more:
                run.font.size = Pt(more["size"])
            if "italic" in more:
                run.italic = more["italic"]
        if "before" in more:
            p.runs[0]._r.addprevious(p.add_run(more["before"])._r)

    return change


def _swapped(d: Document) -> None:
    """Quốc hiệu on the left."""
    for row in d.tables[0].rows:
        first, second = (c._tc for c in row.cells)
        first.addprevious(second)


def _landscape(d: Document) -> None:
    s = d.sections[0]
    s.orientation, s.page_width, s.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)


def _after(begins: str, text: str, size: float = 14, **more: Any) -> Change:
    def change(d: Document) -> None:
        new = put(d, text, size, **more)
        at(d, begins)._p.addnext(new._p)

    return change


def _before(begins: str, text: str, size: float = 14, **more: Any) -> Change:
    def change(d: Document) -> None:
        new = put(d, text, size, **more)
        at(d, begins)._p.addprevious(new._p)

    return change


def _joined(first: str, second: str) -> Change:
    def change(d: Document) -> None:
        a, b = at(d, first), at(d, second)
        a.runs[-1].text += " " + b.text
        b._p.getparent().remove(b._p)

    return change


def _all_body(**more: Any) -> Change:
    def change(d: Document) -> None:
        for p in d.paragraphs:
            if len(p.text) > 80 and p.alignment == JUSTIFY:
                shape_one(p, **more)

    return change


def shape_one(p: Paragraph, **more: Any) -> None:
    """Change one paragraph of the body."""
    if "align" in more:
        p.alignment = more["align"]
    if "after" in more:
        p.paragraph_format.space_after = Pt(more["after"])
    if "spacing" in more:
        p.paragraph_format.line_spacing = more["spacing"]
    if "indent" in more:
        p.paragraph_format.first_line_indent = Mm(more["indent"])
    if "size" in more:
        for run in p.runs:
            run.font.size = Pt(more["size"])


STATE, MOTTO = "CỘNG HÒA", "Độc lập"
# part, paper, name, change, rules that may speak
DOCX: tuple[tuple[str, str, str, Change, str], ...] = (
    ("page", "KH", "khổ giấy Letter", section(page_width=Mm(216), page_height=Mm(279)), "page.size"),
    ("page", "TB", "giấy ngang không có bảng", _landscape, "page.orientation"),
    ("page", "KH", "lề trên 15 mm", section(top_margin=Mm(15)), "page.margin_top"),
    ("page", "KH", "lề dưới 30 mm", section(bottom_margin=Mm(30)), "page.margin_bottom"),
    ("page", "KH", "lề trái 25 mm", section(left_margin=Mm(25)), "page.margin_left"),
    ("page", "KH", "lề phải 25 mm", section(right_margin=Mm(25)), "page.margin_right"),
    ("page", "TB", "một đoạn phông Arial", face("Sở Nội vụ phối hợp", font="Arial"), "page.font"),
    ("page", "TB", "phông .VnTime", face("Sở Nội vụ phối hợp", font=".VnTime"), "page.encoding"),
    ("page", "TB", "chữ màu xanh", face("Sở Nội vụ phối hợp", colour=(0, 0, 200)), "page.colour"),
    ("state", "KH", "thiếu quốc hiệu", gone(STATE), "state.missing"),
    ("state", "KH", "quốc hiệu sai chữ", write(STATE, "CHỦ NGHĨA", "CHỦ NGHỈA"), "state.text"),
    ("state", "KH", "quốc hiệu in thường", write(STATE, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Cộng hòa xã hội chủ nghĩa Việt Nam"), "state.case"),
    ("state", "KH", "quốc hiệu cỡ 11", face(STATE, size=11), "state.size"),
    ("state", "KH", "quốc hiệu cỡ 14", face(STATE, size=14), "state.size"),
    ("state", "KH", "quốc hiệu không đậm", face(STATE, bold=False), "state.bold"),
    ("state", "KH", "quốc hiệu nghiêng", face(STATE, italic=True), "state.upright"),
    ("state", "KH", "quốc hiệu bên trái", _swapped, "state.place issuer.place"),
    ("state", "KH", "thiếu tiêu ngữ", gone(MOTTO), "motto.missing"),
    ("state", "KH", "tiêu ngữ không cách chữ", write(MOTTO, " - Tự do - ", "-Tự do-"), "motto.text"),
    ("state", "KH", "tiêu ngữ gạch dài", write(MOTTO, " - Tự do - ", " – Tự do – "), "motto.text"),
    ("state", "KH", "tiêu ngữ viết thường chữ đầu", write(MOTTO, "Tự do", "tự do"), "motto.text"),
    ("state", "KH", "tiêu ngữ cỡ 12", face(MOTTO, size=12), "motto.size"),
    ("state", "KH", "tiêu ngữ không đậm", face(MOTTO, bold=False), "motto.bold"),
    ("state", "KH", "tiêu ngữ nghiêng", face(MOTTO, italic=True), "motto.upright"),
    ("state", "KH", "tiêu ngữ canh trái", shape(MOTTO, align=LEFT), "motto.center"),
    ("state", "KH", "không có đường kẻ dưới tiêu ngữ", lineless(MOTTO), "motto.rule"),
    ("state", "KH", "đường kẻ dưới tiêu ngữ ngắn", stretched(MOTTO, 1.9), "motto.rule"),
    ("state", "KH", "tiêu ngữ cách xa quốc hiệu", shape(MOTTO, before=12), "motto.spacing"),
    ("issuer", "KH", "cơ quan in thường", write("SỞ NỘI VỤ", "SỞ NỘI VỤ", "Sở Nội vụ"), "issuer.case"),
    ("issuer", "KH", "cơ quan cỡ 14", face("SỞ NỘI VỤ", size=14), "issuer.size"),
    ("issuer", "KH", "cơ quan không đậm", face("SỞ NỘI VỤ", bold=False), "issuer.bold"),
    ("issuer", "KH", "cơ quan nghiêng", face("SỞ NỘI VỤ", italic=True), "issuer.upright"),
    ("issuer", "KH", "không có đường kẻ dưới cơ quan", lineless("SỞ NỘI VỤ"), "issuer.rule"),
    ("issuer", "KH", "đường kẻ dưới cơ quan quá dài", stretched("SỞ NỘI VỤ", 0.5), "issuer.rule"),
    ("issuer", "CT", "cơ quan viết tắt", write("ỦY BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN", "UBND"), "issuer.abbreviation"),
    ("issuer", "KH", "chủ quản đậm", face("UBND TỈNH", bold=True), "superior.not_bold"),
    ("issuer", "KH", "chủ quản in thường", write("UBND TỈNH", "UBND TỈNH THANH HÓA", "UBND tỉnh Thanh Hóa"), "superior.case"),
    ("issuer", "KH", "chủ quản thiếu tên tỉnh", write("UBND TỈNH", "UBND TỈNH THANH HÓA", "ỦY BAN NHÂN DÂN"), "superior.place_name"),
    ("issuer", "KH", "chủ quản cỡ 11", face("UBND TỈNH", size=11), "superior.size"),
    ("number", "KH", "thiếu số, ký hiệu", gone("Số:"), "number.missing"),
    ("number", "KH", "thiếu dấu hai chấm sau Số", write("Số:", "Số:", "Số"), "number.word"),
    ("number", "KH", "SỐ in hoa", write("Số:", "Số:", "SỐ:"), "number.word"),
    ("number", "CTr", "số 7 không có số 0", write("Số:", "07/", "7/"), "number.padding"),
    ("number", "KH", "cách chữ quanh gạch chéo", write("Số:", "15/KH", "15 / KH"), "number.separators"),
    ("number", "KH", "gạch dài trong ký hiệu", write("Số:", "KH-SNV", "KH–SNV"), "number.separators"),
    ("number", "KH", "cách chữ quanh gạch nối", write("Số:", "KH-SNV", "KH - SNV"), "number.separators"),
    ("number", "KH", "ký hiệu viết thường", write("Số:", "KH-SNV", "kh-SNV"), "number.symbol_case"),
    ("number", "QyĐ", "QYĐ thay cho QyĐ", write("Số:", "QyĐ-", "QYĐ-"), "number.symbol_case"),
    ("number", "KH", "ký hiệu của loại khác", write("Số:", "KH-SNV", "BC-SNV"), "number.type"),
    ("number", "KH", "ký hiệu không có tên loại", write("Số:", "KH-SNV", "SNV-VTLT"), "number.type"),
    ("number", "CV", "công văn có CV trong ký hiệu", write("Số:", "SNV-VTLT", "CV-SNV"), "number.letter"),
    ("number", "CV", "công văn thiếu đơn vị soạn thảo", write("Số:", "SNV-VTLT", "SNV"), "number.letter"),
    ("number", "KH", "năm trong ký hiệu", write("Số:", "15/KH", "15/2026/KH"), "number.year"),
    ("number", "KH", "số, ký hiệu cỡ 12", face("Số:", size=12), "number.size"),
    ("number", "KH", "số, ký hiệu nghiêng", face("Số:", italic=True), "number.upright"),
    ("number", "KH", "số, ký hiệu đậm", face("Số:", bold=True), "number.not_bold"),
    ("number", "KH", "số, ký hiệu canh trái", shape("Số:", align=LEFT), "number.center"),
    ("date", "KH", "thiếu địa danh và ngày", gone("Thanh Hóa, ngày"), "date.missing"),
    ("date", "KH", "ngày 5", write("Thanh Hóa, ngày", "ngày 05", "ngày 5"), "date.day_padding"),
    ("date", "KH", "tháng 2", write("Thanh Hóa, ngày", "tháng 02", "tháng 2"), "date.month_padding"),
    ("date", "KH", "ngày viết bằng gạch chéo", write("Thanh Hóa, ngày", "05 tháng 02 năm 2026", "05/02/2026"), "date.words"),
    ("date", "KH", "ngày 31 tháng 02", write("Thanh Hóa, ngày", "ngày 05", "ngày 31"), "date.real"),
    ("date", "KH", "thiếu dấu phẩy sau địa danh", write("Thanh Hóa, ngày", "Hóa, ngày", "Hóa ngày"), "date.comma"),
    ("date", "KH", "thiếu địa danh", write("Thanh Hóa, ngày", "Thanh Hóa, ngày", "ngày"), "date.place_name"),
    ("date", "KH", "địa danh viết tắt", write("Thanh Hóa, ngày", "Thanh Hóa", "TP. HCM"), "date.place_name"),
    ("date", "KH", "địa danh viết thường", write("Thanh Hóa, ngày", "Thanh Hóa", "Thanh hóa"), "date.place_name"),
    ("date", "KH", "ngày tháng không nghiêng", face("Thanh Hóa, ngày", italic=False), "date.italic"),
    ("date", "KH", "ngày tháng đậm", face("Thanh Hóa, ngày", bold=True), "date.not_bold"),
    ("date", "KH", "ngày tháng cỡ 12", face("Thanh Hóa, ngày", size=12), "date.size"),
    ("date", "KH", "ngày tháng canh phải", shape("Thanh Hóa, ngày", align=RIGHT), "date.place"),
    ("title", "KH", "thiếu tên loại", gone("KẾ HOẠCH"), "type.missing"),
    ("title", "KH", "tên loại khác", write("KẾ HOẠCH", "KẾ HOẠCH", "BÁO CÁO"), "type.same"),
    ("title", "KH", "tên loại in thường", write("KẾ HOẠCH", "KẾ HOẠCH", "Kế hoạch"), "type.case"),
    ("title", "KH", "tên loại cỡ 16", face("KẾ HOẠCH", size=16), "type.size"),
    ("title", "KH", "tên loại không đậm", face("KẾ HOẠCH", bold=False), "type.bold"),
    ("title", "KH", "tên loại nghiêng", face("KẾ HOẠCH", italic=True), "type.upright"),
    ("title", "KH", "tên loại canh trái", shape("KẾ HOẠCH", align=LEFT), "type.center"),
    ("title", "TB", "thiếu trích yếu", gone("Kết luận của"), "abstract.missing"),
    ("title", "TB", "trích yếu in hoa", write("Kết luận của", "Kết luận của Giám đốc Sở tại cuộc họp giao ban", "KẾT LUẬN CỦA GIÁM ĐỐC SỞ TẠI CUỘC HỌP GIAO BAN"), "abstract.case"),
    ("title", "TB", "trích yếu cỡ 12", face("Kết luận của", size=12), "abstract.size"),
    ("title", "TB", "trích yếu không đậm", face("Kết luận của", bold=False), "abstract.bold"),
    ("title", "TB", "trích yếu nghiêng", face("Kết luận của", italic=True), "abstract.upright"),
    ("title", "TB", "trích yếu canh trái", shape("Kết luận của", align=LEFT), "abstract.center"),
    ("title", "TB", "không có đường kẻ dưới trích yếu", lineless("Kết luận của"), "abstract.rule"),
    ("title", "QĐ", "V/v ở văn bản có tên loại", write("Về việc", "Về việc", "V/v"), "abstract.about"),
    ("title", "CV", "công văn thiếu V/v", gone("V/v"), "about.missing"),
    ("title", "CV", "Về việc thay cho V/v ở công văn", write("V/v", "V/v", "Về việc"), "about.word"),
    ("title", "CV", "V/v cỡ 14", face("V/v", size=14), "about.size"),
    ("title", "CV", "V/v đậm", face("V/v", bold=True), "about.not_bold"),
    ("title", "CV", "V/v nghiêng", face("V/v", italic=True), "about.upright"),
    ("title", "CV", "V/v sát số, ký hiệu", shape("V/v", before=0), "about.gap"),
    ("title", "CV", "công văn in tên loại", _before("Kính gửi", "CÔNG VĂN", bold=True), "type.letter"),
    ("bases", "QĐ", "quyết định không có căn cứ", lambda d: [gone(b)(d) for b in ("Căn cứ Luật", "Căn cứ Nghị định", "Theo đề nghị")], "bases.missing"),
    ("bases", "QĐ", "thiếu thẩm quyền ban hành", gone("GIÁM ĐỐC SỞ"), "bases.authority"),
    ("bases", "QĐ", "thiếu dòng QUYẾT ĐỊNH:", gone("QUYẾT ĐỊNH:"), "bases.decision"),
    ("bases", "QĐ", "căn cứ chữ đứng", face("Căn cứ Nghị", italic=False), "bases.italic"),
    ("bases", "QĐ", "căn cứ cỡ 12", face("Căn cứ Nghị", size=12), "bases.size"),
    ("bases", "QĐ", "căn cứ kết thúc bằng dấu phẩy", write("Căn cứ Nghị", "văn thư;", "văn thư,"), "bases.semicolon"),
    ("bases", "QĐ", "căn cứ cuối kết thúc bằng dấu chấm phẩy", write("Theo đề nghị", "Sở.", "Sở;"), "bases.full_stop"),
    ("bases", "QĐ", "hai căn cứ trên một dòng", _joined("Căn cứ Luật", "Căn cứ Nghị"), "bases.own_line"),
    ("bases", "QĐ", "luật có số, ký hiệu", write("Căn cứ Luật", "Luật Lưu trữ ngày", "Luật Lưu trữ số 33/2024/QH15 ngày"), "bases.law"),
    ("bases", "QĐ", "căn cứ thiếu ngày ban hành", write("Căn cứ Nghị", " ngày 05 tháng 3 năm 2020", ""), "bases.date"),
    ("bases", "QĐ", "căn cứ thiếu cơ quan ban hành", write("Căn cứ Nghị", " của Chính phủ", ""), "bases.issuer"),
    ("body", "TB", "một đoạn cỡ 12", face("Sở Nội vụ phối hợp", size=12), "body.size"),
    ("body", "TB", "một đoạn chữ nghiêng", face("Sở Nội vụ phối hợp", italic=True), "body.upright"),
    ("body", "TB", "một đoạn chữ đậm", face("Sở Nội vụ phối hợp", bold=True), "body.not_bold"),
    ("body", "TB", "nội dung canh trái", _all_body(align=LEFT), "body.justify"),
    ("body", "TB", "không lùi đầu dòng", shape("Sở Nội vụ phối hợp", indent=0), "body.indent"),
    ("body", "TB", "lùi đầu dòng 2 cm", shape("Sở Nội vụ phối hợp", indent=20), "body.indent"),
    ("body", "TB", "các đoạn cách nhau 3 pt", _all_body(after=3), "body.distance"),
    ("body", "TB", "giãn dòng 2", _all_body(spacing=2.0), "body.spacing"),
    ("body", "TB", "thiếu ./.", write("Trong quá trình", "./.", "."), "body.end"),
    ("structure", "QyĐ", "chương đánh số Ả Rập", write("Chương II", "Chương II", "Chương 2"), "structure.chapter_number"),
    ("structure", "QyĐ", "chương in hoa", write("Chương II", "Chương II", "CHƯƠNG II"), "structure.chapter_look"),
    ("structure", "QyĐ", "tên chương in thường", write("TỔ CHỨC THỰC", "TỔ CHỨC THỰC HIỆN", "Tổ chức thực hiện"), "structure.chapter_title"),
    ("structure", "QyĐ", "Điều 2:", write("Điều 2", "Điều 2.", "Điều 2:"), "structure.article_dot"),
    ("structure", "QyĐ", "nhảy số điều", write("Điều 2", "Điều 2.", "Điều 3."), "structure.article_number"),
    ("structure", "QĐ", "điều không đậm", face("Điều 2", bold=False), "structure.article_bold"),
    ("structure", "QyĐ", "khoản 1)", write("1. Văn bản", "1.", "1)"), "structure.clause_dot"),
    ("structure", "QyĐ", "nhảy số khoản", write("2. Đối tượng", "2.", "3."), "structure.clause_order"),
    ("structure", "QyĐ", "điểm a.", write("a) Lãnh đạo", "a)", "a."), "structure.point_mark"),
    ("structure", "QyĐ", "bỏ điểm đ", write("đ) Người", "đ)", "e)"), "structure.point_order"),
    ("structure", "KH", "mục La Mã in thường", write("II. NỘI", "NỘI DUNG THỰC HIỆN", "Nội dung thực hiện"), "structure.roman_case"),
    ("structure", "KH", "mục La Mã không đậm", face("II. NỘI", bold=False), "structure.roman_bold"),
    ("signer", "TB", "chức vụ in thường", write("CHÁNH VĂN", "CHÁNH VĂN PHÒNG", "Chánh Văn phòng"), "signer.case"),
    ("signer", "TB", "chức vụ cỡ 12", face("CHÁNH VĂN", size=12), "signer.size"),
    ("signer", "TB", "chức vụ không đậm", face("CHÁNH VĂN", bold=False), "signer.bold"),
    ("signer", "TB", "chức vụ nghiêng", face("CHÁNH VĂN", italic=True), "signer.upright"),
    ("signer", "KH", "KT không có dấu chấm", write("KT. GIÁM", "KT.", "KT"), "signer.prefix"),
    ("signer", "KH", "K/T", write("KT. GIÁM", "KT.", "KT/"), "signer.prefix"),
    ("signer", "HD", "TL. KT. trên một dòng", lambda d: (write("TL. GIÁM", "TL. GIÁM ĐỐC", "TL. KT. GIÁM ĐỐC")(d), gone("KT. CHÁNH")(d)), "signer.double"),
    ("signer", "KH", "cấp phó không có KT.", gone("KT. GIÁM"), "signer.deputy"),
    ("signer", "KH", "KT. trước chức vụ cấp phó", write("KT. GIÁM", "KT. GIÁM", "KT. PHÓ GIÁM"), "signer.kt_head"),
    ("signer", "KH", "KT. mà cấp trưởng ký", write("PHÓ GIÁM", "PHÓ GIÁM", "GIÁM"), "signer.kt_head"),
    ("signer", "CT", "TM. trước chức vụ", write("TM. ỦY BAN", "TM. ỦY BAN NHÂN DÂN", "TM. CHỦ TỊCH"), "signer.tm_body"),
    ("signer", "TB", "TL. không có chức vụ người ký", gone("CHÁNH VĂN"), "signer.own_post"),
    ("signer", "DA", "thừa ủy quyền ký thay", lambda d: write("TRƯỞNG PHÒNG", "TRƯỞNG PHÒNG QUẢN LÝ VĂN THƯ", "KT. TRƯỞNG PHÒNG QUẢN LÝ VĂN THƯ")(d), "signer.redelegated signer.own_post"),
    ("signer", "TB", "thiếu họ tên", gone("Nguyễn Văn An"), "name.missing"),
    ("signer", "TB", "họ tên in hoa", write("Nguyễn Văn", "Nguyễn Văn An", "NGUYỄN VĂN AN"), "name.case"),
    ("signer", "TB", "họ tên cỡ 12", face("Nguyễn Văn", size=12), "name.size"),
    ("signer", "TB", "họ tên không đậm", face("Nguyễn Văn", bold=False), "name.bold"),
    ("signer", "TB", "Thạc sĩ trước họ tên", write("Nguyễn Văn", "Nguyễn", "ThS. Nguyễn"), "name.title"),
    ("signer", "TB", "PGS.TS. trước họ tên", write("Nguyễn Văn", "Nguyễn", "PGS.TS. Nguyễn"), "name.title"),
    ("signer", "TB", "Nhà giáo Ưu tú trước họ tên", write("Nguyễn Văn", "Nguyễn", "Nhà giáo Ưu tú Nguyễn"), "name.title"),
    ("addressees", "TB", "Kính gửi ở thông báo", _before("Thực hiện Kế", "Kính gửi: Sở Tài chính", after=6), "addressee.not_allowed"),
    ("addressees", "CV", "công văn không có Kính gửi", lambda d: [gone(b)(d) for b in ("Kính gửi", "- Sở Tài", "- Ủy ban")], "addressee.missing"),
    ("addressees", "BC", "Kính gửi thiếu dấu hai chấm", write("Kính gửi", "gửi:", "gửi"), "addressee.colon"),
    ("addressees", "BC", "Kính gửi cỡ 12", face("Kính gửi", size=12), "addressee.size"),
    ("addressees", "BC", "Kính gửi đậm", face("Kính gửi", bold=True), "addressee.not_bold"),
    ("addressees", "BC", "Kính gửi nghiêng", face("Kính gửi", italic=True), "addressee.upright"),
    ("addressees", "CV", "nơi gửi thiếu gạch đầu dòng", write("- Sở Tài", "- Sở", "Sở"), "addressee.dash"),
    ("addressees", "CV", "nơi gửi thiếu dấu chấm phẩy", write("- Sở Tài", "chính;", "chính,"), "addressee.semicolon"),
    ("addressees", "CV", "nơi gửi cuối thiếu dấu chấm", write("- Ủy ban nhân dân các", "phường.", "phường"), "addressee.full_stop"),
    ("recipients", "TB", "thiếu Nơi nhận", lambda d: [gone(b)(d) for b in ("Nơi nhận", "- Các phòng", "- Lưu")], "recipients.missing"),
    ("recipients", "TB", "Nơi nhận thiếu dấu hai chấm", write("Nơi nhận", "nhận:", "nhận"), "recipients.word"),
    ("recipients", "TB", "Nơi nhận cỡ 14", face("Nơi nhận", size=14), "recipients.word_size"),
    ("recipients", "TB", "Nơi nhận không đậm", face("Nơi nhận", bold=False), "recipients.word_bold"),
    ("recipients", "TB", "Nơi nhận không nghiêng", face("Nơi nhận", italic=False), "recipients.word_italic"),
    ("recipients", "TB", "danh sách cỡ 13", face("- Các phòng", size=13), "recipients.size"),
    ("recipients", "TB", "danh sách nghiêng", face("- Các phòng", italic=True), "recipients.upright"),
    ("recipients", "TB", "thiếu gạch đầu dòng", write("- Các phòng", "- Các", "Các"), "recipients.dash"),
    ("recipients", "TB", "thiếu dấu chấm phẩy", write("- Các phòng", "Sở;", "Sở"), "recipients.semicolon"),
    ("recipients", "TB", "Lưu thiếu dấu hai chấm", write("- Lưu", "Lưu:", "Lưu"), "recipients.last"),
    ("recipients", "TB", "dòng cuối thiếu dấu chấm", write("- Lưu", "VTLT.", "VTLT"), "recipients.last"),
    ("recipients", "TB", "Lưu: văn thư", write("- Lưu", "VT, VTLT", "Văn thư"), "recipients.last"),
    ("recipients", "TB", "không có dòng Lưu", gone("- Lưu"), "recipients.last"),
    ("recipients", "TB", "Lưu thiếu đơn vị soạn thảo", write("- Lưu", "VT, VTLT.", "VT."), "recipients.drafter"),
    ("recipients", "CV", "thiếu Như trên", gone("- Như trên"), "recipients.as_above"),
    ("page_number", "KH", "không có số trang", _no_number, "page_number.missing"),
    ("page_number", "KH", "số trang ở chân trang", _footer_number, "page_number.place"),
    ("page_number", "KH", "số trang canh phải", _number(align=RIGHT), "page_number.place"),
    ("page_number", "KH", "số trang hiện ở trang đầu", section(different_first_page_header_footer=False), "page_number.first"),
    ("page_number", "KH", "số trang cỡ 11", _number(size=11), "page_number.size"),
    ("page_number", "KH", "số trang nghiêng", _number(italic=True), "page_number.upright"),
    ("page_number", "KH", "Trang trước số trang", _number(before="Trang "), "page_number.form"),
    ("annex", "KH", "phụ lục số Ả Rập", write("Phụ lục II", "Phụ lục II", "Phụ lục 2"), "annex.number"),
    ("annex", "KH", "không chỉ dẫn đến phụ lục", write("Sở Nội vụ ban hành Kế", ", chi tiết theo Phụ lục I và Phụ lục II kèm theo", ""), "annex.mentioned"),
    ("annex", "KH", "PHỤ LỤC in hoa", write("Phụ lục I", "Phụ lục I", "PHỤ LỤC I"), "annex.case"),
    ("annex", "KH", "Phụ lục cỡ 13", face("Phụ lục I", size=12), "annex.size"),
    ("annex", "KH", "Phụ lục không đậm", face("Phụ lục II", bold=False), "annex.bold"),
    ("annex", "KH", "Phụ lục canh trái", shape("Phụ lục II", align=LEFT), "annex.center"),
    ("annex", "KH", "tên phụ lục in thường", write("DANH SÁCH", "DANH SÁCH ĐƠN VỊ THỰC HIỆN", "Danh sách đơn vị thực hiện"), "annex.title_case"),
    ("annex", "KH", "thiếu dòng Kèm theo", gone("(Kèm theo"), "annex.note"),
    ("annex", "KH", "Kèm theo không nghiêng", face("(Kèm theo", italic=False), "annex.note_italic"),
    ("annex", "KH", "Kèm theo cỡ 12", face("(Kèm theo", size=12), "annex.note_size"),
    ("other", "CĐ", "HỎA TỐC cỡ 16", face("HỎA TỐC", size=16), "urgency.size"),
    ("other", "CĐ", "HỎA TỐC không đậm", face("HỎA TỐC", bold=False), "urgency.bold"),
    ("other", "CĐ", "Hỏa tốc in thường", write("HỎA TỐC", "HỎA TỐC", "Hỏa tốc"), "urgency.case"),
    ("other", "CV", "ký hiệu người soạn thảo cỡ 13", face("NVA", size=13), "drafter.size"),
    ("other", "CV", "địa chỉ cỡ 14", face("Địa chỉ", size=14), "address.size"),
    ("capitals", "TB", "đầu đoạn viết thường", write("Người đứng đầu", "Người", "người"), "capitals.sentence"),
    ("capitals", "TB", "sau dấu chấm viết thường", write("Sở Nội vụ phối", "tồn đọng, số hóa", "tồn đọng. số hóa"), "capitals.sentence"),
    ("capitals", "TB", "nhân dân viết thường", write("Người đứng đầu", "phục vụ Nhân dân", "phục vụ nhân dân"), "capitals.state_people"),
    ("capitals", "TB", "nhà nước viết thường", write("Người đứng đầu", "của Nhà nước", "của nhà nước"), "capitals.state_people"),
    ("capitals", "TB", "điều 15 viết thường", write("Sở Nội vụ phối", "Điều 15", "điều 15"), "capitals.cited"),
    ("capitals", "TB", "Khoản 2 viết hoa giữa câu", write("Sở Nội vụ phối", "khoản 2", "Khoản 2"), "capitals.cited"),
    ("capitals", "TB", "Tỉnh Thanh Hóa giữa câu", write("Thực hiện Kế", "nhân dân tỉnh Thanh", "nhân dân Tỉnh Thanh"), "capitals.unit"),
    ("capitals", "TB", "quận 1 viết thường", write("Sở Nội vụ phối", "các địa phương", "quận 1"), "capitals.unit_number"),
    ("capitals", "TB", "Sở tài chính", write("Sở Nội vụ phối", "Sở Tài chính", "Sở tài chính"), "capitals.phrase"),
    ("capitals", "TB", "ủy ban nhân dân viết thường", write("Thực hiện Kế", "Ủy ban nhân dân", "ủy ban nhân dân"), "capitals.phrase"),
    ("capitals", "TB", "Thanh hóa", write("Thực hiện Kế", "Thanh Hóa", "Thanh hóa"), "capitals.phrase"),
    ("capitals", "TB", "chức vụ trước tên viết thường", write("Trong quá trình", "phản ánh về Sở", "phản ánh về giám đốc Nguyễn Văn An"), "capitals.post"),
    ("capitals", "TB", "kế hoạch số viết thường", write("Thực hiện Kế", "Kế hoạch số", "kế hoạch số"), "capitals.kind"),
)  # fmt: skip

# part, paper, name, setting, words, rules
PDF: tuple[tuple[str, str, str, dict[str, Any], dict[str, Any], str], ...] = (
    ("page", "TB", "khổ giấy Letter", {"width": 216, "height": 279}, {}, "page.size"),
    ("page", "TB", "lề trái 20 mm", {"left": 20}, {}, "page.margin_left"),
    ("page", "TB", "lề phải 30 mm", {"right": 30}, {}, "page.margin_right"),
    ("page", "TB", "lề trên 10 mm", {"top": 10}, {}, "page.margin_top"),
    ("state", "TB", "quốc hiệu sai chữ", {}, {"state": "CỘNG HÒA XÃ HỘI CHỦ NGHỈA VIỆT NAM"}, "state.text"),
    ("state", "TB", "quốc hiệu không đậm", {"state_bold": False}, {}, "state.bold"),
    ("state", "TB", "quốc hiệu cỡ 15", {"state": 15}, {}, "state.size"),
    ("state", "TB", "tiêu ngữ không cách chữ", {}, {"motto": "Độc lập-Tự do-Hạnh phúc"}, "motto.text"),
    ("state", "TB", "không có đường kẻ dưới tiêu ngữ", {"motto_line": False}, {}, "motto.rule"),
    ("state", "TB", "đường kẻ dưới tiêu ngữ ngắn", {"motto_share": 0.5}, {}, "motto.rule"),
    ("issuer", "TB", "cơ quan không đậm", {"issuer_bold": False}, {}, "issuer.bold"),
    ("issuer", "TB", "không có đường kẻ dưới cơ quan", {"issuer_line": False}, {}, "issuer.rule"),
    ("issuer", "TB", "cơ quan cỡ 14", {"issuer": 14}, {}, "issuer.size"),
    ("number", "CTr", "số 7 không có số 0", {}, {"number": "Số: 7/CTr-SNV"}, "number.padding"),
    ("number", "TB", "số, ký hiệu đậm", {"number_bold": True}, {}, "number.not_bold"),
    ("date", "TB", "ngày tháng không nghiêng", {"date_italic": False}, {}, "date.italic"),
    ("date", "KH", "tháng 2", {}, {"date": "Thanh Hóa, ngày 05 tháng 2 năm 2026"}, "date.month_padding"),
    ("title", "TB", "tên loại không đậm", {"title_bold": False}, {}, "type.bold"),
    ("title", "TB", "không có đường kẻ dưới trích yếu", {"abstract_line": False}, {}, "abstract.rule"),
    ("title", "CV", "V/v cỡ 14", {"about": 14}, {}, "about.size"),
    ("bases", "QĐ", "căn cứ chữ đứng", {"bases_italic": False}, {}, "bases.italic"),
    ("body", "TB", "nội dung cỡ 12", {"body": 12}, {}, "body.size"),
    ("body", "TB", "nội dung canh trái", {"justify": False}, {}, "body.justify"),
    ("body", "TB", "không lùi đầu dòng", {"indent": 0}, {}, "body.indent"),
    ("body", "TB", "các đoạn sát nhau", {"after": 0}, {}, "body.distance"),
    ("body", "TB", "giãn dòng 2", {"leading": 24}, {}, "body.spacing"),
    ("signer", "TB", "chức vụ không đậm", {"signer_bold": False}, {}, "signer.bold"),
    ("signer", "TB", "Thạc sĩ trước họ tên", {}, {"name": "ThS. Nguyễn Văn An"}, "name.title"),
    ("recipients", "TB", "danh sách cỡ 13", {"listed": 13}, {}, "recipients.size"),
    ("recipients", "TB", "Lưu thiếu dấu hai chấm", {}, {"recipients": ["- Các phòng, đơn vị thuộc Sở;", "- Lưu VT, VTLT."]}, "recipients.last"),
    ("page_number", "KH", "số trang ở chân trang", {"number_place": "bottom"}, {}, "page_number.place"),
    ("page_number", "KH", "số trang canh phải", {"number_align": "right"}, {}, "page_number.place"),
    ("page_number", "KH", "số trang hiện ở trang đầu", {"number_first": True}, {}, "page_number.first"),
)  # fmt: skip


@cache
def _correct(code: str) -> bytes:
    return saved(document(all_types()[code], LOOK))


def _docx_fault(part: str, code: str, name: str, change: Change, rules: str) -> Fault:
    def make() -> bytes:
        d = docx.Document(io.BytesIO(_correct(code)))
        change(d)
        return saved(d)

    return Fault(name, part, code, tuple(rules.split()), make)


def _pdf_fault(part: str, code: str, name: str, setting: dict[str, Any], words: dict[str, Any], rules: str) -> Fault:
    said = all_types()[code]
    return Fault(name, part, code, tuple(rules.split()), lambda: pdf(said, words=words, **setting), "pdf")


def faults() -> list[Fault]:
    """All faults, DOCX first."""
    return [*(_docx_fault(*row) for row in DOCX), *(_pdf_fault(*row) for row in PDF)]


assert len({re.sub(r"\s+", " ", f"{row[1]} {row[2]}") for row in DOCX}) == len(DOCX)
