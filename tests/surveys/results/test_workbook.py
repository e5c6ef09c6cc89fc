"""The workbook holds the released tables and nothing else."""

from __future__ import annotations

import io
from dataclasses import replace

from flask import Flask
from openpyxl import load_workbook

from paper.sheet_reading import read_table
from surveys.counting.release import SlipRow
from surveys.results import workbook
from tests.surveys.results.test_charts import mixed, released
from tests.surveys.results.test_tidy import accounted, full, with_comments


def test_the_workbook_opens_and_says_what_the_page_says(app: Flask) -> None:
    release = released(unit_1=30, unit_2=20, unit_3=8)
    with app.test_request_context():
        content = workbook.of(release)
    table = read_table(content, "survey.xlsx", expected=["项目", "内容"])
    facts = {row.values["项目"]: row.values["内容"] for row in table.rows}
    assert facts["收到答卷"] == "58"
    assert facts["内容校验码"] == "d" * 32


def test_choices_rankings_and_numbers_have_a_line_for_each_option(app: Flask) -> None:
    with app.test_request_context():
        content = workbook.of(mixed())
    sheet = load_workbook(io.BytesIO(content))["选项分布"]
    lines = [row[:6] for row in sheet.iter_rows(values_only=True)]
    assert ("先办", "其他", 33, None, None, None) in [tuple(value or None for value in line) for line in lines]
    assert ("排一排", "食堂", 50, 1.5, None, None) in [tuple(value or None for value in line) for line in lines]
    assert any(line[0] == "加班" and line[4] == 16 and line[5] == "小时" for line in lines)


def test_texts_and_themes_have_sheets_of_their_own_and_run_nothing(app: Flask) -> None:
    with app.test_request_context():
        content = workbook.of(with_comments())
    book = load_workbook(io.BytesIO(content))
    lines = [row[:2] for row in book["大家写的话"].iter_rows(values_only=True)]
    assert ("先改什么？", "'=HYPERLINK(×××)") in lines
    assert [row[1:3] for row in book["说得最多的词"].iter_rows(values_only=True)][-1] == ("夜班、热饭", 12)


def test_segments_waves_and_drivers_have_sheets_of_their_own(app: Flask) -> None:
    with app.test_request_context():
        book = load_workbook(io.BytesIO(workbook.of(full())))
    assert [row[:3] for row in book["年龄段？"].iter_rows(values_only=True)][-1][0] == "其他"
    changes = list(book["和上次比"].iter_rows(values_only=True))[3:5]
    assert changes[0][1:] == (50, 52.5, 2.5, -0.5, 5.5)
    assert changes[1][3:] == (2.5, 0.5, 4.5)
    assert list(book["带动力"].iter_rows(values_only=True))[-1][1] == 27


def test_the_account_of_slips_has_a_sheet_and_tells_no_number_of_a_hidden_unit(app: Flask) -> None:
    release = replace(released(unit_1=30), slips=(SlipRow("一车间", 92, 80, 12), SlipRow("检修班", 3, None, None)))
    with app.test_request_context():
        content = workbook.of(release)
    lines = [row[:5] for row in load_workbook(io.BytesIO(content))["纸质答题码"].iter_rows(values_only=True)]
    assert ("一车间", 92, 80, 12) in [line[:4] for line in lines]
    assert ("检修班", 3, None, None, "并入上级") in lines


def test_the_account_of_tickets_has_a_sheet(app: Flask) -> None:
    with app.test_request_context():
        content = workbook.of(accounted())
    lines = [row[:3] for row in load_workbook(io.BytesIO(content))["匿名答题券"].iter_rows(values_only=True)]
    assert "受邀 70 人，领券 61 张，用券答卷 53 份。" in str(lines)
    assert lines[-2:] == [("一车间", 50, 90), ("机关", 20, 70)]
