"""Words of months, quarters and years."""

import pytest

from reports.period import Kind, Month, Year
from reports.wording import KIND_LABELS, WORDINGS, of, report_title


def test_every_kind_has_its_words():
    assert WORDINGS.keys() == KIND_LABELS.keys() == set(Kind)
    assert (of(Month(2026, 1)).this, of(Year(2026)).change) == ("本月", "同比")


@pytest.mark.parametrize(
    ("chosen", "kind", "printed"),
    [
        ("职工诉求与信访工作月报", Kind.MONTH, "职工诉求与信访工作月报"),
        ("职工诉求与信访工作月报", Kind.QUARTER, "职工诉求与信访工作季报"),
        ("职工诉求与信访工作月报", Kind.YEAR, "职工诉求与信访工作年报"),
        ("职工之声", Kind.YEAR, "职工之声年报"),
        ("职工之声", Kind.MONTH, "职工之声"),
    ],
)
def test_the_name_of_the_report_follows_its_kind(chosen, kind, printed):
    assert report_title(chosen, kind) == printed
