"""One survey of known people under attack: they answer in a random order, the attacker copies everything, twice."""

from __future__ import annotations

import logging
import random
import secrets
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from accounts import queries as account_queries
from app import create_app
from benchmarks import instance
from benchmarks.admissions import Admission, Respondent
from benchmarks.attacker import Knowledge, Traces
from benchmarks.naive import NaiveBox
from config import Settings
from surveys import box, invitations, inviting, operations, reporting_units, rewriting
from surveys.items import ADMISSION_FLOOR, FIVE_POINT, INVITATIONS, Definition, Item, ItemType
from surveys.models import Survey
from vault.seal import KeyPair
from web import clock

ITEMS = 5
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
    #: Lengths and heads of the product's answers to a posted answer, a repeated one included.
    responses: set[tuple[int, int, tuple[str, ...]]] = field(default_factory=set)

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
    line = chance.sample(crowd, people)
    knowledge = Knowledge(
        stage.pair.private,
        {person.name: person.unit for person in crowd},
        holders,
        [person.name for person in line],
    )
    careless = NaiveBox(database_url or f"sqlite:///{folder / 'instance' / 'naive.db'}", stage.pair.public)
    marks = {name: mark for mark, name in holders.items()}
    responses: set[tuple[int, int, tuple[str, ...]]] = set()
    at_open, by_then = Traces(), round(people * OPEN_COPY)
    with _logging_to(folder / "instance" / "server.log"):
        for number, person in enumerate(line, start=1):
            if naive:
                careless.take(person.unit, _naive_answers(person), marks.get(person.name))
            else:
                responses.add(_post(stage, _form(stage, person, admission, chance)))
            if number == by_then:
                rewriting.clear_log(stage.app.extensions["database"])
                at_open = look(_copied(folder, "while open"), replace(knowledge, order=knowledge.order[:number]))
        if holders and not naive:
            # The same slip or ticket again: the answer to it must look the same.
            responses.add(_post(stage, _form(stage, line[0], admission, chance)))
    box.close(stage.app.extensions["database"], stage.survey_id)
    careless.dispose()
    at_close = look(_copied(folder, "closed"), knowledge)
    stage.app.extensions["database"].dispose()
    assert len(at_close.ballots) == people
    return Trial(crowd, knowledge, list(knowledge.order), at_open, by_then, at_close, responses)


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
        survey.closes_at = now + timedelta(days=7)
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


def _post(stage: _Stage, form: dict[str, str]) -> tuple[int, int, tuple[str, ...]]:
    answer = stage.app.test_client().post(f"/s/{stage.slug}", data=form)
    assert answer.status_code == 303, answer.get_data(as_text=True)[:400]
    head = tuple(sorted(f"{name}: {value}" for name, value in answer.headers if name != "Date"))
    return answer.status_code, len(answer.data), head


def _copied(folder: Path, name: str) -> Path:
    """Everything that lies in the instance folder, as a thief would take it."""
    return Path(shutil.copytree(folder / "instance", folder / name))


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
