"""联名 for staff: joining with a code, and the receipt of it."""

from __future__ import annotations

from flask import Blueprint, Flask, render_template
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from petitions import receipt
from petitions.filing import certificate
from petitions.joint import joining, voices
from petitions.joint.forms import JoinCodeForm, JoinForm
from petitions.joint.models import Voice
from petitions.joint.voices import Invited
from petitions.keys import readers
from petitions.mailbox import telling
from petitions.visit.addresses import case_address, receipt_key
from petitions.visit.ending import left, unkept_code
from petitions.visit.session import VOICE
from web import clock, crockford, limits, puzzle
from web.access import public
from web.errors import Refusal
from web.forms import say_somewhere
from web.transactions import database, session

bp = Blueprint("joint", __name__)
IS_A_RECEIPT = _l(
    "这是查询码，不是联名码。要看进度和答复，请到“查进度”输入；要加入别人的诉求，请用同事给您的联名码。查询码别给别人。"
)
NOT_FOUND = _l("没有找到这个联名码：可能输错了，也可能提诉求的人已经停止联名。")


def register(app: Flask) -> None:
    """Add the pages; no account and nothing ambient: codes and the case session are asked each time."""
    app.register_blueprint(bp)
    app.extensions["csrf"].exempt(bp)


@bp.get("/join")
@public
def join_code() -> str:
    """Ask for the joining code, which the link brings behind #."""
    return render_template("petitions/joint/code.html", form=JoinCodeForm(formdata=None))


@bp.post("/join")
@public
def join_page() -> str | tuple[str, int]:
    """What a joining code shows, and the form to add one's voice."""
    form = JoinCodeForm()
    limits.require("joining", form.code.data or "")
    if form.validate():
        with database().reading() as reading:
            found = voices.invited(reading, form.code.data, instance_key=receipt_key())
            if found is not None:
                own = receipt.mint()
                mark = receipt.mark(receipt_key(), own)
                blank = JoinForm(formdata=None, code=form.code.data, receipt=own, mark=mark)
                return _join_page(reading, found, blank)
            is_receipt = voices.is_a_receipt(reading, form.code.data, instance_key=receipt_key())
        form.code.errors = [IS_A_RECEIPT if is_receipt else NOT_FOUND]
    return render_template("petitions/joint/code.html", form=form), 422


@bp.post("/join/add")
@public
def join() -> str | tuple[str, int]:
    """Add a voice, or show what is missing; the same form again shows the same receipt."""
    form = JoinForm()
    join_with = receipt.read_or_none(form.code.data or "") or ""
    is_calm = limits.is_calm("joining")
    code = receipt.given_out(receipt_key(), form.receipt.data or "", form.mark.data or "")
    form.receipt.data, form.mark.data = code, receipt.mark(receipt_key(), code)
    with database().reading() as reading:
        again = voices.by_receipt(reading, code, instance_key=receipt_key())
        if again is not None:
            return _receipt_page(code, voices.voice(reading, again[0]))
        found = voices.invited(reading, join_with, instance_key=receipt_key())
        if found is None:
            asked = JoinCodeForm(formdata=None)
            asked.code.errors = [NOT_FOUND]
            return render_template("petitions/joint/code.html", form=asked), 422
        form.offer(readers.active(reading, found.petition_id))
        if not is_calm and not puzzle.is_solved(form, code):
            return _join_page(reading, found, form, question=puzzle.question(code)), 429
        limits.require("joining", join_with)
        if not form.validate():
            return _join_page(reading, found, form), 422
    try:
        added = joining.join(
            session(), join_with, form.adding(), code=code, instance_key=receipt_key(), now=clock.now()
        )
    except Refusal as refusal:
        session().rollback()
        say_somewhere(form, refusal)
        with database().reading() as reading:
            return _join_page(reading, found, form), refusal.status
    return _receipt_page(code, added)


@bp.post("/join/leave")
@public
def leave_receipt() -> Response | str:
    """Leave the receipt: at once when the last four characters are right, else after one warning."""
    code = unkept_code()
    if code is None:
        return left(VOICE)
    with database().reading() as reading:
        found = voices.by_receipt(reading, code, instance_key=receipt_key())
        return left(VOICE) if found is None else _receipt_page(code, voices.voice(reading, found[0]), warned=True)


def _join_page(reading: Session, found: Invited, form: JoinForm, *, question: str = "") -> str:
    form.offer(readers.active(reading, found.petition_id))
    return render_template(
        "petitions/joint/join.html", found=found, form=form, question=question, work_bits=puzzle.BITS
    )


def _receipt_page(code: str, added: Voice, *, warned: bool = False) -> str:
    return render_template(
        "petitions/joint/receipt.html",
        code=code,
        voice=added,
        warned=warned,
        can_be_told=telling.can_send(),
        parts=crockford.parts(code),
        picture=certificate.picture(code, case_address(""), added.number, added.joined_on, is_joint=True),
    )
