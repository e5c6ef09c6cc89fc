"""The organisation's electronic signature on a PDF: a PKCS#12 certificate, an added section, every byte before it untouched."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12

from config import Settings
from web import clock, doctor

FIELD = "Xinqiao"
SOON = timedelta(days=30)


class NoCertificate(Exception):
    """The certificate cannot be used; the message says why, without its password."""


@dataclass(frozen=True)
class Certificate:
    """Where the certificate lies, and what opens it."""

    path: Path
    password: str = field(repr=False)


@dataclass(frozen=True)
class Signed:
    """A signed file and the name in the certificate."""

    content: bytes
    signer: str


def certificate(settings: Settings) -> Certificate | None:
    """The certificate of the settings, or None when reports are not signed."""
    return Certificate(Path(settings.sign_p12), settings.sign_password) if settings.sign_p12 else None


def signed(content: bytes, by: Certificate, now: datetime) -> Signed:
    """`content` with an invisible signature (PAdES, SHA-256) over all of it. Raises NoCertificate when the certificate
    cannot be opened or is not valid on that day."""
    # Half a second to load, and only whoever signs needs it.
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    name = _require_valid(_opened(by), now)
    signer = signers.SimpleSigner.load_pkcs12(str(by.path), passphrase=by.password.encode() or None)
    if signer is None:
        raise NoCertificate("the certificate holds no key that can sign")
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", name=name, subfilter=fields.SigSeedSubFilter.PADES
    )
    out = io.BytesIO()
    signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content)), meta, signer=signer, output=out)
    return Signed(out.getvalue(), name)


def findings(settings: Settings) -> Iterator[doctor.Finding]:
    """Whether reports can be signed, for `flask doctor`."""
    by = certificate(settings)
    if by is None:
        return
    try:
        opened = _opened(by)
        _require_valid(opened, clock.now())
    except NoCertificate as unusable:
        yield doctor.refused(f"Reports cannot be signed: {unusable}.")
        return
    until = opened.not_valid_after_utc
    said = doctor.warning if until - clock.now() < SOON else doctor.good
    yield said(f"The certificate that signs reports is valid until {until:%Y-%m-%d}.")


def _opened(by: Certificate) -> x509.Certificate:
    try:
        held = pkcs12.load_pkcs12(by.path.read_bytes(), by.password.encode() or None)
    except OSError as missing:
        raise NoCertificate("the file of XINQIAO_SIGN_CERTIFICATE cannot be read") from missing
    except ValueError as wrong:
        raise NoCertificate("XINQIAO_SIGN_PASSWORD does not open the file, or it is no PKCS#12 file") from wrong
    if held.cert is None or held.key is None:
        raise NoCertificate("the file holds no certificate with its key")
    return held.cert.certificate


def _require_valid(opened: x509.Certificate, now: datetime) -> str:
    """The name in the certificate. Raises NoCertificate on a day it is not valid."""
    if not opened.not_valid_before_utc <= now.astimezone(UTC) <= opened.not_valid_after_utc:
        raise NoCertificate(f"the certificate is valid until {opened.not_valid_after_utc:%Y-%m-%d} only")
    names = opened.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(names[0].value)[:200] if names else opened.subject.rfc4514_string()[:200]
