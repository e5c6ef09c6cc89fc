"""Desk side of surveys: the list, opening, watching, opening the box, releasing. Building is `drafts.routes`."""

from __future__ import annotations

from flask import (
    Blueprint,
    Flask,
    Response,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from accounts import preferences
from notices.registry import DigestPart, register_digest_part
from paper.poster import poster_pdf
from surveys import desk_panel, digest_part, lifecycle, offices, operations, queries
from surveys.ballot_box import box, tickets
from surveys.counting import operations as counting
from surveys.drafts import page as draft_page
from surveys.forms import ForwardForm, PublishForm
from surveys.items import Definition
from surveys.lifecycle import Stage
from surveys.models import Survey
from surveys.results import page as results_page
from surveys.results import weak_points
from surveys.review import operations as review
from surveys.review import queries as review_queries
from surveys.review import sealed_texts
from web import clock, downloads, formats, jobs, navigation, pages
from web.access import person, requires
from web.errors import Refusal
from web.forms import say_somewhere
from web.navigation import DeskItem, Panel
from web.transactions import after_commit, database, session
from web.words import N_

bp = Blueprint("surveys_desk", __name__, url_prefix="/desk/surveys")


def register(app: Flask) -> None:
    """Add the pages and their line in the navigation."""
    app.register_blueprint(bp)
    navigation.of(app).desk_items.append(DeskItem(N_("问卷"), "surveys_desk.surveys", "surveys", position=20))
    navigation.of(app).desk_panels.append(Panel("surveys/desk/_panel.html", _panel, "surveys", position=40))
    register_digest_part(app, DigestPart(N_("问卷"), "surveys", digest_part.lines, position=20))


@bp.get("/")
@requires("surveys")
def surveys() -> str:
    """The surveys somebody may read by stage, those that wait for somebody first, newest in front."""
    shown = filter(offices.listed(session(), person(), clock.now()), queries.surveys(session()))
    found = [(queries.stage(each, clock.now()), each) for each in shown]
    groups = [(stage, [each for at, each in found if at is stage]) for stage in lifecycle.WAITING]
    return render_template("surveys/desk/list.html", groups=[group for group in groups if group[1]], stages=lifecycle)


@bp.get("/<int:survey_id>")
@requires("surveys")
def show(survey_id: int) -> str:
    """One survey as its stage wants it."""
    return _stage_page(survey_id, PublishForm())


def _stage_page(survey_id: int, publishing: PublishForm) -> str:
    survey = queries.survey(session(), survey_id)
    stage = queries.stage(survey, clock.now())
    definition = operations.shown(session(), survey, now=clock.now())
    return render_template(
        f"surveys/desk/{stage.value}.html",
        survey=survey,
        stage=stage,
        stages=lifecycle,
        definition=definition,
        address=pages.address("surveys.answer", slug=survey.slug),
        forward=ForwardForm(),
        publishing=publishing,
        release=queries.release(session(), survey_id),
        progress=review_queries.progress(session(), survey_id),
        second_look=review_queries.second_look(session(), survey_id),
        **(draft_page.checks(session(), survey, definition, now=clock.now()) if stage is Stage.DRAFT else {}),
    )


@bp.post("/<int:survey_id>/open")
@requires("surveys.write")
def open_(survey_id: int) -> BaseResponse:
    """Freeze the survey and let answers in."""
    survey = queries.survey_to_change(session(), survey_id)
    operations.open_(session(), survey, actor=person(), now=clock.now())
    _tell_box(survey)
    flash(_("问卷已开放。现在可以打印海报，或者把链接发到班组群。"), "good")
    return redirect(url_for("surveys_desk.show", survey_id=survey_id))


@bp.get("/<int:survey_id>/poster.pdf")
@requires("surveys")
def poster(survey_id: int) -> Response:
    """The QR poster of an open survey."""
    survey = queries.survey(session(), survey_id)
    definition = Definition.from_json(survey.definition)
    chosen = preferences.read(session())
    assert survey.closes_at is not None
    drawn = poster_pdf(
        title=definition.title,
        lines=(
            _("手机扫一扫，不用登录，不用装软件"),
            _("不记名 · 截止 %(day)s", day=formats.day(survey.closes_at.astimezone(clock.now().tzinfo).date())),
        ),
        url=pages.address("surveys.answer", slug=survey.slug),
        caption=_("或者在浏览器里输入下面的地址"),
        small_print=(
            _("谁看得到：开箱以前没有人看得到任何答卷；公布的每个数字至少来自 %(n)d 个人。", n=definition.floor),
            _("内容校验码：%(digest)s", digest=survey.digest or ""),
            *_check_code(definition),
        ),
        publisher=chosen.published_by,
        mark=_("演示数据") if pages.is_demo() else "",
    )
    return downloads.file(drawn, f"poster-{survey.slug}.pdf", is_shown=True)


@bp.post("/<int:survey_id>/forward")
@requires("surveys.write")
def forward(survey_id: int) -> BaseResponse:
    """Close earlier: at a time, or now."""
    survey = queries.survey_to_change(session(), survey_id)
    form = ForwardForm()
    at_once = "at_once" in request.form
    if not at_once and not form.validate():
        raise Refusal(_("请选择新的截止时间。"))
    closes_at = clock.now() if at_once else clock.aware(form.closes_at.data)
    operations.bring_forward(session(), survey, closes_at, actor=person(), now=clock.now())
    _tell_box(survey)
    flash(_("截止时间已提前，并记入审计日志。"), "good")
    return redirect(url_for("surveys_desk.show", survey_id=survey_id))


@bp.post("/<int:survey_id>/count")
@requires("surveys.count")
def count(survey_id: int) -> BaseResponse:
    """Open the box, as a job with a progress bar."""
    survey = queries.survey_to_change(session(), survey_id)
    if queries.stage(survey, clock.now()) is not Stage.CLOSED:
        raise Refusal(_("问卷还没有截止，或者已经开箱计票。"))
    pair = operations.survey_key(session(), survey, person().keys)
    databases, actor, now = database(), person(), clock.now()
    result = url_for("surveys_desk.show", survey_id=survey_id)

    def work(progress: jobs.Progress) -> str:
        told = _("正在打开答卷…")
        counting.count(
            databases,
            survey_id,
            pair,
            actor=actor,
            now=now,
            progress=lambda done, whole: progress(done, whole, told),
        )
        return result

    job = jobs.start("survey.count", _("开箱计票"), work, owner_id=actor.id)
    return redirect(url_for("jobs.show", job_id=job))


@bp.get("/<int:survey_id>/results")
@requires("surveys")
def results(survey_id: int) -> str:
    """The release, before and after it is published."""
    survey = queries.survey(session(), survey_id)
    release = queries.release(session(), survey_id)
    # What is listed as a measure may be read by everybody, so only what is published can be.
    found = weak_points.of(release) if release and survey.released_on else []
    return render_template(
        "surveys/results/desk.html",
        survey=survey,
        results=results_page.of(session(), survey),
        weak_points=found,
    )


@bp.post("/<int:survey_id>/publish")
@requires("surveys.write")
def publish(survey_id: int) -> BaseResponse | tuple[str, int]:
    """Let everybody read the results, with the reviewed texts or without any, and destroy ballots, texts and key."""
    survey = queries.survey_to_change(session(), survey_id)
    form = PublishForm()
    if not form.validate_on_submit():
        return _stage_page(survey_id, form), 422
    with_comments = not form.without_comments.data
    try:
        review.publish(session(), survey, with_comments=with_comments, actor=person(), now=clock.now())
    except Refusal as refusal:
        if queries.stage(survey, clock.now()) is not Stage.COUNTED:
            raise
        session().rollback()
        say_somewhere(form, refusal)
        return _stage_page(survey_id, form), 409
    databases = database()
    after_commit(lambda: box.destroy(databases, survey_id))
    after_commit(lambda: sealed_texts.forget(databases))
    flash(_("结果已公布。答卷和钥匙已经销毁。"), "good")
    return redirect(url_for("surveys_desk.show", survey_id=survey_id))


def _tell_box(survey: Survey) -> None:
    """Once the survey's new times are stored, the box goes by them."""
    databases, survey_id, closes_at = database(), survey.id, survey.closes_at
    assert closes_at is not None
    after_commit(lambda: box.open_(databases, survey_id, closes_at))


def _check_code(definition: Definition) -> list[str]:
    """The line that everybody compares with what a phone shows, where there are ticket keys."""
    return [_("核对码：%(code)s", code=tickets.check_code(definition.keys_digest))] if definition.keys_digest else []


def _panel() -> dict[str, object]:
    return desk_panel.panel(session(), person(), now=clock.now())
