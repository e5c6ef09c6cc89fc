"""The workbook holds the released tables and nothing else."""

from __future__ import annotations

from flask import Flask

from paper.sheets import read_table
from surveys import workbook
from tests.surveys.test_charts import released


def test_the_workbook_opens_and_says_what_the_page_says(app: Flask) -> None:
    release = released(unit_1=30, unit_2=20, unit_3=8)
    with app.test_request_context():
        content = workbook.of(release)
    table = read_table(content, "survey.xlsx", expected=["项目", "内容"])
    facts = {row.values["项目"]: row.values["内容"] for row in table.rows}
    assert facts["收到答卷"] == "58"
    assert facts["内容校验码"] == "d" * 32
