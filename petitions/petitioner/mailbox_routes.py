"""The petitioner leaves a mailbox on their case page, changes it, or takes it away."""

from __future__ import annotations

from flask import Blueprint, Flask, redirect, url_for
from werkzeug.wrappers import Response

from petitions.mailbox import operations
from petitions.mailbox.forms import MailboxForm
from petitions.petitioner.showing import show_case
from petitions.visit import open_case
from petitions.visit.ending import ran_out
from web import limits
from web.access import public
from web.errors import Refusal
from web.forms import say_somewhere
from web.transactions import session

bp = Blueprint("mailbox", __name__)


def register(app: Flask) -> None:
    """Add the pages; like the rest of /case they ask for the case session and nothing ambient."""
    app.register_blueprint(bp)
    app.extensions["csrf"].exempt(bp)


@bp.post("/case/mailbox")
@public
def leave() -> Response | tuple[str, int]:
    """Leave a mailbox, or another one."""
    limits.require("case")
    form = MailboxForm()
    opened = open_case.of_form(form.token.data)
    if opened is None:
        # The address is no word to the office: it does not wait behind the code.
        return ran_out("")
    if not form.validate():
        return show_case(opened, status=422, mailbox=form)
    try:
        operations.leave(session(), opened.petition_id, form.mailbox.data, key=opened.key)
    except Refusal as refusal:
        session().rollback()
        say_somewhere(form, refusal)
        return show_case(opened, status=refusal.status, mailbox=form)
    return redirect(url_for("case.case", _anchor="mailbox"), 303)


@bp.post("/case/mailbox/remove")
@public
def remove() -> Response | tuple[str, int]:
    """Forget the mailbox."""
    limits.require("case")
    opened = open_case.of_form(MailboxForm().token.data)
    if opened is None:
        return ran_out("")
    operations.remove(session(), opened.petition_id)
    return redirect(url_for("case.case", _anchor="mailbox"), 303)
