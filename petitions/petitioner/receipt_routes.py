"""Changing the receipt code: the new one is shown and kept first, then the old one ends."""

from __future__ import annotations

from flask import Blueprint, Flask, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from petitions import queries, receipt
from petitions.filing import certificate
from petitions.forms import NewReceiptForm
from petitions.petitioner import new_receipt
from petitions.visit import open_case
from petitions.visit import session as case_session
from petitions.visit.addresses import case_address, receipt_key
from petitions.visit.ending import ran_out
from petitions.visit.session import CaseSession
from web import clock, crockford, limits
from web.access import public
from web.transactions import database, session

bp = Blueprint("new_receipt", __name__)


def register(app: Flask) -> None:
    """Add the pages; like the rest of /case they ask for the case session and nothing ambient."""
    app.register_blueprint(bp)
    app.extensions["csrf"].exempt(bp)


@bp.get("/case/code")
@public
def show() -> Response | str:
    """A new code, minted with the page; it opens nothing yet."""
    opened = open_case.current()
    return redirect(url_for("case.case"), 303) if opened is None else _page(opened, receipt.mint())


@bp.post("/case/code")
@public
def take() -> Response | str | tuple[str, int]:
    """Let the new code open the case once its end was typed, which shows that it was kept."""
    limits.require("case")
    form = NewReceiptForm()
    opened = open_case.of_form(form.token.data)
    if opened is None:
        return ran_out("")
    code = receipt.read_or_none(form.receipt.data or "")
    if code is None:
        return redirect(url_for(".show"), 303)
    if not receipt.ends_with(code, form.last_four.data or ""):
        form.last_four.errors = [_("和新查询码的最后四位对不上。请照上面的再输一次。")]
        return _page(opened, code, form), 422
    derived = new_receipt.take(
        session(), opened.petition_id, code, key=opened.key, private=opened.receipt, instance_key=receipt_key()
    )
    again = case_session.begin(opened.petition_id, derived.key, now=clock.now())
    return case_session.keep(redirect(url_for("case.case"), 303), again, now=clock.now())


def _page(opened: CaseSession, code: str, form: NewReceiptForm | None = None) -> str:
    with database().reading() as reading:
        case = queries.petition(reading, opened.petition_id)
    return render_template(
        "petitions/petitioner/new_receipt.html",
        number=case.number,
        code=code,
        parts=crockford.parts(code),
        picture=certificate.picture(code, case_address(""), case.number, case.filed_on),
        token=opened.token,
        form=form or NewReceiptForm(formdata=None),
    )
