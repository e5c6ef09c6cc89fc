"""The rows of every ledger for a report's appendix: what belongs to the period, in words, without names.

Families in the aid ledger stand in no row: with their unit and day a row would point at one. Gatherings do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.units import UnitTree
from ledgers import aid, measures, never_events, policies, queries, risks, values
from ledgers.answers import queries as answers
from ledgers.declaration import Ledger
from ledgers.monthly import Fact
from ledgers.queries import Entry
from reports.ledger_statement import LedgerList
from reports.period import Period
from web import formats

NOTHING = "—"


def gather(session: Session, period: Period, *, today: date) -> tuple[LedgerList, ...]:
    """The ledgers that have rows in the period, in the order of the report's parts."""
    last, tree = period.counted_to(today), accounts.unit_tree(session)
    found = (
        _never_events(session, period, last, tree),
        _aid(session, period, last, tree),
        _risks(session, period, last, tree),
        _policies(session, period, last),
        _measures(session, period, last, tree),
    )
    return tuple(each for each in found if each.rows)


def _rows(session: Session, ledger: Ledger) -> Iterator[tuple[Entry, Fact]]:
    """Every entry with its history as states, by day."""
    return zip(queries.every(session, ledger), queries.facts(session, ledger), strict=True)


def _never_events(session: Session, period: Period, last: date, tree: UnitTree) -> LedgerList:
    rows = [
        (
            entry.number,
            formats.iso_day(entry.day),
            entry.title,
            _unit(entry, tree),
            _word(entry, "level"),
            _number(entry, "people"),
            _word(entry, "handling"),
        )
        for entry, fact in _rows(session, never_events.LEDGER)
        if period.first_day <= entry.day <= last and fact.state_on(last) == never_events.CONFIRMED
    ]
    heads = ("编号", "发生日期", "情况概述", "发生单位", "层级", "涉及人数", "处置情况")
    return _listed("“五个不发生”事件台账", heads, rows)


def _aid(session: Session, period: Period, last: date, tree: UnitTree) -> LedgerList:
    rows = []
    for entry, _fact in _rows(session, aid.LEDGER):
        given = entry.value("given_on")
        if entry.kind in aid.GATHERINGS and isinstance(given, date) and period.first_day <= given <= last:
            fen = entry.value("amount")
            yuan = values.money(fen) if isinstance(fen, int) else NOTHING
            day = formats.iso_day(given)
            rows.append(
                (entry.number, day, _kind(entry), entry.title, _unit(entry, tree), _number(entry, "people"), yuan)
            )
    heads = ("编号", "日期", "类型", "事项", "单位", "受益人数", "金额（元）")
    return _listed("送温暖、送清凉台账", heads, rows, "注：困难职工家庭逐户台账密封保存，不在报告中列示。")


def _risks(session: Session, period: Period, last: date, tree: UnitTree) -> LedgerList:
    rows = []
    for entry, fact in _rows(session, risks.LEDGER):
        state = fact.state_on(last)
        touched = period.first_day <= entry.day or state in risks.OPEN_STATES
        closed = fact.came_to([risks.STRUCK], period.first_day, last)
        if state is not None and (touched or closed):
            rows.append(
                (
                    entry.number,
                    formats.iso_day(entry.day),
                    _kind(entry),
                    entry.title,
                    _unit(entry, tree),
                    _number(entry, "people"),
                    _word(entry, "level"),
                    formats.iso_day(entry.due_on),
                    _state(risks.LEDGER, state),
                )
            )
    heads = ("编号", "排查日期", "类型", "事项名称", "责任单位", "涉及人数", "风险等级", "化解时限", "期末状态")
    return _listed("不稳定因素排查化解台账", heads, rows)


def _policies(session: Session, period: Period, last: date) -> LedgerList:
    given = answers.given_between(session, period.first_day, last)
    by_title = {entry.title: entry for entry in queries.every(session, policies.LEDGER)}
    rows = [
        (
            title,
            _kind(by_title[title]),
            _word(by_title[title], "basis"),
            *(str(ways.get(code, 0)) for code in policies.CHANNELS),
            str(sum(ways.values())),
        )
        for title, ways in given.items()
        if title in by_title
    ]
    heads = ("问题", "类别", "依据", *(str(label) for label in policies.CHANNELS.values()), "合计（次）")
    return _listed("政策解释台账", heads, rows)


def _measures(session: Session, period: Period, last: date, tree: UnitTree) -> LedgerList:
    rows = []
    for entry, fact in _rows(session, measures.LEDGER):
        state = fact.state_on(last)
        is_open = state is not None and state not in measures.LEDGER.final
        ended = fact.came_to(measures.LEDGER.final, period.first_day, last)
        if state is not None and (is_open or ended or entry.day >= period.first_day):
            rows.append(
                (
                    entry.number,
                    formats.iso_day(entry.day),
                    entry.title,
                    _word(entry, "target"),
                    _unit(entry, tree),
                    formats.iso_day(entry.due_on),
                    _state(measures.LEDGER, state),
                    _word(entry, "verdict"),
                )
            )
    heads = ("编号", "立项日期", "事项", "目标", "责任单位", "完成时限", "期末状态", "考核结论")
    return _listed("实事与整改台账", heads, rows)


def _listed(title: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], note: str = "") -> LedgerList:
    """Rows with their running number; the number of a printed ledger is a counter of that print."""
    numbered = tuple((str(number), *row) for number, row in enumerate(rows, start=1))
    return LedgerList(title, ("序号", *heads), numbered, note)


def _word(entry: Entry, code: str) -> str:
    column = entry.ledger.column(code)
    value = entry.value(code)
    if value is None or value == "":
        return NOTHING
    return str(column.choices.get(str(value), value)) if column.choices else str(value)


def _number(entry: Entry, code: str) -> str:
    value = entry.value(code)
    return formats.number(value) if isinstance(value, int) else NOTHING


def _kind(entry: Entry) -> str:
    return _word(entry, "kind")


def _unit(entry: Entry, tree: UnitTree) -> str:
    return tree.path(entry.unit_id) if entry.unit_id is not None and entry.unit_id in tree else NOTHING


def _state(ledger: Ledger, code: str) -> str:
    return str(ledger.state(code).label)
