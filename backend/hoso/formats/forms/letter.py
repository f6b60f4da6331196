"""Prints an outgoing document with the parts and places of NĐ 30 PL I (Mẫu 1.2 to 1.5), with or without number and day.

Never allots a number, never signs: the blanks are left wide enough for a stamp or a pen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hoso.formats.forms.texts import place_and_day
from hoso.formats.forms.typesetting import Data, typeset

Style = Literal["text", "basis", "heading", "centre"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`basis` is a "Căn cứ …" (italic), `heading` and `centre` are bold; `lead` is a bold beginning ("Điều 1.")."""

    text: str
    style: Style = "text"
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One document. `symbol` without number ("KH-SNV"); `number` as text ("05"), empty while none is given.

    `type_name` empty makes a công văn: the abstract then stands as "V/v …" below the number. `authority` is the line
    above the bases of a decision ("GIÁM ĐỐC SỞ NỘI VỤ"). `year` stands in the blank date line. `recipients` without
    dash and semicolon, the last one "Lưu: VT, …".
    """

    issuer: str
    symbol: str
    place: str
    year: int
    type_name: str
    abstract: str
    body: Sequence[str | Paragraph]
    signer_titles: Sequence[str]
    signer: str
    recipients: Sequence[str]
    superior: str = ""
    number: str = ""
    issued_on: date | None = None
    addressees: Sequence[str] = ()
    authority: str = ""
    urgency: str = ""
    drafter: str = ""


def letter(document: Letter) -> bytes:
    """PDF with a text layer, A4; the signature is never parted from the last paragraph."""
    named = bool(document.type_name)
    return typeset(
        "letter",
        {
            "title": " ".join(part for part in (document.type_name, document.abstract) if part),
            "superior": document.superior,
            "issuer": document.issuer,
            "number": f"Số: {document.number or '       '}/{document.symbol}",
            "about": "" if named else _about(document.abstract),
            "urgency": document.urgency,
            "place_and_day": place_and_day(document.place, document.issued_on, document.year),
            "type": document.type_name,
            "abstract": document.abstract,
            "authority": document.authority,
            "addressees": _listed(document.addressees),
            "body": _body(document.body),
            "signer_titles": [*document.signer_titles],
            "signer": document.signer,
            "recipients": _listed(document.recipients, always=True),
            "drafter": document.drafter,
        },
    ).pdf


def _about(abstract: str) -> str:
    return abstract if abstract.startswith(("V/v", "Về việc")) else f"V/v {abstract}"


def _body(body: Sequence[str | Paragraph]) -> list[Data]:
    """The last paragraph ends with "./." (PL III)."""
    paragraphs = [part if isinstance(part, Paragraph) else Paragraph(part) for part in body]
    lines: list[Data] = []
    for at, paragraph in enumerate(paragraphs, start=1):
        text = paragraph.text.strip()
        if at == len(paragraphs) and not text.endswith("./."):
            text = f"{text.rstrip('.;')}./."
        lines.append({"text": text, "style": paragraph.style, "lead": paragraph.lead})
    return lines


def _listed(names: Sequence[str], *, always: bool = False) -> list[Data]:
    """One name stays as it is; several become "- A;" … "- Z." lines."""
    plain = [name.strip().removeprefix("- ").rstrip(";.") for name in names]
    if len(plain) == 1 and not always:
        return [f"{plain[0]}."]
    return [f"- {name}{';' if at < len(plain) else '.'}" for at, name in enumerate(plain, start=1)]
