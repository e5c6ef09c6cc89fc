"""Reading groups at the desk: founding, members, recovery sheets, and coming back with two of them."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from accounts import group_operations, handouts, queries
from accounts.forms import AdmitForm, EmptyForm, FoundForm, RecoverForm, SheetsForm
from accounts.queries import Office
from vault import recovery, seal
from vault.recovery import Sheets
from web import clock, downloads, navigation
from web.access import person, requires
from web.errors import Refusal
from web.forms import say_beside
from web.transactions import session
from web.words import N_

bp = Blueprint("groups", __name__, url_prefix="/desk/groups")


def register(app: Flask) -> None:
    """Add the pages, their place in the navigation, and the red strip over unconfirmed sheets."""
    app.register_blueprint(bp)
    shown = navigation.of(app)
    shown.desk_items.append(navigation.DeskItem(N_("受理机构"), "groups.index", "groups", position=80))
    shown.strips.append(navigation.Panel("accounts/_strip_sheets.html", _unconfirmed, "groups"))
    shown.strips.append(navigation.Panel("accounts/_strip_new_office.html", _carved_out, "groups"))


@bp.get("/")
@requires("groups")
def index() -> str:
    """The offices of this person, and those they could join or bring back."""
    everything = queries.offices(session(), clock.today())
    own = [each for each in everything if _is_member(each)]
    others = [each for each in everything if each.founded_on and not _is_member(each) and _could_join(each)]
    return render_template("accounts/groups.html", own=own, others=others)


@bp.get("/found")
@requires("groups")
def found() -> str:
    """Where a founding link leads; its secret stands behind the # and never reaches a log."""
    return render_template("accounts/found.html", form=FoundForm())


@bp.post("/found")
@requires("groups")
def found_post() -> AnyResponse | tuple[str, int]:
    """Found the group the link belongs to."""
    form = FoundForm()
    if form.validate_on_submit():
        group = group_operations.found(session(), form.token.data, actor=person(), now=clock.now())
        flash(_("受理机构已经建立，您是第一位成员。请现在打印恢复单。"))
        return redirect(url_for("groups.show", group_id=group.id))
    return render_template("accounts/found.html", form=form), 422


@bp.get("/<int:group_id>")
@requires("groups")
def show(group_id: int) -> str:
    """Founder, members, whom to admit, and the state of the recovery sheets."""
    office = _own_office(group_id)
    return render_template("accounts/group.html", office=office, form=_admit_form(office), here=person().id)


@bp.post("/<int:group_id>/members")
@requires("groups")
def admit(group_id: int) -> AnyResponse | tuple[str, int]:
    """Admit a colleague."""
    office = _own_office(group_id)
    form = _admit_form(office)
    if form.validate_on_submit():
        group_operations.admit(session(), group_id, form.account_id.data, actor=person(), now=clock.now())
        flash(_("已经接纳。从现在起他能读这个组的全部内容。"))
        return redirect(url_for("groups.show", group_id=group_id))
    return render_template("accounts/group.html", office=office, form=form, here=person().id), 422


@bp.post("/<int:group_id>/members/<int:account_id>/remove")
@requires("groups")
def remove(group_id: int, account_id: int) -> AnyResponse:
    """Remove a member; open matters move to a new pair."""
    _own_office(group_id)
    if EmptyForm().validate_on_submit():
        group_operations.remove(session(), group_id, account_id, actor=person(), now=clock.now())
        flash(_("已经移出。没办结的内容换了新的密钥，他不能再读。"))
    return redirect(url_for("groups.show", group_id=group_id))


@bp.post("/<int:group_id>/sheets")
@requires("groups")
def print_sheets(group_id: int) -> str:
    """Make three sheets and show the page that prints and confirms them."""
    office = _own_office(group_id)
    sheets = group_operations.print_sheets(session(), group_id, actor=person(), now=clock.now())
    return _sheets_page(office, sheets, SheetsForm(formdata=None, kept=_kept(sheets)), [])


@bp.post("/<int:group_id>/sheets.pdf")
@requires("groups")
def sheets_pdf(group_id: int) -> Response:
    """The three sheets as a PDF, made from what the page carries."""
    office = _own_office(group_id)
    pdf = handouts.recovery_sheets(office, _sheets(SheetsForm()), today=clock.today())
    return downloads.file(pdf, "recovery-sheets.pdf", is_kept=False)


@bp.post("/<int:group_id>/sheets/confirm")
@requires("groups")
def confirm_sheets(group_id: int) -> AnyResponse | tuple[str, int]:
    """Confirm the sheets by two words of each; sheets printed before are void from then on."""
    office = _own_office(group_id)
    form = SheetsForm()
    sheets = _sheets(form)
    typed = [
        [request.form.get(f"word-{number}-{position}", "") for position in asked]
        for number, asked in enumerate(sheets.asked)
    ]
    wrong = group_operations.confirm_sheets(session(), sheets, typed, actor=person(), now=clock.now())
    if wrong:
        return _sheets_page(office, sheets, form, wrong), 422
    flash(_("恢复单已经确认。请把三张分别交给三个人保管，以前的恢复单都已作废。"))
    return redirect(url_for("groups.show", group_id=group_id))


@bp.get("/<int:group_id>/recover")
@requires("groups")
def recover(group_id: int) -> str:
    """Where two sheets are typed in."""
    return render_template("accounts/recover.html", office=_office(group_id), form=RecoverForm())


@bp.post("/<int:group_id>/recover")
@requires("groups")
def recover_post(group_id: int) -> AnyResponse | tuple[str, int]:
    """Become a member again with two sheets."""
    form = RecoverForm()
    if form.validate_on_submit():
        try:
            words = [form.first.data, form.second.data]
            group_operations.recover(session(), group_id, words, actor=person(), now=clock.now())
            flash(_("受理机构已经恢复，您又是成员了。请尽快接纳另一位同事，并重新打印恢复单。"))
            return redirect(url_for("groups.show", group_id=group_id))
        except Refusal as refusal:
            say_beside(form, refusal)
    return render_template("accounts/recover.html", office=_office(group_id), form=form), 422


def _office(group_id: int) -> Office:
    return queries.office(session(), group_id, clock.today())


def _own_office(group_id: int) -> Office:
    office = _office(group_id)
    if not _is_member(office):
        raise Refusal(group_operations.NOT_A_MEMBER, status=403)
    return office


def _is_member(office: Office) -> bool:
    return person().id in {member.id for member in office.members}


def _could_join(office: Office) -> bool:
    return any(each.id == person().id for each in queries.candidates(session(), office))


def _admit_form(office: Office) -> AdmitForm:
    form = AdmitForm()
    form.account_id.choices = [(each.id, each.name) for each in queries.candidates(session(), office)]
    return form


def _sheets_page(office: Office, sheets: Sheets, form: SheetsForm, wrong: list[int]) -> str:
    return render_template("accounts/sheets.html", office=office, asked=sheets.asked, form=form, wrong=wrong)


def _kept(sheets: Sheets) -> str:
    return recovery.keep_on_page(sheets, person().keys).hex()


def _sheets(form: SheetsForm) -> Sheets:
    try:
        return recovery.from_page(bytes.fromhex(form.kept.data or ""), person().keys)
    except (seal.SealBroken, ValueError):
        raise Refusal(_("这一页已经过期，恢复单作废。请重新打印。")) from None


def _unconfirmed() -> dict[str, object]:
    return {"offices": queries.unconfirmed(session(), person().id, clock.today())}


def _carved_out() -> dict[str, object]:
    return {"offices": queries.carved_out(session(), person().id, clock.today())}
