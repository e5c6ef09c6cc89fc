"""The parts of a report that come from petitions, as blocks of its manuscript; pure."""

from __future__ import annotations

from collections.abc import Iterator

from figures.comparison import NOTHING, points_text, rounded
from paper.charts import HIDDEN, Bars, Multiples, Series, Stacked, Trend
from paper.manuscript import Block, Column, Figure, KeyFigure, KeyFigures, Paragraph, Table
from reports.counts import Count, Counted, Rate
from reports.manuscript import narrative
from reports.manuscript.numbering import Numbering
from reports.period import Month
from reports.petition_statement import Petitions
from reports.statement import Comments, Statement
from reports.wording import Wording
from web import formats


def overview(statement: Statement, _comments: Comments, counter: Numbering) -> Iterator[Block]:
    petitions = statement.petitions
    if petitions is None:
        yield Paragraph(f"{statement.words.this}没有可统计的诉求数据。")
        return
    first, *others = narrative.overview(statement)
    yield Paragraph(first)
    if petitions.registered.now or petitions.replied.now:
        yield KeyFigures(_key_figures(petitions, statement.words))
    # What shows a sentence stands after it, not at the end of the part: text that follows can fill the page before a chart.
    if len(petitions.trend) > 1:
        chart = registered_trend(petitions)
        yield Figure(chart, counter.figure(chart.title))
    if statement.covers.length > 1:
        yield from _by_month(petitions, statement, counter)
    yield from map(Paragraph, others[:1])
    shown = [each for each in petitions.channels if each.count and each.count.now]
    if len(shown) > 1:
        yield Figure(_bars("诉求反映渠道", shown), counter.figure("诉求反映渠道分布"))
    yield from map(Paragraph, others[1:])


def topics(statement: Statement, _comments: Comments, counter: Numbering) -> Iterator[Block]:
    petitions = statement.petitions
    of_kinds, of_units = narrative.topics_by_kind(statement), narrative.topics_by_unit(statement)
    yield from map(Paragraph, of_kinds)
    if petitions is None or not (of_kinds or of_units):
        return
    rows = [each for each in petitions.categories if each.count is None or each.count.now or each.count.before]
    if rows:
        note = f"注：件数不足{statement.floor}件的类别合并或不单独列示；“—”表示没有可比基数。"
        yield _counted_table(counter.table("诉求内容分类"), rows, petitions.registered.now, note, statement)
    chart = topics_chart(petitions)
    if _told_apart([each for each in rows if each.count and each.count.now]) > 1:
        yield Figure(chart, counter.figure(narrative.chart_title_categories(petitions)))
    yield from map(Paragraph, of_units[:1])
    units = [each for each in petitions.units if each.count and each.count.now]
    if _told_apart(units) > 1:
        yield Figure(_bars("诉求涉及单位", units[:12]), counter.figure("诉求涉及单位分布"))
    yield from map(Paragraph, of_units[1:])


def handling(statement: Statement, _comments: Comments, counter: Numbering) -> Iterator[Block]:
    petitions = statement.petitions
    if petitions is None:
        return
    yield from map(Paragraph, narrative.handled(statement))
    if petitions.rates:
        yield _rates_table(petitions.rates, counter, statement)
    if has_rates(petitions):
        chart = rates_trend(petitions)
        yield Figure(chart, counter.figure(chart.title))
        if statement.covers.length > 1:
            yield Figure(_rates_by_month(petitions), counter.figure("各项办理指标逐月走势"))
    if any(sum(counts) for _, *counts in petitions.ratings):
        yield Figure(_ratings_chart(petitions), counter.figure("职工满意度评价"))
    yield from map(Paragraph, narrative.on_the_way(statement))
    if petitions.late:
        yield _late_table(petitions, counter)


def in_place(statement: Statement, _comments: Comments, counter: Numbering) -> Iterator[Block]:
    petitions = statement.petitions
    if petitions is None:
        return
    first, *others = narrative.in_place(statement)
    yield Paragraph(first)
    owed = [duty for duty in petitions.duties if duty.owed]
    if owed:
        columns = (
            Column("要求"),
            Column("应到位（件）", "end"),
            Column("已到位（件）", "end"),
            Column("到位率", "end"),
        )
        rows = tuple((duty.label, str(duty.owed), str(duty.done), duty.rate.percent()) for duty in owed)
        yield Table(counter.table(f"“{petitions.duty_set}”落实情况"), columns, rows)
        heading = f"“{petitions.duty_set}”到位与未到位件数"
        done = Series("已到位", tuple(float(duty.done) for duty in owed))
        missing = Series("未到位", tuple(float(duty.owed - duty.done) for duty in owed))
        labels = tuple(duty.label for duty in owed)
        yield Figure(Stacked(heading, labels, (done, missing), absolute=True, unit="件"), counter.figure(heading))
    yield from map(Paragraph, others)


def key_cases(statement: Statement, comments: Comments, _counter: Numbering) -> Iterator[Block]:
    """六、重点案件, by number and without names."""
    yield from map(Paragraph, narrative.sponsored(statement))
    yield from map(Paragraph, narrative.key_cases(comments.key_cases))


# Figures and tables


def _told_apart(rows: list[Counted]) -> int:
    """How many rows are not put together: one alone beside all others makes no picture."""
    return sum(not each.label.startswith("其他") for each in rows)


def _by_month(petitions: Petitions, statement: Statement, counter: Numbering) -> Iterator[Block]:
    """The months of a quarter or year side by side."""
    inside = {str(month) for month in statement.covers.months}
    columns = (
        Column("月份"),
        *(
            Column(name, "end")
            for name in ("登记（件）", "受理（件）", "答复（件）", "办结（件）", "按期答复率", "满意率")
        ),
    )
    rows = tuple(
        (
            _month_label(point.month),
            *(formats.number(each) for each in (point.registered, point.accepted, point.replied, point.closed)),
            *(formats.percent(each) for each in (point.on_time, point.satisfied)),
        )
        for point in petitions.trend
        if point.month in inside
    )
    if len(rows) > 1:
        yield Table(counter.table("各月办理情况"), columns, rows)


def _key_figures(petitions: Petitions, words: Wording) -> tuple[KeyFigure, ...]:
    registered = petitions.registered
    figures = [KeyFigure("登记诉求", f"{formats.number(registered.now)}件", _changes(registered, words))]
    for rate in petitions.rates:
        if rate.key in {"on_time", "satisfied"}:
            moved = points_text(rate.now, rate.before)
            figures.append(KeyFigure(rate.label, rate.now.percent(), f"{words.change} {moved}"))
    mean = NOTHING if petitions.mean_days is None else f"{rounded(petitions.mean_days, 1)}天"
    before = petitions.mean_days_before
    figures.append(KeyFigure("平均办结用时", mean, "" if before is None else f"{words.last} {rounded(before, 1)}天"))
    return tuple(figures)


def _changes(count: Count, words: Wording) -> str:
    said = f"{words.change} {count.change.percent()}"
    return f"{said}　同比 {count.year_change.percent()}" if words.year_before else said


def registered_trend(petitions: Petitions) -> Trend:
    """How many cases came in, month by month."""
    labels = tuple(_month_label(point.month) for point in petitions.trend)
    counts = Series("登记", tuple(float(point.registered) for point in petitions.trend))
    return Trend(narrative.chart_title_trend(petitions), labels, (counts,), unit="件")


def topics_chart(petitions: Petitions) -> Bars:
    """What the cases are about, the most first; topics that may not be shown alone are put together or left out."""
    return _bars("诉求内容分类", [each for each in petitions.categories if each.count and each.count.now][:12])


def has_rates(petitions: Petitions) -> bool:
    """Whether there is more than one month whose rates can be drawn."""
    return sum(point.satisfied is not None or point.on_time is not None for point in petitions.trend) > 1


def _bars(heading: str, rows: list[Counted]) -> Bars:
    values = tuple(HIDDEN if each.count is None else float(each.count.now) for each in rows)
    return Bars(heading, tuple(each.label for each in rows), values, unit="件")


def _counted_table(caption: str, rows: list[Counted], total: int, note: str, statement: Statement) -> Table:
    words = statement.words
    columns = (
        Column("内容分类"),
        Column(f"{words.this}（件）", "end"),
        Column("占比", "end"),
        Column(f"{words.last}（件）", "end"),
        Column(words.change, "end"),
        *([Column(f"{words.year_before}（件）", "end"), Column("同比", "end")] if words.year_before else []),
    )
    return Table(caption, columns, tuple(_counted_row(each, total, len(columns)) for each in rows), note=note)


def _counted_row(each: Counted, total: int, columns: int) -> tuple[str, ...]:
    if each.count is None:
        return (each.label, *[NOTHING] * (columns - 1))
    count = each.count
    share = formats.percent(count.now / total if total else None)
    before, year = formats.number(count.before), formats.number(count.year_before)
    row = (
        each.label,
        formats.number(count.now),
        share,
        before,
        count.change.percent(),
        year,
        count.year_change.percent(),
    )
    return row[:columns]


def _rates_table(rates: tuple[Rate, ...], counter: Numbering, statement: Statement) -> Table:
    words = statement.words
    columns = (
        Column("指标"),
        Column(words.this, "end"),
        Column("件数", "end"),
        Column(words.last, "end"),
        Column(words.change, "end"),
        *([Column(words.year_before, "end")] if words.year_before else []),
    )
    rows = tuple(
        (
            rate.label,
            rate.now.percent(),
            rate.now.parts,
            rate.before.percent() if rate.before else NOTHING,
            points_text(rate.now, rate.before),
            rate.year_before.percent() if rate.year_before else NOTHING,
        )[: len(columns)]
        for rate in rates
    )
    return Table(counter.table("主要办理指标"), columns, rows, note="注：各指标口径见附表；分母为零时以“—”表示。")


def rates_trend(petitions: Petitions) -> Trend:
    """Satisfaction, answers in time and share of ratings, month by month."""
    heading = narrative.chart_title_rates(petitions)
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


def _rates_by_month(petitions: Petitions) -> Multiples:
    labels = tuple(_month_label(point.month) for point in petitions.trend)
    series = []
    for number, rate in enumerate(petitions.rates):
        shares = [point.shares[number] if number < len(point.shares) else None for point in petitions.trend]
        if any(share is not None for share in shares):
            series.append(Series(rate.label, tuple(None if each is None else each * 100 for each in shares)))
    return Multiples("各项办理指标逐月走势", labels, tuple(series), unit="%", high=100.0)


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


def _month_label(text: str) -> str:
    return f"{Month.parse(text).month}月"
