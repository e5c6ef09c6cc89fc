"""Figures and comments as the manuscript of a 简报: which parts it has, in which order, with which charts and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from figures.comparison import NOTHING, points_text, rounded
from paper.charts import HIDDEN, Bars, HeatMap, Series, Stacked, Trend
from paper.manuscript import (
    Block,
    Colophon,
    Column,
    Contents,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Manuscript,
    Masthead,
    NewPage,
    Paragraph,
    Table,
    Title,
)
from reports import ledger_parts, narrative
from reports.numbering import Numbering
from reports.period import Month
from reports.statement import Comments, Count, Counted, Petitions, Rate, Statement, Survey
from web import formats

NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
DEMO_MARK = "演示数据"
HIDDEN_UNITS = "斜线为人数不足，不予显示"


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
    month = Month.parse(statement.month)
    found = parts(statement, comments)
    day = issue.issued_on if issue else date.fromisoformat(statement.counted_to)
    blocks: list[Block] = [Title(title(statement)), Contents("本期要目")]
    for number, part in enumerate(found):
        blocks.append(Heading(1, f"{NUMERALS[number]}、{part.title}"))
        blocks.extend(part.blocks)
    blocks.extend(_appendices(statement))
    return Manuscript(
        title=f"{statement.report_title} {month.label}",
        blocks=tuple(blocks),
        masthead=Masthead(
            statement.report_title, issue_line(statement, issue), statement.publisher, formats.plain_day(day)
        ),
        marking="内部资料　注意保存",
        colophon=_colophon(statement, day),
        author=statement.publisher,
        subject=month.label,
        mark=DEMO_MARK if statement.demo else "",
    )


def title(statement: Statement) -> str:
    """The title under the red rule."""
    return f"{Month.parse(statement.month).label}职工诉求办理情况报告"


def issue_line(statement: Statement, issue: Issue | None) -> str:
    """第10期（总第34期）, or how far a draft counts."""
    if issue is None:
        return f"（草稿　截至{formats.plain_day(date.fromisoformat(statement.counted_to))}）"
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
            found.append(Part(key, heading, tuple(blocks)))
    return found


def _overview(statement: Statement, _comments: Comments, counter: Numbering) -> Iterator[Block]:
    petitions = statement.petitions
    if petitions is None:
        yield Paragraph("本月没有可统计的诉求数据。")
        return
    first, *others = narrative.overview(statement)
    yield Paragraph(first)
    yield KeyFigures(_key_figures(petitions))
    yield from map(Paragraph, others)
    if len(petitions.trend) > 1:
        labels = tuple(_month_label(point.month) for point in petitions.trend)
        counts = Series("登记", tuple(float(point.registered) for point in petitions.trend))
        heading = narrative.chart_title_trend(petitions)
        yield Figure(Trend(heading, labels, (counts,), unit="件"), counter.figure(heading))
    shown = [each for each in petitions.channels if each.count and each.count.now]
    if len(shown) > 1:
        yield Figure(_bars("诉求反映渠道", shown), counter.figure("诉求反映渠道分布"))


def _topics(statement: Statement, _comments: Comments, counter: Numbering) -> Iterator[Block]:
    petitions = statement.petitions
    sentences = narrative.topics(statement)
    yield from map(Paragraph, sentences)
    if petitions is None or not sentences:
        return
    rows = [each for each in petitions.categories if each.count is None or each.count.now or each.count.before]
    if rows:
        note = f"注：件数不足{statement.floor}件的类别合并或不单独列示；“—”表示没有可比基数。"
        yield _counted_table(counter.table("诉求内容分类"), "内容分类", rows, petitions.registered.now, note)
    shown = [each for each in rows if each.count and each.count.now]
    if len(shown) > 1:
        yield Figure(_bars("诉求内容分类", shown[:12]), counter.figure(narrative.chart_title_categories(petitions)))
    units = [each for each in petitions.units if each.count and each.count.now]
    if len(units) > 1:
        yield Figure(_bars("诉求涉及单位", units[:12]), counter.figure("诉求涉及单位分布"))


def _handling(statement: Statement, _comments: Comments, counter: Numbering) -> Iterator[Block]:
    petitions = statement.petitions
    if petitions is None:
        return
    yield from map(Paragraph, narrative.handling(statement))
    if petitions.rates:
        yield _rates_table(petitions.rates, counter)
    rated = [point for point in petitions.trend if point.satisfied is not None or point.on_time is not None]
    if len(rated) > 1:
        heading = narrative.chart_title_rates(petitions)
        yield Figure(_rates_trend(heading, petitions), counter.figure(heading))
    if any(sum(counts) for _, *counts in petitions.ratings):
        yield Figure(_ratings_chart(petitions), counter.figure("职工满意度评价"))
    if petitions.late:
        yield _late_table(petitions, counter)


def _in_place(statement: Statement, _comments: Comments, counter: Numbering) -> Iterator[Block]:
    petitions = statement.petitions
    if petitions is None:
        return
    yield from map(Paragraph, narrative.in_place(statement))
    owed = [duty for duty in petitions.duties if duty.owed]
    if owed:
        columns = (
            Column("要求"),
            Column("应到位（件）", "end"),
            Column("已到位（件）", "end"),
            Column("到位率", "end"),
        )
        rows = tuple((duty.label, str(duty.owed), str(duty.done), duty.rate.percent()) for duty in owed)
        yield Table(counter.table("“三个到位”落实情况"), columns, rows)
        heading = "“三个到位”到位与未到位件数"
        done = Series("已到位", tuple(float(duty.done) for duty in owed))
        missing = Series("未到位", tuple(float(duty.owed - duty.done) for duty in owed))
        labels = tuple(duty.label for duty in owed)
        yield Figure(Stacked(heading, labels, (done, missing), absolute=True, unit="件"), counter.figure(heading))


def _key_cases(_statement: Statement, comments: Comments, _counter: Numbering) -> Iterator[Block]:
    yield from map(Paragraph, narrative.key_cases(comments.key_cases))


def _surveys(statement: Statement, _comments: Comments, counter: Numbering) -> Iterator[Block]:
    for number, survey in enumerate(statement.surveys):
        if len(statement.surveys) > 1:
            yield Heading(2, f"（{NUMERALS[number % len(NUMERALS)]}）{survey.title}")
        yield from map(Paragraph, narrative.survey(survey))
        yield from _survey_figures(survey, counter)


def _survey_figures(survey: Survey, counter: Numbering) -> Iterator[Block]:
    if survey.dimensions:
        labels = tuple(each.label for each in survey.dimensions)
        values = tuple(HIDDEN if each.score is None else each.score for each in survey.dimensions)
        chart = Bars("各维度得分", labels, values, unit="分", digits=1, high=100.0, hidden="不予显示")
        yield Figure(
            chart, counter.figure("各维度得分（百分制）"), note=f"注：{survey.method}" if survey.method else ""
        )
    if survey.heat:
        heading = narrative.chart_title_heat(survey)
        heat = HeatMap(
            heading,
            tuple(row.unit for row in survey.heat),
            tuple(each.label for each in survey.dimensions),
            tuple(tuple(HIDDEN if score is None else score for score in row.scores) for row in survey.heat),
            low=30.0,
            high=90.0,
            hidden=HIDDEN_UNITS,
        )
        yield Figure(heat, counter.figure(heading))


_Build = Callable[[Statement, Comments, Numbering], Iterator[Block]]
#: Key, title and content of every part.
_PARTS: tuple[tuple[str, str, _Build], ...] = (
    ("overview", "总体情况", _overview),
    ("topics", "诉求分类与热点", _topics),
    ("handling", "办理情况", _handling),
    ("in_place", "“三个到位”落实情况", _in_place),
    ("never_events", "“五个不发生”达标情况", ledger_parts.never_events),
    ("key_cases", "重点案件", _key_cases),
    ("surveys", "员工幸福指数与专题调查", _surveys),
    ("aid", "困难帮扶与送温暖、送清凉", ledger_parts.aid),
    ("risks", "不稳定因素排查与风险研判", ledger_parts.risks),
    ("policies", "政策解释", ledger_parts.explained),
    ("problems", "存在问题与建议", ledger_parts.problems),
    ("next_steps", "下步打算", ledger_parts.next_steps),
)
TITLES = {key: heading for key, heading, _ in _PARTS}
#: Parts an officer may comment on, with their titles.
COMMENTABLE = {key: heading for key, heading, _ in _PARTS if key != "key_cases"}


# Figures and tables


def _key_figures(petitions: Petitions) -> tuple[KeyFigure, ...]:
    registered = petitions.registered
    figures = [KeyFigure("登记诉求", f"{formats.number(registered.now)}件", _changes(registered))]
    for rate in petitions.rates:
        if rate.key in {"on_time", "satisfied"}:
            moved = points_text(rate.now, rate.before)
            figures.append(KeyFigure(rate.label, rate.now.percent(), f"环比 {moved}" if moved != NOTHING else "环比 —"))
    mean = NOTHING if petitions.mean_days is None else f"{rounded(petitions.mean_days, 1)}天"
    before = petitions.mean_days_before
    figures.append(KeyFigure("平均办结用时", mean, "" if before is None else f"上月 {rounded(before, 1)}天"))
    return tuple(figures)


def _changes(count: Count) -> str:
    return f"环比 {count.month_change.percent()}　同比 {count.year_change.percent()}"


def _bars(heading: str, rows: list[Counted]) -> Bars:
    values = tuple(HIDDEN if each.count is None else float(each.count.now) for each in rows)
    return Bars(heading, tuple(each.label for each in rows), values, unit="件")


def _counted_table(caption: str, name: str, rows: list[Counted], total: int, note: str) -> Table:
    columns = (
        Column(name),
        Column("本月（件）", "end"),
        Column("占比", "end"),
        Column("上月（件）", "end"),
        Column("环比", "end"),
        Column("上年同月（件）", "end"),
        Column("同比", "end"),
    )
    return Table(caption, columns, tuple(_counted_row(each, total) for each in rows), note=note)


def _counted_row(each: Counted, total: int) -> tuple[str, ...]:
    if each.count is None:
        return (each.label, *[NOTHING] * 6)
    count = each.count
    share = formats.percent(count.now / total if total else None)
    before, year = formats.number(count.before), formats.number(count.year_before)
    return (
        each.label,
        formats.number(count.now),
        share,
        before,
        count.month_change.percent(),
        year,
        count.year_change.percent(),
    )


def _rates_table(rates: tuple[Rate, ...], counter: Numbering) -> Table:
    columns = (
        Column("指标"),
        Column("本月", "end"),
        Column("件数", "end"),
        Column("上月", "end"),
        Column("环比", "end"),
        Column("上年同月", "end"),
    )
    rows = tuple(
        (
            rate.label,
            rate.now.percent(),
            f"{rate.now.part}/{rate.now.whole}",
            rate.before.percent() if rate.before else NOTHING,
            points_text(rate.now, rate.before),
            rate.year_before.percent() if rate.year_before else NOTHING,
        )
        for rate in rates
    )
    return Table(counter.table("主要办理指标"), columns, rows, note="注：各指标口径见附表；分母为零时以“—”表示。")


def _rates_trend(heading: str, petitions: Petitions) -> Trend:
    labels = tuple(_month_label(point.month) for point in petitions.trend)
    rows = (
        ("满意率", [point.satisfied for point in petitions.trend]),
        ("按期答复率", [point.on_time for point in petitions.trend]),
        ("参评率", [point.rated for point in petitions.trend]),
    )
    series = tuple(
        Series(name, tuple(None if value is None else value * 100 for value in values))
        for name, values in rows
        if any(value is not None for value in values)
    )
    return Trend(heading, labels, series, unit="%", digits=1, high=100.0)


def _ratings_chart(petitions: Petitions) -> Stacked:
    rows = [row for row in petitions.ratings if sum(row[1:])]
    names = ("满意", "基本满意", "不满意")
    series = tuple(Series(name, tuple(float(row[number + 1]) for row in rows)) for number, name in enumerate(names))
    return Stacked("职工满意度评价", tuple(row[0] for row in rows), series)


def _late_table(petitions: Petitions, counter: Numbering) -> Table:
    columns = (
        Column("编号"),
        Column("内容分类"),
        Column("承办单位"),
        Column("办理期限"),
        Column("已超期（天）", "end"),
    )
    rows = tuple((each.number, each.category, each.unit, each.due, str(each.days)) for each in petitions.late)
    return Table(counter.table("超期未办结诉求"), columns, rows, continued="（续）")


def _appendices(statement: Statement) -> Iterator[Block]:
    petitions = statement.petitions
    if petitions is None:
        return
    number = 1
    if petitions.ledger:
        yield NewPage(landscape=True)
        yield Heading(1, f"附表{number}　诉求台账汇总")
        yield _ledger_table(petitions)
        number += 1
    if petitions.rates:
        yield NewPage()
        yield Heading(1, f"附表{number}　指标口径说明")
        columns = (Column("指标", share=2), Column("计算口径", share=6))
        of_ledgers = ledger_parts.FORMULAS if statement.ledgers else ()
        rows = (
            *_FORMULAS,
            *of_ledgers,
            *((rate.label, rate.formula) for rate in petitions.rates),
            _floor_row(statement.floor),
        )
        note = f"办理记录校验码：{statement.chain}" if statement.chain else ""
        # Small, so that the colophon finds its place under it.
        yield Table("指标口径", columns, rows, note=note, small=True, continued="（续）")


#: Figures that are not rates, with how each is counted.
_FORMULAS = (
    ("件次", "本期登记的诉求件数，含检举控告；同一事项重复反映的每次各计一件。"),
    ("人次", "本期登记的诉求所涉人数之和；一人反映计1人次。"),
    ("集体反映", "本期登记的诉求中，共同反映的人数达到5人的批次（人数标准可在系统设置中调整）。"),
    ("平均办结用时", "本期答复的诉求，自受理之日起至答复之日止的自然日天数的算术平均数；中位数为居中的天数。"),
    (
        "“三个到位”到位率",
        "本期答复的诉求（检举控告除外）中，有落实凭据的件数 ÷ 应当落实的件数×100%；一件诉求可适用多项要求。",
    ),
    (
        "同比、环比",
        "（本期－上年同月）÷上年同月；（本期－上月）÷上月。基数为零或没有记录时以“—”表示；比率以百分点比较。",
    ),
)


def _floor_row(floor: int) -> tuple[str, str]:
    words = f"按内容、单位分列的件数不足{floor}件时合并或不列示，评价不足{floor}件时不计算比率，以免指向个人。"
    return "不予列示", words


def _ledger_table(petitions: Petitions) -> Table:
    names = (
        "序号",
        "编号",
        "登记日期",
        "渠道",
        "类别",
        "内容分类",
        "涉及单位",
        "承办单位",
        "办理期限",
        "状态",
        "办理结果",
    )
    rows = tuple(
        (
            str(number),
            line.number,
            line.registered,
            line.channel,
            line.kind,
            line.category,
            line.unit,
            line.handling_unit,
            line.due,
            line.state,
            line.outcome,
        )
        for number, line in enumerate(petitions.ledger, start=1)
    )
    note = "注：本表不含姓名和诉求原文。"
    if petitions.unlisted:
        note += f"另有{petitions.unlisted}件依规不列示（检举控告或须回避的诉求），只计入总数。"
    return Table("本月登记诉求", tuple(map(Column, names)), rows, note=note, small=True, continued="（续）")


def _colophon(statement: Statement, day: date) -> Colophon:
    return Colophon(statement.recipients, statement.publisher, f"{formats.plain_day(day)}印发")


def _month_label(text: str) -> str:
    return f"{Month.parse(text).month}月"
