"""What is kept about slips outside the box: each printing, and the signing off of those that were not used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import audit
from accounts.people import Person
from surveys import operations, queries
from surveys.items import Definition
from surveys.lifecycle import Stage
from surveys.models import PrintReason, SlipPrint, SlipSignOff, Survey
from web.errors import Refusal

LONGEST_NAME = 40


@dataclass(frozen=True)
class Printed:
    """What was printed for a unit and is not void, the day of the last printing, and how often it was printed again."""

    valid: int
    last_on: date
    reprinted: int


def note_print(
    session: Session, survey: Survey, numbers: Mapping[int, int], reason: PrintReason, *, actor: Person, now: datetime
) -> None:
    """Record a printing, by unit. How many unused ones a reprint voided is not: it would tell how many have answered."""
    if reason is PrintReason.AGAIN:
        before = sa.update(SlipPrint).where(SlipPrint.survey_id == survey.id, SlipPrint.unit.in_(numbers))
        session.execute(before.values(is_void=True))
    session.add_all(
        SlipPrint(survey_id=survey.id, unit=unit, number=number, reason=reason, printed_on=now.date())
        for unit, number in sorted(numbers.items())
    )
    session.flush()
    details = {"slips": sum(numbers.values()), "units": len(numbers), "reason": reason.value}
    audit.record(session, actor, "survey.print-slips", operations.subject(survey), now=now, **details)


def sign_off(
    session: Session,
    survey: Survey,
    counted: Mapping[int, int],
    *,
    left: Mapping[int, int],
    representative: str,
    actor: Person,
    now: datetime,
) -> None:
    """Record how many unused slips of each unit a staff representative counted. Raises Refusal.

    `left` is how many slips of each unit were not spent: nobody can hold more than that.
    """
    if queries.stage(survey, now) is not Stage.CLOSED:
        raise Refusal(_("答题截止以后、开箱计票以前，才能清点核销没有用过的答题码。"))
    representative = representative.strip()[:LONGEST_NAME]
    if not representative:
        raise Refusal(_("请填写职工代表的姓名。"), field="representative")
    _require_countable(survey, counted, left)
    session.execute(sa.delete(SlipSignOff).where(SlipSignOff.survey_id == survey.id, SlipSignOff.unit.in_(counted)))
    session.add_all(
        SlipSignOff(
            survey_id=survey.id,
            unit=unit,
            unused=number,
            representative=representative,
            signed_on=now.date(),
        )
        for unit, number in sorted(counted.items())
    )
    session.flush()
    details = {"units": len(counted), "slips": sum(counted.values()), "representative": representative}
    audit.record(session, actor, "survey.sign-off-slips", operations.subject(survey), now=now, **details)


def _require_countable(survey: Survey, counted: Mapping[int, int], left: Mapping[int, int]) -> None:
    """Refuse a count of nothing, and one of more slips than a unit has left. Raises Refusal."""
    if not counted:
        raise Refusal(_("请至少填写一个单位清点的张数；一张不剩的填 0。"))
    names = {unit.id: unit.name for unit in Definition.from_json(survey.definition).units}
    for unit, number in counted.items():
        if number > left.get(unit, 0):
            raise Refusal(
                _("%(unit)s：清点的张数比没有用过的还多，请和职工代表重新点一遍。", unit=names[unit]),
                field=f"unused-{unit}",
            )


def printed(session: Session, survey_id: int) -> dict[int, Printed]:
    """What was printed, by unit."""
    again = sa.case((SlipPrint.reason == PrintReason.AGAIN, 1), else_=0)
    valid = sa.case((SlipPrint.is_void, 0), else_=SlipPrint.number)
    wanted = sa.select(SlipPrint.unit, sa.func.sum(valid), sa.func.max(SlipPrint.printed_on), sa.func.sum(again))
    rows = session.execute(wanted.where(SlipPrint.survey_id == survey_id).group_by(SlipPrint.unit))
    return {unit: Printed(int(number), last_on, int(times)) for unit, number, last_on, times in rows}


def sign_offs(session: Session, survey_id: int) -> dict[int, SlipSignOff]:
    """What was signed off, by unit."""
    wanted = sa.select(SlipSignOff).where(SlipSignOff.survey_id == survey_id).order_by(SlipSignOff.unit)
    return {row.unit: row for row in session.execute(wanted).scalars()}
