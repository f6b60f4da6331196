"""The certificates that this installation trusts: PEM or DER files of a directory, and the demo's own authority in the demo.

Never asks the machine's own list of authorities. A file that is no certificate is an error of the installation, said at once.
"""

from dataclasses import dataclass
from pathlib import Path

from asn1crypto import pem as pem_format
from asn1crypto import x509

from hoso.support.settings import Settings
from hoso.support.signatures.keys import KeyStore

_ENDINGS = (".pem", ".crt", ".cer", ".der")


class BadTrustStore(Exception):
    """A file of the trust directory holds no certificate."""


def _read(path: Path) -> list[bytes]:
    data = path.read_bytes()
    try:
        if not pem_format.detect(data):
            return [pem_format.armor("CERTIFICATE", x509.Certificate.load(data).dump())]
        return [pem_format.armor("CERTIFICATE", der) for kind, _, der in pem_format.unarmor(data, multiple=True) if kind == "CERTIFICATE"]
    except (ValueError, TypeError) as error:
        raise BadTrustStore(f"{path} holds no certificate") from error


def trusted_roots(directory: Path | None, keys: KeyStore, demo: bool) -> list[bytes]:
    """PEM certificates that chains may end at. Raises BadTrustStore."""
    roots = [root for path in sorted(directory.iterdir()) if path.suffix.lower() in _ENDINGS for root in _read(path)] if directory else []
    if demo and (keys.directory / "authority.crt").exists():
        roots.append(keys.authority())
    return roots


@dataclass(frozen=True)
class Trust:
    """What checks of this installation rest on: PEM roots, and whether revocation may be fetched from the network."""

    roots: list[bytes]
    fetch: bool = False

    def fingerprints(self) -> list[str]:
        """SHA-256 of each root, hex: kept with a result, so that it is known on what it rested."""
        return [x509.Certificate.load(pem_format.unarmor(root)[2]).sha256.hex() for root in self.roots]


def trust_of(settings: Settings, keys: KeyStore) -> Trust:
    """The trust of the settings; an isolated installation never fetches. Raises BadTrustStore."""
    return Trust(trusted_roots(settings.trust_dir, keys, settings.demo), settings.fetch_revocation and settings.mode != "isolated")
