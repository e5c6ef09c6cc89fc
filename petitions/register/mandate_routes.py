"""The desk's list of 交办件: what superiors wait for, and what was reported to them in a month."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Flask, render_template, request

from petitions import words as desk_words
from petitions.register import mandate_queries
from web import clock, months, paging
from web.access import person, requires
from web.transactions import session

bp = Blueprint("petition_mandates", __name__, url_prefix="/desk/petitions/mandates")
bp.context_processor(desk_words.words)


def register(app: Flask) -> None:
    """Add the page."""
    app.register_blueprint(bp)


@bp.get("/")
@requires("petitions")
def mandates() -> str:
    """What waits, and what was reported in the month asked for."""
    today = clock.today()
    month = months.asked(request.args.get("month"), today)
    following = (month + timedelta(days=31)).replace(day=1)
    done = mandate_queries.reported(session(), person(), month, following - timedelta(days=1))
    return render_template(
        "petitions/register/mandates.html",
        waiting=paging.cut(mandate_queries.waiting(session(), person()), paging.number(request.args.get("page"))),
        done=done,
        in_time=sum(not each.is_late(today) for each in done),
        month=month,
        previous=(month - timedelta(days=1)).replace(day=1),
        following=following if following <= today else None,
        today=today,
    )
