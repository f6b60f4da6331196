"""Whether a certificate may sign here now: asked before anything is prepared for it, so that no number is spent on a device that cannot.

Offline: revocation is the matter of the check at intake and of the verifier.
"""

import asyncio
from datetime import datetime

from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from hoso.support.errors import RuleBroken
from hoso.support.signatures.signing import load_certificate


class CertificateRefused(RuleBroken):
    """The certificate is expired, not yet valid, not for signing, or of an authority that is not trusted here."""

    code = "certificate_refused"


def require_trusted(certificate: bytes, chain: list[bytes], roots: list[bytes], at: datetime) -> None:
    """Raises CertificateRefused unless the certificate may sign at that moment and leads to a trusted root (PEM or DER)."""
    loaded = load_certificate(certificate)
    if not loaded.not_valid_before <= at <= loaded.not_valid_after:
        days = f"từ {loaded.not_valid_before:%d/%m/%Y} đến {loaded.not_valid_after:%d/%m/%Y}"
        raise CertificateRefused(f"Chứng thư số chỉ có hiệu lực {days}. Gia hạn chứng thư rồi ký.", reason="expired")
    context = ValidationContext(
        trust_roots=[load_certificate(r) for r in roots], moment=at, allow_fetching=False, revocation_mode="soft-fail",
    )  # fmt: skip
    intermediates = [load_certificate(c) for c in chain]
    try:
        asyncio.run(CertificateValidator(loaded, intermediate_certs=intermediates, validation_context=context).async_validate_usage(set()))
    except (PathError, ValidationError) as error:
        raise CertificateRefused(
            "Chứng thư số không dẫn đến cơ quan cấp chứng thư mà hệ thống tin cậy. Báo quản trị hệ thống thêm chứng thư gốc.", reason="untrusted"
        ) from error
    usage = loaded.key_usage_value
    if usage is not None and not {"digital_signature", "non_repudiation"} & set(usage.native):
        raise CertificateRefused("Chứng thư số này không dùng để ký. Chọn chứng thư ký số trên thiết bị.", reason="usage")
