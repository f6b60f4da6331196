"""Rows of the stage, one module per part of the work; importing this package knows them all."""

from hoso.correspondence.tables.books import RegisterPrint
from hoso.correspondence.tables.documents import (
    Document,
    DocumentFile,
    DocumentLink,
    Handling,
    Incoming,
    Issuer,
    Opinion,
    Outgoing,
    Recipient,
    Register,
    RegisterEntry,
    RegisterSeries,
    Review,
    SeriesType,
)
from hoso.correspondence.tables.drafting import CoDrafter, Consultation, DraftAssignment, DraftComment, DraftVersion
from hoso.correspondence.tables.handling import DocumentMove, Extension, FieldAssignment, FollowUp, OpinionFile, OpinionMention, Urging
from hoso.correspondence.tables.intake import Envelope, EnvelopeDocument, ForeignSender, SenderAnswer
from hoso.correspondence.tables.joint import JointSignature
from hoso.correspondence.tables.layout_checks import LayoutCheck
from hoso.correspondence.tables.paper import Conversion, Dispatch, RetainedCopy, RetainedLoan
from hoso.correspondence.tables.signing import DeviceHandover, DocumentCopy, MarkImage, SignaturePreparation
from hoso.correspondence.tables.verification import SignatureCheck

__all__ = [
    "CoDrafter",
    "Consultation",
    "Conversion",
    "DeviceHandover",
    "Dispatch",
    "Document",
    "DocumentCopy",
    "DocumentFile",
    "DocumentLink",
    "DocumentMove",
    "DraftAssignment",
    "DraftComment",
    "DraftVersion",
    "Envelope",
    "EnvelopeDocument",
    "Extension",
    "FieldAssignment",
    "FollowUp",
    "ForeignSender",
    "Handling",
    "Incoming",
    "Issuer",
    "JointSignature",
    "LayoutCheck",
    "MarkImage",
    "Opinion",
    "OpinionFile",
    "OpinionMention",
    "Outgoing",
    "Recipient",
    "Register",
    "RegisterEntry",
    "RegisterPrint",
    "RegisterSeries",
    "RetainedCopy",
    "RetainedLoan",
    "Review",
    "SenderAnswer",
    "SeriesType",
    "SignatureCheck",
    "SignaturePreparation",
    "Urging",
]
