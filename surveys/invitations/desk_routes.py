"""Desk side of invitations: checking a staff list, opening with keys, handing out links, envelopes and reminders."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from accounts import preferences
from accounts import queries as account_queries
from accounts.units import UnitTree
from paper.sheet_bounds import Unreadable
from surveys import lifecycle, operations, queries
from surveys.ballot_box import invitations, tickets
from surveys.forms import RosterForm, WorkbookForm
from surveys.invitations import envelopes as invitation_sheets
from surveys.invitations import operations as inviting
from surveys.invitations import workbooks as invitation_workbooks
from surveys.invitations.rosters import Problem
from surveys.items import INVITATIONS, Definition
from surveys.lifecycle import Stage
from surveys.models import Survey
from web import clock, downloads, jobs, pages
from web.access import person, requires
from web.errors import Refusal
from web.transactions import database, session

bp = Blueprint("invitations_desk", __name__, url_prefix="/desk/surveys/<int:survey_id>/invitations")
MOST_PROBLEMS_SHOWN = 200
Read = TypeVar("Read")


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)


@bp.get("")
@requires("surveys.write")
def show(survey_id: int) -> str:
    """What can be done about invitations at this stage."""
    return _page(survey_id)


@bp.post("/roster")
@requires("surveys.write")
def check_roster(survey_id: int) -> BaseResponse | tuple[str, int]:
    """Check a staff list row by row; a clean one makes the draft one by invitation."""
    if not is_offered():
        raise Refusal(_("这个地址没有加密（https），手机上做不了答题券。请改用纸质答题码。"))
    form = RosterForm()
    tree = _tree()
    roster = _read(form, lambda data, name: invitation_workbooks.roster(data, name, tree)) if form.validate() else None
    if roster is None or roster.problems:
        return _page(survey_id, roster_form=form, problems=roster.problems if roster else ()), 422
    days, survey = form.drawing_days.data, queries.survey_to_change(session(), survey_id)
    inviting.choose(session(), survey, roster, tree, drawing_days=days, actor=person(), now=clock.now())
    flash(_("名单没有问题，共 %(n)d 人。名单本身没有存下来。", n=len(roster.people)), "good")
    return redirect(url_for("invitations_desk.show", survey_id=survey_id))


@bp.post("/roster/undo")
@requires("surveys.write")
def undo_roster(survey_id: int) -> BaseResponse:
    """Back to the open link."""
    survey = queries.survey_to_change(session(), survey_id)
    inviting.give_up(session(), survey, actor=person(), now=clock.now())
    flash(_("已撤销，改回开放链接。"), "good")
    return redirect(url_for("surveys_desk.show", survey_id=survey_id))


@bp.post("/open")
@requires("surveys.write")
def open_(survey_id: int) -> BaseResponse:
    """Make a key for each unit and open, as a job: all of it or nothing."""
    survey = queries.survey(session(), survey_id)
    if Definition.from_json(survey.definition).admission != INVITATIONS:
        raise Refusal(_("请先上传并核对职工名单。"))
    for obstacle in operations.obstacles(session(), survey, now=clock.now()):
        raise Refusal(obstacle)
    databases, actor, instance_key = database(), person(), current_app.extensions["instance_key"]
    result = url_for("invitations_desk.show", survey_id=survey_id)

    def work(progress: jobs.Progress) -> str:
        told = _("正在给每个单位制作签名钥匙…")
        inviting.open_(
            databases,
            survey_id,
            instance_key=instance_key,
            actor=actor,
            now=clock.now,
            progress=lambda done, whole: progress(done, whole, told),
        )
        return result

    job = jobs.start("survey.keys", _("开放问卷"), work, owner_id=actor.id)
    return redirect(url_for("jobs.show", job_id=job))


@bp.post("/links")
@requires("surveys.write")
def links(survey_id: int) -> Response | tuple[str, int]:
    """The staff list back, with number, personal link and a text to send."""
    form, tree = WorkbookForm(), _tree()
    roster = _read(form, lambda data, name: invitation_workbooks.roster(data, name, tree)) if form.validate() else None
    if roster is None or roster.problems:
        return _page(survey_id, links_form=form, problems=roster.problems if roster else ()), 422
    with database().reading() as reading:
        survey = queries.survey(reading, survey_id)
    definition = Definition.from_json(survey.definition)
    made = inviting.draw_up_links(survey, roster, tree, now=clock.now())
    base = pages.address("invitations.invitation") + "#"
    book = invitation_workbooks.with_links(
        roster,
        [base + each for each in made.secrets],
        [unit.name for unit in made.units],
        _text(survey, definition),
        title=definition.title,
        note=_("核对码 %(code)s。请妥善保管这个文件：系统里没有名单，丢了找不回来。", code=_code(definition)),
    )
    # Only now, with the workbook ready: writing it takes long, and meanwhile nobody else waits.
    inviting.keep_links(session(), database(), survey, made, actor=person(), now=clock.now())
    return downloads.file(book, f"invitations-{survey.slug}.xlsx")


@bp.post("/links/undo")
@requires("surveys.write")
def undo_links(survey_id: int) -> BaseResponse:
    """Take all links back, while nobody has drawn."""
    survey = queries.survey(session(), survey_id)
    inviting.withdraw_links(session(), database(), survey, actor=person(), now=clock.now())
    flash(_("链接已全部作废，可以重新生成。"), "good")
    return redirect(url_for("invitations_desk.show", survey_id=survey_id))


@bp.post("/envelopes")
@requires("surveys.write")
def envelopes(survey_id: int) -> Response | tuple[str, int]:
    """Sealed envelopes for the people of a workbook that was handed back, or of a part of it."""
    form = WorkbookForm()
    table = _read(form, invitation_workbooks.handed_back) if form.validate() else None
    if table is None:
        return _page(survey_id, envelopes_form=form), 422
    found = invitation_workbooks.envelopes(table)
    if not 0 < len(found) <= invitation_sheets.MOST_ENVELOPES:
        raise Refusal(
            _("一次印 1 到 %(n)d 个信封。人多就按单位把表格分成几份，分开印。", n=invitation_sheets.MOST_ENVELOPES)
        )
    with database().reading() as reading:
        survey, chosen = queries.survey(reading, survey_id), preferences.read(reading)
    address = pages.address("invitations.invitation")
    printed = invitation_sheets.envelopes_pdf(
        survey,
        Definition.from_json(survey.definition),
        found,
        address=address,
        publisher=chosen.published_by,
    )
    return downloads.file(printed, f"envelopes-{survey.slug}.pdf")


@bp.post("/reminders")
@requires("surveys.write")
def reminders(survey_id: int) -> Response | tuple[str, int]:
    """Who has not drawn a ticket, where saying so points at nobody."""
    form = WorkbookForm()
    table = _read(form, invitation_workbooks.handed_back) if form.validate() else None
    if table is None:
        return _page(survey_id, reminders_form=form), 422
    secrets = [invitation_workbooks.secret(row.values[invitation_workbooks.LINK]) for row in table.rows]
    with database().box_reading() as opened:
        missing = invitations.to_remind(opened, survey_id, secrets)
    if not missing:
        raise Refusal(_("没有要提醒的人：要么都领了，要么没领的人太少，列出来会认出人。"))
    book = invitation_workbooks.of_missing(table, missing, title=_("还没有领券"))
    return downloads.file(book, f"not-drawn-{survey_id}.xlsx")


def is_offered() -> bool:
    """Whether phones can make tickets here: browsers do so on https, and on the machine itself."""
    return current_app.extensions["settings"].https or pages.is_only_here()


def _page(survey_id: int, problems: tuple[Problem, ...] = (), **forms: Any) -> str:
    survey = queries.survey(session(), survey_id)
    stage = queries.stage(survey, clock.now())
    definition = operations.shown(session(), survey, now=clock.now())
    with database().box_reading() as opened:
        drawn = invitations.numbers(opened, survey_id)
    given: dict[str, Any] = {
        "roster_form": RosterForm(formdata=None, drawing_days=definition.drawing_days),
        "links_form": WorkbookForm(formdata=None),
        "envelopes_form": WorkbookForm(formdata=None),
        "reminders_form": WorkbookForm(formdata=None),
    }
    return render_template(
        "surveys/invitations/desk.html",
        survey=survey,
        stage=stage,
        stages=lifecycle,
        definition=definition,
        is_invited=definition.admission == INVITATIONS and bool(definition.units),
        is_offered=is_offered(),
        obstacles=operations.obstacles(session(), survey, now=clock.now()) if stage is Stage.DRAFT else [],
        problems=problems[:MOST_PROBLEMS_SHOWN],
        more=max(0, len(problems) - MOST_PROBLEMS_SHOWN),
        drawn=drawn,
        nobody_drew=not any(each.drawn for each in drawn.values()),
        code=_code(definition),
        announcement=_announcement(survey, definition) if stage is Stage.OPEN else "",
        **(given | forms),
    )


def _read(form: Any, read: Callable[[bytes, str], Read]) -> Read | None:
    """What `read` makes of the posted workbook; None with a sentence at the field when it cannot be read."""
    posted = form.workbook.data
    try:
        return read(posted.read(), posted.filename or "")
    except Unreadable as unreadable:
        form.workbook.errors = [_(unreadable.message, **unreadable.values)]
        return None


def _code(definition: Definition) -> str:
    return tickets.check_code(definition.keys_digest)


def _tree() -> UnitTree:
    """The units, read apart: reading a long list must not hold the writer's place."""
    with database().reading() as reading:
        return account_queries.unit_tree(reading, only_active=True)


def _begins(survey: Survey, definition: Definition) -> str:
    assert survey.opened_at is not None
    return pages.local_moment(lifecycle.answers_from(survey.opened_at, definition.drawing_days))


def _text(survey: Survey, definition: Definition) -> str:
    """A message for one person, with `{link}` and `{unit}` to be filled in."""
    return _(
        "邀请您参加“%(title)s”，不记名。请点开链接领答题券（券上只写“%(unit)s”），%(begins)s起答题，%(ends)s截止：%(link)s 核对码 %(code)s。链接是给您一个人的，请不要转发。",
        title=definition.title.replace("{", "（").replace("}", "）"),
        unit="{unit}",
        begins=_begins(survey, definition),
        ends=pages.local_moment(survey.closes_at),
        link="{link}",
        code=_code(definition),
    )


def _announcement(survey: Survey, definition: Definition) -> str:
    """What to put on the notice board, so that everybody compares the same check code."""
    return _(
        "“%(title)s”开始领券。%(begins)s起答题，%(ends)s截止。打开您的链接，手机上显示的核对码应当是：%(code)s。不一样就先别领，告诉工会。",
        title=definition.title,
        begins=_begins(survey, definition),
        ends=pages.local_moment(survey.closes_at),
        code=_code(definition),
    )
