"""A period's figures as the sentences such a report uses; pure, and Chinese whatever the language of the pages.

The phrasing follows the field's own reports (DOMAIN.md §6.1): counts with 件次 and 人次, 同比 and 环比 beside them,
“—” never inside a sentence: where there is no base the sentence says so or is silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from figures.comparison import Change, Ratio, points, rounded
from reports.counts import Count, Counted, Rate
from reports.petition_statement import Duty, Petitions
from reports.statement import KeyCase, Statement
from reports.wording import Wording


def overview(statement: Statement) -> list[str]:
    """一、总体情况."""
    petitions = statement.petitions
    if petitions is None:
        return []
    words = statement.words
    span = words.this if statement.complete else words.so_far
    if not petitions.registered.now:
        return [_nothing_registered(span, petitions.registered, words)]
    opening = f"{span}，共登记职工诉求{_number(petitions.registered.now)}件次、{_number(petitions.people.now)}人次"
    return [
        _sentence(opening, *_both_changes(petitions.registered, "件次", words)),
        *_some(_channels(petitions), _namings(petitions)),
    ]


def topics_by_kind(statement: Statement) -> list[str]:
    """二、诉求分类与热点: what is wanted, and about what."""
    petitions = statement.petitions
    if petitions is None or not petitions.registered.now:
        return []
    return _some(_classes(petitions), _hot_topics(petitions, petitions.registered.now, statement.words))


def topics_by_unit(statement: Statement) -> list[str]:
    """二、诉求分类与热点: which units, and what came again."""
    petitions = statement.petitions
    if petitions is None or not petitions.registered.now:
        return []
    return _some(_hot_units(petitions), _repeats(petitions, statement.words))


def handled(statement: Statement) -> list[str]:
    """三、办理情况: what was done, at which rates, how fast."""
    petitions, words = statement.petitions, statement.words
    if petitions is None:
        return []
    if not (petitions.accepted.now or petitions.replied.now or petitions.closed.now):
        return [f"{words.this}没有受理、答复和办结的诉求；期末在办{_number(petitions.pending)}件。"]
    done = [
        f"受理{_number(petitions.accepted.now)}件",
        f"答复{_number(petitions.replied.now)}件",
        f"办结{_number(petitions.closed.now)}件",
    ]
    first = f"{words.this}{'，'.join(done)}；期末在办{_number(petitions.pending)}件"
    first += f"，其中{petitions.due_soon_days}日内到期{_number(petitions.due_soon)}件" if petitions.due_soon else ""
    return [first + "。", *_some(_rates(petitions, words), _speed(petitions, words))]


def on_the_way(statement: Statement) -> list[str]:
    """三、办理情况: steps taken on the way, what was declined, what is late."""
    petitions = statement.petitions
    if petitions is None:
        return []
    return _some(_steps(petitions, statement.words), _declined(petitions), _lateness(petitions))


def in_place(statement: Statement) -> list[str]:
    """四、“三个到位”落实情况."""
    petitions = statement.petitions
    if petitions is None:
        return []
    owed = [duty for duty in petitions.duties if duty.owed]
    if not owed:
        return [f"{statement.words.this}答复的诉求中，没有需要对照“{petitions.duty_set}”核验的事项。"]
    sentence = "；".join(_duty(duty) for duty in owed)
    missing = [duty for duty in owed if duty.done < duty.owed]
    if missing:
        names = "、".join(f"“{duty.label}”{_number(duty.owed - duty.done)}件" for duty in missing)
        return [f"对照“{petitions.duty_set}”要求，{sentence}。", f"尚未到位的：{names}，落实前不予结案。"]
    return [f"对照“{petitions.duty_set}”要求，{sentence}。各项要求均已落实到位。"]


def sponsored(statement: Statement) -> list[str]:
    """包案 in 六、重点案件: how many a leader took on, and how many are still open."""
    petitions, words = statement.petitions, statement.words
    if petitions is None or not (petitions.sponsored or petitions.sponsored_open):
        return []
    new = f"{words.this}新包案{_number(petitions.sponsored)}件" if petitions.sponsored else f"{words.this}没有新包案件"
    if not petitions.sponsored_open:
        return [f"{new}；期末没有未办结的包案件。"]
    return [f"{new}；期末领导包案未办结{_number(petitions.sponsored_open)}件。"]


def key_cases(cases: Sequence[KeyCase]) -> list[str]:
    """六、重点案件, one paragraph a case, by number."""
    return [
        f"{number}. {case.number}（{case.state}）：{_closed(case.summary)}"
        for number, case in enumerate(cases, start=1)
    ]


def chart_title_trend(petitions: Petitions) -> str:
    """The message of the trend of cases, as a sentence."""
    counts = [point.registered for point in petitions.trend]
    return _movement("登记诉求", [float(count) for count in counts], lambda value: f"{rounded(value)}件")


def chart_title_rates(petitions: Petitions) -> str:
    """The message of the trend of rates, as a sentence."""
    rates = [point.satisfied * 100 for point in petitions.trend if point.satisfied is not None]
    if not rates:
        rates = [point.on_time * 100 for point in petitions.trend if point.on_time is not None]
        return _movement("按期答复率", rates, lambda value: f"{rounded(value, 1)}%")
    return _movement("满意率", rates, lambda value: f"{rounded(value, 1)}%")


def chart_title_categories(petitions: Petitions) -> str:
    """The message of the bars of categories."""
    shown = _shown(petitions.categories)
    return f"“{shown[0].label}”反映最集中" if shown else "诉求内容分类"


# Parts of sentences


def _nothing_registered(span: str, registered: Count, words: Wording) -> str:
    if registered.before:
        return f"{span}没有登记职工诉求，{words.last}为{_number(registered.before)}件次。"
    return f"{span}没有登记职工诉求。"


def _both_changes(count: Count, unit: str, words: Wording) -> list[str]:
    """环比 and 同比 of a count; says the difference where the base is zero, and that there is none where there is none."""
    return changes(count, unit, words) or [words.first]


def changes(count: Count, unit: str, words: Wording) -> list[str]:
    """与上月相比上升10.0% and 与上年同期相比…, as far as there is a base."""
    return _some(moved(count.change, f"与{words.last}", unit), moved(count.year_change, "与上年同期", unit))


def moved(change: Change, base: str, unit: str) -> str:
    """与上月相比上升10.0%, 与上月持平, or nothing where there is no base."""
    if change.difference is None:
        return ""
    if change.difference == 0:
        return f"{base}持平"
    if change.relative is None:
        return f"{base}相比增加{_number(change.difference)}{unit}"
    direction = "上升" if change.difference > 0 else "下降"
    return f"{base}相比{direction}{rounded(abs(change.relative) * 100, 1)}%"


def _channels(petitions: Petitions) -> str:
    parts = [f"{each.label}{_number(each.count.now)}件" for each in _shown(petitions.channels) if each.count]
    if not parts:
        return ""
    return f"从反映渠道看，{'、'.join(parts)}{_visits(petitions)}。"


def _visits(petitions: Petitions) -> str:
    visits = petitions.visits
    if visits is None or not visits.people:
        return ""
    text = f"；来访共{_number(visits.people)}人次"
    if visits.collective:
        text += f"，其中{visits.collective_from}人以上集体访{_number(visits.collective)}批次{_number(visits.collective_people)}人次"
    return text


def _namings(petitions: Petitions) -> str:
    parts = [f"{each.label}{_number(each.count.now)}件" for each in _shown(petitions.namings) if each.count]
    return f"从反映方式看，{'、'.join(parts)}。" if parts else ""


def _classes(petitions: Petitions) -> str:
    parts = [
        f"{each.label}类{_number(each.count.now)}件" for each in petitions.classes if each.count and each.count.now
    ]
    return f"从诉求性质看，{'、'.join(parts)}。" if parts else ""


def _hot_topics(petitions: Petitions, total: int, words: Wording) -> str:
    shown = [each for each in _shown(petitions.categories) if each.count]
    if not shown:
        return "各类诉求件数均较少，不逐类列示。"
    leading = [each for each in shown if not each.label.startswith("其他")][:3]
    if not leading:
        return "各类诉求件数均较少，不逐类列示。"
    parts = [f"“{each.label}”{_number(each.count.now)}件" for each in leading if each.count]
    together = Ratio(sum(each.count.now for each in leading if each.count), total)
    text = f"从反映内容看，居前的是{'、'.join(parts)}"
    text += f"，合计占{together.percent()}" if len(leading) > 1 else f"，占{together.percent()}"
    return text + "。" + _risers(leading, words)


def _risers(shown: Iterable[Counted], words: Wording) -> str:
    """The category that grew most against the last period, if any grew by at least three."""
    grown = [
        (each.count.change.difference or 0, each.label)
        for each in shown
        if each.count and each.count.before is not None
    ]
    most = max(grown, default=(0, ""))
    return f"与{words.last}相比，“{most[1]}”增加{_number(most[0])}件，增幅居前，需重点关注。" if most[0] >= 3 else ""


def _hot_units(petitions: Petitions) -> str:
    shown = [each for each in _shown(petitions.units) if each.count]
    if not shown:
        return ""
    shown = [each for each in shown if not each.label.startswith("其他")]
    if not shown:
        return ""
    parts = [f"{each.label}{_number(each.count.now)}件" for each in shown[:3] if each.count]
    return f"从涉及单位看，较集中的是{'、'.join(parts)}。"


def _repeats(petitions: Petitions, words: Wording) -> str:
    if not petitions.repeated.now:
        return f"{words.this}没有重复反映的诉求。"
    share = Ratio(petitions.repeated.now, petitions.registered.now)
    return f"重复反映{_number(petitions.repeated.now)}件次，占登记总数的{share.percent()}。"


def _rates(petitions: Petitions, words: Wording) -> str:
    parts = [_rate(each, words) for each in petitions.rates if each.now.share is not None]
    empty = [each.label for each in petitions.rates if each.now.share is None]
    text = f"{'；'.join(parts)}。" if parts else ""
    return text + (f"{'、'.join(empty)}{words.this}无可计算的件数，暂不统计。" if empty else "")


def _rate(each: Rate, words: Wording) -> str:
    text = f"{each.label}{each.now.percent()}"
    moved = points(each.now, each.before)
    if moved is None:
        return text
    if rounded(abs(moved), 1) == "0.0":
        return f"{text}，与{words.last}持平"
    direction = "提高" if moved > 0 else "下降"
    return f"{text}，比{words.last}{direction}{rounded(abs(moved), 1)}个百分点"


def _speed(petitions: Petitions, words: Wording) -> str:
    if petitions.mean_days is None:
        return ""
    text = f"办结的诉求平均用时{rounded(petitions.mean_days, 1)}天"
    if petitions.median_days is not None:
        text += f"，中位数{rounded(petitions.median_days, 1)}天"
    if petitions.mean_days_before is not None:
        difference = petitions.mean_days - petitions.mean_days_before
        if rounded(abs(difference), 1) != "0.0":
            text += f"，平均用时比{words.last}{'延长' if difference > 0 else '缩短'}{rounded(abs(difference), 1)}天"
    return text + "。"


def _steps(petitions: Petitions, words: Wording) -> str:
    said = "、".join(f"{label}{_number(count)}件" for label, count in petitions.steps)
    return f"{words.this}办理中{said}。" if said else ""


def _declined(petitions: Petitions) -> str:
    return f"不予受理{_number(petitions.declined)}件，均已说明理由。" if petitions.declined else ""


def _lateness(petitions: Petitions) -> str:
    if not petitions.late:
        return "期末没有超期未办结的诉求。"
    units = list(dict.fromkeys(each.unit for each in petitions.late if each.unit))
    named = f"，涉及{'、'.join(units[:5])}{'等单位' if len(units) > 5 else ''}" if units else ""
    longest = max(each.days for each in petitions.late)
    return f"期末超期未办结{_number(len(petitions.late))}件{named}，最长已超期{_number(longest)}天，须限期办结。"


def _duty(duty: Duty) -> str:
    text = f"“{duty.label}”应到位{_number(duty.owed)}件、已到位{_number(duty.done)}件"
    return f"{text}，到位率{duty.rate.percent()}"


def _movement(subject: str, values: Sequence[float], written: Callable[[float], str]) -> str:
    """“满意率连续三个月回升”, or the level when there is no run."""
    if not values:
        return f"{subject}走势"
    if len(values) < 2:
        return f"{subject}{written(values[-1])}"
    run = 1
    rising = values[-1] > values[-2]
    if values[-1] == values[-2]:
        return f"{subject}{written(values[-1])}，与上月持平"
    while (
        run + 1 < len(values)
        and values[-run - 1] != values[-run - 2]
        and (values[-run - 1] > values[-run - 2]) is rising
    ):
        run += 1
    word = "上升" if rising else "下降"
    if run >= 2:
        return f"{subject}连续{_CHINESE[run] if run < len(_CHINESE) else run}个月{word}"
    return f"{subject}{written(values[-1])}，比上月{word}"


_CHINESE = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def _shown(counts: Sequence[Counted]) -> list[Counted]:
    """What may be shown and is not nothing, most first; what is gathered under 其他 never leads."""
    visible = [each for each in counts if each.count is not None and each.count.now > 0]
    return sorted(visible, key=lambda each: (each.label.startswith("其他"), -(each.count.now if each.count else 0)))


def _number(value: float) -> str:
    return rounded(value)


def _some(*sentences: str) -> list[str]:
    return [sentence for sentence in sentences if sentence]


def _sentence(opening: str, *said: str) -> str:
    return "，".join([opening, *said]) + "。"


def _closed(text: str) -> str:
    """`text` ending in a full stop."""
    text = " ".join(text.split())
    return text if not text or text[-1] in "。！？" else f"{text}。"
