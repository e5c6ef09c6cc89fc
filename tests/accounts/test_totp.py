"""One-time codes: right within half a minute either way, and only once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from accounts import totp

NOW = datetime(2026, 11, 24, 1, 30, 5, tzinfo=UTC)


def test_the_published_vectors_hold() -> None:
    """RFC 6238, appendix B (SHA-1), last six digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for seconds, code in ((59, "287082"), (1111111109, "081804"), (2000000000, "279037")):
        moment = datetime.fromtimestamp(seconds, UTC)
        assert totp.accepted_step(secret, code, moment, None) == seconds // 30


@pytest.mark.parametrize(("seconds", "accepted"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_half_a_minute_wrong(seconds: int, accepted: bool) -> None:
    secret = totp.new_secret()
    code = pyotp.TOTP(secret).at(NOW + timedelta(seconds=seconds))

    assert (totp.accepted_step(secret, code, NOW, None) is not None) is accepted


def test_a_code_works_once() -> None:
    secret = totp.new_secret()
    code = pyotp.TOTP(secret).at(NOW)
    step = totp.accepted_step(secret, code, NOW, None)

    assert step is not None
    assert totp.accepted_step(secret, code, NOW, step) is None


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "000 00x"])
def test_what_is_no_code_is_refused(code: str) -> None:
    assert totp.accepted_step(totp.new_secret(), code, NOW, None) is None


def test_an_authenticator_learns_whose_code_it_is() -> None:
    address = totp.address(totp.new_secret(), "wangfang")

    assert address.startswith("otpauth://totp/")
    assert "wangfang" in address
