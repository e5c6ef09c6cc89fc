"""Figures of a survey from its sums: indices, favourable shares, eNPS, Cronbach's α, response rate. Pure.

Sources: eNPS as published by Reichheld (share of 9–10 minus share of 0–6; Net Promoter and NPS are registered marks of
Bain & Company, Satmetrix Systems and Fred Reichheld); α as Cronbach, Psychometrika 16 (1951).
"""

from __future__ import annotations

from collections.abc import Mapping

from surveys.counting import driving, waves
from surveys.counting.tally import Consistency
from surveys.items import Item
from web.words import N_

METHODS = {
    "zero_based": N_(
        "五级选项按 0、25、50、75、100 分计，反向题反过来计；一个维度答了一半以上才计分；指数是各维度的加权平均。"
    ),
    "times_twenty": N_(
        "五级选项按 20、40、60、80、100 分计，反向题反过来计；一个维度答了一半以上才计分；指数是各维度的加权平均。"
    ),
}
ENPS_NOTE = N_(
    "推荐意愿净值（eNPS）＝打 9–10 分的比例减去打 0–6 分的比例，在 −100 到 100 之间。"
    "Net Promoter、NPS 是 Bain & Company、Satmetrix Systems、Fred Reichheld 的注册商标。"
)
ALPHA_NOTE = N_(
    "内部一致性（Cronbach’s α）只用该维度全部作答的答卷计算：有一题没答或选了不适用的，不计入。0.7 以上为好。"
)
FAVOURABLE_NOTE = N_("好评率＝选 4、5 两档的比例（反向题为 1、2 两档），括号内为百分之九十五的置信区间（Wilson）。")


DRIVERS_NOTE = driving.NOTE
TREND_NOTE = waves.NOTE
# Bands of the response rate, in percent.
HIGH_RATE, ENOUGH_RATE = 70, 50


def rate_words(rate: float) -> str:
    """The band of a response rate, as a msgid."""
    percent = 100 * rate
    if percent >= HIGH_RATE:
        return N_("参与率较高")
    return N_("参与率一般") if percent >= ENOUGH_RATE else N_("代表性不足")


def rounded(value: float | None, digits: int = 1) -> float | None:
    """A published mean: one decimal, so that a single non-answer tells nothing."""
    return None if value is None else round(value, digits)


def favourable(item: Item, counts: Mapping[int | str, int]) -> tuple[int, int]:
    """(favourable answers, answers) of a five-point item."""
    good = (1, 2) if item.reverse else (4, 5)
    return sum(counts.get(point, 0) for point in good), sum(counts.get(point, 0) for point in range(1, 6))


def enps(counts: Mapping[int | str, int]) -> int | None:
    """Whole points from −100 to 100, or None without answers."""
    answers = sum(counts.get(point, 0) for point in range(11))
    if not answers:
        return None
    promoters = counts.get(9, 0) + counts.get(10, 0)
    detractors = sum(counts.get(point, 0) for point in range(7))
    return round(100 * (promoters - detractors) / answers)


def mean_of(counts: Mapping[int | str, int]) -> float | None:
    """The mean of whole-number answers, or None without answers."""
    answers = sum(number for value, number in counts.items() if isinstance(value, int))
    total = sum(value * number for value, number in counts.items() if isinstance(value, int))
    return total / answers if answers else None


def alpha(sums: Consistency) -> float | None:
    """Cronbach's α, or None when it is not defined (one item, too few answers, no variance)."""
    parts = [each.variance for each in sums.items.values()]
    whole = sums.total.variance
    if len(parts) < 2 or whole is None or whole == 0 or any(part is None for part in parts):
        return None
    within = sum(part for part in parts if part is not None)
    return round(len(parts) / (len(parts) - 1) * (1 - within / whole), 2)


def response_rate(answered: int, headcount: int) -> float | None:
    """Answers ÷ headcount at opening, at most 1; None without a headcount."""
    return min(1.0, answered / headcount) if headcount else None
