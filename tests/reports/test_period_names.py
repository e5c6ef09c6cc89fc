"""A page names periods in its language; paper does not."""

import pytest

from reports.period import Month, Quarter, Year
from reports.period_names import period_name


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("zh", ["2026年10月", "2026年第三季度", "2026年"]),
        ("en", ["October 2026", "Third quarter of 2026", "2026"]),
    ],
)
def test_every_kind_of_period_has_a_name_in_both_languages(app, language, names):
    periods = [Month(2026, 10), Quarter(2026, 3), Year(2026)]
    with app.test_request_context(f"/?lang={language}"):
        assert [period_name(each) for each in periods] == names
        assert app.jinja_env.filters["period_name"](periods[0]) == names[0]
    assert [each.label for each in periods] == ["2026年10月", "2026年第三季度", "2026年"]
