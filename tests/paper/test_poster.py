"""Posters: one page, readable from a distance, whatever the length of their words."""

import pypdfium2
import pytest

from paper.poster import poster_pdf


def text_of(data):
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 1
    return document[0].get_textpage().get_text_range()


def test_a_poster_is_one_page_and_says_what_it_was_given():
    data = poster_pdf(
        title="2026年员工幸福指数", lines=["匿名填写"], url="https://x.example/s/a", caption="扫码", publisher="某工会"
    )
    text = text_of(data)
    for words in ("2026年员工幸福指数", "匿名填写", "https://x.example/s/a", "扫码", "某工会"):
        assert words in text


@pytest.mark.parametrize("length", [1, 60, 200])
def test_long_titles_and_small_print_stay_on_one_page(length):
    text_of(
        poster_pdf(title="问卷" * (length // 4 + 1), lines=["说明"], url="https://x/", small_print=["细则" * length])
    )


def test_the_mark_of_a_demonstration_is_printed():
    assert "演示数据" in text_of(poster_pdf(title="问卷", lines=[], url="https://x/", mark="演示数据"))


def test_the_same_poster_is_the_same_file():
    first, second = (poster_pdf(title="问卷", lines=[], url="https://x/") for _ in range(2))
    assert first == second
