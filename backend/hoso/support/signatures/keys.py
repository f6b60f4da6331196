"""Keys of people and agencies that the demo's own authority issued, in a directory that only its owner reads.

For the demo and the tests. In an office the key stays with the person: the same prepare → sign → embed then runs
with the person's own signing program. Never leaves the directory.
"""

import os
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hoso.support.errors import RuleBroken

_PEM = serialization.Encoding.PEM
_PLAIN = serialization.NoEncryption()


class NoKey(RuleBroken):
    """The person or agency has no signing key on this installation."""

    code = "no_signing_key"


@dataclass(frozen=True)
class Holder:
    """A key with its certificate and the authority's, all PEM."""

    key: bytes
    certificate: bytes
    authority: bytes


def _name(common_name: str, organisation: str, title: str = "") -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]))
    if title:
        parts.append(x509.NameAttribute(NameOID.TITLE, title[:64]))
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, common_name[:64])])


def _key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())  # made in an instant; an RSA key of the same strength takes a tenth of a second


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, _PLAIN)


class KeyStore:
    """A directory with the demo authority and the keys it issued."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def _write(self, name: str, data: bytes) -> None:
        self.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = self.directory / f".{uuid.uuid4().hex}"
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        temporary.rename(self.directory / name)

    def make_authority(self, at: datetime) -> None:
        """Make the demo's root once; a second call keeps the first."""
        if (self.directory / "authority.crt").exists():
            return
        key, name = _key(), _name("Hồ Sơ Demo CA – không có giá trị pháp lý", "Hồ Sơ")
        builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        builder = builder.serial_number(x509.random_serial_number()).not_valid_before(at - timedelta(days=800))
        builder = builder.not_valid_after(at + timedelta(days=3650)).add_extension(x509.BasicConstraints(True, 0), critical=True)
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        certificate = builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())
        self._write("authority.key", _private(key))
        self._write("authority.crt", certificate.public_bytes(_PEM))

    def issue(self, holder_id: uuid.UUID, common_name: str, organisation: str, title: str, at: datetime) -> None:
        """Issue a key and certificate; a holder who has one keeps it."""
        if (self.directory / f"{holder_id}.crt").exists():
            return
        issuer = x509.load_pem_x509_certificate(self.authority())
        issuer_key = serialization.load_pem_private_key((self.directory / "authority.key").read_bytes(), None)
        key = _key()
        builder = x509.CertificateBuilder().subject_name(_name(common_name, organisation, title)).issuer_name(issuer.subject)
        builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(at - timedelta(days=400)).not_valid_after(at + timedelta(days=1095))
        builder = builder.add_extension(x509.BasicConstraints(False, None), critical=True)
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        # issued with "non repudiation": what PAdES signers ask for
        usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
        builder = builder.add_extension(usage, critical=True)
        certificate = builder.sign(issuer_key, hashes.SHA256())  # type: ignore[arg-type]
        self._write(f"{holder_id}.key", _private(key))
        self._write(f"{holder_id}.crt", certificate.public_bytes(_PEM))

    def authority(self) -> bytes:
        """The root certificate, PEM."""
        return (self.directory / "authority.crt").read_bytes()

    def has(self, holder_id: uuid.UUID) -> bool:
        """Whether a key of the person or agency lies here."""
        return (self.directory / f"{holder_id}.key").exists()

    def holder(self, holder_id: uuid.UUID) -> Holder:
        """The key of a person or agency. Raises NoKey."""
        try:
            key = (self.directory / f"{holder_id}.key").read_bytes()
            certificate = (self.directory / f"{holder_id}.crt").read_bytes()
        except FileNotFoundError as error:
            raise NoKey("Chưa có chứng thư số trên hệ thống này. Ký bằng thiết bị của người ký rồi tải tệp đã ký lên.") from error
        return Holder(key, certificate, self.authority())
