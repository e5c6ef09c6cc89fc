"""What petitions add to the application: pages, tasks, and what they lend the ledgers."""

from __future__ import annotations

from flask import Flask

import petitions.calendar.routes
import petitions.categories.desk_routes
import petitions.damage
import petitions.desk.bulk_routes
import petitions.desk.by_hand_routes
import petitions.desk.phrase_routes
import petitions.desk.routes
import petitions.desk.voice_routes
import petitions.evidence.routes
import petitions.filing.poster_routes
import petitions.filing.routes
import petitions.handover.routes
import petitions.identity.routes
import petitions.joint.routes
import petitions.joint.voice_routes
import petitions.ledger_source
import petitions.letters.routes
import petitions.lists.view_routes
import petitions.mailbox.telling
import petitions.old_ledger.routes
import petitions.petitioner.case_routes
import petitions.petitioner.mailbox_routes
import petitions.petitioner.receipt_routes
import petitions.petitioner.routes
import petitions.rates.routes
import petitions.register.mandate_routes
import petitions.register.reception_routes
import petitions.register.sponsored_routes
import petitions.reminding.digest
import petitions.reminding.robots
import petitions.reminding.routes
import petitions.retention.routes
import petitions.search.routes
from accounts import enterprise_wide
from ledgers import sources
from ledgers.photos import operations as photos

PARTS = (
    petitions.damage,
    petitions.filing.routes,
    petitions.petitioner.case_routes,
    petitions.desk.routes,
    petitions.reminding.digest,
    petitions.retention.routes,
    petitions.identity.routes,
    petitions.reminding.routes,
    petitions.reminding.robots,
    petitions.joint.routes,
    petitions.handover.routes,
    petitions.evidence.routes,
    petitions.letters.routes,
    petitions.register.mandate_routes,
    petitions.register.reception_routes,
    petitions.register.sponsored_routes,
    petitions.old_ledger.routes,
    petitions.petitioner.routes,
    petitions.rates.routes,
    petitions.desk.phrase_routes,
    petitions.categories.desk_routes,
    petitions.search.routes,
    petitions.desk.bulk_routes,
    petitions.desk.by_hand_routes,
    petitions.calendar.routes,
    petitions.lists.view_routes,
    petitions.filing.poster_routes,
    petitions.joint.voice_routes,
    petitions.desk.voice_routes,
    petitions.petitioner.mailbox_routes,
    petitions.petitioner.receipt_routes,
    petitions.mailbox.telling,
)


def register(app: Flask) -> None:
    """Let every part register its pages, commands, navigation, checks and tasks."""
    for part in PARTS:
        part.register(app)
    enterprise_wide.changed_by_the_whole(app, "petition_categories", "petition_calendar")
    sources.register(app, petitions.ledger_source.KIND)
    photos.register_cleaner(app, petitions.ledger_source.cleaned)
