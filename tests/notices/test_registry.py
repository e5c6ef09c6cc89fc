"""Templates and ways out are registered with the application."""

from __future__ import annotations

from flask import Flask

from notices import registry
from notices.models import Channel


def test_every_channel_has_a_way_out(app: Flask) -> None:
    with app.app_context():
        assert all(registry.carrier(channel) for channel in Channel)


def test_a_template_nobody_registered_is_none(app: Flask) -> None:
    with app.app_context():
        assert registry.template("of an older version") is None
        assert registry.template("test-mail") is not None
