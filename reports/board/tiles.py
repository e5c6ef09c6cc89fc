"""The ten figures of the leader's board, from the figures that the month's report is made of."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from figures.comparison import NOTHING, points, rounded, signed
from reports.counts import Rate
from reports.ledger_statement import Aid, Ledgers, Measures, NeverRow, Risks
from reports.manuscript.ledger_narrative import yuan
from reports.petition_statement import Petitions
from reports.statement import Statement
from reports.survey_statement import Survey
from web import formats
from web.words import N_

NO_LEDGERS = Ledgers()
#: The two grades of risk that are named beside the number in hand.
GRAVE = ("红（重点）", "橙（关注）")
ON_TIME, SATISFIED = "on_time", "satisfied"
RATE_LABELS = {ON_TIME: N_("按期答复率"), SATISFIED: N_("职工满意率")}


@dataclass(frozen=True)
class Tile:
    """One figure: what it is, how much, what stands beside it, its tone, and where one reads on.

    `cases` is the key of a list of cases, `ledger` the name of a ledger; at most one of them is set.
    """

    label: str
    value: str
    note: str = ""
    tone: str = ""
    cases: str = ""
    ledger: str = ""


def tiles(statement: Statement, survey: Survey | None) -> tuple[Tile, ...]:
    """All ten, in the order in which a leader asks; what nothing is known of says so."""
    ledgers = statement.ledgers or NO_LEDGERS
    return (
        *_cases(statement.petitions, is_running=not statement.complete),
        _happiness(survey),
        _risks(ledgers.risks),
        _never(ledgers.never_events),
        _aid(ledgers.aid),
        _measures(ledgers.measures),
    )


def _cases(petitions: Petitions | None, *, is_running: bool) -> tuple[Tile, ...]:
    labels = (_("登记诉求"), _("办理中"), _("超期未答复"))
    if petitions is None:
        nothing = _("还没有诉求")
        return (*(Tile(label, NOTHING, nothing) for label in labels), _rate(None, ON_TIME), _rate(None, SATISFIED))
    came, late = petitions.registered, len(petitions.late)
    last = _("上月同期 %(n)s", n=_number(came.before)) if is_running else _("上月 %(n)s", n=_number(came.before))
    rates = {rate.key: rate for rate in petitions.rates}
    return (
        Tile(labels[0], _pieces(came.now), last, cases="registered"),
        Tile(
            labels[1], _pieces(petitions.pending), _("快到期 %(n)s 件", n=_number(petitions.due_soon)), cases="pending"
        ),
        Tile(labels[2], _pieces(late), _("须限期办结") if late else _("没有超期的"), "late" if late else "", "late"),
        _rate(rates.get(ON_TIME), ON_TIME),
        _rate(rates.get(SATISFIED), SATISFIED),
    )


def _rate(rate: Rate | None, key: str) -> Tile:
    label = _(RATE_LABELS[key])
    if rate is None or rate.now.share is None:
        return Tile(label, NOTHING, _("评价不足 5 件，不显示") if key == SATISFIED else _("本月还没有到期或答复的"))
    moved = points(rate.now, rate.before)
    note = _("比上月 %(points)s个百分点", points=signed(moved, 1)) if moved is not None else ""
    return Tile(label, rate.now.percent(), note, cases="replied" if key == ON_TIME else "")


def _happiness(survey: Survey | None) -> Tile:
    label = _("最近一次问卷得分")
    if survey is None:
        return Tile(label, NOTHING, _("两年内没有公布的问卷"))
    if survey.index is None:
        return Tile(label, survey.index_words or NOTHING, survey.title)
    return Tile(label, rounded(survey.index, 1), survey.title)


def _risks(risks: Risks | None) -> Tile:
    label = _("在册不稳定因素")
    if risks is None:
        return Tile(label, _pieces(0), _("没有在册的"), ledger="risks")
    grave = sum(count for level, count in risks.levels if level in GRAVE)
    note = _("红、橙级 %(n)s 件", n=_number(grave))
    if risks.late:
        note = _("%(note)s，超期 %(n)s 件", note=note, n=_number(risks.late))
    return Tile(label, _pieces(risks.open), note, "late" if risks.late else "soon" if grave else "", ledger="risks")


def _never(rows: tuple[NeverRow, ...]) -> Tile:
    label = _("五个不发生")
    if not rows:
        return Tile(label, NOTHING, _("今年的清单还没有设"), ledger="never_events")
    happened = sum(row.year for row in rows)
    if happened:
        note = _("本月 %(n)s 起，目标为零", n=_number(sum(row.happened for row in rows)))
        return Tile(label, _("今年 %(n)s 起", n=_number(happened)), note, "late", ledger="never_events")
    days = _number(min(row.days for row in rows))
    return Tile(label, _("今年 0 起"), _("连续无发生 %(days)s 天", days=days), ledger="never_events")


def _aid(aid: Aid | None) -> Tile:
    label = _("本月帮扶")
    if aid is None:
        return Tile(label, NOTHING, _("还没有帮扶记录"), ledger="aid")
    waiting = _number(aid.waiting)
    note = (
        _("%(yuan)s 元，待安排 %(n)s 户", yuan=yuan(aid.fen.now), n=waiting)
        if aid.fen
        else _("待安排 %(n)s 户", n=waiting)
    )
    return Tile(label, _("%(n)s 户", n=_number(aid.families.now)), note, ledger="aid")


def _measures(measures: Measures | None) -> Tile:
    label = _("在办实事与整改")
    if measures is None:
        return Tile(label, NOTHING, _("还没有列入的"), ledger="measures")
    late = measures.late
    note = _("超期 %(n)s 件", n=_number(late)) if late else _("本月完成 %(n)s 件", n=_number(len(measures.done)))
    return Tile(label, _pieces(measures.under_way), note, "late" if late else "", ledger="measures")


def _pieces(count: int) -> str:
    return _("%(n)s 件", n=_number(count))


def _number(count: int | None) -> str:
    return formats.number(count)
