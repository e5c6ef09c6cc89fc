"""Chinese unless the reader asked for English, by link or by an earlier choice."""

from __future__ import annotations

import pytest
from flask import Flask

from web import language


@pytest.mark.parametrize(
    ("address", "cookie", "spoken"),
    [
        ("/", "", "zh_Hans"),
        ("/?lang=en", "", "en"),
        ("/", "en", "en"),
        ("/?lang=zh", "en", "zh_Hans"),
        ("/?lang=klingon", "", "zh_Hans"),
        ("/", "klingon", "zh_Hans"),
    ],
)
def test_the_link_wins_over_the_memory_and_nonsense_is_chinese(
    app: Flask, address: str, cookie: str, spoken: str
) -> None:
    headers = {"Cookie": f"{language.COOKIE}={cookie}"} if cookie else {}
    with app.test_request_context(address, headers=headers):
        assert language.chosen() == spoken


def test_without_a_page_it_is_chinese() -> None:
    assert language.chosen() == "zh_Hans"


@pytest.mark.parametrize(("lang", "sentence"), [("zh", "不是有效的整数。"), ("en", "Not a valid integer value.")])
def test_wtforms_own_sentences_are_in_the_language_of_the_page(app: Flask, lang: str, sentence: str) -> None:
    with app.test_request_context(f"/?lang={lang}"):
        assert language.form_words().gettext("Not a valid integer value.") == sentence
