"""Where a mediation stands follows from the steps alone: both sides have to want it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitions.mediation.agreement import (
    ENDING,
    FORM_LABELS,
    SIDE_LABELS,
    Agreement,
    Form,
    Mediation,
    Side,
    running,
)
from petitions.transitions.actions import Action

OFFER = (Action.OFFER_MEDIATION, {})


def said(side: Side, *, agrees: bool) -> tuple[Action, dict[str, object]]:
    return Action.ANSWER_MEDIATION, {"side": side.value, "agrees": agrees}


def test_it_is_agreed_once_both_sides_said_yes_and_over_once_one_said_no() -> None:
    yes, other = said(Side.PETITIONER, agrees=True), said(Side.OTHER, agrees=True)

    assert running([]) is None
    assert running([OFFER]) == Mediation()
    assert running([OFFER, yes]) == Mediation(frozenset({Side.PETITIONER}))
    both = running([OFFER, yes, (Action.INVESTIGATE, {}), other])
    assert both is not None
    assert both.is_agreed
    assert running([OFFER, yes, said(Side.OTHER, agrees=False)]) is None
    assert running([yes]) is None


@pytest.mark.parametrize("action", sorted(ENDING, key=lambda each: each.value))
def test_a_case_that_goes_another_way_is_mediated_no_more_and_can_be_again(action: Action) -> None:
    assert running([OFFER, (action, {})]) is None
    assert running([OFFER, (action, {}), OFFER]) == Mediation()


@given(form=st.sampled_from(Form), parties=st.text(), terms=st.text(), day=st.dates())
def test_an_agreement_is_sealed_whole(form: Form, parties: str, terms: str, day: date) -> None:
    agreement = Agreement(form, day, parties, terms)

    assert Agreement.from_text(agreement.to_text()) == agreement
    assert "terms" not in repr(agreement)


def test_every_side_and_form_has_its_words() -> None:
    assert set(SIDE_LABELS) == set(Side)
    assert set(FORM_LABELS) == set(Form)
