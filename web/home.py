"""The pages that belong to no domain: staff home, what is stored and who reads it, and the desk's first page."""

from __future__ import annotations

from flask import Blueprint, Flask, redirect, render_template, request
from werkzeug.wrappers import Response

from web import language, navigation, pages
from web.access import person, public, requires
from web.own_paths import own_path
from web.words import N_

YEAR = 365 * 24 * 3600

bp = Blueprint("home", __name__)


def register(app: Flask) -> None:
    """Add the home pages."""
    app.register_blueprint(bp)
    items = navigation.of(app).desk_items
    items.append(navigation.DeskItem(N_("工作台"), "home.desk", "desk", position=0))


@bp.get("/")
@public
def staff() -> str:
    """The staff home: only doors that open."""
    return render_template("home/staff.html", doors=navigation.open_doors())


@bp.get("/trust")
@public
def trust() -> str:
    """What is stored, who reads it, and what is not promised."""
    return render_template("home/trust.html", sections=navigation.panels("trust_sections"))


@bp.get("/desk/")
@requires("desk")
def desk() -> str:
    """What is due, what is late, what came in."""
    return render_template("home/desk.html", panels=navigation.panels("desk_panels", person()))


@bp.get("/display")
@public
def display() -> Response:
    """Remember large type or the language, and go back to the page one came from."""
    answer = redirect(own_path(request.args.get("back"), "/"))
    for cookie, value in ((pages.LARGE_COOKIE, request.args.get("large")), (language.COOKIE, request.args.get("lang"))):
        if value in {"0", "1", *language.LANGUAGES}:
            answer.set_cookie(cookie, value, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure)
    return answer
