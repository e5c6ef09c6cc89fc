"""One survey of known people under attack: they answer in a random order, the attacker copies everything, twice."""

from __future__ import annotations

import contextlib
import logging
import random
import secrets
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from accounts import queries as account_queries
from app import create_app
from benchmarks import instance, schedule
from benchmarks.admissions import Admission, Reply, Respondent, reply
from benchmarks.attacker import Knowledge, Traces
from benchmarks.naive import NaiveBox
from config import Settings
from surveys import operations, reporting_units, upkeep
from surveys.ballot_box import box, invitations, rewriting
from surveys.invitations import operations as inviting
from surveys.items import ADMISSION_FLOOR, FIVE_POINT, INVITATIONS, Definition, Item, ItemType
from surveys.models import Survey
from vault.seal import KeyPair
from web import clock

ITEMS = 5
#: Seconds between two steps, beside the days by the product's clock.
LONGEST_PAUSE = 0.005
LONGEST = 120
#: The copy that is taken while the survey is open comes when this share has answered.
OPEN_COPY = 0.63
SOME_TEXT = "夜班的热饭坚持下去，班车再早一点，巷道喷雾要有人管。"


@dataclass
class Trial:
    """What came of it: the truth, what the attacker knows, and both copies' traces."""

    people: Sequence[Respondent]
    knowledge: Knowledge
    #: Names, in the order in which they answered.
    order: list[str]
    at_open: Traces
    answered_by_then: int
    at_close: Traces
    #: What the product's replies looked like: to drawing, and to a posted answer, a repeated one included.
    replies: dict[str, set[Reply]] = field(default_factory=dict)

    @property
    def truth(self) -> dict[str, str]:
        """Token -> person: the referee's, not the attacker's."""
        return {person.token: person.name for person in self.people}


@dataclass(frozen=True)
class _Stage:
    app: Flask
    survey_id: int
    slug: str
    pair: KeyPair
    units: list[int]


@dataclass
class _Course:
    """People drawing and answering, and how the server replied."""

    stage: _Stage
    admission: Admission
    chance: random.Random
    marks: Mapping[str, bytes]
    answered: int = 0
    replies: dict[str, set[Reply]] = field(default_factory=lambda: {"drawing": set(), "answering": set()})

    def take(self, step: schedule.Step, careless: NaiveBox | None) -> None:
        """One step of one person."""
        if step.draws:
            self.draw(step.person)
        else:
            self.answer(step.person, careless)

    def draw(self, person: Respondent) -> None:
        """One person draws."""
        drawn = self.admission.draw(self.stage.app, person)
        if drawn is not None:
            self.replies["drawing"].add(drawn)

    def answer(self, person: Respondent, careless: NaiveBox | None) -> None:
        """One person answers, into the product's box or the careless one."""
        self.answered += 1
        if careless is None:
            self.replies["answering"].add(_post(self.stage, _form(self.stage, person, self.admission, self.chance)))
        else:
            at = clock.now().replace(tzinfo=None)
            careless.take(person.unit, _naive_answers(person), self.marks.get(person.name), at)


def hold(
    folder: Path,
    admission: Admission,
    *,
    people: int,
    units: int,
    seed: int,
    look: Callable[[Path, Knowledge], Traces],
    database_url: str = "",
    naive: bool = False,
) -> Trial:
    """Let `people` of `units` units answer, and `look` for traces at everything that is kept, while open and after closing.

    `look` gets the folder of copied files. With `naive` the answers go into a box that takes no care.
    """
    chance = random.Random(seed)
    stage = _open(folder / "instance", admission.name, people // units, units, database_url)
    crowd = [
        Respondent(f"person {number:03}", stage.units[number % units], secrets.token_hex(8), chance.randrange(LONGEST))
        for number in range(people)
    ]
    admission.hand_out(stage.app, stage.survey_id, crowd, chance)
    holders = admission.holders(folder / "instance")
    planned = schedule.steps(crowd, chance)
    knowledge = _knowledge(stage, crowd, holders, planned)
    careless = NaiveBox(database_url or f"sqlite:///{folder / 'instance' / 'naive.db'}", stage.pair.public)
    course = _Course(stage, admission, chance, {name: mark for mark, name in holders.items()})
    at_open, by_then = Traces(), round(people * OPEN_COPY)
    with _logging_to(folder / "instance" / "server.log"), _moving_clock(stage.app) as wait_until:
        for step in planned:
            # Days by the product's clock, a moment by everybody else's.
            wait_until(step.after)
            time.sleep(chance.uniform(0, LONGEST_PAUSE))
            course.take(step, careless if naive else None)
            if course.answered == by_then and not step.draws:
                rewriting.clear_log(stage.app.extensions["database"])
                at_open = look(_copied(folder, "while open"), _known_after(by_then, knowledge))
        if holders and not naive:
            # The same slip or ticket again: the reply to it must look the same.
            course.answer(planned[-1].person, None)
        wait_until(timedelta(days=schedule.OPEN_DAYS, minutes=1))
        _tick(stage.app)
    careless.dispose()
    at_close = look(_copied(folder, "closed"), knowledge)
    stage.app.extensions["database"].dispose()
    assert len(at_close.ballots) == people
    return Trial(crowd, knowledge, list(knowledge.order), at_open, by_then, at_close, course.replies)


def _knowledge(
    stage: _Stage, crowd: Sequence[Respondent], holders: Mapping[bytes, str], planned: Sequence[schedule.Step]
) -> Knowledge:
    """What the attacker has seen once everybody drew and answered."""
    drew, line = ([step.person.name for step in planned if step.draws is draws] for draws in (True, False))
    units_of = {person.name: person.unit for person in crowd}
    return Knowledge(stage.pair.private, units_of, holders, line, drew)


def _known_after(answered: int, knowledge: Knowledge) -> Knowledge:
    """What the attacker has seen when the first `answered` have answered."""
    gone = knowledge.order[:answered]
    return replace(knowledge, order=gone, drawn=[name for name in knowledge.drawn if name in gone])


def _open(folder: Path, admission: str, headcount: int, units: int, database_url: str) -> _Stage:
    settings = Settings(instance=folder, database_url=database_url)
    app = create_app(settings)
    listed = "岱山能源集团\n" + "\n".join(f"  {number}车间 {headcount}" for number in range(1, units + 1))
    now = clock.now()
    with app.test_request_context(), app.extensions["database"].writing() as session, session.begin():
        officer = instance.enterprise(session, listed)
        survey = operations.make(session, "wellbeing", actor=officer, now=now, admission=admission)
        whole = Definition.from_json(survey.definition)
        asked = tuple(item for item in whole.items if item.type in FIVE_POINT)[:ITEMS]
        token = Item("token", ItemType.TEXT, "想说的话", required=False)
        kept = {item.dimension for item in asked}
        dimensions = tuple(each for each in whole.dimensions if each.id in kept)
        survey.definition = replace(whole, items=(*asked, token), dimensions=dimensions, sections=()).to_json()
        survey.closes_at = now + timedelta(days=schedule.OPEN_DAYS)
        document = _invited(app, session, survey) if admission == INVITATIONS else None
        operations.open_(session, survey, key_document=document, actor=officer, now=now)
        pair = operations.survey_key(session, survey, officer.keys)
        ids = [unit.id for unit in Definition.from_json(survey.definition).choosable_units]
        survey_id, slug, closes_at = survey.id, survey.slug, survey.closes_at
    box.open_(app.extensions["database"], survey_id, closes_at)
    return _Stage(app, survey_id, slug, pair, ids)


def _invited(app: Flask, session: Session, survey: Survey) -> bytes:
    """Invite as many as each unit has people, to answer as soon as they have drawn; the document of the keys."""
    units = reporting_units.roll_up(account_queries.unit_tree(session), floor=ADMISSION_FLOOR)
    definition = replace(Definition.from_json(survey.definition), units=units, drawing_days=0)
    survey.definition = definition.to_json()
    keys = inviting.make_keys(survey.slug, definition.choosable_units, lambda _done, _whole: None)
    invitations.keep_keys(app.extensions["database"], survey.id, keys.private, app.extensions["instance_key"])
    return keys.document


def _form(stage: _Stage, person: Respondent, admission: Admission, chance: random.Random) -> dict[str, str]:
    with stage.app.extensions["database"].reading() as session:
        definition = Definition.from_json(operations.queries.survey(session, stage.survey_id).definition)
    points = {item.id: str(chance.randint(1, 5)) for item in definition.asked if item.type in FIVE_POINT}
    return {**points, "token": _text(person), **admission.form(person)}


def _text(person: Respondent) -> str:
    return person.token + (SOME_TEXT * LONGEST)[: person.words]


def _naive_answers(person: Respondent) -> dict[str, str]:
    return {"token": _text(person)}


def _post(stage: _Stage, form: dict[str, str]) -> Reply:
    answer = stage.app.test_client().post(f"/s/{stage.slug}", data=form)
    assert answer.status_code == 303, answer.get_data(as_text=True)[:400]
    return reply(answer)


def _copied(folder: Path, name: str) -> Path:
    """Everything that lies in the instance folder, as a thief would take it."""
    return Path(shutil.copytree(folder / "instance", folder / name))


@contextlib.contextmanager
def _moving_clock(app: Flask) -> Iterator[Callable[[timedelta], None]]:
    """The product's clock stands where it is moved to, counted from now; each day that begins, `tick` comes by."""
    began = moment = clock.now()

    def move(after: timedelta) -> None:
        nonlocal moment
        day_before, moment = moment.date(), began + after
        if moment.date() != day_before:
            _tick(app)

    clock.set_clock(lambda: moment)
    try:
        yield move
    finally:
        clock.set_clock(None)


def _tick(app: Flask) -> None:
    with app.app_context():
        upkeep.keep_up(clock.now())


class _logging_to:  # noqa: N801 - read as a sentence
    """Every record of every logger goes to a file as well, at the lowest level."""

    def __init__(self, path: Path) -> None:
        self._handler = logging.FileHandler(path, encoding="utf-8")

    def __enter__(self) -> None:
        self._root, self._level = logging.getLogger(), logging.getLogger().level
        self._root.addHandler(self._handler)
        self._root.setLevel(logging.DEBUG)

    def __exit__(self, *_error: object) -> None:
        self._root.setLevel(self._level)
        self._root.removeHandler(self._handler)
        self._handler.close()
