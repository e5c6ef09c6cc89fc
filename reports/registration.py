"""What reports add to the application: pages, commands, and what they lend the ledgers."""

from __future__ import annotations

from flask import Flask

import reports.board.routes
import reports.desk_routes
import reports.drafts.routes
import reports.drafts.word_routes
import reports.impact.routes
import reports.ledger_source
import reports.mailing.routes
import reports.signing.routes
from accounts import enterprise_wide
from ledgers import sources

PARTS = (
    reports.board.routes,
    reports.desk_routes,
    reports.mailing.routes,
    reports.signing.routes,
    reports.drafts.routes,
    reports.drafts.word_routes,
    reports.impact.routes,
)


def register(app: Flask) -> None:
    """Let every part register its pages, commands, navigation, checks and tasks."""
    for part in PARTS:
        part.register(app)
    enterprise_wide.changed_by_the_whole(
        app, "reports", "reports_drafts", "reports_word", "report_mailing", "report_signing"
    )
    # What they show is how a draft stands, and to whom a report is sent.
    enterprise_wide.read_by_the_whole(app, "reports_word.draft", "report_mailing.show")
    sources.register(app, reports.ledger_source.KIND)
