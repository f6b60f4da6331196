"""Devices for the tests: a PKCS#12 file or a SoftHSM token with a key whose certificate the demo's authority issued."""

import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pkcs11
from asn1crypto.keys import PrivateKeyInfo
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from hoso.support.signatures import KeyStore
from pkcs11.util.rsa import decode_rsa_private_key
from pkcs11.util.x509 import decode_x509_certificate

PIN, LABEL = "123456", "Thiet bi ky"
LIBRARY = next((p for p in ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so") if Path(p).exists()), "")
AnyKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def certified(keys: KeyStore, name: str, key: AnyKey, days: tuple[int, int] = (-30, 700), purpose: str = "sign") -> x509.Certificate:
    """A certificate of the demo's authority for the key; `purpose` time = of a time-stamp authority."""
    issuer = x509.load_pem_x509_certificate(keys.authority())
    issuer_key = serialization.load_pem_private_key((keys.directory / "authority.key").read_bytes(), None)
    subject = x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"), x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer.subject).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now + timedelta(days=days[0]))
    builder = builder.not_valid_after(now + timedelta(days=days[1])).add_extension(x509.BasicConstraints(False, None), critical=True)
    if purpose == "time":
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    return builder.add_extension(usage, critical=True).sign(issuer_key, hashes.SHA256())  # type: ignore[arg-type]


def pkcs12_file(keys: KeyStore, name: str, path: Path, password: str, key: AnyKey | None = None, days: tuple[int, int] = (-30, 700)) -> Path:
    """A PKCS#12 file with a new key (EC unless given)."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    issued = certified(keys, name, key, days)
    root = x509.load_pem_x509_certificate(keys.authority())
    protection = serialization.BestAvailableEncryption(password.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(name.encode(), key, issued, [root], protection))  # type: ignore[arg-type]
    return path


def softhsm_token(keys: KeyStore, name: str, directory: Path) -> str:
    """A SoftHSM token with an RSA key; its label. Sets SOFTHSM2_CONF for this process."""
    (directory / "tokens").mkdir(parents=True)
    config = directory / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {directory / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(config)
    tool = shutil.which("softhsm2-util") or "softhsm2-util"
    subprocess.run([tool, "--init-token", "--free", "--label", LABEL, "--so-pin", "000000", "--pin", PIN], check=True, capture_output=True)
    key = rsa.generate_private_key(65537, 2048)
    certificate = certified(keys, name, key).public_bytes(serialization.Encoding.DER)
    der = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    plain = PrivateKeyInfo.load(der)["private_key"].parsed.dump()
    with pkcs11.lib(LIBRARY).get_token(token_label=LABEL).open(user_pin=PIN, rw=True) as session:
        stored = {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: "ky", pkcs11.Attribute.ID: b"1"}
        session.create_object({**decode_rsa_private_key(plain), **stored, pkcs11.Attribute.PRIVATE: True, pkcs11.Attribute.SIGN: True})
        session.create_object({**decode_x509_certificate(certificate), **stored})
    return LABEL
