"""What ledgers add to the application: their pages, importing, photos and the daily report."""

from __future__ import annotations

from flask import Flask

import ledgers.desk_routes
import ledgers.photos.routes
import ledgers.routes
import ledgers.sweeps.routes
import ledgers.workbooks.routes
import ledgers.yearly.routes

PARTS = (
    ledgers.routes,
    ledgers.desk_routes,
    ledgers.workbooks.routes,
    ledgers.yearly.routes,
    ledgers.photos.routes,
    ledgers.sweeps.routes,
)


def register(app: Flask) -> None:
    """Let every part register its pages, commands, navigation, checks and tasks."""
    for part in PARTS:
        part.register(app)
