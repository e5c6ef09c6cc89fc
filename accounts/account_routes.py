"""What everybody with an account does for themselves: password, second step, signed-in browsers."""

from __future__ import annotations

import binascii

from flask import Blueprint, Flask, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from accounts import operations, preferences, queries, sign_in_operations, totp
from accounts.forms import ChangePasswordForm, EmptyForm, MailboxForm, PasswordOnlyForm, TotpForm
from accounts.models import Account
from paper import qr
from vault import seal
from vault.account_keys import WrongPassword
from web import clock, limits, navigation
from web.access import SIGNED_IN, person, requires
from web.errors import Refusal
from web.transactions import session
from web.words import N_

bp = Blueprint("own_account", __name__, url_prefix="/desk/account")


def register(app: Flask) -> None:
    """Add the pages and their place in the navigation."""
    app.register_blueprint(bp)
    navigation.of(app).desk_items.append(
        navigation.DeskItem(N_("我的账号"), "own_account.show", "account", position=95)
    )


@bp.get("/")
@requires(SIGNED_IN)
def show() -> str:
    """Password, second step and browsers."""
    return _page()


@bp.post("/password")
@requires(SIGNED_IN)
def change_password() -> Response | tuple[str, int]:
    """Change one's own password; other browsers are signed out."""
    form = ChangePasswordForm()
    account = queries.account(session(), person().id)
    form.names = account.username, account.name
    if form.validate_on_submit():
        _slow_down_guessing(account)
        try:
            sign_in_operations.change_password(session(), form.old.data, form.new.data, actor=person(), now=clock.now())
            flash(_("密码已经改好，其他浏览器已退出登录。"))
            return redirect(url_for("own_account.show"))
        except WrongPassword:
            form.old.errors = [_("现在的密码不对。")]
    return _page(password=form), 422


@bp.post("/mailbox")
@requires(SIGNED_IN)
def change_mailbox() -> Response | tuple[str, int]:
    """Where one's own notices go by mail, with the password."""
    form = MailboxForm()
    if form.validate_on_submit():
        _slow_down_guessing(queries.account(session(), person().id))
        try:
            sign_in_operations.ask_password(session(), form.password.data, actor=person())
            operations.change_mailbox(session(), person().id, form.mailbox.data, actor=person(), now=clock.now())
            flash(_("通知邮箱已经改好。") if form.mailbox.data else _("以后不再发邮件给您。"))
            return redirect(url_for("own_account.show"))
        except WrongPassword:
            form.password.errors = [_("密码不对。")]
    return _page(mailbox=form), 422


@bp.get("/second-step")
@requires(SIGNED_IN)
def second_step() -> str:
    """A fresh secret as a QR code, waiting for the first code."""
    secret = totp.new_secret()
    return _totp_page(TotpForm(kept=_kept(secret)), secret)


@bp.post("/second-step")
@requires(SIGNED_IN)
def turn_on() -> Response | tuple[str, int]:
    """Turn the second step on with the password and the first right code."""
    form = TotpForm()
    secret = _secret(form)
    if form.validate_on_submit():
        _slow_down_guessing(queries.account(session(), person().id))
        code, password, now = form.code.data, form.password.data, clock.now()
        try:
            if sign_in_operations.turn_totp_on(session(), secret, code, password=password, actor=person(), now=now):
                flash(_("动态口令已经打开，下次登录要用。"))
                return redirect(url_for("own_account.show"))
            form.code.errors = [_("口令不对。请确认手机时间准确，输入此刻显示的六位数字。")]
        except WrongPassword:
            form.password.errors = [_("密码不对。")]
    return _totp_page(form, secret), 422


@bp.post("/second-step/off")
@requires(SIGNED_IN)
def turn_off() -> Response | tuple[str, int]:
    """Turn the second step off, with the password."""
    form = PasswordOnlyForm()
    if preferences.read(session()).require_totp:
        raise Refusal(_("单位要求登录用动态口令，不能关闭。"))
    if form.validate_on_submit():
        _slow_down_guessing(queries.account(session(), person().id))
        try:
            sign_in_operations.turn_totp_off(session(), form.password.data, actor=person(), now=clock.now())
            flash(_("动态口令已经关闭。"))
            return redirect(url_for("own_account.show"))
        except WrongPassword:
            form.password.errors = [_("密码不对。")]
    return _page(off=form), 422


@bp.post("/sessions/<int:session_id>/end")
@requires(SIGNED_IN)
def end_session(session_id: int) -> Response:
    """Sign one of one's own browsers out."""
    own = {row.id for row in queries.account_sessions(session(), person().id)}
    if EmptyForm().validate_on_submit() and session_id in own:
        sign_in_operations.end_session(session(), session_id, actor=person(), now=clock.now())
        flash(_("那个浏览器已经退出登录。"))
    return redirect(url_for("own_account.show"))


def _slow_down_guessing(account: Account) -> None:
    """A browser left signed in is no place to try out passwords: they count together with those at the sign-in page."""
    limits.require("sign-in", account.username)


def _page(password: FlaskForm | None = None, off: FlaskForm | None = None, mailbox: FlaskForm | None = None) -> str:
    account = queries.account(session(), person().id)
    return render_template(
        "accounts/own_account.html",
        mailbox=mailbox or MailboxForm(formdata=None, mailbox=account.mailbox),
        password=password or ChangePasswordForm(formdata=None),
        off=off or PasswordOnlyForm(formdata=None),
        account=account,
        sessions=queries.account_sessions(session(), person().id),
        here=person().session_id,
        must_change=g.get("must_change_password", False),
        must_have_totp=preferences.read(session()).require_totp,
    )


def _totp_page(form: TotpForm, secret: str) -> str:
    username = queries.account(session(), person().id).username
    picture = qr.svg(totp.address(secret, username), label=_("动态口令二维码"))
    return render_template("accounts/second_step.html", form=form, secret=secret, picture=picture)


def _kept(secret: str) -> str:
    """The secret sealed to the person, so that it lies in no table before it is confirmed and in no log at all."""
    return seal.seal_for(person().keys.pair.public, secret.encode()).hex()


def _secret(form: TotpForm) -> str:
    try:
        return seal.open_with(person().keys.pair, bytes.fromhex(form.kept.data or "")).decode()
    except (seal.SealBroken, ValueError, binascii.Error):
        raise Refusal(_("这一页已经过期。请回到“我的账号”重新开始。")) from None
