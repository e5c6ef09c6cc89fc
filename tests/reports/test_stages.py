"""Stages of a draft, and who may check it."""

import pytest

from reports.stages import STAGE_LABELS, DraftState, Stage, may_check, stage


def test_a_draft_that_was_sent_back_is_a_draft_again():
    assert [stage(each) for each in (None, DraftState.RETURNED)] == [Stage.DRAFT, Stage.DRAFT]
    assert [stage(each) for each in (DraftState.SUBMITTED, DraftState.CHECKED)] == [Stage.SUBMITTED, Stage.CHECKED]
    assert STAGE_LABELS.keys() == set(Stage)


@pytest.mark.parametrize(
    ("checker", "drafter", "alone", "may"),
    [(1, 1, False, False), (1, 2, False, True), (1, 1, True, True), (1, None, False, True)],
)
def test_who_drafted_checks_only_where_nobody_else_can(checker, drafter, alone, may):
    assert may_check(checker, drafter, alone=alone) is may
