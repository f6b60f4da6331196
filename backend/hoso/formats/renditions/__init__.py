"""Renditions of received files: what they show, without signatures that would no longer hold, and with the arrival stamp.

Bytes in, bytes out. The original is never changed.
"""

from hoso.formats.renditions.facts import PdfFacts, facts_of_pdf
from hoso.formats.renditions.pages import NotPrintable, to_pages
from hoso.formats.renditions.stamping import ArrivalStamp, Placed, print_stamp, stamp_arrival

__all__ = ["ArrivalStamp", "NotPrintable", "PdfFacts", "Placed", "facts_of_pdf", "print_stamp", "stamp_arrival", "to_pages"]
