"""Merging a petition into a case that was answered before: the answer is its petitioner's too, and was written to another."""

from __future__ import annotations

from sqlalchemy.orm import Session

from accounts.people import Person
from petitions import queries, reach, workflow
from petitions.keys import holding
from petitions.letters import case_read, reply
from petitions.models import Petition
from petitions.redaction import versions as redactions
from petitions.steps.intake import ANSWERING
from petitions.workflow import CaseRole
from web.errors import Refusal


def answered(session: Session, number: str, who: Person) -> Petition | None:
    """The case of this number, when it was answered and is `who`'s to merge into."""
    found = reach.id_of_number(session, number, who)
    leading = session.get(Petition, found) if found is not None else None
    if leading is None or leading.state not in workflow.WITH_ANSWER_STATES:
        return None
    return leading if CaseRole.OFFICE in reach.roles(session, leading, who) else None


def last_answer(session: Session, leading: Petition) -> str:
    """What tells the answer that this case was given last from one before it, and from that of another case."""
    given = [each.ordinal for each in queries.events(session, leading.id) if each.action in ANSWERING]
    return f"{leading.number}/{max(given, default=0)}"


def proposal(session: Session, leading: Petition, who: Person) -> str:
    """The answer as its petitioner was given it last, with what leads to a person masked; empty where none can be read.
    The policies it cites stay as they are."""
    try:
        key = holding.case_key(session, leading, who)
    except Refusal:
        return ""
    read = case_read.read(session, leading, key)
    given = [each.text for each in read.said if each.action in ANSWERING and not each.is_petitioners]
    if not given:
        return ""
    answer, heading, cited = given[-1].partition(reply.CITED)
    return redactions.proposal([answer], read.named.people if read.named is not None else ()) + heading + cited
