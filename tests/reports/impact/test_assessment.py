"""The assessment says what the installation does, leaves what only the enterprise can judge, and fits paper and Word."""

from __future__ import annotations

import dataclasses
from datetime import date

from paper import word
from paper.document import print_out
from paper.manuscript import Fields, Manuscript, Paragraph, Table
from reports.impact import assessment
from reports.impact.assessment import Facts

FACTS = Facts(
    organisation="岱山能源集团",
    on=date(2026, 11, 25),
    is_https=True,
    database="SQLite",
    sends_mail=False,
    robots=0,
    offices={"union": 2, "discipline": 1, "identity": 1},
    periods=(("检举控告", 10), ("建议意见，已答复办结", 0)),
    name_days=180,
    reception_years=3,
    objection_days=3,
)


def words(document: Manuscript) -> str:
    said: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            said.append(block.text)
        elif isinstance(block, Fields):
            said += [f"{each.label} {each.value}" for row in block.rows for each in row]
        elif isinstance(block, Table):
            said += [cell for row in block.rows for cell in row]
    return "\n".join(said)


def test_what_is_set_stands_in_it() -> None:
    said = words(assessment.compose(FACTS))
    for told in (
        "岱山能源集团",
        "2026年11月25日",
        "检举控告：10年",
        "永久保管",
        "办结后180天",
        "接访后3年",
        "工会受理机构2个",
    ):
        assert told in said
    assert "已加密（https）" in said
    assert "网络没有加密传输" not in said


def test_each_part_of_article_56_has_its_chapter_and_room_for_the_enterprise() -> None:
    document = assessment.compose(FACTS)
    headings = [block.text for block in document.blocks if hasattr(block, "level")]
    assert [part for part in ("第一项", "第二项", "第三项") if any(part in each for each in headings)] == [
        "第一项",
        "第二项",
        "第三项",
    ]
    empty = [
        each.label for b in document.blocks if isinstance(b, Fields) for row in b.rows for each in row if not each.value
    ]
    assert {"评估人", "日期", "个人信息保护负责人"} <= set(empty)


def test_a_network_without_https_and_messages_that_leave_are_risks_of_their_own() -> None:
    said = words(assessment.compose(dataclasses.replace(FACTS, is_https=False, sends_mail=True, robots=2)))
    assert "网络没有加密传输" in said
    assert "未加密（http）" in said
    assert "只发编号、环节和日期" in said
    assert "群聊机器人2个" in said


def test_it_prints_and_opens_in_word() -> None:
    document = assessment.compose(dataclasses.replace(FACTS, is_demo=True))
    printed = print_out(document)
    assert printed.content.startswith(b"%PDF")
    assert word.docx(document).startswith(b"PK")
