"""Whose a survey is: the union office that opens its box. Its members change it; every other officer may look."""

from __future__ import annotations

from flask import Flask, current_app, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.people import Person
from surveys import queries
from surveys.models import Survey
from vault import reading_groups
from vault.models import ReadingGroup
from web import access
from web.errors import Forbidden, Refusal
from web.transactions import database, session

CHANGING = {"surveys.write", "surveys.count"}
#: Who copies a survey changes nothing of it: the copy is their own office's.
COPYING = "surveys_building.copy"
NOT_A_MEMBER = _l("您还不是这份问卷的工会受理小组的成员，不能改它，也不能计票。请小组里的同事先接纳您。")


def register(app: Flask) -> None:
    """Ask of whoever would change a survey that they are of its office, and tell templates who is."""
    app.before_request(_require_member)
    app.jinja_env.globals["may_change_survey"] = _may_change


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


def _may_change(survey: Survey, permission: str = "surveys.write") -> bool:
    who = access.person()
    return who.can(permission) and _is_member(session(), survey, who)


def _is_member(reading: Session, survey: Survey, who: Person) -> bool:
    return who.id in reading_groups.member_ids(reading, survey.group_id)


def _require_member() -> None:
    survey_id = (request.view_args or {}).get("survey_id")
    if survey_id is None or request.endpoint in {None, COPYING}:
        return
    if access.declared(current_app, str(request.endpoint)) not in CHANGING:
        return
    # Asked apart from the request's own transaction: a survey that is not theirs must not wait for a writer.
    with database().reading() as reading:
        if not _is_member(reading, queries.survey(reading, survey_id), access.person()):
            raise Forbidden(NOT_A_MEMBER)
