"""接访日: the notice for staff, and the desk's schedule, record and cases."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response as AnyResponse

from accounts import preferences
from accounts import queries as accounts
from petitions import offices
from petitions import words as desk_words
from petitions.register import reception_queries, receptions
from petitions.register.reception_forms import AnnounceForm, RecordForm
from petitions.register.receptions import PERMISSION
from web import clock, navigation
from web.access import person, public, requires
from web.errors import Missing, Refusal
from web.forms import say_somewhere
from web.transactions import session
from web.words import N_

bp = Blueprint("receptions", __name__)
bp.context_processor(desk_words.words)
DESK = "/desk/petitions/receptions"
YEAR = timedelta(days=366)


def register(app: Flask) -> None:
    """Add the pages and the door on the staff home."""
    app.register_blueprint(bp)
    navigation.of(app).doors.append(
        navigation.Door(
            N_("领导接访"),
            N_("哪位领导、哪天、在哪里当面听您说"),
            "receptions.notice",
            is_open=lambda: reception_queries.any_coming(session(), clock.today()),
            position=40,
        )
    )


@bp.get("/receptions")
@public
def notice() -> str:
    """When and where leaders receive visitors."""
    return render_template(
        "petitions/register/receptions.html",
        receptions=reception_queries.coming(session(), clock.today()),
        place=offices.where_in_person(preferences.read(session())),
    )


@bp.get(f"{DESK}/")
@requires("petitions")
def schedule() -> str:
    """What lies ahead and what was held within a year."""
    return _schedule(AnnounceForm(formdata=None))[0]


@bp.post(f"{DESK}/")
@requires(PERMISSION)
def announce() -> AnyResponse | tuple[str, int]:
    """Announce another day."""
    form = AnnounceForm()
    if not form.validate_on_submit():
        return _schedule(form)
    leader_id = form.leader_id.data if form.leader_id.data in accounts.account_names(session()) else None
    try:
        receptions.announce(
            session(),
            day=form.day.data,
            hours=form.hours.data,
            place=form.place.data,
            leader=form.leader.data,
            leader_id=leader_id,
            actor=person(),
            now=clock.now(),
        )
    except Refusal as refusal:
        return _schedule(form, refusal)
    flash(_("接访日已公布，职工在首页“领导接访”能看到。"), "good")
    return redirect(url_for(".schedule"))


@bp.get(f"{DESK}/<int:reception_id>")
@requires("petitions")
def show(reception_id: int) -> str:
    """One reception day: its record as far as one may open it, and the cases registered from it."""
    return _day(reception_id, None)[0]


@bp.post(f"{DESK}/<int:reception_id>")
@requires(PERMISSION)
def record(reception_id: int) -> AnyResponse | tuple[str, int]:
    """Keep the record."""
    form = RecordForm()
    if not form.validate_on_submit():
        return _day(reception_id, form)
    try:
        receptions.record(
            session(),
            reception_id,
            visits=form.visits.data,
            visitors=form.visitors.data,
            text=form.text.data or "",
            seen=form.seen.data or "",
            actor=person(),
            now=clock.now(),
        )
    except Refusal as refusal:
        say_somewhere(form, refusal)
        return _day(reception_id, form)
    flash(_("接访记录已存下：数字公开统计，内容封存。"), "good")
    return redirect(url_for(".show", reception_id=reception_id))


@bp.post(f"{DESK}/<int:reception_id>/cancel")
@requires(PERMISSION)
def cancel(reception_id: int) -> AnyResponse:
    """Cancel a day."""
    receptions.cancel(session(), reception_id, actor=person(), now=clock.now())
    flash(_("已取消，公布的安排上会写明。"), "good")
    return redirect(url_for(".schedule"))


def _schedule(form: AnnounceForm, refusal: Refusal | None = None) -> tuple[str, int]:
    today: date = clock.today()
    able = [each for each in accounts.people(session()) if each.can("petitions.approve")]
    form.offer(able, accounts.unit_tree(session()))
    if refusal is not None:
        say_somewhere(form, refusal)
    held = reception_queries.between(session(), today - YEAR, today)
    page = render_template(
        "petitions/register/desk_receptions.html",
        form=form,
        coming=[each for each in reception_queries.coming(session(), today) if each.recorded_on is None],
        held=[each for each in held if each.day < today or each.recorded_on is not None],
        counted=reception_queries.counted(session(), held, person()),
        today=today,
    )
    return page, 422 if form.errors else 200


def _day(reception_id: int, form: RecordForm | None) -> tuple[str, int]:
    try:
        row = reception_queries.reception(session(), reception_id)
    except NoResultFound:
        raise Missing from None
    said = receptions.opened(session(), row, person())
    if form is None:
        form = RecordForm(formdata=None, visits=row.visits, visitors=row.visitors, text=said or "")
    overtaken = said if form.errors and (form.seen.data or "") != receptions.version(row) else None
    # Whoever read the sentence and what was written meanwhile may send theirs on top of it.
    form.seen.data = receptions.version(row)
    page = render_template(
        "petitions/register/desk_reception.html",
        row=row,
        said=said,
        overtaken=overtaken,
        form=form,
        cases=reception_queries.cases(session(), reception_id, person()),
        may_record=person().can(PERMISSION) and said is not None,
        today=clock.today(),
    )
    return page, 422 if form.errors else 200
