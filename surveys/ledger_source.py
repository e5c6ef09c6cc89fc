"""A survey's finding as the source of a ledger's entry. Its number there is the survey's slug, or slug:dimension."""

from __future__ import annotations

from flask import url_for
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from accounts.people import Person
from ledgers.sources import SourceKind
from surveys import offices, queries
from surveys.models import Survey
from web import clock
from web.words import N_


def survey_address(session: Session, number: str, who: Person) -> str | None:
    """The survey's page at the desk, for somebody who may read it."""
    found = _survey(session, number)
    if found is None or not offices.listed(session, who, clock.now())(found):
        return None
    return url_for("surveys_desk.show", survey_id=found.id)


def results_address(session: Session, number: str) -> str | None:
    """The results everybody may read, once they are published."""
    found = _survey(session, number)
    return url_for("surveys.results", slug=found.slug) if found and found.released_on else None


def _survey(session: Session, number: str) -> Survey | None:
    try:
        return queries.survey_by_slug(session, number.partition(":")[0])
    except NoResultFound:
        return None


KIND = SourceKind("survey", N_("问卷结果"), N_("来自问卷结果"), survey_address, public_link=results_address)
