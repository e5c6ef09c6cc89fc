"""Rows of an old ledger for the tests."""

from __future__ import annotations

from typing import Any

from ledgers.workbooks import kept as kept_workbooks
from ledgers.workbooks.importing import guess
from ledgers.workbooks.kept import Rows
from petitions.old_ledger.columns import LEDGER, NAME

ROW = {
    "编号": "12",
    "登记日期": "2025-03-03",
    "渠道": "来访",
    "信访人": "欧阳青禾",
    "信访目的": "求决",
    "反映内容": "夜班津贴没有发。",
    "涉及单位": "三车间",
    "受理日期": "2025-03-05",
    "责任单位": "机关",
    "调查情况": "查了考勤。",
    "处理意见": "支持",
    "答复日期": "2025-04-01",
    "答复内容": "四月工资补发。",
    "办结日期": "2025-04-20",
    "状态": "已办结",
    "终结": "",
    "终结日期": "",
}
MAPPING = guess(LEDGER, tuple(ROW))
OPEN = {"状态": "在办", "答复日期": "", "办结日期": "", "答复内容": ""}


def rows(*changes: dict[str, str]) -> Rows:
    """The workbook whose rows are ROW with these changes, the old numbers counted up."""
    found = [
        (number + 2, ROW | {"编号": str(number)} | changed) for number, changed in enumerate(changes or ({},), start=1)
    ]
    return Rows(tuple(ROW), tuple(found))


def keep(session: Any, person: Any, now: Any, found: Rows | None = None) -> int:
    """A workbook as it waits; the import's id, committed."""
    kept = kept_workbooks.keep(
        session, NAME, found or rows(), permission="petitions.register", actor=person, now=now
    ).id
    session.commit()
    return kept
