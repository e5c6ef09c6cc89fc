"""Where a matter went is read from its steps: to an office, to a body outside, to a way of the law, to no review."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from petitions import queries
from petitions.letters import catalogue as letters
from petitions.letters import facts as letter_facts
from petitions.letters.catalogue import Facts, LetterKind
from petitions.notes import NoteKind
from petitions.workflow import Action, State
from vault import seal
from web.errors import Refusal


def gathered(session: Session, petition: Any, key: bytes) -> Facts:
    return letter_facts.gather(session, petition, key, demo=False)


def test_a_transfer_is_told_by_the_office_that_sent_it_until_it_comes_back(session: Session, casework: Any) -> None:
    petition, key = casework.lead_to(State.TRANSFERRED)
    facts = gathered(session, petition, casework.present(petition, key))
    assert facts.forwarded is not None
    assert facts.forwarded.to != facts.forwarded.by
    assert facts.forwarded.by.endswith("工会")
    assert LetterKind.FORWARDED in letters.for_petitioner(facts)
    assert LetterKind.GIVEN not in letters.available(facts)
    casework.do(petition, Action.OBJECT, "officer3", reason="不归我们管。")
    casework.do(petition, Action.TAKE_BACK, "officer", reason="同意退回。")
    assert gathered(session, petition, casework.present(petition, key)).forwarded is None


def test_a_body_outside_gets_what_was_kept_and_the_petitioner_is_told_where(session: Session, casework: Any) -> None:
    petition, key = casework.lead_to(State.HANDED_OVER)
    facts = gathered(session, petition, key)
    assert facts.given is not None
    assert (facts.given.to, facts.given.text) == ("市人社局", "×××车间夜班三个月没有发津贴。")
    assert facts.forwarded is not None
    assert facts.forwarded.to == "市人社局"
    assert LetterKind.GIVEN in letters.available(facts)
    assert LetterKind.GIVEN not in letters.for_petitioner(facts)
    (note,) = queries.notes(session, petition.id)
    assert note.kind is NoteKind.GIVEN
    assert "市人社局".encode() not in note.sealed
    assert all("人社" not in str(event.details) for event in queries.events(session, petition.id))
    casework.do(petition, Action.TAKE_BACK, "officer", reason="对方5日内退回。")
    back = gathered(session, petition, key)
    assert (back.given, back.forwarded) == (None, None)


def test_one_handed_over_before_that_was_kept_is_told_without_a_name(session: Session, casework: Any) -> None:
    petition, key = casework.lead_to(State.HANDED_OVER)
    session.delete(queries.notes(session, petition.id)[0])
    session.flush()
    facts = gathered(session, petition, key)
    assert facts.given is None
    assert facts.forwarded is not None
    assert facts.forwarded.to == "有权处理的单位"


@pytest.mark.parametrize("missing", ["body", "text", "handed"])
def test_nothing_is_handed_over_without_a_body_a_word_to_the_petitioner_and_what_is_given(
    casework: Any, missing: str
) -> None:
    petition, _key = casework.lead_to(State.REGISTERED)
    action, who, given = casework.way(State.HANDED_OVER)[-1]
    with pytest.raises(Refusal) as refused:
        casework.do(petition, action, who, **given | {missing: " "})
    assert refused.value.field == missing


def test_a_way_of_the_law_is_told_with_what_was_written(session: Session, casework: Any) -> None:
    petition, key = casework.lead_to(State.DIVERTED)
    facts = gathered(session, petition, key)
    assert facts.diverted is not None
    assert "仲裁" in facts.diverted.to
    assert facts.diverted.text == "请申请劳动仲裁。"
    assert LetterKind.DIVERTED in letters.for_petitioner(facts)


@pytest.mark.parametrize(
    ("state", "kind"),
    [(State.REVIEW_ASKED, LetterKind.REVIEW_REFUSED), (State.REREVIEW_ASKED, LetterKind.REREVIEW_REFUSED)],
)
def test_a_review_that_is_not_taken_up_gives_its_own_paper(
    session: Session, casework: Any, state: State, kind: LetterKind
) -> None:
    petition, key = casework.lead_to(state)
    casework.do(petition, Action.REFUSE_REVIEW, "officer", text="没有新的事实和理由。")
    facts = gathered(session, petition, key)
    refused = {LetterKind.REVIEW_REFUSED, LetterKind.REREVIEW_REFUSED} & set(letters.for_petitioner(facts))
    assert refused == {kind}
    with pytest.raises(seal.SealBroken):
        gathered(session, petition, seal.random_key())
