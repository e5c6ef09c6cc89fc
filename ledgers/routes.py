"""What everybody may read of the ledgers: what was said and what is being done about it."""

from __future__ import annotations

from flask import Blueprint, Flask, render_template

from ledgers import progress
from web import clock, navigation
from web.access import public
from web.navigation import Door
from web.transactions import session
from web.words import N_

bp = Blueprint("ledgers", __name__)


def register(app: Flask) -> None:
    """Add the pages and their doors."""
    app.register_blueprint(bp)
    navigation.of(app).doors.append(
        Door(
            N_("您说我们办"),
            N_("大家说的，办到哪一步了"),
            "ledgers.progress_page",
            is_open=lambda: progress.any_public(session()),
            position=45,
        )
    )


@bp.get("/progress")
@public
def progress_page() -> str:
    """您说我们办."""
    return render_template("ledgers/progress.html", progress=progress.load(session(), today=clock.today()))
