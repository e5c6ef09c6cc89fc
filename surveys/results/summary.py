"""The results of a survey on a few pages, for a notice board or a meeting: a manuscript that reads the Release alone.

In Chinese, as every paper of the product; make it while Chinese is the language, for the charts speak it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from paper.charts import Bars, Chart, HeatMap
from paper.manuscript import (
    Block,
    Colophon,
    Column,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Manuscript,
    Masthead,
    Paragraph,
    Table,
    Title,
)
from surveys.counting import drawing_account, driving, reform_risk, scoring
from surveys.counting.release import Release, SlipRow
from surveys.results import charts, findings
from surveys.review.comments import ItemComments
from web import formats

NUMERALS = "一二三四五六七八九十"
DEMO_MARK = "演示数据"
UNPUBLISHED = "（尚未公布　仅供内部核对）"
ADMISSIONS = {
    "open": "用开放链接答题，不核对身份，也不限每人一份，结果标注“未核验”",
    "slips": "凭当面抽取的纸质答题码答题，一码一份",
    "invitations": "凭匿名答题券答题，每人一份，答卷和领券人无法对应",
}
NAMED_DIMENSIONS = 3
QUOTED_THEMES = 2
MOST_BARS = 5
#: More rows than this do not fit one page; the results page has them all.
MOST_UNITS = 17


@dataclass
class _Captions:
    """Numbers the figures through the paper."""

    count: int = 0

    def figure(self, chart: Chart, caption: str, note: str = "") -> Figure:
        self.count += 1
        return Figure(chart, f"图{self.count}　{caption}", note)


def manuscript(release: Release, *, publisher: str, published_on: date | None, demo: bool) -> Manuscript:
    """The whole paper; without a day of publishing it says that it is not published yet."""
    captions = _Captions()
    blocks: list[Block] = [Title(f"{release.title}结果摘要")]
    parts = [(heading, [*build(release, captions)]) for heading, build in _PARTS]
    told = [(heading, found) for heading, found in parts if found]
    for number, (heading, found) in enumerate(told):
        blocks += [Heading(1, f"{NUMERALS[number]}、{heading}"), *found]
    day = formats.plain_day(published_on) if published_on else ""
    return Manuscript(
        title=f"{release.title}结果摘要",
        blocks=tuple(blocks),
        masthead=Masthead("职工问卷结果", UNPUBLISHED if published_on is None else "", publisher, day),
        colophon=Colophon((), f"内容校验码：{release.digest}", day),
        author=publisher,
        subject=release.title,
        mark=DEMO_MARK if demo else "",
    )


def _asked(release: Release, _captions: _Captions) -> Iterator[Block]:
    opened, closed = (formats.plain_day(date.fromisoformat(day)) for day in (release.opened_on, release.closed_on))
    taken = f"《{release.title}》{opened}开放，{closed}截止，{ADMISSIONS.get(release.admission, '')}。"
    whole = f"单位共{release.headcount:,}人，收到答卷{release.answered:,}份，参与率{formats.percent(release.rate, 0)}。"
    yield Paragraph(taken + whole)
    yield Paragraph(
        f"答卷不记名，一收到就密封，截止后由工会受理小组开箱一次。公布的每个数字至少来自{release.floor}个人，"
        "也不能用加减法算出更少的一群人；人数不足的单位只并入上一级。公布后答卷和钥匙一起销毁，谁也打不开。"
    )
    if release.low_response:
        yield Paragraph("本次参与率偏低，代表性不足：请把结果当作线索，不要当作结论。")


def _overall(release: Release, captions: _Captions) -> Iterator[Block]:
    told = (
        ("总指数（0–100）", release.index, 1),
        ("总体幸福感（0–10）", release.happiness, 1),
        ("推荐意愿净值", release.enps, 0),
    )
    figures = [KeyFigure(label, f"{cell.value:.{digits}f}") for label, cell, digits in told if cell.value is not None]
    yield KeyFigures((*figures, KeyFigure("参与率", formats.percent(release.rate, 0))))
    scored = sorted((row.index.value, row.label) for row in release.dimensions if row.index.value is not None)
    if len(scored) > 2 * NAMED_DIMENSIONS:
        low, high = scored[:NAMED_DIMENSIONS], scored[: -NAMED_DIMENSIONS - 1 : -1]
        yield Paragraph(f"得分较高的是{_named(high)}；较低、要先用力的是{_named(low)}。")
    elif release.index.value is None:
        yield Paragraph(f"总指数：{release.index.words}。")
    if release.dimensions:
        yield captions.figure(charts.dimensions(release), "各方面得分")


def _named(rows: list[tuple[float, str]]) -> str:
    return "、".join(f"{label}（{value:.1f}分）" for value, label in rows)


def _units(release: Release, captions: _Captions) -> Iterator[Block]:
    heat = _heat_map(release)
    if heat is None:
        return
    below = [(group.index.value, group.name) for group in release.shown_groups if group.parent_id is not None]
    scored = sorted((value, name) for value, name in below if value is not None)
    if len(scored) > 1:
        (least, low), (most, high) = scored[0], scored[-1]
        yield Paragraph(
            f"可以显示的{len(below)}个单位中，总指数最高的是{high}（{most:.1f}分），最低的是{low}（{least:.1f}分）。"
        )
    left_out = len(release.shown_groups) - len(heat.rows)
    note = f"注：另有{left_out}个下级单位见结果页面。" if left_out else ""
    yield captions.figure(heat, "单位和方面（颜色越暖越低、越冷越高）", note)
    if release.hidden_groups:
        names = "、".join(group.name for group in release.hidden_groups)
        yield Paragraph(f"为了不让任何人被认出来，下列单位只并入上一级统计：{names}。")


def _heat_map(release: Release) -> HeatMap | None:
    """The heat map of the upper levels, as many as a page holds, with the whole names of the dimensions."""
    whole = charts.heat_map(release, MOST_UNITS)
    if whole is None:
        return None
    columns = ("指数", *(row.label for row in release.dimensions))
    return replace(whole, columns=columns, hidden="斜线格人数不足，不予显示")


def _trend(release: Release, captions: _Captions) -> Iterator[Block]:
    if release.trend is None:
        return
    yield Paragraph(f"{findings.of_index(release)}。{findings.of_trend(release)}。")
    chart = charts.trend(release)
    if chart is not None:
        yield captions.figure(chart, "历次总得分")
    changed = [
        (row.label, change)
        for row, change in zip(release.dimensions, release.trend.dimensions, strict=True)
        if change is not None and change.direction
    ]
    changed.sort(key=lambda each: -abs(each[1].difference))
    if changed:
        told = "；".join(f"{label}{findings.of_change(each)}" for label, each in changed[:NAMED_DIMENSIONS])
        yield Paragraph(f"变化最明显的（括号里是百分之九十五置信区间）：{told}。")


def _segments(release: Release, captions: _Captions) -> Iterator[Block]:
    for segment, chart in zip(release.segments, charts.of(release).segments, strict=True):
        if segment.parts:
            yield captions.figure(chart, findings.of_segment(segment))
    hidden = [name for segment in release.segments if segment.parts for name in segment.hidden]
    if hidden:
        yield Paragraph(f"人数不足，不单独显示：{'、'.join(hidden)}。")


def _drivers(release: Release, captions: _Captions) -> Iterator[Block]:
    chart = charts.drivers(release)
    if chart is not None:
        yield captions.figure(_first(chart), findings.of_drivers(release))


def _first(chart: Bars) -> Bars:
    """The first bars: what a paper has room for."""
    return replace(chart, labels=chart.labels[:MOST_BARS], values=chart.values[:MOST_BARS])


def _written(release: Release, captions: _Captions) -> Iterator[Block]:
    told = release.comments
    if told is None:
        return
    if told.withheld:
        yield Paragraph("这次没有公布文字，原文已经随答卷一起销毁。")
        return
    if told.items:
        yield Paragraph("每一段文字都由人看过，能认出人的地方已用“×××”遮住；不带单位，打乱了顺序。")
    for item in told.items:
        yield from _item(item, told.floor, captions)
    if told.too_few:
        yield Paragraph(f"可以公布的文字不满{told.floor}段的题目不公布：{'；'.join(told.too_few)}。")


def _item(item: ItemComments, floor: int, captions: _Captions) -> Iterator[Block]:
    yield Paragraph(f"“{item.question}”收到{item.received}段文字，公布{len(item.texts)}段。")
    chart = charts.themes_of(item)
    if chart is None:
        return
    yield captions.figure(_first(chart), f"说得最多的词（至少{floor}段提到）")
    for theme in item.themes[:QUOTED_THEMES]:
        if theme.quotes:
            yield Paragraph(f"{theme.word}：“{theme.quotes[0]}”")


def _method(release: Release, _captions: _Captions) -> Iterator[Block]:
    rows = [("得分", scoring.METHODS[release.scoring]), ("好评率", scoring.FAVOURABLE_NOTE)]
    if release.enps.value is not None:
        rows.append(("推荐意愿净值", scoring.ENPS_NOTE))
    if release.drivers is not None:
        rows.append(("带动力", driving.NOTE))
    rows.append(("冻结", f"题目、单位划分、门槛和计分方法在开放时冻结，内容校验码{release.digest}，和答题页一致。"))
    yield Table("", (Column("项目", share=1.4), Column("说明", share=8)), tuple(rows), small=True)


def _risks(release: Release, _captions: _Captions) -> Iterator[Block]:
    if release.risk is None:
        return

    def share(percent: int | None) -> str:
        return formats.NOTHING if percent is None else f"{percent}%"

    rows = tuple(
        (row.label, share(row.support), share(row.worry), share(row.stake), reform_risk.LABELS[row.level])
        for row in release.risk.rows
    )
    heads = (Column("改革", share=3), *(Column(head, share=2) for head in ("支持", "担心", "关系大", "评级")))
    yield Table("", heads, rows, note=reform_risk.METHOD % release.risk.limits.percents)


def _accounts(release: Release, _captions: _Captions) -> Iterator[Block]:
    """Where slips and tickets went, so that anybody can count after."""
    if release.slips:
        yield Paragraph("一码一份。核销由职工代表当场清点。")
        rows = [(row.unit, str(row.issued), *_became(row)) for row in release.slips]
        yield _account("纸质答题码的去向", ("印制", "已用", "核销未用"), rows)
    if release.drawing:
        invited = sum(row.invited for row in release.drawing)
        yield Paragraph(
            f"受邀{invited:,}人，领券{release.drawn:,}张，用券答卷{release.answered:,}份。用掉的券不会比领走的多。"
        )
        drawn = [(row.unit, str(row.invited), drawing_account.words(row.percent)) for row in release.drawing]
        yield _account("领券情况", ("受邀", "领券"), drawn)


def _account(caption: str, heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Table:
    columns = (Column("单位", share=3), *(Column(head, "end", share=2) for head in heads))
    return Table(caption, columns, tuple(rows), small=True, continued="（续）")


def _became(row: SlipRow) -> tuple[str, str]:
    """What became of a unit's slips: used, and signed off."""
    if row.used is None:
        return "并入上级", "并入上级"
    return str(row.used), "未核销" if row.signed_off is None else str(row.signed_off)


_PARTS: tuple[tuple[str, Callable[[Release, _Captions], Iterator[Block]]], ...] = (
    ("问了什么，谁能看到", _asked),
    ("总体结果", _overall),
    ("和上次相比", _trend),
    ("各群体情况", _segments),
    ("改革风险", _risks),
    ("各单位情况", _units),
    ("哪些方面最带动总体感受", _drivers),
    ("大家写的话", _written),
    ("发出和用掉的", _accounts),
    ("方法与核对", _method),
)
