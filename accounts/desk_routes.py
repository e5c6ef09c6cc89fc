"""Administration: accounts, offices, settings and the audit log. Nothing here opens what staff wrote."""

from __future__ import annotations

from dataclasses import fields
from functools import partial

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from accounts import (
    audit_words,
    group_operations,
    handouts,
    operations,
    passwords,
    preferences,
    queries,
)
from accounts.forms import AccountForm, EmptyForm, OfficeForm, preferences_form
from accounts.people import Assignment
from accounts.preferences import Preferences
from accounts.roles import Role
from paper import qr
from vault import reading_groups
from web import backup, clock, doctor, downloads, ids, navigation, pages
from web.access import person, requires
from web.errors import Refusal
from web.forms import page, say_beside
from web.transactions import after_commit, session
from web.words import N_

bp = Blueprint("admin", __name__, url_prefix="/admin")
AUDIT_PAGE = 100


def register(app: Flask) -> None:
    """Add the pages, their places in the navigation, and the panel on an administrator's home."""
    app.register_blueprint(bp)
    shown = navigation.of(app).desk_items
    navigation.of(app).desk_panels.append(
        navigation.Panel("accounts/administration_panel.html", _panel, "admin", position=90)
    )
    for label, endpoint, permission in (
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
            say_beside(form, refusal)
    return page("accounts/account.html", form, account=None)


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
            say_beside(form, refusal)
    groups, shut = queries.groups_of(session(), account_id), queries.shut_without(session(), account_id, clock.today())
    return page("accounts/account.html", form, account=found, groups=groups, shut=shut, reset=EmptyForm())


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
    return downloads.file(pdf, "sign-in-slip.pdf", is_kept=False)


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
            say_beside(form, refusal)
    return page("accounts/offices.html", form, offices=queries.offices(session(), clock.today()))


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
    return downloads.file(pdf, "founding-slip.pdf", is_kept=False)


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
    return page("accounts/settings.html", form, chapters=preferences.chapters())


@bp.get("/audit")
@requires("admin.audit")
def audit_log() -> str:
    """Who did what, newest first, and whether the chain holds."""
    before = request.args.get("before", type=ids.read)
    names = queries.subject_names(session())
    entries = queries.audit_entries(session(), limit=AUDIT_PAGE + 1, before=before)
    return render_template(
        "accounts/audit.html",
        entries=entries[:AUDIT_PAGE],
        older=entries[AUDIT_PAGE - 1].sequence if len(entries) > AUDIT_PAGE else None,
        newer=before is not None,
        names=queries.account_names(session()),
        words=audit_words.ACTIONS,
        subject=partial(audit_words.subject_parts, names=names),
        detail=partial(audit_words.detail_parts, names=names),
        broken=queries.first_broken_audit(session()),
        cuts=queries.audit_cuts(session()),
        keep_months=preferences.read(session()).audit_months,
    )


def _panel() -> dict[str, object]:
    """What an administrator answers for: backups, second steps, recovery sheets."""
    last = backup.last_record(session())
    active = [each for each in queries.accounts(session()) if each.active]
    offices = queries.offices(session(), clock.today())
    return {
        "backed_up_at": last.made_at if last else None,
        "is_backup_old": last is not None and clock.now() - last.made_at > doctor.BACKUP_EVERY,
        "backup_every": doctor.BACKUP_EVERY.days,
        "active": len(active),
        "without_totp": sum(each.totp_sealed is None for each in active),
        "unfounded": sum(each.founded_on is None for each in offices),
        "unconfirmed": sum(each.founded_on is not None and not each.sheets_valid for each in offices),
    }


def _assignments(form: AccountForm) -> list[Assignment]:
    return [Assignment(Role(each), int(form.unit_id.data)) for each in form.roles.data]


def _founding_address(token: str) -> str:
    return pages.address("groups.found") + "#" + token


def _cleaned(value: object) -> object:
    return value.strip() if isinstance(value, str) else value
