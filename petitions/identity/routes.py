"""Pages about a sealed name: the officer asks and opens, the keepers decide. The petitioner answers at /case."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from accounts import preferences
from petitions import reach
from petitions.identity import asking as identity
from petitions.identity import operations as identity_operations
from petitions.identity import page as identity_page
from petitions.identity import queries as identity_queries
from petitions.identity.forms import AskIdentityForm, DecideIdentityForm
from petitions.keys import holding
from petitions.models import Petition
from web import clock, navigation, tick
from web.access import person, requires
from web.errors import Refusal
from web.forms import say_somewhere
from web.transactions import database, session
from web.words import N_

bp = Blueprint("identity", __name__)


def register(app: Flask) -> None:
    """Add the pages, the keepers' line in the navigation and panel on their home, and the task that takes keys back."""
    app.register_blueprint(bp)
    shown = navigation.of(app)
    shown.desk_items.append(
        navigation.DeskItem(N_("实名信息"), "identity.kept", "identity", _waiting_or_none, position=25)
    )
    shown.desk_panels.append(navigation.Panel("petitions/identity/_panel.html", _panel, "identity", position=15))
    tick.tick_task(app, "identity", _take_back)


@bp.context_processor
def words() -> dict[str, object]:
    """The words the templates choose from."""
    return {"identity_standings": identity.STANDING_LABELS}


@bp.route("/desk/petitions/<int:petition_id>/identity", methods=["GET", "POST"])
@requires("petitions.assign")
def ask(petition_id: int) -> Response | str | tuple[str, int]:
    """Ask for the name of a case."""
    found = reach.visible(session(), petition_id, person())
    holding.case_key(session(), found, person())
    form = AskIdentityForm()
    if not form.validate_on_submit():
        roles = reach.roles(session(), found, person())
        barrier = identity_operations.barrier(session(), found, roles, is_urgent=True, today=clock.today())
        if barrier is not None:
            raise Refusal(_(identity.BARRIER_LABELS[barrier]))
        return _ask_page(found, form), 422 if form.errors else 200
    urgency = form.urgency.data if form.urgent.data else ""
    try:
        identity_operations.ask(
            session(),
            petition_id,
            reason=form.reason.data,
            urgency=urgency,
            actor=person(),
            now=clock.now(),
        )
    except Refusal as refusal:
        session().rollback()
        say_somewhere(form, refusal)
        return _ask_page(reach.visible(session(), petition_id, person()), form), refusal.status
    flash(_("已提出申请。信访人在查进度的页面能看到；有了结果会显示在这里。"), "good")
    return redirect(url_for("petitions_desk.case", petition_id=petition_id, _anchor="identity"), 303)


@bp.post("/desk/petitions/<int:petition_id>/identity/<int:request_id>")
@requires("petitions.assign")
def opened(petition_id: int, request_id: int) -> str:
    """Open the name, which is written down."""
    found = reach.visible(session(), petition_id, person())
    named = identity_operations.read(session(), petition_id, request_id, actor=person(), now=clock.now())
    until = identity_queries.locked(session(), request_id).granted_until
    return render_template("petitions/identity/open.html", petition=found, named=named, until=until)


@bp.get("/desk/identity/")
@requires("identity")
def kept() -> str:
    """What waits for a keeper, and what became of the rest."""
    listed = identity_page.for_keeper(session(), person(), today=clock.today())
    return render_template("petitions/identity/requests.html", listed=listed, today=clock.today())


@bp.route("/desk/identity/<int:request_id>", methods=["GET", "POST"])
@requires("identity")
def decide(request_id: int) -> Response | str | tuple[str, int]:
    """One request, and a keeper's word on it."""
    form = DecideIdentityForm()
    if not form.validate_on_submit():
        return _decide_page(request_id, form), 422 if form.errors else 200
    agrees = form.decision.data == "agree"
    try:
        identity_operations.decide(
            session(), request_id, agrees=agrees, words=form.text.data or "", actor=person(), now=clock.now()
        )
    except Refusal as refusal:
        session().rollback()
        say_somewhere(form, refusal)
        return _decide_page(request_id, form), refusal.status
    flash(_("已同意，申请人可以看7天，到期自动收回。") if agrees else _("已告知申请人不同意。"), "good")
    return redirect(url_for(".kept"), 303)


def _ask_page(petition: Petition, form: AskIdentityForm) -> str:
    return render_template(
        "petitions/identity/ask.html",
        petition=petition,
        form=form,
        objection_days=preferences.read(session()).identity_objection_days,
        grant_days=identity.GRANT_DAYS,
    )


def _decide_page(request_id: int, form: DecideIdentityForm) -> str:
    found = identity_page.one_for_keeper(session(), request_id, person(), today=clock.today())
    return render_template("petitions/identity/request.html", kept=found, form=form, today=clock.today())


def _waiting() -> int:
    return identity_queries.waiting(session(), person().id, clock.today())


def _waiting_or_none() -> int | None:
    return _waiting() or None


def _panel() -> dict[str, object]:
    return {"waiting": _waiting()}


def _take_back(now: datetime) -> None:
    with database().writing() as own, own.begin():
        identity_operations.take_back(own, now=now)
