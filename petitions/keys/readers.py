"""Who can open a case now, and who its redacted version alone, by name."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from accounts import queries as accounts
from petitions import queries
from petitions.redaction import versions as redactions
from vault import subject_keys


def ids(session: Session, petition_id: int) -> tuple[frozenset[int], frozenset[int]]:
    """Accounts that can open the whole case, and those that can open its redacted version alone."""
    whole = frozenset(subject_keys.readers(session, queries.subject(petition_id)))
    return whole, frozenset(subject_keys.readers(session, redactions.subject(petition_id))) - whole


def active(session: Session, petition_id: int) -> list[tuple[int, str]]:
    """Id and name of every active account among them in a fixed order, those with the redacted version at the end."""
    able, redacted = ids(session, petition_id)
    everybody = [each for each in accounts.accounts(session) if each.active]
    whole = [(each.id, each.name) for each in everybody if each.id in able]
    return whole + [(each.id, _("%(name)s（只看遮盖版）", name=each.name)) for each in everybody if each.id in redacted]
