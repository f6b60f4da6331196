"""PAdES signatures in three steps: prepare (a digest) → sign the digest → embed.

Incremental: an earlier signature stays valid. The step in the middle may run on the person's own machine.
"""

import asyncio
import io
import tempfile
from dataclasses import dataclass
from typing import Any, Protocol

from asn1crypto import cms, keys, x509
from asn1crypto import pem as pem_format
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from hoso.support.signatures.keys import Holder

PLACEHOLDER = 16384  # bytes kept for the signature and its certificates


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
    byte_range: PreparedByteRangeDigest


class Signer(Protocol):
    """Whoever can make a CMS signature over a document digest: a key here, or a program on the person's machine."""

    def sign(self, digest: bytes) -> cms.ContentInfo:
        """A detached PAdES CMS signature over the digest."""


def _certificate(pem: bytes) -> x509.Certificate:
    loaded: x509.Certificate = x509.Certificate.load(pem_format.unarmor(pem)[2])
    return loaded


class KeySigner:
    """Signs with a key of the store."""

    def __init__(self, holder: Holder) -> None:
        registry = SimpleCertificateStore()
        registry.register(_certificate(holder.authority))
        key = keys.PrivateKeyInfo.load(pem_format.unarmor(holder.key)[2])
        self.signer = signers.SimpleSigner(signing_cert=_certificate(holder.certificate), signing_key=key, cert_registry=registry)

    def sign(self, digest: bytes) -> cms.ContentInfo:
        """See `Signer.sign`."""


        made: cms.ContentInfo = asyncio.run(
            self.signer.async_sign(digest, digest_algorithm="sha256", use_pades=True)
        )
        return made


def prepare(pdf: bytes, signer: Any, appearance: Appearance) -> Prepared:
    """Write the field, its appearance and the room for the signature."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    x1, y1, x2, y2 = appearance.box
    spec = fields.SigFieldSpec(appearance.field, on_page=appearance.page, box=(round(x1), round(y1), round(x2), round(y2)))
    meta = signers.PdfSignatureMetadata(
        field_name=appearance.field, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, location="Việt Nam",
    )  # fmt: skip
    with tempfile.NamedTemporaryFile(suffix=".pdf") as mark:
        mark.write(appearance.mark)
        mark.flush()
        style = StaticStampStyle(background=ImportedPdfPage(mark.name), background_opacity=1.0, border_width=0)
        pdf_signer = signers.PdfSigner(meta, signer, stamp_style=style, new_field_spec=spec)
        byte_range, _, output = asyncio.run(pdf_signer.async_digest_doc_for_signing(writer, bytes_reserved=PLACEHOLDER))
    output.seek(0)
    return Prepared(byte_range.document_digest, output.read(), byte_range)


def embed(prepared: Prepared, signature: cms.ContentInfo) -> bytes:
    """The signed PDF."""
    output = io.BytesIO(prepared.pdf)
    prepared.byte_range.fill_with_cms(output, signature)
    return output.getvalue()


def sign_with_key(pdf: bytes, holder: Holder, appearance: Appearance) -> bytes:
    """Prepare, sign and embed with a key of the store."""
    signer = KeySigner(holder)
    prepared = prepare(pdf, signer.signer, appearance)
    return embed(prepared, signer.sign(prepared.digest))
