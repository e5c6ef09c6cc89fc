"""From a draft to an issued report: what may be done at each stage, and who may check; pure."""

from __future__ import annotations

import enum

from web.words import N_


class DraftState(enum.Enum):
    """Where a frozen draft stands: 待核稿, 已核稿, 退回修改."""

    SUBMITTED = "submitted"
    CHECKED = "checked"
    RETURNED = "returned"


class Stage(enum.Enum):
    """What a period's page shows."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHECKED = "checked"
    ISSUED = "issued"


#: Word and tone of each stage, for its badge.
STAGE_LABELS = {
    Stage.DRAFT: (N_("草稿"), "soon"),
    Stage.SUBMITTED: (N_("待核稿"), "soon"),
    Stage.CHECKED: (N_("已核稿，待签发"), "info"),
    Stage.ISSUED: (N_("已签发"), "good"),
}
_OF_DRAFT = {DraftState.SUBMITTED: Stage.SUBMITTED, DraftState.CHECKED: Stage.CHECKED}


def stage(draft: DraftState | None) -> Stage:
    """The stage of a period that is being worked on: one sent back is a draft again."""
    return _OF_DRAFT.get(draft, Stage.DRAFT) if draft else Stage.DRAFT


def may_check(checker_id: int, drafter_id: int | None, *, alone: bool) -> bool:
    """Whether somebody may check: not who drafted it, unless the office has one officer only and says so."""
    return alone or checker_id != drafter_id
