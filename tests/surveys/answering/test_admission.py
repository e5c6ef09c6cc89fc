"""Who may drop a ballot, and for which unit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from database import Database
from surveys.answering import admission
from surveys.answering.admission import NotAdmitted
from surveys.ballot_box import box, slip_codes
from surveys.items import INVITATIONS, SLIPS, Definition
from tests.fixtures import START
from tests.surveys.conftest import definition_of
from web import crockford

Slips = Callable[..., Any]


def _admit(database: Database, survey: Any, form: dict[str, str]) -> admission.Admitted:
    return admission.admit(database, survey, definition_of(survey), form, now=START)


def test_an_open_link_asks_for_a_unit_and_takes_not_said(open_survey: Callable[..., Any], database: Database) -> None:
    survey = open_survey()
    definition = definition_of(survey)
    unit = definition.choosable_units[0].id
    assert _admit(database, survey, {"unit": str(unit)}).unit == unit
    assert _admit(database, survey, {"unit": "none"}).unit is None
    with pytest.raises(NotAdmitted) as refused:
        _admit(database, survey, {})
    assert refused.value.field == "unit"


def test_a_slip_counts_for_its_own_unit_whatever_unit_is_posted(slip_survey: Slips, database: Database) -> None:
    survey, codes = slip_survey()
    unit, (code, *_) = next(iter(codes.items()))
    other = next(each for each in codes if each != unit)
    admitted = _admit(database, survey, {"slip": crockford.grouped(code).lower(), "unit": str(other)})
    assert admitted.unit == unit
    assert admitted.spent == slip_codes.mark(admission.slip_key(), code)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", admission.MISTYPED), ("K7QM", admission.MISTYPED), ("0" * 12, admission.UNKNOWN)],
)
def test_a_wrong_code_is_told_apart_from_an_unknown_one(
    slip_survey: Slips, database: Database, typed: str, sentence: str
) -> None:
    survey, _codes = slip_survey(each=1)
    with pytest.raises(NotAdmitted) as refused:
        _admit(database, survey, {"slip": typed})
    assert (refused.value.field, refused.value.sentence) == ("slip", sentence)


def test_a_slip_of_another_survey_is_refused(slip_survey: Slips, database: Database) -> None:
    first, _codes = slip_survey(each=1)
    _second, codes = slip_survey(each=1)
    with pytest.raises(NotAdmitted):
        _admit(database, first, {"slip": next(iter(codes.values()))[0]})


def test_a_used_slip_is_known_before_anything_is_sealed(slip_survey: Slips, database: Database, clock: Any) -> None:
    survey, codes = slip_survey(each=1)
    unit, (code,) = next(iter(codes.items()))
    mark = slip_codes.mark(admission.slip_key(), code)
    box.take(database, survey.id, unit, b"sealed", spent=mark, now=clock)
    with pytest.raises(box.AlreadySpent):
        _admit(database, survey, {"slip": code})


def test_every_way_has_its_words() -> None:
    assert Definition.__dataclass_fields__["admission"].default in admission.LABELS
    assert set(admission.LABELS) == set(admission.TOLD) == set(admission.GROUPED) == set(admission.MERGED)


def test_nobody_is_told_to_choose_a_unit_where_nobody_chooses() -> None:
    for way in (SLIPS, INVITATIONS):
        assert "选单位" not in admission.GROUPED[way] + admission.MERGED[way]
