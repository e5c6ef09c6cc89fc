"""A restore ends every survey that was open, and a backup keeps survey keys apart."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from flask import Flask

from app import create_app
from config import Settings
from database import Database
from migrations.upgrade import CHAINS, configuration
from surveys.ballot_box import box
from surveys.lifecycle import Stage
from surveys.models import Survey
from surveys.queries import stage
from surveys.questionnaires import BUILT_IN
from surveys.restoring import end_open_surveys
from tests.fixtures import copy_databases
from tests.surveys.conftest import definition_of, form_of
from vault.models import ReadingGroup, SubjectKeyWrap
from web import backup


def _survey(app: Flask, clock: Any, slug: str, *, closes_in: int) -> None:
    now = clock()
    with app.extensions["database"].writing() as session, session.begin():
        session.merge(ReadingGroup(id=1, kind="union", unit_id=1, founding_hash=b"waiting"))
        session.flush()
        session.add(
            Survey(
                slug=slug,
                questionnaire="wellbeing",
                definition=BUILT_IN["wellbeing"].definition.to_json(),
                group_id=1,
                created_on=now.date(),
                opened_at=now - timedelta(days=2),
                closes_at=now + timedelta(days=closes_in),
                digest="d",
                public_key=b"p",
            )
        )


def test_only_what_was_open_ends_and_the_log_tells(app: Flask, clock: Any) -> None:
    _survey(app, clock, "open", closes_in=3)
    _survey(app, clock, "closed", closes_in=-1)

    with app.app_context():
        said = list(end_open_surveys(clock()))

    assert said == ["1 open survey(s) take no more answers since this restore."]
    with app.extensions["database"].reading() as session:
        found = {each.slug: each for each in session.scalars(sa.select(Survey))}
    assert stage(found["open"], clock()) is Stage.CLOSED
    assert found["closed"].closes_at == clock() - timedelta(days=1)
    with app.app_context():
        assert list(end_open_surveys(clock())) == []


def test_a_restored_installation_takes_no_more_answers(
    settings: Settings, migrated_instance: Path, clock: Any, tmp_path: Path
) -> None:
    copy_databases(migrated_instance, settings.instance)
    app = create_app(settings)
    _survey(app, clock, "open", closes_in=3)
    with app.app_context():
        backup.write(tmp_path / "a.backup", now=clock())
        said = backup.restore(tmp_path / "a.backup", now=clock())

    assert any("take no more answers" in sentence for sentence in said)
    assert app.test_client().post("/s/open", data={}).status_code in {409, 410}
    app.extensions["database"].dispose()


def test_survey_keys_and_nothing_else_go_to_the_key_file(app: Flask) -> None:
    apart, signing = app.extensions["backup_apart"]
    assert (signing.chain, signing.table) == ("box", "ticket_key")
    with app.extensions["database"].writing() as session, session.begin():
        for number, subject in enumerate(("survey:7", "petition:7", "surveys"), start=1):
            session.add(SubjectKeyWrap(id=number, subject=subject, holder_id=1, purpose="x", sealed=b"x"))
        chosen = session.execute(sa.text(f"SELECT subject FROM {apart.table} WHERE {apart.condition}")).scalars().all()

    assert chosen == ["survey:7"]


def test_a_slip_used_after_the_backup_does_not_come_back_to_life(
    app: Flask, slip_survey: Callable[..., Any], database: Database, clock: Any, tmp_path: Path
) -> None:
    survey, codes = slip_survey(each=2)
    code, other = next(iter(codes.values()))
    form = form_of(definition_of(survey), None, random.Random(1))
    clock.advance(minutes=5)
    for chain in CHAINS:
        command.stamp(configuration(database, chain), "head")
    with app.app_context():
        backup.write(tmp_path / "a.backup", now=clock())
    phone = app.test_client()
    assert phone.post(f"/s/{survey.slug}", data=form | {"slip": code}).status_code == 303
    with app.app_context():
        backup.restore(tmp_path / "a.backup", now=clock())
    for each in (code, other):
        assert phone.post("/c", data={"code": each}).status_code == 410
        assert phone.post(f"/s/{survey.slug}", data=form | {"slip": each}).status_code == 410
    with database.box_reading() as session:
        assert box.answered(session, survey.id) == {}
