"""Signing in and out, and setting the product up once."""

from __future__ import annotations

import secrets

from flask import Blueprint, Flask, current_app, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from accounts import offices, operations, preferences, queries, sign_in_operations, unit_lists, unit_reading
from accounts.forms import SetUpForm, SignInForm
from accounts.operations import NewAccount
from accounts.roles import LABELS
from accounts.sign_in_operations import WrongCode
from accounts.unit_lists import BadUnits
from vault.account_keys import KeyAlarm, WrongPassword
from web import access, clock, limits, navigation, pages
from web.access import SIGNED_IN, person, public, requires
from web.errors import Missing
from web.forms import say
from web.own_paths import own_path
from web.transactions import after_commit, apart, database, session

bp = Blueprint("accounts", __name__)

#: What somebody whose password was given by another may open before choosing a new one.
BEFORE_A_NEW_PASSWORD = {
    "own_account.show",
    "own_account.change_password",
    "accounts.sign_out",
    "static",
    "home.display",
}
BEFORE_A_SECOND_STEP = BEFORE_A_NEW_PASSWORD | {"own_account.second_step", "own_account.turn_on"}


def register(app: Flask) -> None:
    """Add the pages, the enterprise's name for every page, and who founded which office for /trust."""
    app.register_blueprint(bp)
    app.extensions["csrf"].exempt(sign_in_post)
    app.before_request(_ask_for_a_new_password)
    app.before_request(_ask_for_a_second_step)
    app.jinja_env.globals.update(
        office_label=lambda kind: _(offices.LABELS[kind]),
        office_about=lambda kind: _(offices.ABOUT[kind]),
        role_names=lambda held: _("、").join(_(LABELS[role]) for role in held),
        demo_password=lambda: app.extensions.get("demo_password", ""),
    )
    app.extensions["organisation"] = _organisation
    navigation.of(app).trust_sections.append(
        navigation.Panel("accounts/_trust_offices.html", _founded_offices, position=60)
    )


def _organisation() -> str:
    # A transaction of its own that only reads: a refused post must not wait for a writer to show the name.
    with database().reading() as reading:
        return preferences.read(reading).organisation


@bp.get("/sign-in")
@public
def sign_in() -> Response | str:
    """The sign-in page; before anybody has an account, the way to set up."""
    if not queries.any_account(session()):
        return redirect(url_for("accounts.set_up"))
    return render_template("accounts/sign_in.html", form=SignInForm(), demo=_demo_people())


@bp.post("/sign-in")
@public
def sign_in_post() -> Response | tuple[str, int]:
    """Open the account key with the password given, then begin a session."""
    # The form checks its own token: of several windows opened at once one holds the cookie, the others are asked again.
    form = SignInForm()
    if form.validate_on_submit():
        limits.require("sign-in", form.username.data.strip().lower())
        try:
            # Opening takes a tenth of a second on purpose; it must not hold the writer's place meanwhile.
            with database().reading() as reading:
                account, keys = sign_in_operations.open_account(reading, form.username.data, form.password.data)
            cookie, _who = sign_in_operations.begin_session(
                session(), account.id, keys, code=form.code.data or "", now=clock.now()
            )
            return with_cookie(redirect(own_path(request.args.get("next"), url_for("home.desk"))), cookie)
        except WrongPassword:
            form.password.errors = [_("用户名或密码不对。请再试一次，密码区分大小写。")]
        except WrongCode:
            form.code.errors = [_("动态口令不对或已过期。请输入验证器上此刻的六位数字。")]
        except KeyAlarm:
            _raise_alarm(form.username.data)
            form.password.errors = [_("这个账号的密钥被人换过，已经记录。请联系系统管理员。")]
    elif form.csrf_token.errors:
        form.form_errors = [_("这一页开得太久了，或者同时开了几个窗口。请再输一次密码登录。")]
    return render_template("accounts/sign_in.html", form=form, demo=_demo_people()), 422


@bp.post("/sign-out")
@requires(SIGNED_IN)
def sign_out() -> Response:
    """End this browser's session."""
    sign_in_operations.sign_out(session(), person(), now=clock.now())
    response = redirect(url_for("accounts.sign_in"))
    response.delete_cookie(sign_in_operations.cookie_name(), secure=sign_in_operations.settings().https, httponly=True)
    return response


@bp.get("/set-up")
@public
def set_up() -> Response | str:
    """The one page that sets the product up; gone once somebody has an account."""
    if queries.any_account(session()):
        return redirect(url_for("accounts.sign_in"))
    return render_template("accounts/set_up.html", form=SetUpForm())


@bp.post("/set-up")
@public
def set_up_post() -> Response | tuple[str, int]:
    """Create organisation, units, administrator and officer; sign the administrator in."""
    limits.require("set-up")
    if queries.any_account(session()):
        raise Missing
    form = SetUpForm()
    if form.validate_on_submit() and _is_set_up_token(form) and (units := _units(form)):
        administrator = operations.set_up(
            session(),
            organisation=form.organisation.data,
            units=units,
            administrator=NewAccount(form.admin_username.data, form.admin_name.data, form.admin_password.data),
            officer=NewAccount(form.officer_username.data, form.officer_name.data, form.officer_password.data),
            now=clock.now(),
        )
        _account, keys = sign_in_operations.open_account(session(), administrator.username, form.admin_password.data)
        cookie, _who = sign_in_operations.begin_session(session(), administrator.id, keys, now=clock.now())
        after_commit(pages.forget_organisation)
        return with_cookie(redirect(url_for("admin.offices")), cookie)
    return render_template("accounts/set_up.html", form=form), 422


def with_cookie(response: Response, cookie: str) -> Response:
    """The response, setting the desk cookie."""
    response.set_cookie(
        sign_in_operations.cookie_name(),
        cookie,
        secure=sign_in_operations.settings().https,
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return response


def _units(form: SetUpForm) -> list[unit_lists.UnitLine]:
    try:
        lines = unit_reading.read(form.units.data or "", form.workbook.data, optional=True)
        return unit_lists.below(lines, form.organisation.data.strip())
    except BadUnits as wrong:
        say(form.workbook if form.workbook.data else form.units, _(wrong.message, **wrong.values))
        return []


def _is_set_up_token(form: SetUpForm) -> bool:
    right = operations.set_up_token(current_app.extensions["instance_key"])
    if secrets.compare_digest(form.token.data.strip().encode(), right.encode()):
        return True
    say(form.token, _("设置码不对。请从启动心桥的窗口里打印的网址打开。"))
    return False


def _ask_for_a_new_password() -> Response | None:
    if g.get("must_change_password") and request.endpoint not in BEFORE_A_NEW_PASSWORD:
        return redirect(url_for("own_account.show"))
    return None


def _ask_for_a_second_step() -> Response | None:
    needed = access.declared(current_app, request.endpoint) if request.endpoint else access.PUBLIC
    if needed == access.PUBLIC or request.endpoint in BEFORE_A_SECOND_STEP:
        return None
    is_needed = access.signed_in() is not None and g.lacks_second_step
    return redirect(url_for("own_account.show")) if is_needed else None


def _raise_alarm(username: str) -> None:
    session().rollback()
    with apart() as own:
        sign_in_operations.note_alarm(own, username, now=clock.now())


def _founded_offices() -> dict[str, object]:
    return {"offices": [each for each in queries.offices(session(), clock.today()) if each.founded_on]}


def _demo_people() -> list[queries.DemoPerson]:
    return queries.demo_people(session()) if sign_in_operations.settings().demo_role_buttons else []
