"""Desk pages of figures: the leader's board with the cases behind it, and each unit's own."""

from __future__ import annotations

from flask import Blueprint, Flask, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from accounts import queries as accounts
from config import Settings
from ledgers import operations as ledgers
from ledgers import risks
from petitions.categories import choices
from reports import period_names
from reports.board import page as board
from reports.board import pictures as board_pictures
from reports.board import tiles as board_tiles
from reports.board import unit_page
from reports.operations import SOURCE
from reports.period import BadPeriod, Month
from web import clock, navigation, paging, warming
from web.access import person, requires
from web.errors import Missing
from web.transactions import session
from web.words import N_

bp = Blueprint("board", __name__, url_prefix="/desk/reports")


def register(app: Flask) -> None:
    """Add the pages and their line in the navigation, and count this month's figures right after a start."""
    app.register_blueprint(bp)
    period_names.register(app)
    warming.warmer(app, make_ready)
    navigation.of(app).desk_items.append(navigation.DeskItem(N_("看板"), "board.show", "reports", position=10))


def make_ready() -> None:
    """Count the figures of the running month and of the units, so that the first reader does not wait."""
    today = clock.today()
    board.load(session(), Month.of(today), today=today, demo=_demo())
    unit_page.figures(session(), today=today)


@bp.get("/board")
@requires("reports")
def show() -> str | AnyResponse:
    """The figures of a month; who reaches only a part of the enterprise reads that part's."""
    tree = accounts.unit_tree(session())
    if not board.is_for(person(), tree):
        return redirect(url_for(".units"))
    month = _month()
    counted = board.load(session(), month, today=clock.today(), demo=_demo())
    found = counted.value
    return render_template(
        "reports/board/board.html",
        month=month,
        counted=counted,
        statement=found.statement,
        counted_to=month.counted_to(clock.today()),
        tiles=board_tiles.tiles(found.statement, found.survey),
        pictures=board_pictures.drawn(found.statement, choices.reported),
        warned=board.warned(session(), found.statement),
        source=f"{SOURCE}:{month}",
        may_list=ledgers.may_add(risks.LEDGER, person()),
        following=month.shifted(1) if month < Month.of(clock.today()) else None,
    )


@bp.get("/board/<key>")
@requires("reports")
def cases(key: str) -> str:
    """The cases behind a figure, by number and without names."""
    if key not in board.LISTS or not board.is_for(person(), accounts.unit_tree(session())):
        raise Missing
    month = _month()
    counted = board.load(session(), month, today=clock.today(), demo=_demo())
    return render_template(
        "reports/board/cases.html",
        key=key,
        label=board.LISTS[key],
        month=month,
        counted=counted,
        listed=paging.cut(counted.value.lists[key], paging.number(request.args.get("page"))),
    )


@bp.get("/board/units/")
@requires("reports")
def units() -> str:
    """Every unit the reader reaches, with its cases of about a year."""
    tree = accounts.unit_tree(session())
    today = clock.today()
    return render_template(
        "reports/board/units.html",
        rows=unit_page.reached(person(), tree),
        counted=unit_page.figures(session(), today=today),
        months=unit_page.months(today),
        whole=board.is_for(person(), tree),
    )


@bp.get("/board/units/<int:unit_id>")
@requires("reports")
def unit(unit_id: int) -> str:
    """One unit."""
    page = unit_page.load(session(), unit_id, person(), today=clock.today())
    return render_template("reports/board/unit.html", page=page)


def _month() -> Month:
    """The month asked for in the address; this month for anything else, never one that lies ahead."""
    running = Month.of(clock.today())
    try:
        return min(Month.parse(request.args.get("month", "")), running)
    except BadPeriod:
        return running


def _demo() -> bool:
    settings: Settings = current_app.extensions["settings"]
    return settings.demo
