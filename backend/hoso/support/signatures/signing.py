"""PAdES signatures in three steps: prepare (a digest) → sign the digest → embed.

Incremental: an earlier signature stays valid. The step in the middle runs where the key is: here (the demo's store), or on the
person's own machine, which gets the signed attributes and gives back a raw signature or a whole CMS. Never keeps a key.
"""

import asyncio
import io
import tempfile
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from asn1crypto import cms, x509
from asn1crypto import pem as pem_format
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_cms import ExternalSigner
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from hoso.support.clock import HANOI
from hoso.support.errors import Malformed, RuleBroken
from hoso.support.signatures.keys import Holder

T = TypeVar("T")
PLACEHOLDER = 32768  # hexadecimal digits kept for the signature, its certificates and a time stamp
# The mark fills its box: a seal at its real size, letters at theirs (pyHanko's own layout keeps a margin of 5 points).
_REAL_SIZE = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID, margins=Margins(), inner_content_scaling=InnerScaling.STRETCH_TO_FIT
)
TSA_SECONDS = 5  # how long an answer of the time-stamp authority is waited for


class BadCertificate(Malformed):
    """What was sent as a certificate is none."""

    code = "bad_certificate"


class BadSignature(Malformed):
    """What was sent as a signature is none."""

    code = "bad_signature"


class TimeStampFailed(RuleBroken):
    """A time-stamp authority is configured and gave no stamp."""

    code = "time_stamp_failed"


class CannotBeSigned(RuleBroken):
    """The PDF has no place for a signature: its own parts contradict the format, or it forbids every change."""

    code = "cannot_be_signed"


@dataclass(frozen=True)
class Appearance:
    """Where and how the signature shows: field name, page (0-based), box in points, a one-page PDF as its mark."""

    field: str
    page: int
    box: tuple[float, float, float, float]
    mark: bytes


@dataclass(frozen=True)
class Prepared:
    """The PDF with room for the signature, and the SHA-256 that is to be signed."""

    digest: bytes
    pdf: bytes
    start: int
    end: int


def time_stamper(url: str) -> TimeStamper | None:
    """The time-stamp authority (RFC 3161) at the address; none without an address."""
    return HTTPTimeStamper(url, timeout=TSA_SECONDS) if url else None


def load_certificate(data: bytes) -> x509.Certificate:
    """A certificate, DER or PEM. Raises BadCertificate."""
    try:
        loaded: x509.Certificate = x509.Certificate.load(pem_format.unarmor(data)[2] if pem_format.detect(data) else data)
        _ = (loaded.subject.native, loaded.public_key.algorithm, loaded.not_valid_after)
    except (ValueError, TypeError, KeyError) as error:
        raise BadCertificate("Không đọc được chứng thư số gửi kèm (cần dạng DER hoặc PEM).", field="certificate") from error
    return loaded


def _registry(chain: list[bytes]) -> SimpleCertificateStore:
    registry = SimpleCertificateStore()
    for one in chain:
        registry.register(load_certificate(one))
    return registry


def prepare(pdf: bytes, appearance: Appearance, at: datetime) -> Prepared:
    """Write the field, its appearance, the moment (/M) and the room for the signature. Raises CannotBeSigned."""
    try:
        return _prepared(pdf, appearance, at)
    except (PdfError, TypeError, AttributeError, ValueError, LookupError, AssertionError) as error:  # pyHanko, of misplaced parts
        said = "Tệp PDF hỏng cấu trúc hoặc bị khóa sửa đổi, không chèn được chữ ký. Xuất lại PDF từ tệp gốc, tải lên rồi làm lại."
        raise CannotBeSigned(said, cause=type(error).__name__) from error


def _prepared(pdf: bytes, appearance: Appearance, at: datetime) -> Prepared:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    x1, y1, x2, y2 = appearance.box
    spec = fields.SigFieldSpec(appearance.field, on_page=appearance.page, box=(round(x1), round(y1), round(x2), round(y2)))
    meta = signers.PdfSignatureMetadata(
        field_name=appearance.field, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, location="Việt Nam",
    )  # fmt: skip
    with tempfile.NamedTemporaryFile(suffix=".pdf") as mark:
        mark.write(appearance.mark)
        mark.flush()
        style = StaticStampStyle(background=ImportedPdfPage(mark.name), background_layout=_REAL_SIZE, background_opacity=1.0, border_width=0)
        signer = ExternalSigner(signing_cert=None, cert_registry=None)
        session = signers.PdfSigner(meta, signer, stamp_style=style, new_field_spec=spec).init_signing_session(writer)
        session.system_time = at.astimezone(HANOI)
        to_sign = session.prepare_tbs_document(validation_info=None, bytes_reserved=PLACEHOLDER)
        byte_range, output = to_sign.digest_tbs_document(in_place=False)
    output.seek(0)
    return Prepared(byte_range.document_digest, output.read(), byte_range.reserved_region_start, byte_range.reserved_region_end)


def _awaited(work: Coroutine[Any, Any, T]) -> T:
    """The answer of pyHanko's coroutine. `asyncio.run` would print each answer (whole certificates) into a signal's name."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()


def attributes_to_sign(digest: bytes, certificate: bytes) -> bytes:
    """The DER of the signed attributes (CAdES-BES) over a document digest: what a token signs. Raises BadCertificate."""
    signer = ExternalSigner(signing_cert=load_certificate(certificate), cert_registry=None)
    made: cms.CMSAttributes = _awaited(signer.signed_attrs(digest, "sha256", use_pades=True))
    return bytes(made.dump())


def cms_of_raw(attributes: bytes, raw: bytes, certificate: bytes, chain: list[bytes], stamper: TimeStamper | None) -> bytes:
    """The CMS around a raw signature (RSA PKCS#1 v1.5 with SHA-256, or ECDSA as DER). Raises BadSignature, TimeStampFailed."""
    try:
        signer = ExternalSigner(load_certificate(certificate), _registry(chain), signature_value=raw)
        signed = cms.CMSAttributes.load(attributes)
        made: cms.ContentInfo = _awaited(signer.async_sign_prescribed_attributes("sha256", signed, timestamper=stamper))
    except OSError as error:
        raise TimeStampFailed("Máy chủ cấp dấu thời gian không trả lời. Chưa ghi gì; thử lại sau ít phút.") from error
    except (ValueError, TypeError, KeyError, NotImplementedError) as error:
        raise BadSignature("Không ghép được chữ ký gửi lên (cần RSA hoặc ECDSA với SHA-256).", field="signatures") from error
    return bytes(made.dump())


def cms_by_key(digest: bytes, holder: Holder, stamper: TimeStamper | None) -> bytes:
    """The CMS over a document digest by a key of the store, on the road of a person's own device. Raises TimeStampFailed."""
    attributes = attributes_to_sign(digest, holder.certificate)
    key = load_pem_private_key(holder.key, None, unsafe_skip_rsa_key_validation=True)  # the store made it itself; its primes need no proof each time
    if isinstance(key, rsa.RSAPrivateKey):
        raw = key.sign(attributes, padding.PKCS1v15(), SHA256())
    elif isinstance(key, ec.EllipticCurvePrivateKey):
        raw = key.sign(attributes, ec.ECDSA(SHA256()))
    else:
        raise BadSignature("Khóa ký phải là RSA hoặc ECDSA.", field="signatures")
    return cms_of_raw(attributes, raw, holder.certificate, [holder.authority], stamper)


def embed(prepared: Prepared, signature: bytes) -> bytes:
    """The signed PDF. `signature` is a CMS in DER. Raises BadSignature (no CMS, or too large for its room)."""
    try:
        _ = cms.ContentInfo.load(signature)["content"]["signer_infos"][0].native  # read now, so that what is no CMS is refused
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise BadSignature("Chữ ký gửi lên không phải CMS.", field="signatures") from error
    if 2 * len(signature) > PLACEHOLDER:
        raise BadSignature("Chữ ký gửi lên lớn hơn chỗ dành sẵn trong tệp.", field="signatures")
    output = io.BytesIO(prepared.pdf)
    PreparedByteRangeDigest(prepared.digest, prepared.start, prepared.end).fill_with_cms(output, signature)
    return output.getvalue()


def sign_with_key(pdf: bytes, holder: Holder, appearance: Appearance, at: datetime, stamper: TimeStamper | None = None) -> bytes:
    """Prepare, sign and embed with a key of the store. Raises CannotBeSigned, TimeStampFailed."""
    prepared = prepare(pdf, appearance, at)
    return embed(prepared, cms_by_key(prepared.digest, holder, stamper))
