"""Hidden cells are hatched and explained."""

from paper import svg
from paper.charts import HIDDEN, HeatMap
from paper.scene import Stroke, Words
from tests.paper.conftest import scene, words


def test_hidden_heat_cells_are_hatched_and_explained():
    chart = HeatMap("热力", ("甲",), ("一", "二"), ((55.0, HIDDEN),), 0, 100, hidden="人数不足")
    assert words(chart).count("55") == 1
    assert "人数不足" in words(chart)


def test_a_hidden_cell_is_hatched_and_not_filled():
    grid = HeatMap("热力", ("甲",), ("一", "二"), ((HIDDEN, 60.0),), 0, 100, hidden="人数不足")
    marks = scene(grid).marks
    assert sum(isinstance(mark, Stroke) and mark.tone == "hidden" for mark in marks) > 5


def test_figures_of_neighbouring_cells_do_not_touch_on_a_phone():
    grid = HeatMap("热力", ("甲",), tuple("一二三四五六七八九十甲乙丙"), ((55.0,) * 13,), 0, 100)
    drawn = [mark for mark in scene(grid, 200).marks if isinstance(mark, Words) and mark.text == "55"]
    gap = drawn[1].x - drawn[0].x
    assert all(svg.estimate(mark.text, mark.size, False) < gap - 1 for mark in drawn)
