"""A server makes its templates and costly pages ready after its start, and starts even when that goes wrong."""

from __future__ import annotations

import pytest
from flask import Flask

from web import pages, warming


def test_every_template_is_compiled_and_every_page_made_in_each_language(app: Flask) -> None:
    made: list[str] = []
    warming.warmer(app, lambda: made.append(pages.page_language()))
    warming.warm(app)
    assert sorted(made) == ["en", "zh-Hans"]
    kept = app.jinja_env.cache
    assert kept is not None
    assert len(kept) == len(app.jinja_env.list_templates(extensions=["html"]))


def test_one_page_that_cannot_be_made_keeps_no_other_from_it(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    made: list[str] = []

    def broken() -> None:
        raise RuntimeError("what somebody wrote")

    warming.warmer(app, broken)
    warming.warmer(app, lambda: made.append("made"))
    warming.warm(app)
    assert made == ["made", "made"]
    assert "RuntimeError" in caplog.text
    assert "somebody wrote" not in caplog.text
