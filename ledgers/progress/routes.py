"""您说我们办: what is being done, for everybody to read."""

from __future__ import annotations

from flask import Blueprint, Flask, render_template

from ledgers.progress import page as progress
from web import clock, navigation
from web.access import public
from web.navigation import Door
from web.transactions import session
from web.words import N_

bp = Blueprint("ledgers_progress", __name__)


def register(app: Flask) -> None:
    """Add the page and its door."""
    app.register_blueprint(bp)
    navigation.of(app).doors.append(
        Door(
            N_("您说我们办"),
            N_("大家说的，办到哪一步了"),
            "ledgers_progress.show",
            is_open=lambda: progress.any_public(session(), today=clock.today()),
            position=45,
        )
    )


@bp.get("/progress")
@public
def show() -> str:
    """您说我们办."""
    return render_template("ledgers/progress/page.html", progress=progress.load(session(), today=clock.today()))
