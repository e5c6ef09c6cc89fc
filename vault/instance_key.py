"""The instance key: 32 random bytes in the instance folder, from which keys for cookies and look-ups are derived.

It opens no case and no ballot: those open with people's keys and with receipt codes only.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from vault import seal

FILE_NAME = "secret.key"


class InstanceKey:
    """Derives one key per purpose; never shows itself."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != seal.KEY_BYTES:
            raise ValueError("an instance key has 32 bytes")
        self._secret = secret

    @classmethod
    def load_or_create(cls, folder: Path) -> InstanceKey:
        """The key in `folder`/secret.key, made (mode 0600) when it is not there yet."""
        path = folder / FILE_NAME
        if not path.exists():
            _create(path)
        return cls(path.read_bytes())

    def derive(self, purpose: str, data: bytes = b"", size: int = seal.KEY_BYTES) -> bytes:
        """A key or look-up id for one purpose."""
        return seal.derive(self._secret, purpose, data, size)


def _create(path: Path) -> None:
    # Written aside and linked into place: two processes that start together agree on one whole file.
    aside = path.with_name(f"{FILE_NAME}.{secrets.token_hex(8)}.new")
    with os.fdopen(os.open(aside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as new:
        new.write(seal.random_key())
        new.flush()
        os.fsync(new.fileno())
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
