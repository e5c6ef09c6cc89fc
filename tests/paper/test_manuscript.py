"""A manuscript is a value: equal when it says the same, and never changed once written."""

from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest

from paper import manuscript
from paper.manuscript import Heading, Manuscript, Paragraph

DECLARED = [each for each in vars(manuscript).values() if isinstance(each, type) and is_dataclass(each)]


def test_equal_words_are_equal_manuscripts():
    one, other = (Manuscript("月报", (Heading(1, "一、情况"), Paragraph("好。"))) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)


def test_a_manuscript_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        Manuscript("月报", ()).title = "周报"


@pytest.mark.parametrize("kind", DECLARED, ids=lambda kind: kind.__name__)
def test_every_part_is_frozen_and_explains_itself(kind):
    assert kind.__dataclass_params__.frozen
    assert kind.__doc__
    assert fields(kind)
