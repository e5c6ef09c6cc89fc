"""What each form may choose from, and a category's word in the language of the page."""

from __future__ import annotations

from flask import Flask

from petitions.categories import choices
from tests.petitions.categories.test_tree import DRAFT, KNOWN, PIT


def test_each_form_offers_what_may_be_chosen_there(app: Flask) -> None:
    with app.test_request_context():
        phone = [choice.value for choice in choices.for_petitioners(KNOWN)]
        desk = {choice.value: choice.label for choice in choices.for_officers(KNOWN)}
        kept = [choice.value for choice in choices.for_officers(KNOWN, "own-late")]
        filters = [choice.value for choice in choices.for_filters(KNOWN)]
        reports = {choice.value: choice.label for choice in choices.for_reports(KNOWN)}

    assert phone[:2] == ["pay", "own-pit"]
    assert not {"own-gas", "own-late", "own-draft"} & set(phone)
    assert desk["own-gas"] == choices.INDENT + "瓦斯"
    assert not {"own-late", "own-draft"} & set(desk)
    assert kept.index("own-late") == kept.index("pay") + 1
    assert "own-late" in filters
    assert "own-draft" not in filters
    assert reports["pay"] == "薪酬待遇"
    assert "own-pit" not in reports


def test_an_english_page_says_the_english_word_where_there_is_one(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        assert choices.word(PIT) == "Underground work"
        assert choices.word(DRAFT) == "门店"
        assert choices.full(KNOWN, "own-gas") == "Underground work · 瓦斯"
        assert choices.full(KNOWN, "canteen") == "Canteen, dormitory and commuting"
    with app.test_request_context():
        assert choices.full(KNOWN, "own-gas") == "井下作业 · 瓦斯"
        assert choices.full(KNOWN, "gone") == "其他"
