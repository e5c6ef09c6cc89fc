"""What surveys add to the application: pages, commands, tasks, and what they lend the ledgers."""

from __future__ import annotations

from flask import Flask

import surveys.commands
import surveys.desk_routes
import surveys.drafts.admission_routes
import surveys.drafts.item_routes
import surveys.drafts.routes
import surveys.exchange.routes
import surveys.follow_up_routes
import surveys.invitations.desk_routes
import surveys.invitations.routes
import surveys.ledger_source
import surveys.offices
import surveys.restoring
import surveys.results.routes
import surveys.review.routes
import surveys.routes
import surveys.slips.desk_routes
import surveys.slips.routes
import surveys.upkeep
from ledgers import sources

PARTS = (
    surveys.offices,
    surveys.routes,
    surveys.desk_routes,
    surveys.invitations.routes,
    surveys.invitations.desk_routes,
    surveys.drafts.routes,
    surveys.exchange.routes,
    surveys.follow_up_routes,
    surveys.drafts.item_routes,
    surveys.upkeep,
    surveys.review.routes,
    surveys.results.routes,
    surveys.commands,
    surveys.drafts.admission_routes,
    surveys.slips.routes,
    surveys.slips.desk_routes,
    surveys.restoring,
)


def register(app: Flask) -> None:
    """Let every part register its pages, commands, navigation, checks and tasks."""
    for part in PARTS:
        part.register(app)
    sources.register(app, surveys.ledger_source.KIND)
