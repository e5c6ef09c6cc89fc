"""The workbook of chosen cases holds what stands in clear, only of cases one may know of, and not a word that was written."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import load_workbook

from petitions.desk import case_sheet
from petitions.kinds import Kind
from petitions.workflow import State
from tests.petitions.conftest import NARRATIVE


def test_only_what_one_may_know_of_leaves_and_no_word(casework: Any) -> None:
    mine, _ = casework.lead_to(State.REPLIED)
    hidden, _ = casework.file(Kind.ACCUSATION)
    officer = casework.enterprise.people["officer"]

    content, count = case_sheet.workbook(casework.session, [mine.id, hidden.id], officer)

    cells = [str(each) for row in load_workbook(io.BytesIO(content)).active.values for each in row if each is not None]
    assert count == 1
    assert mine.number in cells
    assert hidden.number not in cells
    assert "支持" in cells
    assert not [each for each in cells if NARRATIVE in each]
