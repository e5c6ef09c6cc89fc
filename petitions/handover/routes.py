"""The desk's pages for somebody who leaves: who holds what, and handing all of it to a successor."""

from __future__ import annotations

from flask import Blueprint, Flask, render_template
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.exc import NoResultFound
from wtforms import SelectField
from wtforms.validators import InputRequired

from accounts import operations as account_operations
from accounts import queries as accounts
from ledgers import handing_on as ledger_handing_on
from petitions import words as desk_words
from petitions.fields import CHOOSE, person_options
from petitions.handover import leaving
from web import clock, ids
from web.access import person, requires
from web.errors import Missing
from web.transactions import session

bp = Blueprint("leaving", __name__, url_prefix="/desk/petitions/leaving")
bp.context_processor(desk_words.words)
WORK = ("petitions.handle", "petitions.approve", "ledgers")


class SuccessorForm(FlaskForm):
    """Who takes over."""

    successor_id = SelectField(
        _l("接手的人"), coerce=ids.read, validators=[InputRequired(CHOOSE)], validate_choice=False
    )


def register(app: Flask) -> None:
    """Add the pages, and let the removal of an account ask whether it still holds something."""
    app.register_blueprint(bp)
    account_operations.register_held_work(app, leaving.holds_anything)


@bp.get("/")
@requires("petitions.assign")
def holders() -> str:
    """Everybody who holds something open."""
    return render_template("petitions/handover/holders.html", holders=leaving.holders(session(), person()))


@bp.get("/<int:account_id>")
@requires("petitions.assign")
def show(account_id: int) -> str:
    """Everything open that one account holds."""
    return _page(account_id, SuccessorForm(formdata=None))


@bp.post("/<int:account_id>")
@requires("petitions.assign")
def hand_all(account_id: int) -> str | tuple[str, int]:
    """Hand all of it to a successor, and show what became of each."""
    form = SuccessorForm()
    known = {each.id for each in accounts.people(session()) if each.id != account_id}
    if not form.validate_on_submit() or form.successor_id.data not in known:
        form.successor_id.errors = form.successor_id.errors or [str(CHOOSE)]
        return _page(account_id, form), 422
    results = leaving.hand_all(session(), account_id, form.successor_id.data, actor=person(), now=clock.now())
    names = accounts.account_names(session())
    return render_template(
        "petitions/handover/handed_on.html",
        results=results,
        done=sum(each.is_done for each in results),
        leaving=names[account_id],
        account_id=account_id,
        successor=names[form.successor_id.data],
    )


def _page(account_id: int, form: SuccessorForm) -> str:
    try:
        account = accounts.account(session(), account_id)
    except NoResultFound:
        raise Missing from None
    able = [
        each
        for each in accounts.people(session())
        if each.id != account_id and any(each.can(permission) for permission in WORK)
    ]
    form.successor_id.choices = person_options(able, accounts.unit_tree(session()))
    return render_template(
        "petitions/handover/leaving.html",
        account=account,
        cases=leaving.held(session(), account_id, person()),
        rows=ledger_handing_on.owned(session(), account_id, person()),
        form=form,
        today=clock.today(),
    )
