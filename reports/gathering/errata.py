"""What of an issued report is no longer so: its frozen figures beside newer ones, label by label; pure.

Breakdowns by content and unit are compared as a whole: a difference of one in one cell would tell which cell one case
moved into. So is the money of aid: beside the families, both before and after, it would tell what one of them was given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from figures.comparison import NOTHING, Ratio, rounded
from reports.counts import Count, Counted
from reports.ledger_statement import Ledgers
from reports.petition_statement import Petitions
from reports.statement import Corrected, Statement

BROKEN_DOWN = "按内容、单位的分列数"
MONEY = "帮扶慰问资金（元）"
AS_PRINTED, ADJUSTED = "见原表", "随更正调整，不逐项列示"


def differences(old: Statement, new: Statement) -> tuple[Corrected, ...]:
    """Every figure of `old` that `new`, the same period counted again, gives otherwise; in the order of the report."""
    found = [*_unequal(dict(_figures(old)), dict(_figures(_as_much(new, old))))]
    if not _same(_breakdowns(old), _breakdowns(new)):
        found.append(Corrected(BROKEN_DOWN, AS_PRINTED, ADJUSTED))
    money = [_money(each) for each in (old, new)]
    if None not in money and money[0] != money[1]:
        found.append(Corrected(MONEY, AS_PRINTED, ADJUSTED))
    return tuple(found)


def moved_bases(previous: Statement, present: Statement) -> tuple[Corrected, ...]:
    """Every figure that the last report printed and this one prints otherwise as its base (上月)."""
    now = _as_much(present, previous).petitions
    if previous.petitions is None or now is None:
        return ()
    printed = dict(_petition_counts(previous.petitions))
    bases = dict(_bases(now))
    return tuple(_unequal({label: text for label, text in printed.items() if label in bases}, bases))


def _as_much(statement: Statement, as_other: Statement) -> Statement:
    """A statement without the further rates, where the other one was frozen before they were told."""
    mine, others = statement.petitions, as_other.petitions
    if mine is None or others is None or others.further:
        return statement
    return replace(statement, petitions=replace(mine, further=()))


def _unequal(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Corrected]:
    for label in [*old, *(each for each in new if each not in old)]:
        before, after = old.get(label, NOTHING), new.get(label, NOTHING)
        if before != after:
            yield Corrected(label, before, after)


def _figures(statement: Statement) -> Iterator[tuple[str, str]]:
    if statement.petitions:
        yield from _petition_counts(statement.petitions)
        yield from _petition_states(statement.petitions)
    if statement.ledgers:
        yield from _ledger_figures(statement.ledgers)


def _petition_counts(petitions: Petitions) -> Iterator[tuple[str, str]]:
    for label, count in _counts(petitions):
        yield label, rounded(count.now)
    for rate in (*petitions.rates, *petitions.further):
        yield rate.label, _rate(rate.now)


def _bases(petitions: Petitions) -> Iterator[tuple[str, str]]:
    for label, count in _counts(petitions):
        if count.before is not None:
            yield label, rounded(count.before)
    for rate in (*petitions.rates, *petitions.further):
        if rate.before is not None:
            yield rate.label, _rate(rate.before)


def _counts(petitions: Petitions) -> Iterator[tuple[str, Count]]:
    yield "登记诉求（件次）", petitions.registered
    yield "涉及人次", petitions.people
    yield "集体反映（批次）", petitions.collective
    yield "重复反映（件次）", petitions.repeated
    for heading, rows in (("渠道", petitions.channels), ("方式", petitions.namings), ("性质", petitions.classes)):
        yield from ((f"{heading}：{row.label}（件）", row.count) for row in rows if row.count)
    yield "受理（件）", petitions.accepted
    yield "答复（件）", petitions.replied
    yield "办结（件）", petitions.closed


def _petition_states(petitions: Petitions) -> Iterator[tuple[str, str]]:
    yield "期末在办（件）", rounded(petitions.pending)
    yield "不予受理（件）", rounded(petitions.declined)
    yield "期末超期未办结（件）", rounded(len(petitions.late))
    for label, days in (("平均办结用时（天）", petitions.mean_days), ("办结用时中位数（天）", petitions.median_days)):
        yield label, NOTHING if days is None else rounded(days, 1)
    for duty in petitions.duties:
        yield f"{duty.label}（已到位/应到位）", f"{duty.done}/{duty.owed}"


def _ledger_figures(ledgers: Ledgers) -> Iterator[tuple[str, str]]:
    for row in ledgers.never_events:
        yield f"{row.label}（起）", rounded(row.happened)
    if ledgers.risks:
        yield "新排查不稳定因素（件）", rounded(ledgers.risks.found.now)
        yield "不稳定因素销号（件）", rounded(ledgers.risks.struck.now)
        yield "不稳定因素期末在册（件）", rounded(ledgers.risks.open)
    if ledgers.aid:
        yield "救助困难职工家庭（户次）", rounded(ledgers.aid.families.now)
    if ledgers.explained:
        yield "政策解释（次）", rounded(ledgers.explained.times.now)
    if ledgers.measures:
        yield "实事与整改办成（件）", rounded(len(ledgers.measures.done))


def _money(statement: Statement) -> int | None:
    """What aid came to; None where it is not told."""
    aid = statement.ledgers.aid if statement.ledgers else None
    return aid.fen.now if aid and aid.fen else None


def _breakdowns(statement: Statement) -> list[tuple[str, int | None]]:
    petitions = statement.petitions
    rows: tuple[Counted, ...] = (*petitions.categories, *petitions.units) if petitions else ()
    return [(row.label, row.count.now if row.count else None) for row in rows]


def _same(old: Sequence[tuple[str, int | None]], new: Sequence[tuple[str, int | None]]) -> bool:
    """Whether two breakdowns say the same, each line under the name it had then: a new name alone corrects nothing."""
    shared = {label for label, _now in old} & {label for label, _now in new}
    kept = [[line for line in lines if line[0] in shared] for lines in (old, new)]
    renamed = [Counter(now for label, now in lines if label not in shared) for lines in (old, new)]
    return kept[0] == kept[1] and renamed[0] == renamed[1]


def _rate(ratio: Ratio) -> str:
    return NOTHING if ratio.share is None else f"{ratio.percent()}（{ratio.parts}）"
