"""What actions may ask for: every word has its label, and every kind of input its own name."""

from petitions.transitions.actions import (
    NEED_LABELS,
    ROLE_LABELS,
    ROUTE_LABELS,
    TRIGGER_LABELS,
    CaseRole,
    LegalRoute,
    Need,
    Trigger,
)


def test_every_word_has_its_label() -> None:
    for labels, values in (
        (NEED_LABELS, Need),
        (ROLE_LABELS, CaseRole),
        (ROUTE_LABELS, LegalRoute),
        (TRIGGER_LABELS, Trigger),
    ):
        assert set(labels) == set(values)
        assert all(labels.values())


def test_the_five_legal_channels_are_those_of_article_31() -> None:
    named = "一二三四五"

    assert all(f"第三十一条第{number}项" in label for number, label in zip(named, ROUTE_LABELS.values(), strict=True))
