"""Verdicts on the signatures of a PDF, each on its own: intact, changed after signing, trusted, expired.

Only what can be checked offline is claimed; revocation is said to be unchecked unless evidence lies in the file.
"""

import io
import re
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import pem as pem_format
from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

# What pyHanko raises on hostile bytes: its own errors, and Python's where an object is not of the kind it reads.
_UNREADABLE = (PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError)
_PERSONAL = re.compile(r"\b\d{9,14}\b")


@dataclass(frozen=True)
class SignatureVerdict:
    """One signature. `revocation` is "unchecked" until evidence is read."""

    field: str
    signer: str
    organisation: str
    signed_at: datetime | None
    intact: bool
    changed_after: bool
    trusted: bool
    expired: bool
    revocation: str = "unchecked"

    @property
    def is_valid(self) -> bool:
        """Intact, unchanged, chained to a configured root, and in its time."""
        return self.intact and not self.changed_after and self.trusted and not self.expired


class UnreadablePdf(ValueError):
    """The bytes are no PDF, or no signature in them can be read."""


def _masked(text: str) -> str:
    return _PERSONAL.sub(lambda m: m.group()[:3] + "•" * (len(m.group()) - 3), text)


def verify(pdf: bytes, roots: list[bytes], at: datetime) -> list[SignatureVerdict]:
    """A verdict for each signature, in signing order; an empty list means unsigned. `roots` are PEM. Raises UnreadablePdf."""
    try:
        return _verdicts(pdf, roots, at)
    except _UNREADABLE as error:
        raise UnreadablePdf(str(error)) from error


def _verdicts(pdf: bytes, roots: list[bytes], at: datetime) -> list[SignatureVerdict]:
    reader = PdfFileReader(io.BytesIO(pdf), strict=False)
    trusted = [x509.Certificate.load(pem_format.unarmor(root)[2]) for root in roots]
    verdicts = []
    for signature in reader.embedded_signatures:
        context = ValidationContext(trust_roots=trusted, moment=at, allow_fetching=False, revocation_mode="soft-fail")
        status = validate_pdf_signature(signature, context)
        certificate = status.signing_cert
        subject = certificate.subject.native
        level = status.modification_level
        verdicts.append(SignatureVerdict(
            field=signature.field_name, signer=_masked(str(subject.get("common_name", ""))),
            organisation=_masked(str(subject.get("organization_name", ""))),
            signed_at=status.signer_reported_dt, intact=bool(status.intact and status.valid),
            changed_after=level is None or level == ModificationLevel.OTHER, trusted=bool(status.trusted),
            expired=not (certificate.not_valid_before <= at <= certificate.not_valid_after),
        ))  # fmt: skip
    return verdicts
