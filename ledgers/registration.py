"""What ledgers add to the application: their pages, importing, photos and the daily report."""

from __future__ import annotations

from flask import Flask

import ledgers.answers.desk_routes
import ledgers.answers.routes
import ledgers.desk_routes
import ledgers.photos.routes
import ledgers.progress.routes
import ledgers.self_report.routes
import ledgers.sweeps.routes
import ledgers.workbooks.routes
import ledgers.yearly.routes
from web import navigation
from web.navigation import Panel

PARTS = (
    ledgers.progress.routes,
    ledgers.answers.routes,
    ledgers.answers.desk_routes,
    ledgers.self_report.routes,
    ledgers.desk_routes,
    ledgers.workbooks.routes,
    ledgers.yearly.routes,
    ledgers.photos.routes,
    ledgers.sweeps.routes,
)


def register(app: Flask) -> None:
    """Let every part register its pages, commands, navigation, checks and tasks, and say on /trust what ledgers keep."""
    for part in PARTS:
        part.register(app)
    navigation.of(app).trust_sections.append(Panel("ledgers/_trust.html", position=40))
