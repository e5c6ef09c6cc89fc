"""Administration: units, accounts, offices, settings and the audit log. Nothing here opens what staff wrote."""

from __future__ import annotations

from dataclasses import asdict, fields
from functools import partial

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse

from accounts import (
    audit,
    audit_words,
    group_operations,
    handouts,
    operations,
    passwords,
    preferences,
    queries,
    unit_lists,
    unit_operations,
    unit_reading,
)
from accounts.forms import AccountForm, EmptyForm, OfficeForm, UnitForm, UnitListForm, preferences_form
from accounts.people import Assignment
from accounts.preferences import Preferences
from accounts.roles import Role
from accounts.unit_lists import BadUnits, UnitLine
from paper import qr
from paper.sheets import Column, write_table
from vault import reading_groups
from web import clock, navigation, pages
from web.access import person, requires
from web.errors import Missing, Refusal
from web.transactions import after_commit, session
from web.words import N_

bp = Blueprint("admin", __name__, url_prefix="/admin")
AUDIT_PAGE = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def register(app: Flask) -> None:
    """Add the pages and their places in the navigation."""
    app.register_blueprint(bp)
    shown = navigation.of(app).desk_items
    for label, endpoint, permission in (
        (N_("单位"), "admin.units", "admin.units"),
        (N_("账号与角色"), "admin.accounts", "admin.accounts"),
        (N_("受理机构"), "admin.offices", "admin"),
        (N_("设置"), "admin.settings", "admin.preferences"),
        (N_("审计记录"), "admin.audit_log", "admin.audit"),
    ):
        shown.append(navigation.DeskItem(label, endpoint, permission, position=90))


@bp.get("/")
@requires("admin")
def index() -> AnyResponse:
    """Administration begins with the accounts."""
    return redirect(url_for("admin.accounts"))


# Units


@bp.get("/units")
@requires("admin.units")
def units() -> str:
    """The tree of units with headcounts."""
    return render_template("accounts/units.html", tree=queries.unit_tree(session()))


@bp.get("/units.xlsx")
@requires("admin.units")
def units_workbook() -> Response:
    """The tree as a workbook that can be changed and imported again."""
    tree = queries.unit_tree(session(), only_active=True)
    name_of, people, parent_of = (unit_lists.COLUMNS[0], unit_lists.COLUMNS[2], unit_lists.COLUMNS[1])
    columns = [Column(_(name_of), 28), Column(_(parent_of), 36), Column(_(people), 10, number=True)]
    rows = [
        (row.name, tree.path(row.parent_id) if row.parent_id is not None else "", row.headcount)
        for _depth, row in tree.walk()
    ]
    answer = Response(write_table(_("单位表"), columns, rows), mimetype=XLSX)
    answer.headers["Content-Disposition"] = 'attachment; filename="units.xlsx"'
    return answer


@bp.route("/units/new", methods=["GET", "POST"])
@requires("admin.units")
def new_unit() -> AnyResponse | str | tuple[str, int]:
    """Add one unit."""
    form = UnitForm()
    form.offer(queries.unit_tree(session(), only_active=True))
    if form.validate_on_submit():
        line = UnitLine(form.name.data.strip(), None, form.headcount.data or 0)
        unit_operations.add_units(session(), [line], below=int(form.parent_id.data), actor=person(), now=clock.now())
        flash(_("单位已经加上。"))
        return redirect(url_for("admin.units"))
    return _shown("accounts/unit.html", form, unit=None)


@bp.route("/units/<int:unit_id>", methods=["GET", "POST"])
@requires("admin.units")
def unit(unit_id: int) -> AnyResponse | str | tuple[str, int]:
    """Rename, move, recount or close a unit."""
    tree = queries.unit_tree(session())
    if unit_id not in tree:
        raise Missing
    row = tree[unit_id]
    form = UnitForm(data=asdict(row) | {"parent_id": str(row.parent_id or "")})
    form.offer(tree, root=row.parent_id is None)
    if form.validate_on_submit():
        try:
            unit_operations.change_unit(
                session(),
                unit_id,
                name=form.name.data,
                parent_id=int(form.parent_id.data) if form.parent_id.data else None,
                headcount=form.headcount.data or 0,
                active=form.active.data,
                actor=person(),
                now=clock.now(),
            )
            flash(_("单位已经改好。"))
            return redirect(url_for("admin.units"))
        except Refusal as refusal:
            _put(form, refusal)
    return _shown("accounts/unit.html", form, unit=row)


@bp.route("/units/import", methods=["GET", "POST"])
@requires("admin.units")
def import_units() -> AnyResponse | str | tuple[str, int]:
    """Add or recount many units from typed lines or a workbook; what is there already stays where it is."""
    form = UnitListForm()
    if form.validate_on_submit():
        try:
            root = queries.unit_tree(session()).roots()[0]
            lines = unit_lists.below(unit_reading.read(form.units.data or "", form.workbook.data), root.name)
            unit_operations.add_units(session(), lines, below=None, actor=person(), now=clock.now())
            flash(_("已经导入 %(count)d 个单位。", count=len(lines)))
            return redirect(url_for("admin.units"))
        except BadUnits as wrong:
            field = form.workbook if form.workbook.data else form.units
            field.errors = [*field.errors, _(wrong.message, **wrong.values)]
    return _shown("accounts/import_units.html", form)


# Accounts


@bp.get("/accounts")
@requires("admin.accounts")
def accounts() -> str:
    """Everybody who signs in, with roles."""
    return render_template(
        "accounts/accounts.html",
        accounts=queries.accounts(session()),
        roles=queries.roles_by_account(session()),
        tree=queries.unit_tree(session()),
    )


@bp.route("/accounts/new", methods=["GET", "POST"])
@requires("admin.accounts")
def new_account() -> AnyResponse | str | tuple[str, int]:
    """Add somebody; their initial password is shown once."""
    form = AccountForm(active=True)
    form.offer(queries.unit_tree(session(), only_active=True))
    if form.validate_on_submit():
        password = passwords.initial()
        try:
            made = operations.add_account(
                session(),
                username=form.username.data,
                name=form.name.data,
                title=form.title.data or "",
                password=password,
                assignments=_assignments(form),
                actor=person(),
                now=clock.now(),
                must_change_password=True,
            )
            operations.change_mailbox(session(), made.id, form.mailbox.data, actor=person(), now=clock.now())
            return render_template("accounts/initial_password.html", account=made, password=password, form=EmptyForm())
        except Refusal as refusal:
            _put(form, refusal)
    return _shown("accounts/account.html", form, account=None)


@bp.route("/accounts/<int:account_id>", methods=["GET", "POST"])
@requires("admin.accounts")
def account(account_id: int) -> AnyResponse | str | tuple[str, int]:
    """Change an account's name, roles and whether it may sign in."""
    found = queries.account(session(), account_id)
    held = queries.assignments(session(), account_id)
    form = AccountForm(
        username=found.username,
        name=found.name,
        title=found.title,
        mailbox=found.mailbox,
        active=found.active,
        roles=[each.role.value for each in held],
        unit_id=str(held[0].unit_id) if held else "",
    )
    form.offer(queries.unit_tree(session(), only_active=True))
    if form.validate_on_submit():
        try:
            operations.change_account(
                session(),
                account_id,
                name=form.name.data,
                title=form.title.data or "",
                active=form.active.data,
                assignments=_assignments(form),
                despite_work=form.despite_work.data,
                actor=person(),
                now=clock.now(),
            )
            operations.change_mailbox(session(), account_id, form.mailbox.data, actor=person(), now=clock.now())
            flash(_("账号已经改好。"))
            return redirect(url_for("admin.accounts"))
        except Refusal as refusal:
            _put(form, refusal)
    groups = queries.groups_of(session(), account_id)
    return _shown("accounts/account.html", form, account=found, groups=groups, reset=EmptyForm())


@bp.post("/accounts/<int:account_id>/reset")
@requires("admin.accounts")
def reset(account_id: int) -> AnyResponse | str:
    """A new initial password, shown once; reading groups must admit the account again."""
    found = queries.account(session(), account_id)
    if not EmptyForm().validate_on_submit():
        return redirect(url_for("admin.account", account_id=account_id))
    password = operations.reset_password(session(), account_id, actor=person(), now=clock.now())
    return render_template("accounts/initial_password.html", account=found, password=password, form=EmptyForm())


@bp.post("/accounts/<int:account_id>/slip.pdf")
@requires("admin.accounts")
def password_slip(account_id: int) -> Response:
    """The slip with the initial password, made from what the page carries."""
    found = queries.account(session(), account_id)
    organisation = preferences.read(session()).organisation
    password = request.form.get("password", "")[:40]
    pdf = handouts.initial_password(found.name, found.username, password, organisation=organisation)
    return handouts.download(pdf, "sign-in-slip.pdf")


# Offices


@bp.route("/offices", methods=["GET", "POST"])
@requires("admin")
def offices() -> AnyResponse | str | tuple[str, int]:
    """Every office, founded or waiting, and announcing another."""
    form = OfficeForm()
    form.offer(queries.unit_tree(session(), only_active=True))
    if form.validate_on_submit():
        try:
            group_operations.prepare(
                session(), kind=form.kind.data, unit_id=int(form.unit_id.data), actor=person(), now=clock.now()
            )
            flash(_("受理机构已经加上，请打印建组纸条。"))
            return redirect(url_for("admin.offices"))
        except Refusal as refusal:
            _put(form, refusal)
    return _shown("accounts/offices.html", form, offices=queries.offices(session(), clock.today()))


@bp.post("/offices/<int:group_id>/link")
@requires("admin")
def founding_link(group_id: int) -> str:
    """A fresh founding link, shown once; the one before is void."""
    office = queries.office(session(), group_id, clock.today())
    token = group_operations.new_link(session(), group_id, actor=person(), now=clock.now())
    address = _founding_address(token)
    picture = qr.svg(address, label=_("建组链接二维码"))
    return render_template(
        "accounts/founding_link.html", office=office, token=token, address=address, picture=picture, form=EmptyForm()
    )


@bp.post("/offices/<int:group_id>/slip.pdf")
@requires("admin")
def founding_slip(group_id: int) -> Response:
    """The founding slip, made from what the page carries."""
    office = queries.office(session(), group_id, clock.today())
    token = request.form.get("token", "")
    waiting = reading_groups.group_of_link(session(), token)
    if waiting is None or waiting.id != group_id:
        raise Refusal(group_operations.LINK_USED)
    organisation = preferences.read(session()).organisation
    pdf = handouts.founding_slip(office, _founding_address(token), organisation=organisation)
    return handouts.download(pdf, "founding-slip.pdf")


# Settings and audit log


@bp.route("/settings", methods=["GET", "POST"])
@requires("admin.preferences")
def settings() -> AnyResponse | str | tuple[str, int]:
    """Everything that practice varies, with where each default comes from."""
    form = preferences_form(preferences.read(session()))
    if form.validate_on_submit():
        changes = {each.name: _cleaned(form[each.name].data) for each in fields(Preferences)}
        operations.change_preferences(session(), changes, actor=person(), now=clock.now())
        after_commit(pages.forget_organisation)
        flash(_("设置已经保存。"))
        return redirect(url_for("admin.settings"))
    return _shown("accounts/settings.html", form, names=[each.name for each in fields(Preferences)])


@bp.get("/audit")
@requires("admin.audit")
def audit_log() -> str:
    """Who did what, newest first, and whether the chain holds."""
    before = request.args.get("before", type=int)
    entries = queries.audit_entries(session(), limit=AUDIT_PAGE + 1, before=before)
    return render_template(
        "accounts/audit.html",
        entries=entries[:AUDIT_PAGE],
        older=entries[AUDIT_PAGE - 1].sequence if len(entries) > AUDIT_PAGE else None,
        newer=before is not None,
        names=queries.account_names(session()),
        words=audit_words.ACTIONS,
        subject=partial(audit_words.subject_parts, names=queries.subject_names(session())),
        broken=audit.first_broken(queries.audit_chain(session())),
    )


def _shown(template: str, form: FlaskForm, **facts: object) -> str | tuple[str, int]:
    page = render_template(template, form=form, **facts)
    return (page, 422) if form.errors else page


def _put(form: FlaskForm, refusal: Refusal) -> None:
    """The refusal's sentence at its field; what was typed stays."""
    if refusal.field not in form:
        raise refusal
    form[refusal.field].errors = [*form[refusal.field].errors, refusal.message]


def _assignments(form: AccountForm) -> list[Assignment]:
    return [Assignment(Role(each), int(form.unit_id.data)) for each in form.roles.data]


def _founding_address(token: str) -> str:
    base = operations.settings().public_url or request.url_root
    return base.rstrip("/") + url_for("groups.found") + "#" + token


def _cleaned(value: object) -> object:
    return value.strip() if isinstance(value, str) else value
