"""The figures of a chart as a table: hidden ones are marked, missing ones are a dash."""

from paper.charts import HIDDEN, Bars, HeatMap, Multiples, Series, tabulate
from tests.paper.conftest import MONTHS


def test_a_chart_of_series_is_a_table_with_a_row_for_each_label():
    chart = Multiples(
        "各项指标", MONTHS, tuple(Series(f"指标{number}", (20.0 * number,) * 12) for number in range(1, 5))
    )

    heads, rows = tabulate(chart)

    assert heads == ("", "指标1", "指标2", "指标3", "指标4")
    assert rows[0] == ("1月", "20", "40", "60", "80")


def test_a_hidden_figure_is_marked_and_a_missing_one_is_a_dash():
    bars = Bars("件次", ("甲", "乙", "丙"), (1234.0, HIDDEN, None), unit="件")
    grid = HeatMap("得分", ("甲",), ("一", "二"), ((55.04, HIDDEN),), 0, 100, digits=1)

    assert tabulate(bars) == (("", "件"), (("甲", "1,234"), ("乙", "＊"), ("丙", "—")))
    assert tabulate(grid) == (("", "一", "二"), (("甲", "55.0", "＊"),))
