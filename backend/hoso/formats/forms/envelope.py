"""Prints Bì văn bản (NĐ 30 PL IV.II), one envelope a page.

The decree fixes what stands on an envelope, not its size: the sizes offered are those of ISO 269 that envelopes are sold in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hoso.formats.forms.typesetting import Data, typeset

SIZES = {"DL": (220.0, 110.0), "C6": (162.0, 114.0), "C5": (229.0, 162.0), "C4": (324.0, 229.0)}


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who sends which document to whom. `symbol` is number and symbol; what is empty is left out, the address stays a dotted line."""

    agency: str
    symbol: str
    recipient: str
    address: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    website: str = ""
    urgency: str = ""


def print_envelopes(envelopes: Sequence[Envelope], size: str) -> bytes:
    """PDF, one page of the size for each envelope. Raises KeyError for a size that is not offered."""
    width, height = SIZES[size]
    pages: list[Data] = [
        {"agency": e.agency, "symbol": e.symbol, "recipient": e.recipient, "address": e.address, "phone": e.phone, "fax": e.fax, "email": e.email,
         "website": e.website, "urgency": e.urgency}
        for e in envelopes
    ]  # fmt: skip
    return typeset("envelope", {"title": "Bì văn bản", "width": width, "height": height, "pages": pages}).pdf
