"""The desk's page for registering a visit, a letter or a call by hand, and the receipt to hand over."""

from __future__ import annotations

from flask import Blueprint, Flask, render_template, request

from petitions import reach, receipt
from petitions import words as desk_words
from petitions.desk import by_hand as desk_by_hand
from petitions.desk import step_files as desk_files
from petitions.desk.by_hand_form import ByHandForm
from petitions.filing import certificate
from petitions.visit.addresses import case_address, receipt_key
from web import clock, crockford
from web.access import person, requires
from web.errors import Refusal
from web.forms import say_somewhere
from web.transactions import session

bp = Blueprint("petition_by_hand", __name__, url_prefix="/desk/petitions/new")
bp.context_processor(desk_words.words)


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)


@bp.get("")
@requires("petitions.register")
def by_hand() -> str:
    """The form for a visit, a letter or a call."""
    form = ByHandForm(code=receipt.mint(), reception=request.args.get("reception", ""), received_on=clock.today())
    desk_by_hand.offer(form, session(), today=clock.today())
    return render_template("petitions/desk/by_hand.html", form=form)


@bp.post("")
@requires("petitions.register")
def by_hand_post() -> str | tuple[str, int]:
    """Store what an officer heard or received, and show the receipt to hand over."""
    form = ByHandForm()
    desk_by_hand.offer(form, session(), today=clock.today())
    had_files = desk_files.had_any(request)
    if not form.validate_on_submit():
        return render_template("petitions/desk/by_hand.html", form=form, had_files=had_files), 422
    files, refused = desk_files.came(request, "files")
    if refused:
        form.form_errors = refused
        return render_template("petitions/desk/by_hand.html", form=form, had_files=had_files), 422
    try:
        found = desk_by_hand.file(session(), form, files, actor=person(), now=clock.now(), instance_key=receipt_key())
    except Refusal as refusal:
        session().rollback()
        say_somewhere(form, refusal)
        return render_template("petitions/desk/by_hand.html", form=form, had_files=had_files), refusal.status
    is_mine = bool(reach.roles(session(), found, person()))
    code = receipt.read(form.code.data)
    picture = certificate.picture(code, case_address(""), found.number, found.filed_on, due=found.next_due)
    shown = crockford.grouped(code)
    return render_template("petitions/desk/receipt.html", petition=found, code=shown, picture=picture, is_mine=is_mine)
