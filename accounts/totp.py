"""The second step of signing in: time-based one-time codes (RFC 6238), each accepted once."""

from __future__ import annotations

from datetime import datetime

import pyotp

STEP_SECONDS = 30
DRIFT_STEPS = 1
ISSUER = "心桥"


def new_secret() -> str:
    """A fresh secret, base32."""
    return pyotp.random_base32()


def address(secret: str, username: str) -> str:
    """The otpauth:// address an authenticator scans."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)


def accepted_step(secret: str, code: str, now: datetime, last_step: int | None) -> int | None:
    """The time step `code` belongs to, or None when it is wrong, out of time or was used before."""
    typed = "".join(code.split())
    if not (typed.isascii() and typed.isdigit() and len(typed) == 6):
        return None
    present = int(now.timestamp()) // STEP_SECONDS
    generator = pyotp.TOTP(secret)
    for step in range(present - DRIFT_STEPS, present + DRIFT_STEPS + 1):
        if (last_step is None or step > last_step) and pyotp.utils.strings_equal(
            generator.at(step * STEP_SECONDS), typed
        ):
            return step
    return None
