"""The desk page that sends an issued report by mail: recipients, the password once, and who was sent which issue."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, current_app, render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectMultipleField
from wtforms.validators import InputRequired, Regexp

from accounts.roles import Role
from database import random_id
from notices import mail
from reports import queries, wording
from reports.mailing import queries as mailing_queries
from reports.mailing import sending as mailing
from reports.period import Period
from web import clock, ids
from web.access import person, requires
from web.errors import Missing, Refusal
from web.forms import say_beside
from web.transactions import session

bp = Blueprint("report_mailing", __name__, url_prefix="/desk/reports")


class MailingForm(FlaskForm):
    """To whom; `mailing` is made with the form, so that it is sent once."""

    mailing = HiddenField(validators=[Regexp(r"^[1-9]\d{0,18}$")])
    to = SelectMultipleField(_l("发给"), [InputRequired(_l("请至少选一位收件人。"))], coerce=ids.read)


def register(app: Flask) -> None:
    """Add the page, and the mail to what may be sent."""
    app.register_blueprint(bp)
    mailing.register(app)


@bp.get("/<period:period>/mail")
@requires("reports.issue")
def show(period: Period) -> str:
    """Who can be sent it, and who was."""
    form = MailingForm(formdata=None, mailing=str(random_id()))
    _offer(form)
    form.to.data = [each.id for each in mailing_queries.recipients(session()) if each.is_(Role.LEADER)]
    return _page(period, form)


@bp.post("/<period:period>/mail")
@requires("reports.issue")
def send(period: Period) -> str | tuple[str, int]:
    """Lock it, write the mails, and show the password, once."""
    form = MailingForm()
    _offer(form)
    if mail.server(current_app.extensions["settings"]) is None:
        raise Refusal(_("还没有设置发信服务器，报告发不出去。请系统管理员先设置，您可以先下载 PDF。"))
    if not form.validate_on_submit():
        return _page(period, form), 422
    try:
        password = mailing.send(
            session(), period, form.to.data, mailing_id=int(form.mailing.data), actor=person(), now=clock.now()
        )
    except Refusal as refusal:
        say_beside(form, refusal)
        return _page(period, form), refusal.status
    to = [each.name for each in mailing_queries.recipients(session()) if each.id in form.to.data]
    return render_template("reports/mailing/sent.html", period=period, title=_title(period), password=password, to=to)


def _offer(form: MailingForm) -> None:
    form.to.choices = [(each.id, each.name) for each in mailing_queries.recipients(session())]


def _page(period: Period, form: MailingForm) -> str:
    report = queries.in_force(session(), period)
    if report is None:
        raise Missing
    facts: dict[str, Any] = {
        "period": period,
        "title": _title(period),
        "report": report,
        "form": form,
        "is_on": mail.server(current_app.extensions["settings"]) is not None,
        "sendings": mailing_queries.sendings(session(), period),
    }
    return render_template("reports/mailing/send.html", **facts)


def _title(period: Period) -> str:
    return f"{period.label}{wording.of(period).report}"
