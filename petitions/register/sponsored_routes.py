"""The desk's list of 包案: leader by leader."""

from __future__ import annotations

from flask import Blueprint, Flask, render_template

from petitions import words as desk_words
from petitions.register import sponsored
from web import clock
from web.access import person, requires
from web.transactions import session

bp = Blueprint("petition_sponsors", __name__, url_prefix="/desk/petitions/sponsored")
bp.context_processor(desk_words.words)


def register(app: Flask) -> None:
    """Add the page."""
    app.register_blueprint(bp)


@bp.get("/")
@requires("petitions")
def leaders() -> str:
    """Who looks after what, and what was closed this year."""
    today = clock.today()
    found = sponsored.by_leader(session(), person(), since=today.replace(month=1, day=1))
    return render_template("petitions/register/sponsored.html", leaders=found, today=today)
