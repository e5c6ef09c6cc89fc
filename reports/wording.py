"""What a report calls its period and the ones it is compared with: 本月, 上月, 上年同期; pure.

A year is compared with one other year only. Its base is kept where a month keeps 上月, and called 同比.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from reports.period import Kind, Period
from web.words import N_


@dataclass(frozen=True)
class Wording:
    """The words of one kind of report; Chinese whatever the language of the pages."""

    #: 本月
    this: str
    #: 上月
    last: str
    #: What a change against `last` is called: 环比, or 同比 in a year's report.
    change: str
    #: Head of the column of the same period a year before; nothing where `last` is that period.
    year_before: str
    #: Said when there is nothing to compare with.
    first: str
    #: The end of the title: 月报, 季报, 年报.
    report: str
    #: What a running period is called while it lasts.
    so_far: str
    #: 下月
    next: str

    @property
    def to_the_day(self) -> Wording:
        """The words while the period runs: it is compared with as many days of the one before (上月同期)."""
        return replace(self, last=f"{self.last}同期")


WORDINGS: Mapping[Kind, Wording] = {
    Kind.MONTH: Wording("本月", "上月", "环比", "上年同月", "系首月统计，暂无可比基数", "月报", "本月截至目前", "下月"),
    Kind.QUARTER: Wording(
        "本季度", "上季度", "环比", "上年同期", "系首个季度统计，暂无可比基数", "季报", "本季度截至目前", "下季度"
    ),
    Kind.YEAR: Wording("本年", "上年", "同比", "", "系首个年度统计，暂无可比基数", "年报", "本年截至目前", "明年"),
}
#: What the pages call each kind of report.
KIND_LABELS: Mapping[Kind, str] = {Kind.MONTH: N_("月报"), Kind.QUARTER: N_("季报"), Kind.YEAR: N_("年报")}
_MONTHLY = WORDINGS[Kind.MONTH].report


def of(period: Period) -> Wording:
    """The words of a period's report."""
    return WORDINGS[period.kind]


def report_title(chosen: str, kind: Kind) -> str:
    """职工诉求与信访工作月报 as 季报 or 年报; a name that does not end so gets the word added."""
    ending = WORDINGS[kind].report
    if kind is Kind.MONTH:
        return chosen
    return f"{chosen.removesuffix(_MONTHLY)}{ending}"
