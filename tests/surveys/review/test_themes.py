"""A theme rests on enough texts, and its quotes are among them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from figures.masking import MASK
from surveys.questionnaires import BUILT_IN
from surveys.review import themes
from surveys.review.themes import LONGEST_QUOTE, MOST_QUOTES, MOST_THEMES

SENTENCES = (
    "夜班食堂没有热饭。",
    "班车再早一点。",
    "澡堂热水不热。",
    "工资条看不懂。",
    "食堂菜价太贵。",
    f"{MASK}派活不公平。",
)


@given(st.lists(st.sampled_from(SENTENCES), max_size=60))
def test_every_theme_rests_on_enough_texts_and_quotes_only_those(texts: list[str]) -> None:
    found = themes.of(texts, floor=10)
    assert len(found) <= MOST_THEMES
    for theme in found:
        holders = [text for text in texts if theme.word.split("、")[0] in themes.words_of(text)]
        assert theme.texts == len(holders) >= 10
        assert set(theme.quotes) <= set(holders)
        assert len(theme.quotes) <= MOST_QUOTES


def test_nine_texts_are_no_theme() -> None:
    assert themes.of(["班车再早一点。"] * 9, floor=10) == ()


def test_the_most_spoken_of_comes_first() -> None:
    texts = ["食堂菜价太贵。"] * 14 + ["班车再早一点。"] * 11
    found = themes.of(texts, floor=10)
    assert [(theme.word, theme.texts) for theme in found] == [("食堂、菜价", 14), ("班车", 11)]


def test_a_text_is_quoted_once_while_there_are_others() -> None:
    texts = [f"食堂第{number}个窗口关得早，夜班吃不上。" for number in range(12)] + [
        f"食堂菜价涨了{n}次。" for n in range(12)
    ]
    quotes = [quote for theme in themes.of(texts, floor=10) for quote in theme.quotes]
    assert len(quotes) == len(set(quotes))


def test_words_of_every_wish_are_no_themes() -> None:
    assert themes.words_of("希望领导多关心职工，建议单位解决问题。") == frozenset()


def test_the_fields_own_words_stay_whole() -> None:
    assert {"班中餐", "零点班", "夜班津贴"} <= themes.words_of("零点班的班中餐凉了，夜班津贴也没发。")


def test_the_questionnaires_own_words_count() -> None:
    words = themes.domain_words(BUILT_IN["wellbeing"].definition)
    assert {"薪酬待遇", "劳动强度"} <= words
    assert "劳动强度" in themes.words_of("劳动强度太大", words)


def test_what_was_masked_is_no_word_and_no_neighbour() -> None:
    assert themes.words_of(f"{MASK}食堂{MASK}") == {"食堂"}


def test_names_are_no_themes() -> None:
    assert "王建国" not in themes.words_of("王建国派活公平")


def test_the_quote_an_officer_chose_comes_first() -> None:
    chosen = "班车" + "真的" * 60 + "太晚。"
    texts = [f"班车第{number}趟太挤。" for number in range(12)] + [chosen]
    theme = themes.of(texts, floor=10, preferred={chosen})[0]
    assert theme.word == "班车"
    assert theme.quotes[0] == chosen
    assert all(len(quote) <= LONGEST_QUOTE for quote in theme.quotes[1:])
