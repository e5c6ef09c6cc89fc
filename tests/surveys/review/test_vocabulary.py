"""No word of the field is passed over as saying little, and each is long enough to be found."""

from surveys.review.vocabulary import FIELD, SAYING_LITTLE


def test_a_word_of_the_field_is_never_passed_over() -> None:
    assert not FIELD & SAYING_LITTLE


def test_every_word_can_be_found() -> None:
    assert all(len(word) >= 2 for word in FIELD | SAYING_LITTLE)
