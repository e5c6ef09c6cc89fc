"""What ledgers add to the application: their pages, importing, photos and the daily report."""

from __future__ import annotations

from flask import Flask

import ledgers.desk_routes
import ledgers.import_routes
import ledgers.never_routes
import ledgers.photo_routes
import ledgers.routes
import ledgers.sweep_routes

PARTS = (
    ledgers.routes,
    ledgers.desk_routes,
    ledgers.import_routes,
    ledgers.never_routes,
    ledgers.photo_routes,
    ledgers.sweep_routes,
)


def register(app: Flask) -> None:
    """Let every part register its pages, commands, navigation, checks and tasks."""
    for part in PARTS:
        part.register(app)
