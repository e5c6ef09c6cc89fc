"""Leads the planned petitions through the product's own workflow, each step on its day."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from accounts.people import Person
from demo import categories
from demo.given import ACTIONS, GIVEN
from demo.people import Staffing
from demo.plan import PlannedCase
from demo.steps import Step
from petitions import intake, operations, receipt
from petitions.keys import holding
from petitions.kinds import Channel, Kind, Naming
from petitions.models import Petition
from petitions.offices import Front, front
from petitions.workflow import Action
from web import clock
from web.errors import Refusal

KINDS = {
    "problem": Kind.PROBLEM,
    "suggestion": Kind.SUGGESTION,
    "help": Kind.HELP,
    "report": Kind.ACCUSATION,
}
MORNING = time(9, 30)


@dataclass
class Casework:
    """What every step of the demonstration needs."""

    session: Session
    staffing: Staffing
    chance: random.Random
    instance_key: bytes
    #: Petition ids by the number of the planned case.
    filed: dict[int, int] = field(default_factory=dict)
    #: Ledger entries by key; of the policies, "policy:0", "policy:1", …
    entries: dict[str, int] = field(default_factory=dict)
    front: Front = field(init=False)
    #: The cases of this piece of work; what nobody holds would be read again for every step.
    at_hand: dict[int, Petition] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Who reads petitions does not change in between."""
        self.front = front(self.session)

    def happen(self, happening: Happening, cases: list[PlannedCase]) -> None:
        """File a case or take its next step. Raises RuntimeError with the refusal when the plan breaks a rule."""
        planned = cases[happening.case]
        if happening.step < 0:
            self.filed[happening.case] = self.file(planned).id
            return
        step = planned.steps[happening.step]
        petition = self.session.get_one(Petition, self.filed[happening.case])
        self.at_hand[petition.id] = petition
        try:
            self.take(petition, planned, step)
        except Refusal as refusal:
            raise RuntimeError(f"{step.action} on {step.day}: {refusal.message}") from refusal

    def file(self, planned: PlannedCase) -> Petition:
        """The petition as it came in, with a receipt nobody holds (it was only shown to its petitioner)."""
        web = planned.channel == "web"
        officer = None if web else self.staffing.people["wangfang"]
        filing = intake.Filing(
            kind=KINDS[planned.topic.kind],
            naming=Naming(planned.identity),
            category=categories.as_filed(self.session, categories.of_topic(planned), planned.story),
            unit_id=self.staffing.units[planned.unit],
            text=planned.story,
            people=planned.people,
            name="" if planned.identity == "anonymous" else self.chance.choice(NAMES),
            contact="" if planned.identity == "anonymous" else "工会代为转达",
            channel=Channel(planned.channel),
        )
        return intake.file_petition(
            self.session,
            filing,
            actor=officer,
            now=at(planned.filed),
            code=receipt.mint(),
            instance_key=self.instance_key,
            front=self.front,
        )

    def take(self, petition: Petition, planned: PlannedCase, step: Step) -> None:
        """One step of a planned case."""
        person = self.staffing.people.get(step.by)
        given = GIVEN[step.action](self, petition, planned, step)
        action = ACTIONS.get(step.action) or Action(step.action)
        key = None if person else self._key(petition)
        operations.perform(self.session, petition.id, action, actor=person, key=key, now=at(step.day), **given)

    def _key(self, petition: Petition) -> bytes:
        """The key the petitioner would bring from the receipt."""
        reader: Person = self.staffing.people["chenjing" if petition.kind is Kind.ACCUSATION else "wangfang"]
        return holding.case_key(self.session, petition, reader)


@dataclass(frozen=True, order=True)
class Happening:
    """A filing (step −1) or a step of a planned case, in the order of days."""

    day: date
    case: int
    step: int


def happenings(cases: list[PlannedCase]) -> list[Happening]:
    """Everything that happens in the planned cases, day by day."""
    found = [Happening(case.filed, number, -1) for number, case in enumerate(cases)]
    found += [
        Happening(step.day, number, position)
        for number, case in enumerate(cases)
        for position, step in enumerate(case.steps)
    ]
    return sorted(found)


def at(day: date) -> datetime:
    """Half past nine on a day."""
    return datetime.combine(day, MORNING, clock.now().tzinfo)


NAMES = tuple(f"{family}{given}" for family in "赵钱孙李周吴郑王" for given in ("建国", "秀兰", "志强", "晓梅"))
