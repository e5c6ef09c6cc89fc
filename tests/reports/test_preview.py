"""What the pages show: the same figures as the paper, a chart's table behind it, and drafts for those who issue."""

from datetime import date

import pytest

from paper.sheet_reading import read_table
from reports import operations, preview
from reports.drafts import operations as draft_operations
from reports.period import Kind, Month, Quarter, Year
from reports.stages import Stage
from web.doctor import Level
from web.errors import Missing

OCTOBER = Month(2026, 10)
TODAY = date(2026, 11, 24)


@pytest.fixture
def seen(session, october):
    """October's page."""
    return lambda **how: preview.view(session, OCTOBER, **({"today": TODAY, "demo": False, "may_issue": True} | how))


def test_months_begin_with_the_first_case_and_end_with_the_running_one(session, october):
    rows = preview.listed(session, Kind.MONTH, TODAY, may_issue=True)
    assert [str(row.period) for row in rows] == ["2026-11", "2026-10", "2026-09", "2026-08"]
    assert [row.can_be_issued for row in rows] == [False, True, True, True]


def test_quarters_and_years_are_listed_as_far_as_there_are_cases(session, october):
    assert [str(row.period) for row in preview.listed(session, Kind.QUARTER, TODAY, may_issue=True)] == [
        "2026-Q4",
        "2026-Q3",
    ]
    assert [str(row.period) for row in preview.listed(session, Kind.YEAR, TODAY, may_issue=True)] == ["2026"]


def test_a_quarter_and_a_year_are_drafted_while_they_run(session, october):
    for period, said in ((Quarter(2026, 4), "本季度截至目前"), (Year(2026), "本年截至目前")):
        view = preview.view(session, period, today=TODAY, demo=False, may_issue=True)
        assert view.sections[0].blocks[0]["text"].startswith(said)
        assert (view.stage, view.can_be_issued) == (Stage.DRAFT, False)


def test_a_submitted_draft_is_shown_as_it_was_frozen_and_marked(session, october, enterprise, clock, file_case):
    draft_operations.submit(session, OCTOBER, actor=enterprise.people["officer"], now=clock())
    file_case("XF202610MORE", date(2026, 10, 30))
    view = preview.view(session, OCTOBER, today=TODAY, demo=False, may_issue=True)
    assert (view.stage, view.editing) == (Stage.SUBMITTED, False)
    assert "16件次" in view.sections[0].blocks[0]["text"]
    assert preview.stage_of(session, OCTOBER) is Stage.SUBMITTED
    assert [row.stage for row in preview.listed(session, Kind.MONTH, TODAY, may_issue=True)][1] is Stage.SUBMITTED


def test_a_new_installation_lists_a_few_months(session, enterprise):
    assert len(preview.listed(session, Kind.MONTH, TODAY, may_issue=True)) == preview.FEWEST[Kind.MONTH]
    assert preview.listed(session, Kind.MONTH, TODAY, may_issue=False) == []


def test_every_chart_has_a_table_of_its_figures_behind_it(seen):
    blocks = [block for section in seen().sections for block in section.blocks if block["kind"] == "figure"]
    assert blocks
    for block in blocks:
        assert block["rows"]
        assert all(len(row) == len(block["heads"]) for row in block["rows"])
        assert "<svg" in block["svg"]


def test_parts_without_figures_are_offered_for_words_but_not_numbered(seen):
    sections = {section.key: section for section in seen().sections}
    assert sections["problems"].number == ""
    assert sections["overview"].number == "一"


def test_words_give_a_part_its_number(seen, session, enterprise, clock):
    operations.comment(session, OCTOBER, "problems", "一是", actor=enterprise.people["officer"], now=clock())
    sections = {section.key: section for section in seen().sections}
    assert sections["problems"].number
    assert sections["problems"].comment == "一是"


def test_a_month_that_has_not_begun_or_is_not_the_reader_s_is_missing(session, october, seen):
    with pytest.raises(Missing):
        seen(may_issue=False)
    with pytest.raises(Missing):
        preview.view(session, Month(2026, 12), today=TODAY, demo=False, may_issue=True)
    with pytest.raises(Missing):
        preview.draft_pdf(session, Month(2026, 12), today=TODAY, demo=False)


def test_the_workbook_has_a_sheet_for_every_table(session, october):
    data = preview.workbook(session, OCTOBER, today=TODAY, demo=False)
    rates = read_table(data, "a.xlsx", expected=["指标", "本月", "件数"])
    assert any(row.values["指标"] == "按期答复率" for row in rates.rows)


def test_a_month_without_any_table_still_gives_a_workbook(session, enterprise):
    assert preview.workbook(session, OCTOBER, today=TODAY, demo=False).startswith(b"PK")


def test_files_are_named_for_people(session, october):
    assert preview.file_name(session, OCTOBER, "pdf", draft=True) == "职工诉求与信访工作月报-2026-10-草稿.pdf"


def test_the_doctor_says_that_everything_can_be_printed():
    assert [finding.level for finding in preview.font_findings()] == [Level.GOOD]
