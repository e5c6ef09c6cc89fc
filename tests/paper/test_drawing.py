"""Drawing: set lines land where they were placed, whatever typeface each character comes from."""

import ctypes
import itertools
import sys
from concurrent.futures import ThreadPoolExecutor

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from paper import drawing, faces
from paper.chart_layout import lay_out
from paper.charts import HIDDEN, HeatMap, Series, Stacked
from paper.drawing import Sheet, lettering, set_text
from paper.scene import Dot, Rect, Scene, Stroke, Words


def origins(content):
    text = pypdfium2.PdfDocument(content)[0].get_textpage()
    found = []
    for index in range(text.count_chars()):
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        char = chr(pdfium.FPDFText_GetUnicode(text, index))
        if found and "\udc00" <= char <= "\udfff":
            # The second half of a character beyond U+FFFF.
            high, *place = found.pop()
            found.append(((high + char).encode("utf-16", "surrogatepass").decode("utf-16"), *place))
        elif not char.isspace():
            found.append((char, x.value, y.value))
    return found


def test_characters_stand_where_typesetting_placed_them_even_in_a_fallback_face():
    lines = set_text("张镕基、李𬱖和王喆三人", faces.FANGSONG, 16, 400, cell=15.79)
    sheet = Sheet(title="x")
    sheet.line(lines[0], 50, 700, face=faces.FANGSONG, size=16)
    drawn = origins(sheet.finish())
    for placed, (char, x, y) in zip(lines[0].placed, drawn, strict=True):
        assert placed.text == char
        assert x == pytest.approx(50 + placed.x, abs=0.05)
        assert y == pytest.approx(700, abs=0.01)


def test_narrow_quotes_of_a_typeface_stand_on_their_own_side_of_the_cell():
    lines = set_text("“好”", faces.KAI, 16, 400)
    sheet = Sheet(title="x")
    sheet.line(lines[0], 0, 700, face=faces.KAI, size=16)
    opening, _, closing = origins(sheet.finish())
    assert opening[1] == pytest.approx(16 - 0.35 * 16, abs=0.05)
    assert closing[1] == pytest.approx(32, abs=0.05)


def test_short_texts_do_not_inherit_the_spacing_of_the_line_before():
    sheet = Sheet(title="x")
    loose = set_text("职工诉求ABCDEFGHIJKLMNOPQRSTUVWX诉求", faces.FANGSONG, 16, 120)
    sheet.set_lines(loose, 0, 700, face=faces.FANGSONG, size=16, pitch=20)
    sheet.words("甲乙", 300, 100, face=faces.FANGSONG, size=10)
    one, other = [each for each in origins(sheet.finish()) if each[2] == pytest.approx(100)]
    assert other[1] - one[1] == pytest.approx(10, abs=0.01)


@pytest.mark.parametrize(("anchor", "x"), [("start", 100), ("middle", 90), ("end", 80)])
def test_texts_are_anchored(anchor, x):
    sheet = Sheet(title="x")
    sheet.words("甲乙", 100, 100, face=faces.HEI, size=10, anchor=anchor)
    assert origins(sheet.finish())[0][1] == pytest.approx(x, abs=0.01)


def test_a_scene_is_drawn_as_vectors_without_pictures():
    marks = (
        Rect(0, 0, 10, 10, "series-1"),
        Stroke(((0, 0), (9, 9)), "line", dash=(2, 1)),
        Dot(5, 5, 1, "#a8442f"),
        Words(1, 9, "字", 8, bold=True),
    )
    sheet = Sheet(title="x")
    sheet.scene(Scene(10, 10, marks, "图"), 50, 700)
    page = pypdfium2.PdfDocument(sheet.finish())[0]
    kinds = {each.type for each in page.get_objects()}
    assert pdfium.FPDF_PAGEOBJ_IMAGE not in kinds
    assert pdfium.FPDF_PAGEOBJ_PATH in kinds


def test_metadata_is_written():
    sheet = Sheet(title="月报", author="工会", subject="2026年10月")
    sheet.rule(0, 0, 10, weight=1)
    found = pypdfium2.PdfDocument(sheet.finish()).get_metadata_dict()
    assert (found["Title"], found["Author"], found["Subject"]) == ("月报", "工会", "2026年10月")


def test_the_baseline_centres_the_body_of_type_in_its_line():
    assert drawing.baseline(100, 20, 10) == pytest.approx(100 - 5 - 8.8)


def test_documents_made_at_the_same_time_are_the_same_as_one_by_one():
    def make(number):
        sheet = Sheet(title="x")
        for line in range(30):
            text = "职工诉求办理情况" * 3 + chr(0x4E00 + number * 97 + line)
            sheet.words(text, 50, 800 - line * 20, face=(faces.FANGSONG, faces.SONG, faces.HEI)[line % 3], size=12)
        return sheet.finish()

    expected = [make(number) for number in range(6)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(6) as pool:
            assert list(pool.map(make, range(6))) == expected
    finally:
        sys.setswitchinterval(interval)


def printed_in_grey(scene):
    """A function that gives the grey (0 to 255) of a scene's point after a black-and-white print."""
    sheet = Sheet(title="x")
    sheet.scene(scene, 50, 700)
    page = pypdfium2.PdfDocument(sheet.finish())[0]
    image = page.render(scale=4, grayscale=True).to_pil()
    height = page.get_height()
    return lambda x, y: image.getpixel((round((50 + x) * 4), round((height - 700 + y) * 4)))


def laid_out(chart):
    return lay_out(chart, 440, lettering, size=10)


def test_steps_of_a_heat_map_are_told_apart_in_a_black_and_white_print_and_hidden_cells_are_striped():
    values = ((20.0, 40.0, 60.0, 80.0, HIDDEN),)
    scene = laid_out(
        HeatMap("热力", ("甲",), ("一", "二", "三", "四", "五"), values, low=20, high=80, hidden="人数不足")
    )
    grey = printed_in_grey(scene)
    cells = [mark for mark in scene.marks if isinstance(mark, Rect) and mark.width > 40]
    shades = [grey(cell.x + 3, cell.y + 3) for cell in cells[:4]]
    assert len(set(shades)) == 4
    assert abs(shades[0] - shades[3]) > 25
    hidden = cells[4]
    row = [grey(hidden.x + 3 + step / 4, hidden.y + hidden.height / 2) for step in range(80)]
    assert max(row) - min(row) > 40


def test_neighbours_of_a_stacked_bar_are_told_apart_in_a_black_and_white_print():
    parts = tuple(Series(name, (3.0,)) for name in ("满意", "基本满意", "不满意"))
    scene = laid_out(Stacked("评价", ("工会",), parts))
    grey = printed_in_grey(scene)
    bars = [mark for mark in scene.marks if isinstance(mark, Rect) and mark.height > 11]
    shades = [grey(bar.x + 3, bar.y + 3) for bar in bars]
    assert all(abs(one - other) > 25 for one, other in itertools.pairwise(shades))
