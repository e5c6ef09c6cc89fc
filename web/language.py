"""Which language a page speaks: Chinese, unless the reader asked for English by link."""

from __future__ import annotations

from flask import has_request_context, request

LANGUAGES = {"zh": "zh_Hans", "en": "en"}
COOKIE = "xinqiao-lang"


def chosen() -> str:
    """The Babel locale of this request: `?lang=` first, then the remembered choice, else Chinese."""
    if not has_request_context():
        return LANGUAGES["zh"]
    asked = request.args.get("lang") or request.cookies.get(COOKIE, "zh")
    return LANGUAGES.get(asked, LANGUAGES["zh"])
