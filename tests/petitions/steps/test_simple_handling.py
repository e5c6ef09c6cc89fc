"""简易办理 is for first, single, simple matters, decided within its days."""

from datetime import date

import pytest

from petitions.kinds import Channel, LegalClass
from petitions.steps import simple_handling
from petitions.steps.simple_handling import BARRIER_LABELS, Barrier

FITS = {
    "legal_class": LegalClass.CLAIM,
    "channel": Channel.WEB,
    "is_repeat": False,
    "people": 1,
    "today": date(2026, 11, 24),
    "last_day": date(2026, 11, 27),
}


def test_a_first_single_claim_in_time_fits() -> None:
    assert simple_handling.barrier(**FITS) is None
    assert simple_handling.barrier(**FITS | {"today": date(2026, 11, 27)}) is None


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ({"legal_class": LegalClass.ACCUSATION}, Barrier.ACCUSATION),
        ({"channel": Channel.SUPERIOR}, Barrier.FROM_ABOVE),
        ({"is_repeat": True}, Barrier.REPEATED),
        ({"people": 2}, Barrier.JOINT),
        ({"today": date(2026, 11, 28)}, Barrier.TOO_LATE),
    ],
)
def test_each_barrier_of_the_rules_closes_it(fact: dict[str, object], expected: Barrier) -> None:
    assert simple_handling.barrier(**FITS | fact) is expected


def test_every_barrier_says_what_to_do() -> None:
    assert set(BARRIER_LABELS) == set(Barrier)
    assert all("普通程序" in words for words in BARRIER_LABELS.values())
