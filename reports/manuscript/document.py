"""Figures and comments as the manuscript of a 简报: which parts it has, in which order, with which charts and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from paper.manuscript import Block, Colophon, Contents, Heading, Manuscript, Masthead, Paragraph, Space, Title
from reports.manuscript import appendices, correction_parts, ledger_parts, oversight_parts, petition_parts, survey_parts
from reports.manuscript.numbering import NUMERALS, Numbering
from reports.period import Kind
from reports.petition_statement import DUTY_SET
from reports.statement import Comments, Statement
from web import formats

DEMO_MARK = "演示数据"
HOW_TO_WRITE = (
    "请只在两行【】之间写补充意见，写好保存为.docx，在月报页面上传。数字和其他文字由系统生成，在这里改了也不会采用。"
)
NOTHING_YET = "（这一部分本期没有数据；写了补充才会印出。）"


@dataclass(frozen=True)
class Issue:
    """What is printed in the head: the number in its year, the total number and the day of issue; None for a draft."""

    number: int
    total: int
    issued_on: date


@dataclass(frozen=True)
class Part:
    """A part of the report: its key, its title, and what it says from figures and comments."""

    key: str
    title: str
    blocks: tuple[Block, ...]


def manuscript(statement: Statement, comments: Comments, issue: Issue | None) -> Manuscript:
    """The whole report; without an issue it is a draft and says so."""
    period = statement.covers
    day = issue.issued_on if issue else date.fromisoformat(statement.counted_to)
    blocks: list[Block] = [Title(title(statement)), Contents("本期要目")]
    for number, part in enumerate(parts(statement, comments)):
        blocks.append(Heading(1, f"{NUMERALS[number]}、{part.title}"))
        blocks.extend(part.blocks)
    blocks.extend(appendices.appendices(statement))
    return Manuscript(
        title=f"{statement.report_title} {period.label}",
        blocks=tuple(blocks),
        masthead=Masthead(
            statement.report_title, issue_line(statement, issue), statement.publisher, formats.plain_day(day)
        ),
        marking="内部资料　注意保存",
        colophon=_colophon(statement, day),
        author=statement.publisher,
        subject=period.label,
        mark=DEMO_MARK if statement.demo else "",
    )


def title(statement: Statement) -> str:
    """The title under the red rule."""
    period = statement.covers
    label = f"{period.label}度" if period.kind is Kind.YEAR else period.label
    return f"{label}职工诉求办理情况报告"


def issue_line(statement: Statement, issue: Issue | None) -> str:
    """第10期（总第34期）, or how far a draft counts; a year's report comes once a year and counts its years."""
    if issue is None:
        return f"（草稿　截至{formats.plain_day(date.fromisoformat(statement.counted_to))}）"
    if statement.covers.kind is Kind.YEAR:
        return f"{statement.covers.label}度（总第{issue.total}期）"
    return f"第{issue.number}期（总第{issue.total}期）"


def parts(statement: Statement, comments: Comments) -> list[Part]:
    """The parts that have something to say, in the order of the report."""
    counter = Numbering()
    found = []
    for key, heading, build in _PARTS:
        blocks = [*build(statement, comments, counter)]
        remark = comments.of(key)
        if blocks or remark:
            blocks.extend(Paragraph(text) for text in remark.split("\n") if text.strip())
            found.append(Part(key, _heading(heading, statement), tuple(blocks)))
    return found


def drafting(statement: Statement, comments: Comments, keywords: str) -> Manuscript:
    """The draft for Word: every part with room for an officer's words; `keywords` say which draft it is."""
    counter = Numbering()
    blocks: list[Block] = [
        Title(title(statement)),
        Paragraph(HOW_TO_WRITE),
        Paragraph(f"补充稿编号：{keywords}"),
    ]
    number = 0
    for key, heading, build in _PARTS:
        found = [*build(statement, comments, counter)]
        words = comments.of(key)
        if found or words:
            blocks.append(Heading(1, f"{NUMERALS[number]}、{_heading(heading, statement)}"))
            number += 1
        elif key in COMMENTABLE:
            blocks += [Heading(1, _heading(heading, statement)), Paragraph(NOTHING_YET)]
        blocks += found
        if key in COMMENTABLE:
            blocks.append(Space(key, heading, words))
    return Manuscript(title=f"{title(statement)}（补充稿）", blocks=tuple(blocks), keywords=keywords)


def _heading(heading: str, statement: Statement) -> str:
    """What a part is called, with 三个到位 as the enterprise calls them."""
    return heading.replace(DUTY_SET, statement.petitions.duty_set) if statement.petitions is not None else heading


_Build = Callable[[Statement, Comments, Numbering], Iterator[Block]]
#: Key, title and content of every part.
_PARTS: tuple[tuple[str, str, _Build], ...] = (
    ("overview", "总体情况", petition_parts.overview),
    ("topics", "诉求分类与热点", petition_parts.topics),
    ("handling", "办理情况", oversight_parts.handling),
    ("in_place", "“三个到位”落实情况", petition_parts.in_place),
    ("never_events", "“五个不发生”达标情况", ledger_parts.never_events),
    ("key_cases", "重点案件", petition_parts.key_cases),
    ("surveys", "员工幸福指数与专题调查", survey_parts.surveys),
    ("aid", "困难帮扶与送温暖、送清凉", ledger_parts.aid),
    ("risks", "不稳定因素排查与风险研判", ledger_parts.risks),
    ("policies", "政策解释", ledger_parts.explained),
    ("problems", "存在问题与建议", ledger_parts.problems),
    ("next_steps", "下步打算", ledger_parts.next_steps),
    ("corrections", "更正说明", correction_parts.corrections),
)
TITLES = {key: heading for key, heading, _ in _PARTS}
#: Parts an officer may comment on, with their titles.
COMMENTABLE = {key: heading for key, heading, _ in _PARTS if key not in {"key_cases", "corrections"}}


def _colophon(statement: Statement, day: date) -> Colophon:
    copies = f"（共印{statement.copies}份）" if statement.copies else ""
    return Colophon(statement.recipients, statement.publisher, f"{formats.plain_day(day)}印发", copies)
