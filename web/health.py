"""`/healthz`: whether this process can serve, for a supervisor or a proxy to ask."""

from __future__ import annotations

from functools import cache

import sqlalchemy as sa
from flask import Blueprint, Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from database import Database
from migrations.upgrade import CHAINS, current, head
from web.access import public

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def healthz() -> tuple[dict[str, str], int]:
    """Status of the process, of both databases and of their migrations."""
    found = state(current_app.extensions["database"])
    return found, 200 if found["status"] == "ok" else 503


def state(database: Database) -> dict[str, str]:
    """status, database and migrations, each one word."""
    try:
        with database.reading() as session, database.box_reading() as box:
            session.execute(sa.text("SELECT 1"))
            box.execute(sa.text("SELECT 1"))
        newest = all(current(database, chain) == newest_revision(chain) for chain in CHAINS)
    except SQLAlchemyError:
        return {"status": "unavailable", "database": "unreachable", "migrations": "unknown"}
    return {
        "status": "ok" if newest else "unavailable",
        "database": "ok",
        "migrations": "current" if newest else "pending",
    }


@cache
def newest_revision(chain: str) -> str | None:
    """The newest revision of a chain in this checkout; read from disk once."""
    return head(chain)


def register(app: Flask) -> None:
    """Add the route."""
    app.register_blueprint(bp)
