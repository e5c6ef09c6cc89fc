"""Three more surveys of the year: one by paper slips, one by invitation, and one with a ranking, a number and a date."""

from __future__ import annotations

import random
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import current_app
from sqlalchemy.orm import Session

from accounts import queries as account_queries
from accounts.people import Person
from database import Database
from demo.cases import at
from demo.people import Staffing
from demo.surveys import DAYS_OPEN, ballots, drop, finish
from surveys import operations, queries
from surveys.answering import admission
from surveys.answers import Answers
from surveys.ballot_box import box, invitations, slip_codes, slips
from surveys.bank import BankItem
from surveys.drafts import drafting
from surveys.drafts import operations as building
from surveys.invitations import operations as inviting
from surveys.invitations import rosters
from surveys.items import INVITATIONS, OPEN_LINK, SLIPS, Definition, Item, ItemType, ReportingUnit
from surveys.models import PrintReason, Survey
from surveys.slips import records as slip_records
from vault.seal import KeyPair

# For a hundred people of a unit, how many slips more.
SPARE_PERCENT = 4
# Of a hundred people, how many are young.
YOUNG_PERCENT = 12
REPRESENTATIVE = "黄丽"
OWN_TIME = BankItem(
    Item(
        "own_time",
        ItemType.NUMBER,
        "近一年里，您用了几天休息时间学习？",
        required=False,
        low=0,
        high=120,
        unit="天",
        bands=(1, 4, 11, 31),
    ),
    {"": "How many days off did you spend on learning in the past year?", ".unit": "days"},
)
LAST_TRAINED = BankItem(
    Item("last_trained", ItemType.DATE, "您最近一次参加培训是哪一天？", required=False, may_not_apply=True),
    {"": "When did you last take part in training?"},
)


@dataclass(frozen=True)
class Plan:
    """One survey: from which questionnaire, how people are admitted, the share that answers."""

    questionnaire: str
    title: str
    admission: str
    share: float


#: By the number of the demonstration's month in which they opened.
PLANS = {
    3: Plan("union_service", "工会服务怎么样", SLIPS, 0.62),
    6: Plan("youth", "青年职工心里话", INVITATIONS, 0.6),
    9: Plan("growth", "培训和成长通道", OPEN_LINK, 0.34),
}


def hold(database: Database, staffing: Staffing, plan: Plan, *, opens: date, seed: int) -> None:
    """Make, open, answer, count and publish one survey, whose time is over."""
    chance = random.Random(seed)
    begins = at(opens)
    survey_id = _made(database, staffing, plan, begins)
    officer = staffing.people["wangfang"]
    if plan.admission == INVITATIONS:
        spend = _invite(database, survey_id, officer, begins)
    else:
        with database.writing() as session, session.begin():
            survey = queries.survey_to_change(session, survey_id)
            operations.open_(session, survey, actor=officer, now=begins)
        spend = _print(database, survey_id, officer, begins) if plan.admission == SLIPS else _nothing
    with database.reading() as session:
        survey = queries.survey(session, survey_id)
        definition = Definition.from_json(survey.definition)
        pair = operations.survey_key(session, survey, officer.keys)
    answered = ballots(definition, 1, plan.share, chance, opens=opens, names_unit=plan.admission != OPEN_LINK)
    used = _answer(database, survey_id, answered, pair, spend)
    closes = begins + timedelta(days=DAYS_OPEN)
    if plan.admission == SLIPS:
        _sign_off(database, survey_id, used, officer, closes + timedelta(hours=2))
    finish(database, survey_id, pair, staffing, closes)


def _made(database: Database, staffing: Staffing, plan: Plan, begins: datetime) -> int:
    officer = staffing.people["wangfang"]
    with database.writing() as session, session.begin():
        wanted = SLIPS if plan.admission == SLIPS else OPEN_LINK
        survey = operations.make(session, plan.questionnaire, actor=officer, now=begins, admission=wanted)
        operations.edit(
            session,
            survey,
            title=plan.title,
            intro=survey.definition["intro"],
            scoring="zero_based",
            closes_at=begins + timedelta(days=DAYS_OPEN),
            actor=officer,
            now=begins,
        )
        if plan.questionnaire == "growth":
            definition = Definition.from_json(survey.definition)
            longer = drafting.add(definition, (OWN_TIME, LAST_TRAINED), after="training_days")
            building.change(session, survey, longer, "add", told={"n": 2}, actor=officer, now=begins)
        if plan.admission == INVITATIONS:
            _choose_young(session, survey, officer, begins)
        return survey.id


#: Unit -> the mark that the next ballot from there spends.
Spend = Callable[[int], bytes | None]


def _nothing(_unit: int) -> None:
    """An open link: nothing is spent."""


def _answer(
    database: Database,
    survey_id: int,
    answered: Iterable[tuple[int | None, Answers]],
    pair: KeyPair,
    spend: Spend,
) -> dict[int, int]:
    """Everybody's ballots into the box; how many of each unit."""
    dropped = [
        (survey_id, unit, box.seal_ballot(pair.public, unit, answers), spend(unit) if unit is not None else None)
        for unit, answers in answered
    ]
    drop(database, dropped)
    return Counter(unit for _survey, unit, _sealed, _mark in dropped if unit is not None)


def _print(database: Database, survey_id: int, officer: Person, now: datetime) -> Spend:
    """Slips for everybody and some to spare, as a union office prints them."""
    key = admission.slip_key()
    with database.writing() as session, session.begin():
        survey = queries.survey_to_change(session, survey_id)
        units = Definition.from_json(survey.definition).choosable_units
        numbers = {unit.id: unit.headcount * (100 + SPARE_PERCENT) // 100 + 1 for unit in units}
        slip_records.note_print(session, survey, numbers, PrintReason.FIRST, actor=officer, now=now)
    marks = {
        unit: [slip_codes.mark(key, slip_codes.mint()) for _slip in range(number)] for unit, number in numbers.items()
    }
    slips.put(database, survey_id, marks, reason=PrintReason.FIRST)
    return _from(marks)


def _sign_off(database: Database, survey_id: int, used: Mapping[int, int], officer: Person, now: datetime) -> None:
    """A staff representative counts what is left; of one unit two slips were lost."""
    with database.box_reading() as opened:
        issued = slips.issued(opened, survey_id)
    left = {unit: number - used.get(unit, 0) for unit, number in issued.items()}
    counted = dict(left)
    most = max(counted, key=lambda unit: (counted[unit], unit))
    counted[most] -= 2
    with database.writing() as session, session.begin():
        survey = queries.survey_to_change(session, survey_id)
        slip_records.sign_off(
            session, survey, counted, left=left, representative=REPRESENTATIVE, actor=officer, now=now
        )


def _choose_young(session: Session, survey: Survey, officer: Person, now: datetime) -> None:
    tree = account_queries.unit_tree(session)
    names = [unit.name for _depth, unit in tree.walk() for _person in range(unit.headcount * YOUNG_PERCENT // 100)]
    header = ("单位", "工号")
    rows = [(number, {"单位": name, "工号": f"{number:05}"}) for number, name in enumerate(names, start=2)]
    roster = rosters.read(header, rows, tree)
    inviting.choose(session, survey, roster, tree, drawing_days=1, actor=officer, now=now)


def _invite(database: Database, survey_id: int, officer: Person, now: datetime) -> Spend:
    """Open with a key for each unit, hand out links, and let most draw."""
    instance_key = current_app.extensions["instance_key"]
    inviting.open_(
        database,
        survey_id,
        instance_key=instance_key,
        actor=officer,
        now=lambda: now,
        progress=lambda _done, _whole: None,
    )
    with database.reading() as session:
        definition = Definition.from_json(queries.survey(session, survey_id).definition)
    links = [(unit, invitations.token()) for unit in definition.choosable_units for _one in range(unit.headcount)]
    invitations.keep_links(database, survey_id, [text for _unit, text in links], [unit.id for unit, _text in links])
    marks: dict[int, list[bytes]] = {}
    for unit, text in _drawing(links):
        # What a phone would blind: any number below the modulus is signed.
        invitations.draw(database, text, b"\x00" + secrets.token_bytes(255), instance_key=instance_key, now=lambda: now)
        marks.setdefault(unit.id, []).append(secrets.token_bytes(32))
    return _from(marks)


def _drawing(links: list[tuple[ReportingUnit, str]]) -> Iterator[tuple[ReportingUnit, str]]:
    """All but every twentieth."""
    yield from (link for number, link in enumerate(links) if number % 20)


def _from(marks: Mapping[int, list[bytes]]) -> Spend:
    left = {unit: iter(of_unit) for unit, of_unit in marks.items()}
    return lambda unit: next(left[unit])
