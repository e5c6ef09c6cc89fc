"""The clocks of a case: how long each step may take, from when, and by which article.

《信访工作条例》 gives natural days; the day a period starts on is not counted, and a last day that is a day off moves
to the first working day after it (《民法典》 articles 201 and 203, applied by analogy; a setting turns that off). A limit is stored on the case
when its clock starts, so that a setting changed later rewrites nothing.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, timedelta

from petitions.calendar.worked_days import Calendar
from web.words import N_


class ClockKind(enum.Enum):
    """What is counted, in the order of the procedure."""

    NOTIFY = "notify"
    OBJECT = "object"
    RELAY = "relay"
    HANDLE = "handle"
    SIMPLE = "simple"
    MANDATE = "mandate"
    SUPERVISE = "supervise"
    RATE = "rate"
    REVIEW = "review"
    REVIEW_DECIDE = "review-decide"
    REVIEW_ANSWER = "review-answer"
    REREVIEW = "rereview"
    REREVIEW_ANSWER = "rereview-answer"
    ARBITRATE = "arbitrate"


class Whose(enum.Enum):
    """Whose time a clock measures: a duty of the office, or a right that lapses."""

    OFFICE = "office"
    PETITIONER = "petitioner"
    #: The unit a matter was sent to may send it back.
    RECEIVER = "receiver"


class Standing(enum.Enum):
    """How a clock stands."""

    NORMAL = "normal"
    DUE_SOON = "due-soon"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Rule:
    """What a clock is called, where it comes from, and whose time it measures."""

    label: str
    #: The same in the petitioner's words.
    plain: str
    article: str
    #: The editable setting (accounts.preferences) that holds the number of days.
    setting: str
    workdays: bool = False
    whose: Whose = Whose.OFFICE

    @property
    def is_duty(self) -> bool:
        """Binds the office; otherwise it is a right that lapses."""
        return self.whose is Whose.OFFICE


RULES = {
    ClockKind.NOTIFY: Rule(
        N_("书面告知"),
        N_("告诉您是否受理"),
        N_("《信访工作条例》第二十二条、第二十三条：收到之日起15日内转送、交办或书面告知"),
        "acknowledge_days",
    ),
    ClockKind.OBJECT: Rule(
        N_("异议退回"),
        N_("收到的单位可以提出异议"),
        N_("《信访工作条例》第二十三条：收到转送之日起5个工作日内，说明理由，经同意后退回"),
        "objection_workdays",
        workdays=True,
        whose=Whose.RECEIVER,
    ),
    ClockKind.RELAY: Rule(
        N_("简易办理交办"),
        N_("交给承办人"),
        N_("《信访事项简易办理办法》：每级转送、交办1个工作日"),
        "simple_relay_workdays",
        workdays=True,
    ),
    ClockKind.HANDLE: Rule(
        N_("办结答复"),
        N_("办结并答复您"),
        N_("《信访工作条例》第三十四条：受理之日起60日内办结"),
        "handling_days",
    ),
    ClockKind.SIMPLE: Rule(
        N_("简易办理答复"),
        N_("办结并答复您"),
        N_("《信访事项简易办理办法》：受理之日起10个工作日内答复"),
        "simple_reply_workdays",
        workdays=True,
    ),
    ClockKind.MANDATE: Rule(
        N_("向上级反馈"),
        N_("向交办的上级报告结果"),
        N_("《信访工作条例》第二十二条：交办的，在规定期限内反馈结果，提交办结报告"),
        "mandate_days",
    ),
    ClockKind.SUPERVISE: Rule(
        N_("督办反馈"), N_("被督办的单位反馈"), N_("《信访工作条例》第四十条：督办，按要求反馈"), "supervise_days"
    ),
    ClockKind.RATE: Rule(
        N_("评价"), N_("您可以评价"), N_("《信访工作条例》第二十一条"), "rating_days", whose=Whose.PETITIONER
    ),
    ClockKind.REVIEW: Rule(
        N_("申请复查"),
        N_("不服可以申请复查"),
        N_("《信访工作条例》第三十五条：收到书面答复之日起30日内"),
        "review_days",
        whose=Whose.PETITIONER,
    ),
    ClockKind.REVIEW_DECIDE: Rule(
        N_("决定是否受理复查复核"),
        N_("告诉您是否受理申请"),
        N_("参照《山东省信访条例》第四十三条：收到申请之日起3个工作日内决定"),
        "review_decide_workdays",
        workdays=True,
    ),
    ClockKind.REVIEW_ANSWER: Rule(
        N_("复查意见"),
        N_("书面答复您复查意见"),
        N_("《信访工作条例》第三十五条：收到复查请求之日起30日内"),
        "review_answer_days",
    ),
    ClockKind.REREVIEW: Rule(
        N_("申请复核"),
        N_("不服复查意见可以申请复核"),
        N_("《信访工作条例》第三十六条：收到复查意见之日起30日内"),
        "rereview_days",
        whose=Whose.PETITIONER,
    ),
    ClockKind.REREVIEW_ANSWER: Rule(
        N_("复核意见"),
        N_("书面答复您复核意见"),
        N_("《信访工作条例》第三十六条：收到复核请求之日起30日内，听证所需时间不计算在内"),
        "rereview_answer_days",
    ),
    ClockKind.ARBITRATE: Rule(
        N_("申请劳动仲裁"),
        N_("您可以申请劳动仲裁"),
        N_(
            "《劳动争议调解仲裁法》第二十七条：一年；提出诉求使时效中断，从提出之日重新计算（保守估计，以仲裁委认定为准）"
        ),
        "arbitration_days",
        whose=Whose.PETITIONER,
    ),
}

#: Article 23 gives no limit for telling an accuser; the office keeps the same one.
NOTIFY_ACCUSER = N_("《信访工作条例》第二十三条：检举控告的告知按照有关规定办理；本单位按同样的期限告知")

STANDING_LABELS = {Standing.NORMAL: N_("正常"), Standing.DUE_SOON: N_("临期"), Standing.OVERDUE: N_("超期")}

DUTIES = frozenset(kind for kind, rule in RULES.items() if rule.is_duty)
#: Duties that end with the case; what a superior asked for is owed until it is reported.
ENDING_WITH_CASE = DUTIES - {ClockKind.MANDATE}


@dataclass(frozen=True)
class Reading:
    """One clock as a page shows it on a given day."""

    kind: ClockKind
    started_on: date
    due_on: date
    stopped_on: date | None
    days_left: int
    standing: Standing
    #: The last day before it was extended.
    extended_from: date | None = None
    #: It runs into a year whose official days off are not known yet, so its last day rests on weekends and holidays alone.
    is_provisional: bool = False
    #: It is that of a 检举控告.
    is_accusation: bool = False

    @property
    def rule(self) -> Rule:
        """What it is called, and whose time it measures."""
        return RULES[self.kind]

    @property
    def article(self) -> str:
        """Where the limit comes from."""
        return NOTIFY_ACCUSER if self.is_accusation and self.kind is ClockKind.NOTIFY else self.rule.article

    @property
    def is_running(self) -> bool:
        """Whether it still counts."""
        return self.stopped_on is None

    @property
    def spent(self) -> float:
        """The share of the time that has gone, between 0 and 1."""
        whole = (self.due_on - self.started_on).days or 1
        return min(1.0, max(0.0, 1 - self.days_left / whole))


def due(started_on: date, days: int, *, workdays: bool, calendar: Calendar) -> date:
    """The last day of a period of `days` that began on `started_on`. Raises ValueError for less than one day."""
    if days < 1:
        raise ValueError("a period lasts at least one day")
    if workdays:
        return calendar.add_workdays(started_on, days)
    last = started_on + timedelta(days=days)
    return calendar.next_workday(last) if calendar.moves_last_day else last


def extended(started_on: date, days: int, more: int, *, calendar: Calendar) -> date:
    """The last day of a period of natural days that was made `more` days longer. Raises ValueError below one day."""
    if more < 1:
        raise ValueError("an extension adds at least one day")
    return due(started_on, days + more, workdays=False, calendar=calendar)


def standing(due_on: date, today: date, *, soon_days: int = 7) -> Standing:
    """正常, 临期 (`soon_days` or less left, the last day included) or 超期 on `today`."""
    left = (due_on - today).days
    if left < 0:
        return Standing.OVERDUE
    return Standing.DUE_SOON if left <= soon_days else Standing.NORMAL


def read(
    kind: ClockKind,
    started_on: date,
    due_on: date,
    stopped_on: date | None,
    *,
    today: date,
    soon_days: int = 7,
    extended_from: date | None = None,
) -> Reading:
    """The clock as it stands; one that was stopped stands as it did on that day, and is never "due soon" again."""
    at = stopped_on or today
    stands = standing(due_on, at, soon_days=soon_days)
    if stopped_on is not None and stands is Standing.DUE_SOON:
        stands = Standing.NORMAL
    return Reading(kind, started_on, due_on, stopped_on, (due_on - at).days, stands, extended_from)
