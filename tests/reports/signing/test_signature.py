"""A signature covers the whole issued file, verifies against the organisation's certificate, and breaks with any change."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from config import Settings
from reports.signing import signature as signing
from reports.signing.signature import Certificate, NoCertificate
from tests.reports.issued_reports import plain_pdf
from web.doctor import Level

ORGANISATION = "岱山能源集团工会"
PASSWORD = "印 seal"


def made_certificate(folder: Path, *, days: int = 365) -> Certificate:
    """A self-signed certificate of the organisation that ends in some days, as a PKCS#12 file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, ORGANISATION)])
    now = datetime.now(UTC)
    usage: dict[str, bool] = dict.fromkeys(
        [
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ],
        False,
    )
    own = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=400))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "union.p12"
    lock = BestAvailableEncryption(PASSWORD.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"union", key, own, None, lock))
    return Certificate(path, PASSWORD)


def verified(content: bytes, by: Certificate) -> Any:
    """What a verifier says that trusts the organisation's certificate only."""
    held = pkcs12.load_pkcs12(by.path.read_bytes(), PASSWORD.encode())
    assert held.cert is not None
    root = asn1.Certificate.load(held.cert.certificate.public_bytes(Encoding.DER))
    (signature,) = PdfFileReader(io.BytesIO(content)).embedded_signatures
    return validate_pdf_signature(signature, ValidationContext(trust_roots=[root], allow_fetching=False))


@pytest.fixture
def by(tmp_path: Path) -> Certificate:
    """A valid certificate."""
    return made_certificate(tmp_path)


def test_the_signature_is_intact_valid_and_trusted_and_covers_everything(by: Certificate) -> None:
    made = signing.signed(plain_pdf(), by, datetime.now(UTC))
    said = verified(made.content, by)

    assert (said.intact, said.valid, said.trusted) == (True, True, True)
    assert said.coverage.name == "ENTIRE_FILE"
    assert made.signer == ORGANISATION


def test_every_byte_that_was_issued_is_still_there(by: Certificate) -> None:
    assert signing.signed(plain_pdf(), by, datetime.now(UTC)).content.startswith(plain_pdf())


def test_a_change_after_signing_is_found_out(by: Certificate) -> None:
    content = bytearray(signing.signed(plain_pdf(), by, datetime.now(UTC)).content)
    place = content.index(b"/Type /Page") + 1
    content[place + 7] ^= 1

    assert not verified(bytes(content), by).intact


def test_a_wrong_password_a_missing_file_and_no_certificate_at_all_are_said_without_the_password(
    by: Certificate, tmp_path: Path
) -> None:
    other = tmp_path / "other.p12"
    other.write_bytes(b"nothing of the kind")
    for wrong in (
        Certificate(by.path, "wrong-secret"),
        Certificate(tmp_path / "none.p12", ""),
        Certificate(other, "x"),
    ):
        with pytest.raises(NoCertificate) as refused:
            signing.signed(plain_pdf(), wrong, datetime.now(UTC))
        assert "wrong-secret" not in str(refused.value)
    assert PASSWORD not in repr(by)


def test_a_certificate_that_has_ended_signs_nothing(tmp_path: Path) -> None:
    by = made_certificate(tmp_path, days=5)
    with pytest.raises(NoCertificate, match="valid until"):
        signing.signed(plain_pdf(), by, datetime.now(UTC) + timedelta(days=6))


@pytest.mark.parametrize(
    ("days", "password", "level"),
    [
        (365, PASSWORD, Level.GOOD),
        (10, PASSWORD, Level.WARNING),
        (365, "wrong", Level.REFUSED),
        (-1, PASSWORD, Level.REFUSED),
    ],
)
def test_the_doctor_says_whether_reports_can_be_signed(tmp_path: Path, days: int, password: str, level: Level) -> None:
    by = made_certificate(tmp_path, days=days)
    settings = Settings(sign_p12=str(by.path), sign_password=password, testing=True)

    assert [each.level for each in signing.findings(settings)] == [level]
    assert password not in repr(settings)


def test_without_a_certificate_the_doctor_says_nothing() -> None:
    assert list(signing.findings(Settings(testing=True))) == []
    assert signing.certificate(Settings(testing=True)) is None
