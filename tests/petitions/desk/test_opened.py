"""What the case key opens stands apart by what it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts import queries as accounts
from petitions import conversation
from petitions.conversation import Named
from petitions.desk.opened import Sealed, opened
from petitions.kinds import Naming
from petitions.workflow import State
from vault import seal

TODAY = date(2026, 11, 25)


def sealed_parts(casework: Any, petition: Any, who: str) -> Sealed | None:
    """The sealed parts as far as somebody opens them."""
    names = {account.id: account.name for account in accounts.accounts(casework.session)}
    return opened(casework.session, petition, casework.enterprise.people[who], names, TODAY)


def test_the_opinion_last_submitted_is_shown_apart_from_the_notes(casework: Any) -> None:
    petition, _key = casework.lead_to(State.DRAFTED)

    sealed = sealed_parts(casework, petition, "leader")

    assert sealed is not None
    assert sealed.opinion is not None
    assert sealed.opinion.claims[0].text == "补发三个月夜班津贴"
    assert [note.text for note in sealed.notes] == ["查了考勤和工资表，与班组六人谈话。"]


def test_a_named_petitioner_is_shown_once_opened(casework: Any) -> None:
    petition, key = casework.file()
    petition.naming = Naming.NAMED
    petition.name_sealed = seal.seal_text(
        key, Named("𬱖建国", "13800000000").to_text(), conversation.name_place(petition.id)
    )
    casework.session.flush()

    sealed = sealed_parts(casework, petition, "officer")

    assert sealed is not None
    assert sealed.named == Named("𬱖建国", "13800000000")
