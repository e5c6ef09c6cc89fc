"""What is shown once before a petition is filed without script: policies that fit its words, a question, and who reads it.

The words are neither stored nor sent for it. A phone with script looks for itself in the public list of policies and
asks who would read it without them; the form that was posted stays unsent until the petitioner presses again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from database import Database
from ledgers.answers import queries as answers
from ledgers.answers.queries import Answer
from petitions.filing import misconduct, reading_ahead
from petitions.filing.forms import PetitionForm
from petitions.filing.reading_ahead import Ahead
from petitions.kinds import Kind
from petitions.offices import Front
from web.uploads import Posted


@dataclass(frozen=True)
class Offer:
    """What there is to see before it is sent."""

    policies: list[Answer]
    #: It sounds like something for discipline.
    is_misconduct: bool
    ahead: Ahead


def before_filing(
    database: Database, form: PetitionForm, posted: Posted, shown: Front, *, is_urgent: bool, today: date
) -> Offer | None:
    """What to show before a valid `form` is filed, or None; the form is marked so that this happens once.

    Nothing when something was picked to be sent along (a browser without script would lose it), and nothing when there
    is danger. Nobody is talked out of an accusation.
    """
    if form.offered.data or posted.uploads or is_urgent:
        return None
    form.offered.data = "1"
    is_accusation = form.kind.data == Kind.ACCUSATION.value
    known = [] if is_accusation else answers.valid_lately(database, today=today)
    policies = answers.fitting(known, form.text.data or "")
    asks = not is_accusation and shown.takes_accusations and misconduct.is_spoken_of(form.text.data or "")
    choices = form.routing_only()
    ahead = reading_ahead.look(choices, shown)
    if ahead.refusal or not (policies or asks or reading_ahead.surprises(ahead, choices, shown)):
        return None
    return Offer(policies, asks, ahead)
