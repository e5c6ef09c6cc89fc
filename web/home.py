"""The pages that belong to no domain: staff home, what is stored and who reads it, and the desk's first page."""

from __future__ import annotations

from flask import Blueprint, Flask, render_template

from web import navigation
from web.access import person, public, requires

bp = Blueprint("home", __name__)


def register(app: Flask) -> None:
    """Add the home pages."""
    app.register_blueprint(bp)


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
