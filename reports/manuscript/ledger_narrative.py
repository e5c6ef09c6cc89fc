"""The ledgers' figures of a period as the sentences such a report uses; pure, and Chinese whatever the page's language."""

from __future__ import annotations

from figures.comparison import rounded
from reports.counts import Count
from reports.ledger_statement import Aid, AidRow, Explained, Ledgers, Measures, Risks
from reports.manuscript.narrative import changes
from reports.period import Kind
from reports.wording import WORDINGS, Wording

FEN = 100
YEAR = WORDINGS[Kind.YEAR]


def never_events(ledgers: Ledgers, words: Wording) -> list[str]:
    """五、“五个不发生”达标情况."""
    rows = ledgers.never_events
    if not rows:
        return []
    happened = [row for row in rows if row.happened]
    longest = max(rows, key=lambda row: row.days)
    lasting = f"“{longest.label}”已连续{_number(longest.days)}天，为各项最长。"
    so_far = "" if words.this == YEAR.this else "，本年累计均为零"
    if not any(row.year for row in rows):
        return [f"对照“五个不发生”目标，{words.this}{len(rows)}项均未发生{so_far}，全部达标；{lasting}"]
    if not happened:
        earlier = "、".join(f"“{row.label}”{_number(row.year)}起" for row in rows if row.year)
        return [f"对照“五个不发生”目标，{words.this}{len(rows)}项均未发生；本年累计发生的有：{earlier}。{lasting}"]
    said = "、".join(f"“{row.label}”{_number(row.happened)}起" for row in happened)
    others = len(rows) - len(happened)
    rest = f"其余{others}项未发生" if others else "各项均有发生"
    total = sum(row.year for row in rows)
    return [
        f"对照“五个不发生”目标，{words.this}发生{said}，未达到零目标，{rest}"
        f"{f'；本年累计{_number(total)}起' if so_far else ''}。",
        "对发生的事项，均须查明原因、落实责任、举一反三。",
    ]


def risks(found: Risks | None, words: Wording) -> list[str]:
    """九、不稳定因素排查与风险研判."""
    if found is None:
        return []
    opening = f"{words.this}新排查不稳定因素{_number(found.found.now)}件{_compared(found.found, '件', words)}"
    done = f"化解{_number(found.defused)}件，销号{_number(found.struck.now)}件"
    sentences = [f"{opening}；{done}；期末在册{_number(found.open)}件。"]
    if found.open:
        levels = "、".join(f"{label}{_number(count)}件" for label, count in found.levels)
        late = f"，其中超过化解时限{_number(found.late)}件，须逐件督办" if found.late else "，均在化解时限以内"
        sentences.append(f"从风险等级看，{levels}{late}。")
    sweeps = found.sweeps
    if sweeps.asked:
        missing = sweeps.asked - sweeps.reported
        after = f"未报{_number(missing)}次" if missing else "无漏报"
        sentences.append(
            f"{words.this}组织排查{_number(sweeps.rounds)}期，各单位应报{_number(sweeps.asked)}次，"
            f"实报{_number(sweeps.reported)}次，{after}。"
        )
    if found.ahead:
        sentences.append(f"{words.next}需重点关注：{'、'.join(found.ahead)}。其间每日排查、每日报告。")
    return sentences


def aid(found: Aid | None, words: Wording) -> list[str]:
    """八、困难帮扶与送温暖、送清凉."""
    if found is None:
        return []
    sentences = []
    if found.families.now or found.gatherings:
        parts = []
        if found.families.now:
            parts.append(f"救助困难职工家庭{_number(found.families.now)}户次{_compared(found.families, '户次', words)}")
        parts += [_gathering(row) for row in found.gatherings]
        money = (
            f"帮扶慰问资金合计{yuan(found.fen.now)}元{_compared(found.fen, '', words)}。"
            if found.fen
            else "资金合计会指向个别家庭，不列示。"
        )
        sentences.append(f"{words.this}{'；'.join(parts)}。{money}")
    else:
        sentences.append(f"{words.this}没有发放帮扶慰问资金。")
    if found.waiting:
        sentences.append(f"期末已申报或已核实、待走访的{_number(found.waiting)}件。")
    if found.eased is not None:
        sentences.append(f"{words.this}回访{_number(found.followed)}户，{_number(found.eased)}户表示困难有所缓解。")
    elif found.followed:
        sentences.append(f"{words.this}回访{_number(found.followed)}户。")
    return sentences


def explained(found: Explained | None, words: Wording) -> list[str]:
    """十、政策解释."""
    if found is None:
        return []
    if not found.times.now:
        return [f"{words.this}没有政策解释记录；期末公开有效的政策口径{_number(found.valid)}条，职工可自行查阅。"]
    ways = "、".join(f"{label}{_number(count)}次" for label, count in found.channels)
    opening = f"{words.this}开展政策解释{_number(found.times.now)}次{_compared(found.times, '次', words)}，其中{ways}。"
    asked = "、".join(f"“{title}”（{_number(times)}次）" for title, times in found.questions[:3])
    return [opening, f"职工问得最多的是{asked}。期末公开有效的政策口径{_number(found.valid)}条。"]


def rectification(found: Measures | None, words: Wording) -> list[str]:
    """The measures' part of 十一、存在问题与建议: what was listed, done and late."""
    if found is None or not (found.listed or found.done or found.under_way):
        return []
    late = f"，其中超期{_number(found.late)}件，须说明原因、重新排定时限" if found.late else ""
    sentences = [
        f"实事与整改方面，{words.this}新列{_number(found.listed)}件，办成{_number(len(found.done))}件，"
        f"期末在办{_number(found.under_way)}件{late}。"
    ]
    if found.done:
        told = "；".join(f"“{each.title}”{f'（{each.verdict}）' if each.verdict else ''}" for each in found.done)
        sentences.append(f"{words.this}办成的有：{told}。办理情况已在“您说我们办”向职工公开。")
    return sentences


def next_steps(found: Measures | None) -> list[str]:
    """The measures' part of 十二、下步打算: what falls due first."""
    if found is None or not found.next:
        return []
    return [
        "按时限推进下列实事与整改事项：",
        *(
            f"{number}. {each.title}。目标：{each.target}{f'；时限：{each.due}' if each.due else ''}。"
            for number, each in enumerate(found.next, start=1)
        ),
    ]


def yuan(fen: int) -> str:
    """300050 as 3,000.50."""
    return rounded(fen / FEN, 2 if fen % FEN else 0)


def _gathering(row: AidRow) -> str:
    return f"{row.label}{_number(row.times)}次、惠及{_number(row.people)}人次"


def _compared(count: Count, unit: str, words: Wording) -> str:
    """，与上月相比上升10.0%，与上年同期相比… as far as there is a base."""
    return "".join(f"，{each}" for each in changes(count, unit, words))


def _number(value: float) -> str:
    return rounded(value)
