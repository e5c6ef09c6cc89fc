"""Waves of one survey, the last of them open, answered by an invented staff whose mood slowly lifts."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from database import Database
from demo import comments
from demo.cases import at
from demo.people import Staffing
from surveys import follow_up, operations, queries
from surveys.answers import Answers, is_shown
from surveys.ballot_box import box
from surveys.counting import operations as counting
from surveys.drafts import drafting
from surveys.drafts import operations as building
from surveys.items import FIVE_POINT, TEXTS, Definition, Item, ItemType, ReportingUnit
from surveys.models import Survey
from surveys.review import operations as review
from surveys.review import queries as review_queries
from surveys.review import sealed_texts
from surveys.review.comments import DROP, KEEP, Decision
from vault.seal import KeyPair

# What people think of each dimension, as a mean on the five points, before unit and wave.
MOOD = {
    "pay": 3.1,
    "load": 2.9,
    "site": 3.2,
    "respect": 3.5,
    "belong": 3.6,
    "growth": 3.2,
    "lead": 3.4,
    "voice": 3.2,
    "union": 3.8,
    "trust": 3.3,
    "reform": 3.0,
    "life": 3.3,
}
OTHER_MOOD = 3.3
LIFT_PER_WAVE = 0.07
# What moves happiness more than a general mood does, so that the drivers tell something.
FELT_MOST = ("respect", "lead", "pay")
# Of a hundred people, how many leave an item about themselves out; and how far the first and last option of one differ.
SILENT_PERCENT = 3
APART = 0.3
SPREAD = 0.9
DAYS_OPEN = 10
TOGETHER = 50
YEAR_DAYS = 365
# How many say to which group they belong, and how the groups are spread.
TELLING = 0.9
GROUP_WEIGHTS = (5, 3, 2, 1, 1, 1, 1, 1)
# How many tick options, put some in order or write a number or a day where they may.
FILLING_IN = 0.8
# Of a hundred people, how many write something under an open question.
WRITING_PERCENT = 9


def prepare(database: Database, staffing: Staffing, *, today: date) -> None:
    """Leave two drafts on the desk: the survey that is to come before a reform, and the follow-up of aid."""
    officer, now = staffing.people["wangfang"], at(today)
    with database.writing() as session, session.begin():
        survey = operations.make(session, "reform", actor=officer, now=now)
        operations.edit(
            session,
            survey,
            title="三项制度改革风险评估",
            intro=survey.definition["intro"],
            scoring="zero_based",
            closes_at=now + timedelta(days=14),
            actor=officer,
            now=now,
        )
        definition = Definition.from_json(survey.definition)
        gone = drafting.find(definition, "worry_about")
        assert gone is not None
        shorter = drafting.delete(definition, gone.id)
        building.change(session, survey, shorter, "delete", told={"text": gone.text}, actor=officer, now=now)
        follow_up.start(session, today - follow_up.MONTHS_BACK, today, actor=officer, now=now)


def hold(
    database: Database, staffing: Staffing, *, opens: date, wave: int, today: date, share: float, seed: int
) -> None:
    """Make, open and answer one survey; count and publish it when its time is over by `today`."""
    officer = staffing.people["wangfang"]
    begins = at(opens)
    closes = begins + timedelta(days=DAYS_OPEN)
    with database.writing() as session, session.begin():
        survey = operations.make(session, "wellbeing", actor=officer, now=begins)
        operations.edit(
            session,
            survey,
            title=f"{opens.year}年{(opens.month - 1) // 3 + 1}季度员工幸福指数",
            intro="想听您说实话。不记名，大约 8 分钟。结果会向全体职工公布。",
            scoring="zero_based",
            closes_at=closes,
            actor=officer,
            now=begins,
        )
        operations.open_(session, survey, actor=officer, now=begins)
        pair = operations.survey_key(session, survey, officer.keys)
        survey_id, definition = survey.id, Definition.from_json(survey.definition)
        public_key = pair.public
    answered = ballots(definition, wave, share, random.Random(seed + wave), opens=opens)
    drop(database, [(survey_id, unit, box.seal_ballot(public_key, unit, answers), None) for unit, answers in answered])
    if closes.date() >= today:
        _note_answered(database, survey_id, closes, today)
        return
    finish(database, survey_id, pair, staffing, closes)


def drop(database: Database, dropped: Sequence[tuple[int, int | None, bytes, bytes | None]]) -> None:
    """Put (survey, unit, sealed ballot, mark) into the box, as many at once as come in when a shift ends."""
    with database.box_writer.begin() as connection:
        for start in range(0, len(dropped), TOGETHER):
            box.drop_all(connection, dropped[start : start + TOGETHER])


def finish(database: Database, survey_id: int, pair: KeyPair, staffing: Staffing, closes: datetime) -> None:
    """Count a survey on the day after it closed, review what was written, publish, destroy."""
    officer = staffing.people["wangfang"]
    counted = closes + timedelta(days=1)
    counting.count(database, survey_id, pair, actor=officer, now=counted, progress=lambda _done, _whole: None)
    with database.writing() as session, session.begin():
        survey = queries.survey_to_change(session, survey_id)
        published = counted + timedelta(days=2)
        _review(session, survey, staffing, now=published)
        review.publish(session, survey, with_comments=True, actor=officer, now=published)
    box.destroy(database, survey_id)


def _review(session: Session, survey: Survey, staffing: Staffing, *, now: datetime) -> None:
    """One officer masks what the rules propose and drops what insults; another takes the second look."""
    officer, other = staffing.people["wangfang"], staffing.people["liqiang"]
    key, known = review.borrow_key(session, survey, officer.keys), review.known(session)
    for row in review_queries.comments(session, survey.id):
        text = sealed_texts.opened(row, key).text
        spans = tuple((mark.start, mark.end) for mark in known.marks(text) if mark.proposed)
        decision = Decision(DROP, reason="abuse") if "骂人" in text else Decision(KEEP, spans)
        review.decide(session, survey, row, decision, key, seen="", actor=officer, now=now)
    review.confirm(session, survey, actor=other, now=now)


def _note_answered(database: Database, survey_id: int, closes: datetime, today: date) -> None:
    with database.box_reading() as session:
        totals = box.answered(session, survey_id)
    with database.writing() as session, session.begin():
        operations.note_answered(session, queries.survey_to_change(session, survey_id), totals, on=today)


def ballots(
    definition: Definition,
    wave: int,
    share: float,
    chance: random.Random,
    *,
    opens: date,
    names_unit: bool = False,
) -> Iterator[tuple[int | None, Answers]]:
    """(unit, answers) of everybody who answers, in random order; with `names_unit` nobody leaves the unit out."""
    whole: list[tuple[int | None, Answers]] = []
    for unit in definition.choosable_units:
        tendency = chance.gauss(0, 0.25)
        # Smaller units answer more eagerly; the smallest may stay below the floor.
        answering = round(unit.headcount * min(0.95, max(0.3, chance.gauss(share, 0.08))))
        for _person in range(answering):
            told: ReportingUnit | None = None if not names_unit and chance.random() < 0.04 else unit
            whole.append((told.id if told else None, _answers(definition, wave, tendency, chance, opens)))
    chance.shuffle(whole)
    yield from whole


def _about_themselves(definition: Definition, chance: random.Random) -> tuple[Answers, float]:
    """Which option of each single choice somebody chose, and how this moves their mood."""
    answers: Answers = {}
    leaning = 0.0
    for item in definition.asked:
        if item.type is ItemType.SINGLE and chance.randrange(100) >= SILENT_PERCENT:
            place = min(int(chance.triangular(0, len(item.options), 0.6 * len(item.options))), len(item.options) - 1)
            answers[item.id] = item.options[place].id
            leaning += APART * (place / max(len(item.options) - 1, 1) - 0.5)
    return answers, leaning


def _answers(definition: Definition, wave: int, tendency: float, chance: random.Random, opens: date) -> Answers:
    answers, leaning = _about_themselves(definition, chance)
    person = chance.gauss(0, 0.5) + leaning
    felt: list[float] = []
    for item in definition.asked:
        if not is_shown(item, answers):
            answers.pop(item.id, None)
            continue
        if item.type in FIVE_POINT:
            if item.may_not_apply and chance.random() < 0.07:
                answers[item.id] = None
                continue
            mean = MOOD.get(item.dimension, OTHER_MOOD) + wave * LIFT_PER_WAVE + tendency + person
            point = min(5, max(1, round(chance.gauss(mean, SPREAD))))
            felt += [point - mean] if item.dimension in FELT_MOST else []
            answers[item.id] = 6 - point if item.reverse else point
        elif item.type is ItemType.TEN:
            mean = 6.3 + wave * LIFT_PER_WAVE * 2 + 2 * (tendency + person) + 1.5 * sum(felt) / max(len(felt), 1)
            answers[item.id] = min(10, max(0, round(chance.gauss(mean, 1.8))))
        elif item.type is ItemType.SINGLE:
            if chance.random() < TELLING:
                answers[item.id] = chance.choices(item.options, GROUP_WEIGHTS[: len(item.options)])[0].id
        elif item.type in TEXTS and chance.random() * 100 < WRITING_PERCENT:
            answers[item.id] = comments.written(item.id, chance)
        elif item.type not in TEXTS and chance.random() < FILLING_IN:
            answers |= _filled_in(item, chance, opens)
    return answers


def _filled_in(item: Item, chance: random.Random, opens: date) -> Answers:
    """Some options, options in order, a number, or a day in the year before the survey."""
    if item.type is ItemType.MULTIPLE:
        several = [option.id for option in item.options if not option.exclusive]
        return {item.id: tuple(sorted(chance.sample(several, min(len(several), chance.randint(1, 3)))))}
    if item.type is ItemType.RANKING:
        # The first ones of the list are the most wished for.
        pull = {option.id: chance.gauss(place, 1.6) for place, option in enumerate(item.options)}
        return {item.id: tuple(sorted(pull, key=lambda option: pull[option]))}
    if item.type is ItemType.NUMBER:
        return {item.id: int(chance.triangular(item.low or 0, (item.high or 100) / 3, item.low or 0))}
    return {item.id: (opens - timedelta(days=1 + chance.randrange(YEAR_DAYS))).isoformat()}
