"""A certificate authority of the tests, with a time-stamp authority, revocation lists and answers, and PDFs signed in every state.

Real bytes made once for a run: what stands here is signed by pyHanko's signer and by `cryptography`, never by the program's own code.
"""

import asyncio
import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from asn1crypto import crl as asn1_crl
from asn1crypto import keys as asn1_keys
from asn1crypto import ocsp as asn1_ocsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

NOW = datetime.now(UTC).replace(microsecond=0)
DER = serialization.Encoding.DER
UID = x509.ObjectIdentifier("0.9.2342.19200300.100.1.1")


@dataclass(frozen=True)
class Issued:
    """A certificate with its key, both of `cryptography`."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    @property
    def asn1(self) -> asn1_x509.Certificate:
        return asn1_x509.Certificate.load(self.certificate.public_bytes(DER))

    @property
    def asn1_key(self) -> asn1_keys.PrivateKeyInfo:
        return asn1_keys.PrivateKeyInfo.load(self.key.private_bytes(DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


@cache
def _holder_key() -> rsa.RSAPrivateKey:
    """One key for all holders: what tells them apart are their certificates."""
    return rsa.generate_private_key(65537, 2048)


def _name(common: str, organisation: str = "", title: str = "", uid: str = "") -> x509.Name:
    pairs = [(NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, organisation), (NameOID.TITLE, title), (UID, uid), (NameOID.COMMON_NAME, common)]
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in pairs if value])


class Authority:
    """An authority of the tests and what it issues. `lists`, `answers`: where its CRL and its OCSP service are said to be."""

    def __init__(self, common: str, lists: str = "", answers: str = "") -> None:
        self.lists, self.answers = lists, answers
        self.key = rsa.generate_private_key(65537, 2048)
        name = _name(common, "Tổ chức chứng thực thử")
        builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(self.key.public_key()).serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(NOW - timedelta(days=3650)).not_valid_after(NOW + timedelta(days=3650))
        builder = builder.add_extension(x509.BasicConstraints(True, None), critical=True)
        builder = builder.add_extension(x509.KeyUsage(True, False, False, False, False, True, True, False, False), critical=True)
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()), critical=False)
        self.root = Issued(builder.sign(self.key, hashes.SHA256()), self.key)

    def issue(self, common: str, organisation: str = "", title: str = "", uid: str = "", days: tuple[int, int] = (-400, 400), stamps: bool = False) -> Issued:
        """A certificate; `days` are its validity from now."""
        key = _holder_key()
        builder = x509.CertificateBuilder().subject_name(_name(common, organisation, title, uid)).issuer_name(self.root.certificate.subject)
        builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(NOW + timedelta(days=days[0])).not_valid_after(NOW + timedelta(days=days[1]))
        builder = builder.add_extension(x509.BasicConstraints(False, None), critical=True)
        builder = builder.add_extension(x509.KeyUsage(True, not stamps, False, False, False, False, False, False, False), critical=True)
        builder = builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
        if stamps:
            builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        if self.answers:
            service = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(self.answers))
            builder = builder.add_extension(x509.AuthorityInformationAccess([service]), critical=False)
        if self.lists:
            point = x509.DistributionPoint([x509.UniformResourceIdentifier(self.lists)], None, None, None)
            builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
        return Issued(builder.sign(self.key, hashes.SHA256()), key)

    def revocation_list(self, *revoked: Issued, since: timedelta = timedelta(days=10)) -> asn1_crl.CertificateList:
        """The list of today, with these certificates revoked `since` ago."""
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.root.certificate.subject)
        builder = builder.last_update(NOW - timedelta(hours=1)).next_update(NOW + timedelta(days=7))
        for one in revoked:
            entry = x509.RevokedCertificateBuilder().serial_number(one.certificate.serial_number).revocation_date(NOW - since)
            builder = builder.add_revoked_certificate(entry.build())
        builder = builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
        builder = builder.add_extension(x509.CRLNumber(1), critical=False)
        return asn1_crl.CertificateList.load(builder.sign(self.key, hashes.SHA256()).public_bytes(DER))

    def answer(self, asked: Issued, revoked: bool, since: timedelta = timedelta(days=10)) -> asn1_ocsp.OCSPResponse:
        """An OCSP answer of an hour ago about a certificate."""
        status, when = (ocsp.OCSPCertStatus.REVOKED, NOW - since) if revoked else (ocsp.OCSPCertStatus.GOOD, None)
        builder = ocsp.OCSPResponseBuilder().add_response(
            asked.certificate, self.root.certificate, hashes.SHA1(), status, NOW - timedelta(hours=1), NOW + timedelta(days=1), when, None
        )
        signed = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, self.root.certificate).sign(self.key, hashes.SHA256())
        return asn1_ocsp.OCSPResponse.load(signed.public_bytes(DER))

    def stamper(self, at: datetime) -> DummyTimeStamper:
        """A time-stamp authority whose clock stands at the moment."""
        issued = self.issue("Dấu thời gian thử", days=(-1000, 400), stamps=True)
        registry = SimpleCertificateStore()
        registry.register(self.root.asn1)
        return DummyTimeStamper(tsa_cert=issued.asn1, tsa_key=issued.asn1_key, certs_to_embed=registry, fixed_dt=at)


def signed(pdf: bytes, holder: Issued, authority: Authority | None, field: str = "Ky1", at: datetime | None = None, **more: Any) -> bytes:
    """The PDF with one more signature. `stamper`: a time-stamp authority; `certify`: DocMDP level."""
    registry = SimpleCertificateStore()
    if authority is not None:
        registry.register(authority.root.asn1)
    signer = signers.SimpleSigner(signing_cert=holder.asn1, signing_key=holder.asn1_key, cert_registry=registry)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    certify = more.pop("certify", None)
    kinds: dict[str, Any] = {"certify": True, "docmdp_permissions": certify} if certify else {}
    meta = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, **kinds)
    pdf_signer = signers.PdfSigner(meta, signer, timestamper=more.pop("stamper", None), new_field_spec=fields.SigFieldSpec(field, on_page=0, box=(300, 100, 440, 150)))
    if at is None:
        return pdf_signer.sign_pdf(writer).getvalue()
    session = pdf_signer.init_signing_session(writer)
    session.system_time = at
    return _by_session(session, holder, signer, at, pdf_signer)


def _by_session(session: Any, holder: Issued, signer: Any, at: datetime, pdf_signer: Any) -> bytes:
    prepared = session.prepare_tbs_document(validation_info=None, bytes_reserved=16384)
    byte_range, output = prepared.digest_tbs_document(in_place=False)
    made = asyncio.run(signer.async_sign(byte_range.document_digest, "sha256", use_pades=True, timestamper=pdf_signer.default_timestamper))
    byte_range.fill_with_cms(output, made)
    return bytes(output.getvalue())


def with_evidence(pdf: bytes, *, crls: tuple[Any, ...] = (), ocsps: tuple[Any, ...] = ()) -> bytes:
    """The signed PDF with revocation evidence in its DSS, as a later revision (PAdES-LT)."""
    signature = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[-1]
    output = io.BytesIO(pdf)
    DocumentSecurityStore.add_dss(output, sig_contents=signature.pkcs7_content.hex().encode(), crls=crls, ocsps=ocsps)
    return output.getvalue()
