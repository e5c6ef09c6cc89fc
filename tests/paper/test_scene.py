"""Scenes: colours that can be told apart, and hidden cells that are never blank."""

import itertools

import pytest

from paper.scene import SERIES, TONES, Rect, Stroke, blend, hatching, lightness, moved


def test_there_is_a_colour_for_every_series():
    assert {f"series-{number}" for number in range(1, SERIES + 1)} <= set(TONES)


def test_letters_have_contrast_on_paper():
    for tone in ("ink", "quiet"):
        assert (1.05) / (lightness(TONES[tone]) + 0.05) >= 4.5


@pytest.mark.parametrize(("colour", "value"), [("#000000", 0.0), ("#ffffff", 1.0), ("#808080", 0.2159)])
def test_lightness_is_the_luminance_of_wcag(colour, value):
    assert lightness(colour) == pytest.approx(value, abs=0.0001)


def test_a_blend_begins_and_ends_with_its_colours():
    assert blend("#102030", "#ffeedd", 0) == "#102030"
    assert blend("#102030", "#ffeedd", 1) == "#ffeedd"
    assert blend("#000000", "#ffffff", 0.5) == "#808080"


@pytest.mark.parametrize("size", [(1, 1), (3, 30), (60, 12)])
def test_a_hidden_cell_has_a_ground_and_lines(size):
    marks = hatching(0, 0, *size)
    assert isinstance(marks[0], Rect)
    assert any(isinstance(mark, Stroke) for mark in marks) or max(size) < 4


def test_a_mark_is_moved_whole():
    assert moved(Rect(1, 2, 3, 4, "ink"), 10, 20) == Rect(11, 22, 3, 4, "ink")
    assert moved(Stroke(((0, 0), (1, 1)), "ink"), 10, 20).points == ((10, 20), (11, 21))


def test_hatching_stays_inside_its_cell():
    for mark in hatching(10, 20, 30, 8):
        points = mark.points if isinstance(mark, Stroke) else ((mark.x, mark.y),)
        assert all(10 <= x <= 40.001 and 20 <= y <= 28.001 for x, y in points)


def test_neighbouring_series_differ_in_lightness_for_a_grey_print():
    tones = [lightness(TONES[f"series-{number}"]) for number in range(1, 6)]
    assert all(abs(one - other) > 0.08 for one, other in itertools.pairwise(tones))
