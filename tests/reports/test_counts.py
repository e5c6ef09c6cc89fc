"""A count knows what it is compared with, and is honest about missing bases."""

from reports.counts import Count


def test_a_count_compares_with_both_bases():
    count = Count(12, 10, None)
    assert count.change.percent() == "+20.0%"
    assert count.year_change.percent() == "—"
