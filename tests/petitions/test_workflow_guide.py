"""docs/workflow.md says what the table says."""

from __future__ import annotations

from pathlib import Path

from petitions import workflow_guide
from petitions.workflow import STATE_LABELS, TRANSITIONS

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_not_behind_the_table() -> None:
    assert (ROOT / "docs" / "workflow.md").read_text() == workflow_guide.markdown(), "run: flask petitions guide"


def test_every_state_and_every_row_stands_in_it() -> None:
    page = workflow_guide.markdown()

    assert all(label in page for label in STATE_LABELS.values())
    assert page.count("\n| `") == len(STATE_LABELS) + len(TRANSITIONS)
