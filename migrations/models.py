"""Imports every package's models, so that the metadata of both databases is complete."""
# ruff: noqa: F401

import accounts.models
import ledgers.answers.models
import ledgers.models
import ledgers.photos.models
import ledgers.sweeps.models
import ledgers.workbooks.models
import ledgers.yearly.models
import notices.models
import petitions.calendar.models
import petitions.categories.models
import petitions.desk.models
import petitions.files.models
import petitions.history.models
import petitions.identity.models
import petitions.joint.models
import petitions.keys.models
import petitions.letters.models
import petitions.lists.models
import petitions.mailbox.models
import petitions.models
import petitions.outcome.models
import petitions.recusal.models
import petitions.redaction.models
import petitions.register.models
import petitions.reminding.models
import petitions.retention.models
import reports.mailing.models
import reports.models
import reports.signing.models
import surveys.models
import vault.models
import web.models
