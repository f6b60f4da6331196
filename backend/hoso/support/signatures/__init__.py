"""Digital signatures: keys, numbers in the blanks, prepare → sign → embed, verification.

Pure bytes in and out; times are parameters. Never knows a row or HTTP. What signs and verifies is imported when it is
first asked for: pyHanko takes 17 MB, and a worker that checks nothing needs none of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hoso.support.signatures.keys import Holder, KeyStore, NoKey

if TYPE_CHECKING:
    from hoso.support.signatures.signing import Appearance, sign_with_key
    from hoso.support.signatures.verification import SignatureVerdict, UnreadablePdf, verify

_LATER = {"Appearance": "signing", "sign_with_key": "signing", "SignatureVerdict": "verification", "UnreadablePdf": "verification", "verify": "verification"}


def __getattr__(name: str) -> Any:
    """The names that are imported late."""
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)


__all__ = ["Appearance", "Holder", "KeyStore", "NoKey", "SignatureVerdict", "UnreadablePdf", "sign_with_key", "verify"]
