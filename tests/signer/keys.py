"""Keys that stay with the person: a PKCS#12 file, or a PKCS#11 token. Each signs bytes with SHA-256 and shows its certificate."""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pkcs11.util.ec import encode_ecdsa_signature


class WrongPin(Exception):
    """The PIN or password does not open the key."""


class NoDevice(Exception):
    """No token, or no signing key on it."""


class Key(Protocol):
    """A certificate (DER) with its chain, and a signature over bytes."""

    certificate: bytes
    chain: list[bytes]

    def sign(self, data: bytes) -> bytes:
        """RSA PKCS#1 v1.5 or ECDSA (DER), with SHA-256."""


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)


@dataclass
class Pkcs12Key:
    """A key in a PKCS#12 file."""

    path: Path
    password: str
    certificate: bytes = field(init=False)
    chain: list[bytes] = field(init=False)

    def __post_init__(self) -> None:
        try:
            key, certificate, more = pkcs12.load_key_and_certificates(self.path.read_bytes(), self.password.encode())
        except ValueError as error:
            raise WrongPin(str(error)) from error
        assert isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) and certificate
        self.key, self.certificate, self.chain = key, _der(certificate), [_der(c) for c in more]

    def sign(self, data: bytes) -> bytes:
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self.key.sign(data, ec.ECDSA(hashes.SHA256()))


class Pkcs11Key:
    """The signing key of a token; the token signs, the key never leaves it."""

    def __init__(self, library: str, token: str, pin: str) -> None:
        try:
            self.token: Any = pkcs11.lib(library).get_token(token_label=token)
        except (pkcs11.exceptions.NoSuchToken, pkcs11.exceptions.PKCS11Error) as error:
            raise NoDevice(token) from error
        self.pin = pin
        with self._session() as session:
            found = list(session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE}))
            if not found:
                raise NoDevice(token)
            self.certificate, self.chain = bytes(found[0][pkcs11.Attribute.VALUE]), list[bytes]()

    def _session(self) -> Any:
        try:
            return self.token.open(user_pin=self.pin)
        except pkcs11.exceptions.PinIncorrect as error:
            raise WrongPin("PIN") from error

    def sign(self, data: bytes) -> bytes:
        with self._session() as session:
            key = next(iter(session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY})))
            if key.key_type == pkcs11.KeyType.RSA:
                return bytes(key.sign(data, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS))
            return bytes(encode_ecdsa_signature(key.sign(sha256(data).digest(), mechanism=pkcs11.Mechanism.ECDSA)))
