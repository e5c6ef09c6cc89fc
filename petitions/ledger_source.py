"""A case as the source of a ledger's entry: its name there, and the way back to it for those who may know of it."""

from __future__ import annotations

from flask import url_for
from sqlalchemy.orm import Session

from accounts.people import Person
from ledgers.sources import SourceKind
from petitions import queries
from web.words import N_


def case_address(session: Session, number: str, who: Person) -> str | None:
    """The page of the case with this number, or None for somebody who may not know of it."""
    found = queries.id_of_number(session, number, who)
    return url_for("petitions_desk.case", petition_id=found) if found else None


KIND = SourceKind("petition", N_("诉求"), N_("来自职工诉求"), case_address)
