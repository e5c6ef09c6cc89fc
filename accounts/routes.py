"""Signing in and out."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from flask_babel import gettext as _
from vault.keyring import WrongPassword
from werkzeug.wrappers import Response

from accounts import operations, preferences, queries
from accounts.forms import SignInForm
from web import clock
from web.access import SIGNED_IN, person, public, requires
from web.transactions import session

bp = Blueprint("accounts", __name__)


def register(app: Flask) -> None:
    """Add the sign-in pages, and tell every page the enterprise's name."""
    app.register_blueprint(bp)
    app.extensions["organisation"] = lambda: preferences.read(session()).organisation


@bp.get("/sign-in")
@public
def sign_in() -> str:
    """The sign-in page."""
    return render_template("accounts/sign_in.html", form=SignInForm())


@bp.post("/sign-in")
@public
def sign_in_post() -> Response | tuple[str, int]:
    """Open the account key with the password given."""
    form = SignInForm()
    if form.validate_on_submit():
        account = queries.account_by_username(session(), form.username.data)
        try:
            if account is None:
                raise WrongPassword
            cookie, _person = operations.sign_in(session(), account, form.password.data, now=clock.now())
            return _with_cookie(redirect(_safe_target(request.args.get("next"))), cookie)
        except WrongPassword:
            form.password.errors = [_("用户名或密码不对。请再试一次，密码区分大小写。")]
    return render_template("accounts/sign_in.html", form=form), 422


@bp.post("/sign-out")
@requires(SIGNED_IN)
def sign_out() -> Response:
    """End this browser's session."""
    operations.sign_out(session(), person(), now=clock.now())
    response = redirect(url_for("accounts.sign_in"))
    response.delete_cookie(operations.cookie_name(), secure=operations.settings().https, httponly=True)
    return response


def _with_cookie(response: Response, cookie: str) -> Response:
    response.set_cookie(
        operations.cookie_name(),
        cookie,
        secure=operations.settings().https,
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return response


def _safe_target(target: str | None) -> str:
    """Only a path of this site; anything else goes to the desk."""
    if target and target.startswith("/") and not target.startswith(("//", "/\\")) and not urlsplit(target).netloc:
        return target
    return url_for("home.desk")
