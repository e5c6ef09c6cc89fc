"""Every kind, class, name and category has its words, and codes stay codes."""

import enum

import pytest

from petitions import kinds
from petitions.kinds import Kind, LegalClass


@pytest.mark.parametrize(
    ("members", "words"),
    [
        (kinds.Kind, kinds.KIND_LABELS),
        (kinds.Kind, kinds.KIND_ABOUT),
        (kinds.Kind, kinds.LEGAL_CLASSES),
        (kinds.LegalClass, kinds.LEGAL_LABELS),
        (kinds.Naming, kinds.NAMING_LABELS),
        (kinds.Naming, kinds.NAMING_ABOUT),
        (kinds.Channel, kinds.CHANNEL_LABELS),
    ],
)
def test_every_member_has_its_words(members: type[enum.Enum], words: dict[enum.Enum, object]) -> None:
    assert set(words) == set(members)
    assert len({str(each) for each in words.values()}) == len(words) or words is kinds.LEGAL_CLASSES


def test_plain_words_fall_into_the_classes_of_the_regulation() -> None:
    assert kinds.legal_class(Kind.ACCUSATION) is LegalClass.ACCUSATION
    assert kinds.legal_class(Kind.SUGGESTION) is LegalClass.SUGGESTION
    assert {kinds.legal_class(Kind.PROBLEM), kinds.legal_class(Kind.HELP)} == {LegalClass.CLAIM}


def test_the_words_are_the_fields_own() -> None:
    assert kinds.NAMING_LABELS[kinds.Naming.CONFIDENTIAL] == "实名保密"
    assert list(kinds.LEGAL_LABELS.values()) == ["建议意见", "检举控告", "申诉求决"]


def test_matters_for_arbitration_are_categories_that_exist() -> None:
    assert set(kinds.CATEGORIES) > kinds.ARBITRABLE


def test_category_codes_fit_their_column() -> None:
    assert all(code.isascii() and code.isalpha() and len(code) <= 20 for code in kinds.CATEGORIES)
