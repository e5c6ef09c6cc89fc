"""A release as a workbook: the same tables, one a sheet."""

from __future__ import annotations

from flask_babel import gettext as _

from paper.sheets import Column, SheetTable, write_workbook
from surveys.counting import reform_risk, scoring
from surveys.counting.driving import NOTE, Drivers
from surveys.counting.reform_risk import ReleasedRisk
from surveys.counting.release import Cell, Change, Release, SegmentRow, Trend
from surveys.items import ItemType
from surveys.remarks import sentence
from surveys.results import charts
from surveys.review.comments import ReleasedComments
from web.words import N_


def of(release: Release) -> bytes:
    """The released tables as .xlsx."""
    tables = [_overview(release), _dimensions(release), _items(release), _options(release), _groups(release)]
    tables += [_segment(release, segment) for segment in release.segments if segment.parts]
    if release.trend:
        tables.append(_trend(release, release.trend))
    if release.drivers:
        tables.append(_drivers(release.drivers))
    if release.risk is not None:
        tables.append(_risks(release.risk))
    if release.comments and release.comments.items:
        tables += [_themes(release.comments), _comments(release.comments)]
    if release.slips:
        tables.append(_slips(release))
    if release.drawing:
        tables.append(_tickets(release))
    return write_workbook(tables)


def _slips(release: Release) -> SheetTable:
    columns = (
        Column(_("单位"), 30),
        Column(_("印制"), 10, number=True),
        Column(_("已用"), 10, number=True),
        Column(_("核销未用"), 12, number=True),
        Column(_("说明"), 24),
    )
    rows = [
        (row.unit, row.issued, row.used, row.signed_off, "" if row.used is not None else _("并入上级"))
        for row in release.slips
    ]
    return SheetTable(_("纸质答题码"), columns, rows)


def _tickets(release: Release) -> SheetTable:
    columns = (
        Column(_("单位"), 30),
        Column(_("受邀"), 10, number=True),
        Column(_("领券比例下限（%）"), 18, number=True),
    )
    rows = [(row.unit, row.invited, row.percent) for row in release.drawing]
    invited = sum(row.invited for row in release.drawing)
    told = _(
        "受邀 %(all)d 人，领券 %(n)d 张，用券答卷 %(used)d 份。", all=invited, n=release.drawn, used=release.answered
    )
    return SheetTable(_("匿名答题券"), columns, rows, told)


def _overview(release: Release) -> SheetTable:
    rows: list[tuple[str, object]] = [
        (_("问卷"), release.title),
        (_("开放"), release.opened_on),
        (_("截止"), release.closed_on),
        (_("应答人数（单位人数）"), release.headcount),
        (_("收到答卷"), release.answered),
        (_("指数"), _shown(release.index)),
        (_("总体幸福感（0–10）"), _shown(release.happiness)),
        (_("推荐意愿净值（eNPS）"), _shown(release.enps)),
        (_("计分方法"), _(scoring.METHODS[release.scoring])),
        (_("内容校验码"), release.digest),
    ]
    return SheetTable(_("总体"), (Column(_("项目"), 24), Column(_("内容"), 60)), rows)  # type: ignore[arg-type]


def _dimensions(release: Release) -> SheetTable:
    columns = (
        Column(_("维度"), 24),
        Column(_("得分"), 10, number=True, number_format="0.0"),
        Column(_("好评率（%）"), 12, number=True),
        Column("α", 8, number=True, number_format="0.00"),
    )
    rows = [(row.label, _shown(row.index), row.favourable, row.alpha) for row in release.dimensions]
    return SheetTable(_("维度"), columns, rows)  # type: ignore[arg-type]


def _risks(risk: ReleasedRisk) -> SheetTable:
    shares = (Column(_(head), 12, number=True) for head in (N_("支持（%）"), N_("担心（%）"), N_("关系大（%）")))
    rows = [(row.label, row.support, row.worry, row.stake, _(reform_risk.LABELS[row.level])) for row in risk.rows]
    columns = (Column(_("改革"), 24), *shares, Column(_("评级"), 12))
    return SheetTable(_("改革风险"), columns, rows, sentence(reform_risk.METHOD, risk.limits.percents))


def _items(release: Release) -> SheetTable:
    columns = (
        Column(_("题目"), 60),
        *(Column(_("第 %(n)d 档（%%）", n=number), 10, number=True) for number in range(1, 12)),
        Column(_("好评率（%）"), 12, number=True),
        Column(_("说明"), 24),
    )
    rows = []
    for item in release.items:
        if not item.is_five_point and item.type != ItemType.TEN.value:
            continue
        shares: list[object] = [*item.percents, *([None] * (11 - len(item.percents)))]
        rows.append((item.stem + item.text, *shares, item.favourable, _(item.words) if item.words else ""))
    return SheetTable(_("题目分布"), columns, rows)  # type: ignore[arg-type]


def _options(release: Release) -> SheetTable:
    """Choices, rankings, numbers and dates: a line for each option or band, or one line of words."""
    columns = (
        Column(_("题目"), 60),
        Column(_("选项"), 30),
        Column(_("比例（%）"), 10, number=True),
        Column(_("平均名次"), 10, number=True, number_format="0.0"),
        Column(_("平均数"), 10, number=True, number_format="General"),
        Column(_("说明"), 24),
    )
    rows: list[tuple[object, ...]] = []
    for item in release.items:
        if item.is_five_point or item.type == ItemType.TEN.value:
            continue
        if item.kind != "shares":
            words = _(item.words) if item.words else item.unit
            rows.append((item.stem + item.text, None, None, None, item.mean, words))
            continue
        places = item.places or (None,) * len(item.options)
        for label, percent, place in zip(item.options, item.percents, places, strict=True):
            rows.append((item.stem + item.text, charts.option_label(label), percent, place, None, ""))
    return SheetTable(_("选项分布"), columns, rows)  # type: ignore[arg-type]


def _groups(release: Release) -> SheetTable:
    columns = (
        Column(_("单位"), 28),
        Column(_("单位人数"), 10, number=True),
        Column(_("答卷"), 8, number=True),
        Column(_("指数"), 8, number=True, number_format="0.0"),
        *(Column(row.label, 10, number=True, number_format="0.0") for row in release.dimensions),
    )
    rows = [
        (
            "　" * row.depth + row.name,
            row.headcount,
            row.n,
            _shown(row.index),
            *(_shown(cell) for cell in row.dimensions),
        )
        for row in release.groups
    ]
    return SheetTable(_("单位"), columns, rows)  # type: ignore[arg-type]


def _segment(release: Release, segment: SegmentRow) -> SheetTable:
    columns = (
        Column(segment.text, 28),
        Column(_("答卷"), 8, number=True),
        Column(_("指数"), 8, number=True, number_format="0.0"),
        *(Column(row.label, 10, number=True, number_format="0.0") for row in release.dimensions),
    )
    rows = [(part.label, part.n, _shown(part.index), *map(_shown, part.dimensions)) for part in segment.parts]
    hidden = _("人数不足，不单独显示：%(names)s", names="、".join(segment.hidden)) if segment.hidden else ""
    return SheetTable(segment.text, columns, rows, hidden)  # type: ignore[arg-type]


def _trend(release: Release, trend: Trend) -> SheetTable:
    """Every comparable wave, then the change since the last with its interval."""
    columns = (
        Column(_("维度"), 24),
        *(Column(wave.title, 12, number=True, number_format="0.0") for wave in trend.waves),
        Column(_("变化"), 8, number=True, number_format="+0.0;-0.0;0.0"),
        Column(_("变化下限（分）"), 10, number=True, number_format="+0.0;-0.0;0.0"),
        Column(_("变化上限（分）"), 10, number=True, number_format="+0.0;-0.0;0.0"),
    )
    rows = [(_("指数"), *(wave.index for wave in trend.waves), *_change(trend.index))]
    for number, row in enumerate(release.dimensions):
        scores = (wave.dimensions[number] for wave in trend.waves)
        rows.append((row.label, *scores, *_change(trend.dimensions[number])))
    return SheetTable(_("和上次比"), columns, rows, _("变化的区间为百分之九十五置信区间；空着的不作比较。"))


def _change(change: Change | None) -> tuple[float | None, float | None, float | None]:
    return (change.difference, change.low, change.high) if change else (None, None, None)


def _drivers(drivers: Drivers) -> SheetTable:
    columns = (Column(_("维度"), 24), Column(_("占比（%）"), 10, number=True))
    rows = [(row.label, row.percent) for row in drivers.drivers]
    return SheetTable(_("带动力"), columns, rows, _(NOTE))


def _themes(told: ReleasedComments) -> SheetTable:
    columns = (
        Column(_("题目"), 40),
        Column(_("词"), 24),
        Column(_("提到的段数"), 12, number=True),
        Column(_("摘录"), 80),
    )
    rows = [
        (item.question, theme.word, theme.texts, "\n".join(theme.quotes))
        for item in told.items
        for theme in item.themes
    ]
    note = _("至少 %(n)d 段提到才列出来。", n=told.floor)
    return SheetTable(_("说得最多的词"), columns, rows, note)


def _comments(told: ReleasedComments) -> SheetTable:
    columns = (Column(_("题目"), 40), Column(_("原话"), 100))
    rows = [(item.question, text) for item in told.items for text in item.texts]
    return SheetTable(_("大家写的话"), columns, rows, _("逐段看过，能认出人的地方已遮住；不带单位，打乱了顺序。"))


def _shown(cell: Cell) -> object:
    return cell.value if cell.value is not None else _(cell.words)
