"""Verdicts on the signatures of a PDF, each on its own: intact, changed after signing and how, chain, time, revocation.

Only what was checked is claimed. Revocation is read from evidence in the file (DSS, Adobe's attribute) and, where the
installation allows it, fetched; without evidence it is said to be unchecked. Time is the signer's own word unless a
time stamp of a trusted authority confirms it.
"""

import io
import logging
from dataclasses import dataclass
from dataclasses import field as column
from datetime import datetime
from importlib.metadata import version
from typing import Any, Literal

from asn1crypto import pem as pem_format
from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError, SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from hoso.support.signatures.certificates import CertificateFacts, Holder, attribute, facts_of, holder_of, to_pem
from hoso.support.signatures.changes import what_changed

TOOL = f"pyHanko {version('pyhanko')}"
# What pyHanko raises on hostile bytes: its own errors, and Python's where an object is not of the kind it reads.
_UNREADABLE = (PdfError, SignatureValidationError, SigningError, ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError, RecursionError)
# pyHanko logs each refused chain with the holder's numbers in it; what was found stands in the verdict, masked.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)
_OUT_OF_TIME = ("EXPIRED", "NOT_YET_VALID", "OUT_OF_BOUNDS_NO_POE", "OUT_OF_BOUNDS_NOT_REVOKED", "REVOCATION_OUT_OF_BOUNDS_NO_POE")
_NOT_FOR_SIGNING = ("CHAIN_CONSTRAINTS_FAILURE", "SIG_CONSTRAINTS_FAILURE", "CRYPTO_CONSTRAINTS_FAILURE")
_ADOBE = "adobe_revocation_info_archival"

Change = Literal["none", "maintenance", "form", "annotations", "content", "digest"]
Trust = Literal["trusted", "self_signed", "unknown_authority", "unusable"]
Revocation = Literal["good", "revoked", "unchecked"]


@dataclass(frozen=True)
class SignatureVerdict:
    """One signature. `change` says what came after it, `expired` whether its certificate is out of its time now.

    `code` is the verdict in one word: valid, altered, revoked, expired, untrusted, or broken (no verdict was possible).
    `evidence` are the certificates (PEM): kept, never shown.
    """

    field: str
    signer: str
    organisation: str
    signed_at: datetime | None
    intact: bool
    changed_after: bool
    trusted: bool
    expired: bool
    revocation: Revocation = "unchecked"
    title: str = ""
    holder: Holder = "unknown"
    change: Change = "none"
    changes: tuple[str, ...] = ()
    trust: Trust = "unknown_authority"
    valid_at_signing: bool = False
    time_stamped_at: datetime | None = None
    time_stamp_trusted: bool = False
    time_stamp_by: str = ""
    revoked_at: datetime | None = None
    algorithm: str = ""
    reason: str = ""
    chain: tuple[CertificateFacts, ...] = ()
    evidence: tuple[str, ...] = column(default=(), repr=False)

    @property
    def is_valid(self) -> bool:
        """Intact, unchanged, chained to a configured root, not revoked, and in its time (or time-stamped while it was)."""
        return self.code == "valid"

    @property
    def code(self) -> str:
        """The verdict in one word, the gravest first."""
        if not self.intact or self.changed_after:
            return "altered"
        if self.revocation == "revoked":
            return "revoked"
        in_time = not self.expired or (self.time_stamp_trusted and self.valid_at_signing)
        if self.trusted and in_time:
            return "valid"
        return "expired" if self.trust == "trusted" else "untrusted"


class UnreadablePdf(ValueError):
    """The bytes are no PDF, or no signature in them can be read."""


@dataclass(frozen=True)
class _Evidence:
    """What the file or the network says about revocation, and further certificates for chains."""

    certificates: list[x509.Certificate]
    crls: list[Any]
    ocsps: list[Any]
    fetch: bool

    def context(self, roots: list[x509.Certificate], moment: datetime, mode: str) -> ValidationContext:
        # Evidence is made after the signature, so that an answer that is younger than the moment speaks about it, too.
        return ValidationContext(
            trust_roots=roots, other_certs=[*self.certificates, *roots], moment=moment, crls=self.crls, ocsps=self.ocsps, allow_fetching=self.fetch,
            revocation_mode=mode, retroactive_revinfo=True,
        )  # fmt: skip

    @property
    def is_there(self) -> bool:
        return bool(self.crls or self.ocsps or self.fetch)


def verify(pdf: bytes, roots: list[bytes], at: datetime, *, fetch: bool = False) -> list[SignatureVerdict]:
    """A verdict for each signature, in signing order; an empty list means unsigned. `roots` are PEM. Raises UnreadablePdf.

    `fetch` allows OCSP and CRL requests to the addresses in the certificates.
    """
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        trusted = [x509.Certificate.load(pem_format.unarmor(root)[2]) for root in roots]
        store = _evidence_in(reader, fetch)
        signatures = [s for s in reader.embedded_signatures if s.sig_object_type == "/Sig"]
        return [_verdict(reader, signature, trusted, store, at) for signature in signatures]
    except _UNREADABLE as error:
        raise UnreadablePdf(str(error)) from error


def _evidence_in(reader: PdfFileReader, fetch: bool) -> _Evidence:
    try:
        store = DocumentSecurityStore.read_dss(reader)
        inside = store.as_validation_context({"trust_roots": [], "allow_fetching": False})
        return _Evidence(list(store.load_certs()), list(inside.crls), list(inside.ocsps), fetch)
    except NoDSSFoundError:
        return _Evidence([], [], [], fetch)


def _with_attribute(signature: EmbeddedPdfSignature, store: _Evidence) -> _Evidence:
    """The evidence and what Adobe's signed attribute carries."""
    crls, ocsps = list(store.crls), list(store.ocsps)
    for one in signature.signer_info["signed_attrs"]:
        if one["type"].native == _ADOBE:
            for value in one["values"]:
                crls += list(value["crl"] or ())
                ocsps += list(value["ocsp"] or ())
    return _Evidence(store.certificates, crls, ocsps, store.fetch)


def _verdict(
    reader: PdfFileReader, signature: EmbeddedPdfSignature, roots: list[x509.Certificate], store: _Evidence, at: datetime
) -> SignatureVerdict:
    store = _with_attribute(signature, store)
    status = _status(signature, store.context(roots, at, "soft-fail"))
    certificate = status.signing_cert
    stamp = status.timestamp_validity
    stamped = stamp.timestamp if stamp and stamp.intact and stamp.valid else None
    signed_at = stamped or status.signer_reported_dt
    expired = not (certificate.not_valid_before <= at <= certificate.not_valid_after)
    in_time = bool(signed_at and certificate.not_valid_before <= signed_at <= certificate.not_valid_after)
    judged = _again(signature, roots, store, signed_at) if expired and in_time and signed_at else status
    intact = bool(status.intact and status.valid)
    change, changes, allowed = _change(reader, signature, status)
    revocation, revoked_at = _revocation(signature, roots, store, [t for t in (None if expired else at, signed_at) if t], judged)
    if revoked_at and stamped and stamped < revoked_at and stamp and stamp.trusted:
        revocation, judged = "good", _again(signature, roots, _Evidence(store.certificates, [], [], False), stamped)  # revoked later
    chain = _chain(judged, certificate, signature)
    return SignatureVerdict(
        field=signature.field_name, signer=attribute(certificate, "common_name"), organisation=attribute(certificate, "organization_name"),
        title=attribute(certificate, "title"), holder=holder_of(certificate), signed_at=status.signer_reported_dt,
        intact=intact, changed_after=not allowed,
        change=change, changes=tuple(changes), trusted=judged.trusted and intact and revocation != "revoked", trust=_trust(judged, certificate),
        expired=expired, valid_at_signing=in_time, time_stamped_at=stamped, time_stamp_trusted=bool(stamped and stamp and stamp.trusted),
        time_stamp_by=attribute(stamp.signing_cert, "common_name") if stamp else "", revocation=revocation, revoked_at=revoked_at,
        algorithm=f"{status.pkcs7_signature_mechanism} {status.md_algorithm}", reason=str(signature.sig_object.get("/Reason", ""))[:200],
        chain=tuple(facts_of(c) for c in chain), evidence=tuple(to_pem(c) for c in chain),
    )  # fmt: skip


def _status(signature: EmbeddedPdfSignature, context: ValidationContext) -> PdfSignatureStatus:
    """The status; where the revisions cannot be compared because objects are damaged, without the comparison."""
    try:
        return validate_pdf_signature(signature, context)
    except _UNREADABLE:
        return validate_pdf_signature(signature, context, skip_diff=True)


def _again(signature: EmbeddedPdfSignature, roots: list[x509.Certificate], store: _Evidence, moment: datetime, mode: str = "soft-fail") -> PdfSignatureStatus:
    """The status as it was at another moment; the comparison of revisions is not done again."""
    return validate_pdf_signature(signature, store.context(roots, moment, mode), skip_diff=True)


def _trust(status: PdfSignatureStatus, certificate: x509.Certificate) -> Trust:
    named = getattr(status.trust_problem_indic, "name", "")
    if status.validation_path is not None and (not named or status.revoked or named in _OUT_OF_TIME):
        return "trusted"  # the chain was found; that its time is over, or that it was revoked, is said by itself
    if named in _NOT_FOR_SIGNING and status.validation_path is not None:
        return "unusable"
    return "self_signed" if certificate.self_signed in ("yes", "maybe") else "unknown_authority"


def _revocation(
    signature: EmbeddedPdfSignature, roots: list[x509.Certificate], store: _Evidence, moments: list[datetime], judged: PdfSignatureStatus
) -> tuple[Revocation, datetime | None]:
    """What the evidence says: at the moment of the check, else at the moment of signing; "unchecked" without evidence."""
    if judged.revoked and judged.revocation_details:
        return "revoked", judged.revocation_details.revocation_date
    if not store.is_there:
        return "unchecked", None
    for moment in moments:
        status = _again(signature, roots, store, moment, "require")
        if status.revoked and status.revocation_details:
            return "revoked", status.revocation_details.revocation_date
        if status.trusted:
            return "good", None
    return "unchecked", None


def _change(reader: PdfFileReader, signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> tuple[Change, list[str], bool]:
    """(what came after the signature, in words, whether that is allowed)."""
    if not status.intact:
        return "digest", ["Nội dung đã ký không khớp với chữ ký"], False
    if not status.valid:
        return "digest", ["Chữ ký không khớp với chứng thư"], False
    if signature.signed_revision + 1 >= reader.xrefs.total_revisions and status.docmdp_ok:
        return "none", [], True
    level = status.modification_level
    if status.docmdp_ok and level is not None and level != ModificationLevel.OTHER:
        changes: dict[ModificationLevel, Change] = {ModificationLevel.LTA_UPDATES: "maintenance", ModificationLevel.FORM_FILLING: "form"}
        return changes.get(level, "none"), [], True
    said, noted, only_notes = what_changed(reader, signature.signed_revision)
    if noted and not said:
        return "annotations", noted, only_notes and _allows_notes(signature)
    return "content", [*said, *noted][:20] or ["Cấu trúc tài liệu bị thay đổi sau khi ký"], False


def _allows_notes(signature: EmbeddedPdfSignature) -> bool:
    """Whether the signer allowed notes: only a certification with DocMDP level 3 does (ISO 32000-1, 12.8.2.2)."""
    return bool(signature.docmdp_level == MDPPerm.ANNOTATE)


def _chain(status: PdfSignatureStatus, certificate: x509.Certificate, signature: EmbeddedPdfSignature) -> list[x509.Certificate]:
    """The signer's certificate first, then what leads to the root; without a path, whatever came with the signature."""
    if status.validation_path is not None:
        path = [getattr(c, "certificate", c) for c in status.validation_path.iter_certs(include_root=True)]
        return [c for c in reversed(path) if isinstance(c, x509.Certificate)]
    return [certificate, *(c for c in signature.other_embedded_certs if c.dump() != certificate.dump())][:8]
