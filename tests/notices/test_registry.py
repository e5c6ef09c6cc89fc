"""Templates and ways out are registered with the application."""

from __future__ import annotations

from typing import Any

from flask import Flask

from notices import registry
from notices.models import Channel
from notices.registry import DigestPart


def test_every_channel_has_a_way_out(app: Flask) -> None:
    with app.app_context():
        assert all(registry.carrier(channel) for channel in Channel)


def test_a_template_nobody_registered_is_none(app: Flask) -> None:
    with app.app_context():
        assert registry.template("of an older version") is None
        assert registry.template("test-mail") is not None


def test_parts_of_the_digest_come_in_order_to_whoever_may_read_them(app: Flask, enterprise: Any) -> None:
    registry.register_digest_part(app, DigestPart("last", "desk", lambda *_given: [], position=99))
    registry.register_digest_part(app, DigestPart("first", "reports.issue", lambda *_given: [], position=1))
    with app.app_context():
        officer = [each.title for each in registry.digest_parts(enterprise.people["officer"])]
        handler = [each.title for each in registry.digest_parts(enterprise.people["handler"])]

    assert (officer[0], officer[-1]) == ("first", "last")
    assert "first" not in handler
    assert handler[-1] == "last"
