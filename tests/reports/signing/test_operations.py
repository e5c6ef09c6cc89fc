"""An edition is signed once and kept; the issued file and its digest stay what they were."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from config import Settings
from reports import queries
from reports.period import Month
from reports.signing import operations as signing_operations
from reports.signing import queries as signing_queries
from tests.fixtures import START, Enterprise
from tests.reports.issued_reports import issued, plain_pdf
from tests.reports.signing.test_signature import ORGANISATION, made_certificate, verified
from web.errors import Missing, Refusal

OCTOBER = Month(2026, 10)


@pytest.fixture
def sign(app: Flask, session: Session, enterprise: Enterprise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`sign()` signs October with a certificate made for the test."""
    by = made_certificate(tmp_path)
    chosen = Settings(sign_p12=str(by.path), sign_password=by.password, testing=True)
    monkeypatch.setitem(app.extensions, "settings", chosen)

    def go() -> Any:
        return signing_operations.sign(session, OCTOBER, actor=enterprise.people["officer"], now=START)

    go.by = by  # type: ignore[attr-defined]
    return go


def test_the_signed_file_is_kept_and_the_issued_one_stays_as_it_is(session: Session, sign: Any) -> None:
    report = issued(session)
    first = sign()
    again = sign()
    kept = signing_queries.signed_pdf(session, OCTOBER, 1)

    assert again is first
    assert (first.signer, first.signed_on) == (ORGANISATION, START.date())
    assert first.digest == hashlib.sha256(kept).hexdigest()
    assert verified(kept, sign.by).trusted
    assert queries.pdf(session, OCTOBER) == plain_pdf()
    assert report.digest == hashlib.sha256(plain_pdf()).hexdigest()


def test_a_further_edition_is_signed_for_itself(session: Session, sign: Any) -> None:
    issued(session)
    first = sign()
    issued(session, edition=2)
    assert signing_queries.of_period(session, OCTOBER) is None
    second = sign()

    assert second.report_id != first.report_id
    assert signing_queries.signed_pdf(session, OCTOBER, None) == second.pdf
    assert signing_queries.signed_pdf(session, OCTOBER, 1) == first.pdf


def test_what_is_not_issued_is_not_signed(sign: Any) -> None:
    with pytest.raises(Missing):
        sign()


def test_without_a_usable_certificate_it_says_whom_to_ask(
    app: Flask, session: Session, sign: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    issued(session)
    monkeypatch.setitem(app.extensions, "settings", Settings(testing=True))
    with pytest.raises(Refusal) as off:
        sign()
    assert "XINQIAO_SIGN_CERTIFICATE" in str(off.value.message)
    wrong = Settings(sign_p12=str(sign.by.path), sign_password="very-wrong", testing=True)
    monkeypatch.setitem(app.extensions, "settings", wrong)
    with pytest.raises(Refusal) as broken:
        sign()
    assert "flask doctor" in str(broken.value.message)
    assert "very-wrong" not in caplog.text
