"""Which language a page speaks: Chinese, unless the reader asked for English by link."""

from __future__ import annotations

from flask import g, has_request_context, request

LANGUAGES = {"zh": "zh_Hans", "en": "en"}
COOKIE = "xinqiao-lang"


def chosen() -> str:
    """The Babel locale of this request: `?lang=` first, then the remembered choice, else Chinese."""
    if not has_request_context():
        return LANGUAGES["zh"]
    # A page that is cached for everybody (the survey) goes by its address only.
    remembered = "zh" if g.get("shared_page") else request.cookies.get(COOKIE, "zh")
    asked = request.args.get("lang") or remembered
    return LANGUAGES.get(asked, LANGUAGES["zh"])
