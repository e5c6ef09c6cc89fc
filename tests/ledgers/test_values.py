"""What people type means what they mean, or is refused in words; what is kept comes back the same."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgers import values
from ledgers.declaration import Column, Content, Type
from ledgers.values import BadValue, Names, check, from_plain, read, to_plain

NAMES = Names(units={"一车间": 5}, people={"张伟": 7})
COLOURS = Column("level", "等级", Type.CHOICE, choices={"red": "红", "blue": "蓝"})


def _column(kind: Type, **more: object) -> Column:
    return Column("it", "它", kind, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-30",
        "2026/11/30",
        "2026.11.30",
        "2026年11月30日",
        "２０２６－１１－３０",
        "2026-11-30 08:00:00",
        "46356",
    ],
)
def test_a_day_is_read_however_it_is_written(typed: str) -> None:
    assert read(_column(Type.DAY), typed, NAMES) == date(2026, 11, 30)


@pytest.mark.parametrize("typed", ["2026-02-30", "昨天", "30", "11月30日", "4" * 5000])
def test_what_is_no_day_is_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(BadValue) as refused:
        read(_column(Type.DAY), typed, NAMES)
    assert refused.value.values["typed"] == typed[:20]


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("3000", 300_000), ("3,000.50元", 300_050), ("¥3000", 300_000), ("0.3万元", 300_000), ("１２", 1_200)],
)
def test_money_is_read_in_yuan_and_kept_in_fen(typed: str, fen: int) -> None:
    assert read(_column(Type.MONEY), typed, NAMES) == fen


@pytest.mark.parametrize(
    "typed", ["三千", "12.345", "-5", "1e99", "1e999990", "1e9999999", "9" * 5000, "NaN", "Infinity"]
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(BadValue):
        read(_column(Type.MONEY), typed, NAMES)


def test_numbers_keep_their_bounds_and_lose_their_units() -> None:
    percent = _column(Type.NUMBER, unit="%", highest=100)
    assert read(percent, "85%", NAMES) == 85
    assert read(_column(Type.NUMBER, unit="人"), "1,200 人", NAMES) == 1200
    assert read(_column(Type.NUMBER), "86.0", NAMES) == 86
    for typed in ("101", "-1", "八十", "1.5"):
        with pytest.raises(BadValue):
            read(percent, typed, NAMES)


def test_choices_units_and_people_go_by_their_names() -> None:
    assert read(COLOURS, "红", NAMES) == read(COLOURS, "red", NAMES) == "red"
    assert read(_column(Type.UNIT), "一车间", NAMES) == 5
    assert read(_column(Type.PERSON), "张伟", NAMES) == 7
    for column in (COLOURS, _column(Type.UNIT), _column(Type.PERSON)):
        with pytest.raises(BadValue):
            read(column, "紫", NAMES)


def test_choices_of_the_year_go_before_declared_ones() -> None:
    names = Names(choices={"level": {"7": "不发生集体访"}})
    assert read(COLOURS, "不发生集体访", names) == "7"


def test_yes_and_no_and_nothing() -> None:
    flag = _column(Type.FLAG)
    assert read(flag, "√", NAMES) is True
    assert read(flag, "", NAMES) is False
    with pytest.raises(BadValue):
        read(flag, "也许", NAMES)
    assert read(_column(Type.LONG), "  \n", NAMES) is None


def test_a_text_is_no_longer_than_its_column() -> None:
    assert read(_column(Type.TEXT), "字" * values.LONGEST_TEXT, NAMES)
    with pytest.raises(BadValue):
        read(_column(Type.TEXT), "字" * (values.LONGEST_TEXT + 1), NAMES)
    assert read(_column(Type.LONG), "一\x00\x07二\r\n三", NAMES) == "一二\n三"


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [(Type.DAY, "2026-11-30"), (Type.NUMBER, True), (Type.NUMBER, "5"), (Type.FLAG, 1), (Type.UNIT, "5")],
)
def test_a_content_of_the_wrong_kind_is_refused(kind: Type, wrong: Content) -> None:
    with pytest.raises(BadValue):
        check(_column(kind), wrong)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)))
def test_a_day_comes_back_as_it_was_kept(day: date) -> None:
    assert from_plain(_column(Type.DAY), to_plain(day)) == day
    assert read(_column(Type.DAY), day.isoformat(), NAMES) == day


@given(st.integers(min_value=0, max_value=10**11))
def test_money_that_is_shown_reads_back_the_same(fen: int) -> None:
    assert read(_column(Type.MONEY), values.money(fen), NAMES) == fen
    assert round(values.yuan(fen) * 100) == fen


@given(st.text(max_size=40), st.sampled_from(list(Type)))
def test_whatever_is_typed_is_read_or_refused_in_words(typed: str, kind: Type) -> None:
    column = COLOURS if kind is Type.CHOICE else _column(kind)
    try:
        found = read(column, typed, NAMES)
    except BadValue as bad:
        said = bad.message % bad.values
    else:
        said = "read"
        assert check(column, found) == found
    assert said


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1949, 12, 31), date(2101, 1, 1), date(9999, 12, 31)])
def test_a_day_in_a_mistyped_year_is_refused(day: date) -> None:
    with pytest.raises(BadValue, match="年份"):
        check(_column(Type.DAY), day)
