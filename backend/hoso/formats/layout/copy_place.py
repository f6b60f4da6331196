"""Where the form of a copy (SAO Y, SAO LỤC, TRÍCH SAO) begins below the document that was copied (PL III Mẫu 3.1). Pure; judges nothing."""

from hoso.formats.layout.model import Block
from hoso.formats.layout.words import copy_form, folded

BESIDE_MM = 3.0  # how much higher the other column of a row may begin


def copy_of(blocks: list[Block]) -> list[Block]:
    """The blocks of a copy's form below the document (PL III Mẫu 3.1), empty where there is none."""
    signed = next((b for b in blocks if folded(b.text).startswith("noi nhan")), None)
    form = next((b for b in blocks if signed and b.at > signed.at and b.side != "left" and copy_form(b.text)), None)
    if signed is None or form is None:
        return []
    if form.page:  # a PDF gives one column after the other: the height tells what stands below
        return [b for b in blocks if (b.page, b.box[3]) > (form.page, form.box[1] - BESIDE_MM)]
    begins = form.at
    while begins - 1 > signed.at and blocks[begins - 1].side == "left" and blocks[begins - 1].row == form.row:
        begins -= 1
    return blocks[begins:]
