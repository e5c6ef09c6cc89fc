"""Making a survey one by invitation: numbers without names, keys for all units or none, links for the list it opened with."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from accounts import queries as account_queries
from database import Database
from surveys import operations, queries
from surveys.ballot_box import invitations, tickets
from surveys.drafts import operations as building
from surveys.invitations import operations as inviting
from surveys.invitations import rosters
from surveys.items import Definition
from surveys.lifecycle import Stage
from surveys.models import Survey, TicketKey
from tests.surveys import invited as by_invitation
from tests.surveys.invited import ROSTER_HEADER, Invited, roster_rows
from web.errors import Refusal

#: Fixtures.
quick_keys = by_invitation.quick_keys
invited_survey = by_invitation.invited_survey

Open = Callable[..., Invited]


def _roster(session: Session, rows: list[tuple[str, ...]]) -> rosters.Roster:
    values = [(number, dict(zip(ROSTER_HEADER, row, strict=True))) for number, row in enumerate(rows, 3)]
    return rosters.read(ROSTER_HEADER, values, account_queries.unit_tree(session))


@contextmanager
def _refused(words: str) -> Iterator[None]:
    """Within it something is refused with a sentence that holds `words`."""
    with pytest.raises(Refusal) as caught:
        yield
    assert words in str(caught.value.message)


def _draft(session: Session, enterprise: Any, now: Any, *, drawing_days: int = 3, closes_in: int = 10) -> Survey:
    officer, tree = enterprise.people["officer"], account_queries.unit_tree(session)
    survey = operations.make(session, "wellbeing", actor=officer, now=now)
    survey.closes_at = now + timedelta(days=closes_in)
    roster = _roster(session, roster_rows())
    inviting.choose(session, survey, roster, tree, drawing_days=drawing_days, actor=officer, now=now)
    session.commit()
    return survey


def _open(app: Flask, survey: Survey, enterprise: Any, clock: Any) -> None:
    inviting.open_(
        app.extensions["database"],
        survey.id,
        instance_key=app.extensions["instance_key"],
        actor=enterprise.people["officer"],
        now=clock,
        progress=lambda done, whole: None,
    )


def test_a_list_gives_units_and_numbers_and_no_name(session: Session, enterprise: Any, clock: Any) -> None:
    survey = _draft(session, enterprise, clock())
    definition = Definition.from_json(survey.definition)

    assert definition.admission == "invitations"
    assert {unit.name: unit.headcount for unit in definition.choosable_units} == {
        "一车间": 30,
        "二车间、检修班": 17,
        "生产二部": 12,
        "机关": 11,
    }
    assert "职工1" not in str(survey.definition)


def test_taking_the_list_back_makes_it_an_open_link_again(session: Session, enterprise: Any, clock: Any) -> None:
    survey = _draft(session, enterprise, clock())
    inviting.give_up(session, survey, actor=enterprise.people["officer"], now=clock())

    assert Definition.from_json(survey.definition).admission == "open"
    assert operations.frozen(session, survey).headcount > 70


def test_opening_freezes_one_key_for_each_unit_into_the_digest(invited_survey: Open, session: Session) -> None:
    invited = invited_survey()
    definition = Definition.from_json(invited.survey.definition)
    document = queries.key_document(session, invited.survey.id)

    assert document is not None
    assert definition.keys_digest == tickets.digest(document)
    assert definition.digest == invited.survey.digest
    assert {key.name: key.invited for key in invited.keys.values()} == {
        unit.name: unit.headcount for unit in definition.choosable_units
    }


def test_of_two_openings_at_once_one_opens_with_its_own_keys(
    app: Flask, session: Session, enterprise: Any, clock: Any, database: Database, quick_keys: None
) -> None:
    survey = _draft(session, enterprise, clock())
    outcomes: list[str] = []

    def officer() -> None:
        with app.test_request_context():
            try:
                _open(app, survey, enterprise, clock)
                outcomes.append("opened")
            except Refusal:
                outcomes.append("refused")

    threads = [threading.Thread(target=officer) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["opened", "refused"]
    session.refresh(survey)
    document = queries.key_document(session, survey.id)
    assert document is not None
    publics = {key.public for key in tickets.keys_in(document).values()}
    with database.box_reading() as box:
        kept = list(box.execute(sa.select(TicketKey)).scalars())
    wrapping = invitations._wrapping(app.extensions["instance_key"], survey.id)
    private = dict(by_invitation.key_pool())
    opened = {
        invitations.seal.open_bytes(wrapping, row.sealed, f"survey:{survey.id}/ticket-key:{row.unit}") for row in kept
    }
    assert {private[each] for each in opened} == publics


def test_nothing_is_half_opened_when_the_keys_do_not_fit(
    app: Flask, session: Session, enterprise: Any, clock: Any, quick_keys: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The staff list was exchanged while the keys were made."""
    survey = _draft(session, enterprise, clock())
    document = tickets.key_document(survey.slug, [])
    monkeypatch.setattr(inviting, "make_keys", lambda *_given: inviting.Keys(document, {}))
    with _refused("名单变了"):
        _open(app, survey, enterprise, clock)
    session.refresh(survey)

    assert queries.stage(survey, clock()) is Stage.DRAFT
    assert queries.key_document(session, survey.id) is None


def test_too_few_invited_or_too_short_a_time_stand_against_opening(
    session: Session, enterprise: Any, clock: Any
) -> None:
    survey = _draft(session, enterprise, clock(), drawing_days=10, closes_in=10)
    assert any("领券期要在截止以前结束" in each for each in operations.obstacles(session, survey, now=clock()))

    officer, tree = enterprise.people["officer"], account_queries.unit_tree(session)
    few = _roster(session, roster_rows({"机关": 9}))
    inviting.choose(session, survey, few, tree, drawing_days=0, actor=officer, now=clock())
    assert any("不到 10 人" in each for each in operations.obstacles(session, survey, now=clock()))


def test_a_copy_of_a_survey_by_invitation_waits_for_its_own_list(session: Session, enterprise: Any, clock: Any) -> None:
    officer, survey = enterprise.people["officer"], _draft(session, enterprise, clock())
    made = building.copy(session, survey, actor=officer, now=clock())
    made.closes_at = survey.closes_at

    assert operations.obstacles(session, made, now=clock()) == ["还没有核对职工名单。请在“匿名答题券”那一页上传。"]


def test_opening_the_plain_way_points_to_the_page_that_makes_keys(
    session: Session, enterprise: Any, clock: Any
) -> None:
    survey = _draft(session, enterprise, clock())
    with _refused("匿名答题券"):
        operations.open_(session, survey, actor=enterprise.people["officer"], now=clock())


def test_links_are_made_for_the_list_the_survey_opened_with_and_no_other(
    app: Flask, session: Session, enterprise: Any, clock: Any, database: Database, quick_keys: None
) -> None:
    survey = _draft(session, enterprise, clock())
    officer, tree = enterprise.people["officer"], account_queries.unit_tree(session)

    def make(rows: list[tuple[str, ...]]) -> list[str]:
        links = inviting.draw_up_links(survey, _roster(session, rows), tree, now=clock())
        inviting.keep_links(session, database, survey, links, actor=officer, now=clock())
        return links.secrets

    with _refused("开放以后"):
        make(roster_rows())
    session.commit()
    _open(app, survey, enterprise, clock)
    session.refresh(survey)
    with _refused("一车间：开放时 30 人，这份名单 29 人"):
        make(roster_rows()[1:])
    assert len(make(roster_rows()[::-1])) == 70
    with _refused("已经生成过"):
        make(roster_rows())


def test_links_that_somebody_drew_with_are_not_withdrawn(
    invited_survey: Open, session: Session, enterprise: Any, clock: Any, database: Database
) -> None:
    invited, officer = invited_survey(), enterprise.people["officer"]
    with database.box_writer.begin() as connection:
        hashed = invitations.token_hash(invited.links[0])
        table = invitations._LINKS
        connection.execute(sa.update(table).where(table.c.token_hash == hashed).values(blinded_hash=b"drawn"))
    with _refused("不能再撤销"):
        inviting.withdraw_links(session, database, invited.survey, actor=officer, now=clock())
