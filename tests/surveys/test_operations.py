"""Making, opening and releasing, with the refusals in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.models import AuditEntry
from database import Database
from surveys import operations
from surveys.ballot_box import box
from surveys.items import Definition
from surveys.models import NO_UNIT, Survey
from tests.surveys.conftest import definition_of, drop_ballots, open_box
from vault import reading_groups, recovery, subject_keys
from web.errors import Refusal

Open = Callable[..., Survey]


def test_opening_freezes_everything_that_matters(
    session: Session, open_survey: Open, enterprise: Any, clock: Any
) -> None:
    survey = open_survey()
    assert survey.digest == definition_of(survey).digest
    with pytest.raises(Refusal):
        operations.edit(
            session,
            survey,
            title="别的",
            intro="",
            scoring="times_twenty",
            closes_at=clock() + timedelta(days=30),
            actor=enterprise.people["officer"],
            now=clock(),
        )
    with pytest.raises(Refusal):
        operations.open_(session, survey, actor=enterprise.people["officer"], now=clock())
    with pytest.raises(Refusal):
        operations.delete_draft(session, survey, actor=enterprise.people["officer"], now=clock())


def test_a_unit_of_three_is_inside_its_neighbour_from_the_first_page_on(open_survey: Open) -> None:
    names = {unit.name for unit in definition_of(open_survey()).choosable_units}
    assert "生产一部本部、检修班" in names
    assert "检修班" not in names


def test_the_survey_key_opens_for_members_of_the_office_only(
    session: Session, open_survey: Open, enterprise: Any
) -> None:
    survey = open_survey()
    assert operations.survey_key(session, survey, enterprise.people["officer2"].keys).public == survey.public_key
    for name in ("admin", "handler", "leader", "inspector", "keeper"):
        with pytest.raises(Refusal):
            operations.survey_key(session, survey, enterprise.people[name].keys)


def test_one_opener_suffices_when_the_recovery_sheets_were_confirmed(
    session: Session, enterprise: Any, clock: Any
) -> None:
    officer, union = enterprise.people["officer"], enterprise.groups["union"]
    reading_groups.remove_member(session, union, enterprise.people["officer2"].id, by=officer.keys, open_subjects=[])
    survey = operations.make(session, "wellbeing", actor=officer, now=clock())
    survey.closes_at = clock() + timedelta(days=3)
    with pytest.raises(Refusal):
        operations.open_(session, survey, actor=officer, now=clock())
    sheets = recovery.print_sheets(union)
    reading_groups.set_recovery(session, union, sheets.public, by=officer.keys, now=clock())
    operations.open_(session, survey, actor=officer, now=clock())


def test_releasing_erases_the_key_and_can_happen_once(
    session: Session, database: Database, open_survey: Open, enterprise: Any, clock: Any
) -> None:
    survey = open_survey(days=1)
    drop_ballots(database, survey, 30)
    clock.advance(days=2)
    open_box(database, survey, enterprise, clock)
    session.expire_all()
    officer = enterprise.people["officer"]
    operations.publish(session, survey, texts=0, actor=officer, now=clock())
    assert subject_keys.readers(session, operations.subject(survey)) == frozenset()
    with pytest.raises(Refusal):
        operations.publish(session, survey, texts=0, actor=officer, now=clock())


def test_counts_shown_while_a_survey_runs_are_bands_and_leave_the_unnamed_out(
    session: Session, open_survey: Open, clock: Any
) -> None:
    survey = open_survey()
    operations.note_answered(session, survey, {1: 37, 2: 9, NO_UNIT: 4}, on=clock().date())
    assert survey.answered == {"on": "2026-11-24", "all": 30, "bands": {"1": 30, "2": 0}}


def test_what_officers_do_is_in_the_audit_log_and_no_answer_is(
    session: Session, database: Database, open_survey: Open
) -> None:
    survey = open_survey()
    before = session.execute(sa.select(sa.func.count()).select_from(AuditEntry)).scalar_one()
    drop_ballots(database, survey, 12)
    actions = list(session.execute(sa.select(AuditEntry.action).order_by(AuditEntry.sequence)).scalars())
    assert actions[-2:] == ["survey.make", "survey.open"]
    assert len(actions) == before


def test_a_hundred_and_more_ballots_of_one_survey_do_not_leak_into_another(
    database: Database, open_survey: Open
) -> None:
    first, second = open_survey(), open_survey()
    drop_ballots(database, first, 13)
    with database.box_reading() as opened:
        assert sum(box.answered(opened, first.id).values()) == 13
        assert box.answered(opened, second.id) == {}
    assert Definition.from_json(first.definition).digest == first.digest
