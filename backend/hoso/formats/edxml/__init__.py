"""edXML, the messages by which agencies send each other documents (QCVN 102:2016/BTTTT, amended by SĐ1:2022).

Bytes <-> frozen dataclasses. Never touches a database, a clock, a file or the network, and never believes a message: no document
type, no entity, bounded size, bounded unpacking. Known at second hand (observed messages, public implementations): to be
compared with the official text of QCVN 102 before an agency exchanges by it.
"""

from hoso.formats.edxml.model import (
    REASONS,
    STATUS_MEANINGS,
    WARNINGS,
    Attachment,
    Business,
    EdxmlRefused,
    Hop,
    Letter,
    Organ,
    Replaced,
    Response,
    Signer,
    Staff,
    StatusMessage,
)
from hoso.formats.edxml.reading import read_edxml
from hoso.formats.edxml.writing import standard_document_id, write_letter, write_status

__all__ = [
    "REASONS",
    "STATUS_MEANINGS",
    "WARNINGS",
    "Attachment",
    "Business",
    "EdxmlRefused",
    "Hop",
    "Letter",
    "Organ",
    "Replaced",
    "Response",
    "Signer",
    "Staff",
    "StatusMessage",
    "read_edxml",
    "standard_document_id",
    "write_letter",
    "write_status",
]
