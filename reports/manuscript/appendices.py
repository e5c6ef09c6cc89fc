"""The appendices of a report: ledgers on turned pages, and how every figure is counted; pure."""

from __future__ import annotations

from collections.abc import Iterator

from figures.comparison import NOTHING
from paper.manuscript import Block, Column, Heading, NewPage, Table
from reports.counts import Rate
from reports.ledger_statement import LedgerList
from reports.manuscript import ledger_parts, oversight_parts
from reports.petition_statement import DUTY_SET, Petitions
from reports.statement import Statement

#: Columns of the ledgers that hold numbers.
NUMERIC_HEADS = frozenset({"涉及人数", "受益人数", "金额（元）", "合计（次）"})


def appendices(statement: Statement) -> Iterator[Block]:
    """附表1 the cases and every ledger on turned pages, 附表2 the other readings of the rates, 附表3 the formulas."""
    petitions = statement.petitions
    number = 1
    if (petitions is not None and petitions.ledger) or statement.ledger_lists:
        yield NewPage(landscape=True)
        yield Heading(1, f"附表{number}　台账汇总")
        if petitions is not None and petitions.ledger:
            yield _ledger_table(petitions, statement)
        yield from map(_list_table, statement.ledger_lists)
        number += 1
    further = petitions.further if petitions is not None else ()
    if further:
        yield NewPage()
        yield Heading(1, f"附表{number}　其他口径的指标")
        yield _further_table(further, statement)
        number += 1
    rates = petitions.rates if petitions is not None else ()
    if not rates and statement.ledgers is None:
        return
    if not further:
        yield NewPage()
    yield Heading(1, f"附表{number}　指标口径说明")
    columns = (Column("指标", share=1.5), Column("计算口径", share=6.5))
    of_ledgers = ledger_parts.FORMULAS if statement.ledgers else ()
    of_oversight = oversight_parts.FORMULAS if statement.oversight else ()
    rows = (
        *_formulas(petitions),
        *of_ledgers,
        *of_oversight,
        *((rate.label, rate.formula) for rate in rates),
        _floor_row(statement.floor),
    )
    note = f"办理记录校验码：{statement.chain}" if statement.chain else ""
    # Small, so that the colophon finds its place under it.
    yield Table("指标口径", columns, rows, note=note, small=True, continued="（续）")


def _list_table(each: LedgerList) -> Table:
    columns = tuple(Column(head, _align(head, number, each)) for number, head in enumerate(each.heads))
    return Table(each.title, columns, each.rows, note=each.note, small=True, continued="（续）")


def _align(head: str, number: int, of: LedgerList) -> str:
    """Numbers stand at the right, but for the one that only counts the rows."""
    counted = bool(number and of.rows) and all(row[number].isdigit() for row in of.rows)
    return "end" if head in NUMERIC_HEADS or counted else "left"


def _further_table(rates: tuple[Rate, ...], statement: Statement) -> Table:
    """The figure, what it is of, and its formula in one line: where practice differs both readings can be compared."""
    words = statement.words
    columns = (
        Column("指标", share=1.6),
        Column(words.this, "end"),
        Column("件数", "end"),
        Column(words.last, "end"),
        Column("计算口径", share=6),
    )
    rows = tuple(
        (
            rate.label,
            rate.now.percent(),
            rate.now.parts if rate.now.whole else NOTHING,
            rate.before.percent() if rate.before else NOTHING,
            rate.formula,
        )
        for rate in rates
    )
    note = f"注：分母为零，或者评价、回访不足{statement.floor}件的，以“—”表示。"
    return Table("其他口径的指标", columns, rows, note=note, small=True, continued="（续）")


def _formulas(petitions: Petitions | None) -> Iterator[tuple[str, str]]:
    """Figures that are not rates, with how each is counted."""
    yield "件次", "本期登记的诉求件数，含检举控告；同一事项重复反映的每次各计一件。"
    yield "人次", "本期登记的诉求所涉人数之和；一人反映计1人次。"
    visits = petitions.visits if petitions is not None else None
    # Before the number was frozen with the figures, five was printed.
    many = visits.collective_from if visits is not None else 5
    yield "集体反映", f"本期登记的诉求中，共同反映的人数达到{many}人的批次（人数标准可在系统设置中调整）。"
    yield "平均办结用时", "本期答复的诉求，自受理之日起至答复之日止的自然日天数的算术平均数；中位数为居中的天数。"
    yield (
        f"“{petitions.duty_set if petitions is not None else DUTY_SET}”到位率",
        "本期答复的诉求（检举控告除外）中，有落实凭据的件数 ÷ 应当落实的件数×100%；一件诉求可适用多项要求。",
    )
    yield (
        "同比、环比",
        "（本期－上年同期）÷上年同期；（本期－上期）÷上期。基数为零、没有记录或不是从头记起的，以“—”表示；比率以百分点比较。",
    )


def _floor_row(floor: int) -> tuple[str, str]:
    words = f"按内容、单位分列的件数不足{floor}件时合并或不列示，评价不足{floor}件时不计算比率，以免指向个人。"
    return "不予列示", words


def _ledger_table(petitions: Petitions, statement: Statement) -> Table:
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
    return Table(
        f"{statement.words.this}登记诉求", tuple(map(Column, names)), rows, note=note, small=True, continued="（续）"
    )
