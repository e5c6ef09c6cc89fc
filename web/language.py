"""Which language a page speaks: Chinese, unless the reader asked for English by link."""

from __future__ import annotations

from functools import lru_cache

from babel.support import NullTranslations, Translations
from flask import g, has_request_context, request
from flask_babel import get_locale
from wtforms.i18n import messages_path

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


def form_words() -> NullTranslations:
    """WTForms' own sentences in the language of the page; its extension reads their file again for each request."""
    return _form_words(str(get_locale()))


@lru_cache(maxsize=len(LANGUAGES))
def _form_words(locale: str) -> NullTranslations:
    return Translations.load(messages_path(), [locale], domain="wtforms")
