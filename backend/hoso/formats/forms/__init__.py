"""The printed forms of the law as PDF: register books, slips, inventories, handover minutes, outgoing documents.

Each `print_…` (and `letter`) takes one frozen dataclass and gives bytes; the same data give the same bytes. Column
heads come from `data/register_columns.csv` by form code and day. Never reads database, clock, settings or files
outside this package, and never interprets a user's text.
"""

from hoso.formats.forms.columns import FormHeads, FormMismatch, FormNotInForce, form_codes, form_heads
from hoso.formats.forms.envelope import SIZES, Envelope, print_envelopes
from hoso.formats.forms.handover import (
    ElectronicRecords,
    Handover,
    HandoverSide,
    PaperRecords,
    print_handover,
)
from hoso.formats.forms.inventories import (
    DocumentInventory,
    ListedDocument,
    SubmissionInventory,
    SubmittedDossier,
    print_document_inventory,
    print_submission_inventory,
)
from hoso.formats.forms.layout_sheet import LayoutSheet, print_layout_sheet
from hoso.formats.forms.letter import Letter, Paragraph, letter
from hoso.formats.forms.register import RegisterBook, print_register
from hoso.formats.forms.slip import (
    Assignment,
    LeaderOpinion,
    Proposal,
    ResolutionSlip,
    Step,
    UnitOpinion,
    print_resolution_slip,
)
from hoso.formats.forms.words import number_in_words

__all__ = [
    "SIZES",
    "Assignment",
    "DocumentInventory",
    "ElectronicRecords",
    "Envelope",
    "FormHeads",
    "FormMismatch",
    "FormNotInForce",
    "Handover",
    "HandoverSide",
    "LayoutSheet",
    "LeaderOpinion",
    "Letter",
    "ListedDocument",
    "PaperRecords",
    "Paragraph",
    "Proposal",
    "RegisterBook",
    "ResolutionSlip",
    "Step",
    "SubmissionInventory",
    "SubmittedDossier",
    "UnitOpinion",
    "form_codes",
    "form_heads",
    "letter",
    "number_in_words",
    "print_document_inventory",
    "print_envelopes",
    "print_handover",
    "print_layout_sheet",
    "print_register",
    "print_resolution_slip",
    "print_submission_inventory",
]
