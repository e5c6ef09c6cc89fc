"""Slips in the box: valid once, void after a reprint unless used, in no order."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from database import Database
from surveys.answering import admission
from surveys.ballot_box import box, slip_codes, slips
from surveys.models import PrintReason, Slip
from tests.surveys.conftest import put_slips
from web.errors import Refusal

Slips = Callable[..., Any]


def _mark(code: str) -> bytes:
    return slip_codes.mark(admission.slip_key(), code)


def test_a_slip_is_found_by_its_mark_and_knows_whether_it_was_used(
    slip_survey: Slips, database: Database, clock: Any
) -> None:
    survey, codes = slip_survey(each=11)
    unit, of_unit = next(iter(codes.items()))
    assert slips.find(database, _mark(of_unit[0])) == slips.Found(survey.id, unit, is_spent=False)
    for code in of_unit:
        box.take(database, survey.id, unit, b"sealed", spent=_mark(code), now=clock)
    # The first ten have moved, the eleventh waits in its urn.
    assert all(slips.find(database, _mark(code)).is_spent for code in of_unit)  # type: ignore[union-attr]
    assert slips.find(database, b"nothing") is None


def test_right_wrong_and_used_codes_are_looked_up_by_the_same_one_statement(
    slip_survey: Slips, database: Database, clock: Any
) -> None:
    survey, codes = slip_survey(each=2)
    unit, (used, fresh) = next(iter(codes.items()))
    box.take(database, survey.id, unit, b"sealed", spent=_mark(used), now=clock)
    said: list[list[str]] = []
    listener = lambda _c, _cursor, statement, *_rest: said[-1].append(statement)  # noqa: E731
    sa.event.listen(database.box, "before_cursor_execute", listener)
    for code in (used, fresh, slip_codes.mint()):
        said.append([])
        slips.find(database, _mark(code))
    sa.event.remove(database.box, "before_cursor_execute", listener)
    assert said[0] == said[1] == said[2]
    assert len([statement for statement in said[0] if statement.startswith("SELECT")]) == 1


def test_printing_again_voids_what_was_not_used_and_keeps_what_was(
    slip_survey: Slips, database: Database, clock: Any
) -> None:
    survey, codes = slip_survey(each=4)
    (unit, of_unit), (other, of_other) = list(codes.items())[:2]
    box.take(database, survey.id, unit, b"sealed", spent=_mark(of_unit[0]), now=clock)
    fresh = [slip_codes.mint() for _slip in range(3)]
    put_slips(database, survey.id, {unit: fresh}, PrintReason.AGAIN)
    assert slips.find(database, _mark(of_unit[0])).is_spent  # type: ignore[union-attr]
    assert [slips.find(database, _mark(code)) for code in of_unit[1:]] == [None] * 3
    assert all(slips.find(database, _mark(code)) for code in [*fresh, *of_other])
    with database.box_reading() as session:
        issued = slips.issued(session, survey.id)
    assert (issued[unit], issued[other]) == (4, 4)


def test_a_slip_voided_while_its_answer_is_on_the_way_counts_for_nothing(
    slip_survey: Slips, database: Database, clock: Any
) -> None:
    survey, codes = slip_survey(each=1)
    unit, (code,) = next(iter(codes.items()))
    mark = _mark(code)
    put_slips(database, survey.id, {unit: [slip_codes.mint()]}, PrintReason.AGAIN)
    with pytest.raises(box.Void):
        box.take(
            database,
            survey.id,
            unit,
            b"sealed",
            spent=mark,
            is_valid=lambda connection: slips.is_valid(connection, mark),
            now=clock,
        )
    with database.box_reading() as session:
        assert box.answered(session, survey.id) == {}


def test_spare_slips_leave_the_others_good_and_a_second_first_printing_is_refused(
    slip_survey: Slips, database: Database
) -> None:
    survey, codes = slip_survey(each=2)
    unit, of_unit = next(iter(codes.items()))
    put_slips(database, survey.id, {unit: [slip_codes.mint()]}, PrintReason.SPARE)
    assert all(slips.find(database, _mark(code)) for code in of_unit)
    with pytest.raises(Refusal):
        put_slips(database, survey.id, {unit: [slip_codes.mint()]})


def test_two_officers_who_print_at_once_make_one_set(
    open_survey: Callable[..., Any], database: Database, app: Flask
) -> None:
    survey = open_survey(admission="slips")
    outcomes: list[str] = []

    def officer() -> None:
        with app.test_request_context():
            try:
                put_slips(database, survey.id, {1: [slip_codes.mint() for _slip in range(50)]})
                outcomes.append("printed")
            except Refusal:
                outcomes.append("refused")

    threads = [threading.Thread(target=officer) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["printed", "refused"]
    with database.box_reading() as session:
        assert slips.issued(session, survey.id) == {1: 50}


def test_neither_code_nor_order_of_the_stack_is_kept(open_survey: Callable[..., Any], database: Database) -> None:
    survey = open_survey(admission="slips")
    codes = [slip_codes.mint() for _slip in range(200)]
    put_slips(database, survey.id, {1: codes})
    with database.box_reading() as session:
        stored = list(session.execute(sa.select(Slip.code_hash).order_by(Slip.id)).scalars())
    places = {mark: place for place, mark in enumerate(stored)}
    order = [places[_mark(code)] for code in codes]
    assert not set(map(str.encode, codes)) & set(stored)
    rising = sum(after > before for before, after in itertools.pairwise(order))
    # 99.5 of 199 by chance, with a deviation of 4.1.
    assert 70 < rising < 130
