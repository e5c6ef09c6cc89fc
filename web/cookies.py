"""The form cookie: Flask's own, with its signer made once."""

from __future__ import annotations

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer


class KeptSigner(SecureCookieSessionInterface):
    """Flask makes the signer anew for every request, which costs more than taking a page from memory."""

    _signer: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """The signer under this application's key."""
        if self._signer is None:
            self._signer = super().get_signing_serializer(app)
        return self._signer


def register(app: Flask) -> None:
    """Sign the application's form cookies so."""
    app.session_interface = KeptSigner()
