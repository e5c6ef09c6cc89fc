"""Policies that fit a petition's words, shown once before it is filed; the words are neither stored nor sent for it.

A phone with script looks for itself in the public list of policies. Without script this looks in the form that was
posted, which stays unsent until the petitioner presses again.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from ledgers import answers
from ledgers.answers import Answer
from petitions.forms import PetitionForm
from petitions.kinds import Kind
from web.uploads import Posted


def before_filing(
    session: Session, form: PetitionForm, posted: Posted, *, is_urgent: bool, today: date
) -> list[Answer]:
    """What to show before a valid `form` is filed, the best first; the form is marked so that this happens once.

    Nothing when something was picked to be sent along (a browser without script would lose it), when there is danger,
    and never for an accusation: nobody is talked out of one.
    """
    if form.offered.data or posted.uploads or is_urgent or form.kind.data == Kind.ACCUSATION.value:
        return []
    form.offered.data = "1"
    return answers.matching(session, form.text.data or "", today=today)
