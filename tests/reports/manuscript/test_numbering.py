"""Charts and tables are numbered apart, each from one."""

from reports.manuscript.numbering import Numbering


def test_charts_and_tables_are_numbered_apart():
    numbers = Numbering()
    assert [numbers.figure("甲"), numbers.table("乙"), numbers.figure("丙")] == ["图1　甲", "表1　乙", "图2　丙"]
