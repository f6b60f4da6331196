"""Digital signatures: keys, numbers in the blanks, prepare → sign → embed, verification.

Pure bytes in and out; times are parameters. Never knows a row or HTTP.
"""

from hoso.support.signatures.keys import Holder, KeyStore, NoKey
from hoso.support.signatures.signing import Appearance, sign_with_key
from hoso.support.signatures.verification import SignatureVerdict, UnreadablePdf, verify

__all__ = ["Appearance", "Holder", "KeyStore", "NoKey", "SignatureVerdict", "UnreadablePdf", "sign_with_key", "verify"]
