"""Whose a survey is: the union office that opens its box. Its members change it and read it before it is published, as do
leaders above that office; an open survey's questions and a published one everybody at the desk's surveys may read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Flask, current_app, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from accounts.roles import Role
from surveys import queries
from surveys.lifecycle import Stage
from surveys.models import Survey
from vault import reading_groups
from vault.models import ReadingGroup
from web import access, clock
from web.errors import Forbidden, Refusal
from web.transactions import database, session

CHANGING = {"surveys.write", "surveys.count"}
#: Who copies a survey changes nothing of it: the copy is their own office's.
COPYING = "surveys_building.copy"
#: What shows of an open survey no more than its questions and link, which everybody may open.
QUESTIONS = {
    "surveys_desk.show",
    "surveys_desk.poster",
    "surveys_building.preview",
    "surveys_building.look",
    "surveys_exchange.workbook",
    COPYING,
}
NOT_PUBLISHED = _l("这份问卷还没有公布，只有负责它的工会受理小组看得到。公布以后，您在这里就能看结果。")
NOT_A_MEMBER = _l("您还不是这份问卷的工会受理小组的成员，不能改它，也不能计票。请小组里的同事先接纳您。")


def register(app: Flask) -> None:
    """Ask of whoever would read or change a survey whether they may, and tell templates who may."""
    app.before_request(_require_member)
    app.jinja_env.globals.update(may_change_survey=_may_change, reads_survey=_reads)


def of_maker(reading: Session, who: Person) -> int:
    """The office of whoever makes a survey; of several the one nearest to the enterprise itself. Raises Refusal."""
    founded = [group for group in reading_groups.groups(reading, "union") if group.founded_on is not None]
    if not founded:
        raise Refusal(_("还没有成立工会受理小组，无法密封答卷。请先由诉求办理专员凭开办凭条成立小组。"))
    own = reading_groups.groups_of(reading, who.id)
    tree = accounts.unit_tree(reading)

    def levels_above(group: ReadingGroup) -> int:
        return len(tree.ancestors(group.unit_id))

    # The one who makes it must be able to open its box, and not whoever happens to stand first.
    mine = [group for group in founded if group.id in own]
    if not mine:
        raise Refusal(_("您还不是工会受理小组的成员，做的问卷没有人能计票。请小组里的同事先接纳您。"), status=403)
    return min(mine, key=levels_above).id


def listed(reading: Session, who: Person, now: datetime) -> Callable[[Survey], bool]:
    """Whether a survey stands in what `who` is shown of surveys: theirs to read, or open or published for everybody."""
    own = _read_early(reading, who)
    return lambda survey: survey.group_id in own or queries.stage(survey, now) in {Stage.OPEN, Stage.RELEASED}


def _read_early(reading: Session, who: Person) -> set[int]:
    """The offices whose surveys somebody reads before they are published: their own, and for leaders those below them."""
    led = who.reach(accounts.unit_tree(reading), Role.LEADER)
    below = {group.id for group in reading_groups.groups(reading, "union") if group.unit_id in led}
    return below | set(reading_groups.groups_of(reading, who.id))


def _reads(survey: Survey) -> bool:
    return survey.released_on is not None or survey.group_id in _read_early(session(), access.person())


def _may_change(survey: Survey, permission: str = "surveys.write") -> bool:
    who = access.person()
    return who.can(permission) and _is_member(session(), survey, who)


def _is_member(reading: Session, survey: Survey, who: Person) -> bool:
    return who.id in reading_groups.member_ids(reading, survey.group_id)


def _require_member() -> None:
    survey_id, endpoint = (request.view_args or {}).get("survey_id"), request.endpoint
    needed = access.declared(current_app, endpoint) if endpoint else None
    if survey_id is None or needed is None or not needed.startswith("surveys"):
        return
    who = access.person()
    # Asked apart from the request's own transaction: a survey that is not theirs must not wait for a writer.
    with database().reading() as reading:
        survey = queries.survey(reading, survey_id)
        if needed in CHANGING and endpoint != COPYING:
            if not _is_member(reading, survey, who):
                raise Forbidden(NOT_A_MEMBER)
            return
        if endpoint in QUESTIONS and queries.stage(survey, clock.now()) is Stage.OPEN:
            return
        if survey.released_on is None and survey.group_id not in _read_early(reading, who):
            raise Forbidden(NOT_PUBLISHED)
