"""What pushing a case does: 催办, 督办 and its answer, 包案, 提级; and what is kept beside it: 处置方式, 稳控单位."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask_babel import gettext as _

from accounts import preferences
from accounts import queries as accounts
from petitions import candidates
from petitions.conduct import SPONSORING, Conduct
from petitions.deadlines import ClockKind
from petitions.notes import NoteKind
from petitions.workflow import Action
from web import formats
from web.errors import Refusal

MOST_DAYS = 90


def nudge(doing: Conduct) -> None:
    """Remind whoever has the step, not too often; how often and when last stands with the case."""
    last, gap = doing.petition.nudged_on, preferences.read(doing.session).nudge_gap_days
    if last is not None and doing.today < last + timedelta(days=gap):
        said = {"day": formats.short_day(last), "next": formats.short_day(last + timedelta(days=gap))}
        raise Refusal(_("%(day)s刚催办过，%(next)s起才能再催。等不及的，请督办或请领导包案。", **said))
    doing.petition.nudges += 1
    doing.petition.nudged_on = doing.today
    doing.note(NoteKind.NUDGE, doing.text())


def supervise(doing: Conduct) -> None:
    """Supervise for a reason of article 40, with a day by which to report back."""
    case = doing.petition
    days = doing.given["days"]
    if not 1 <= days <= MOST_DAYS:
        raise Refusal(_("反馈期限请填1到%(most)d日。", most=MOST_DAYS), field="days")
    if doing.running(ClockKind.SUPERVISE) is not None:
        raise Refusal(_("这件诉求正在督办，还没有反馈。请等反馈，或先催办。"))
    case.supervised_for, case.supervised_on = doing.given["trigger"], doing.today
    doing.days = days
    doing.details.update(trigger=case.supervised_for.value, days=days)
    doing.note(NoteKind.SUPERVISION, doing.text())


def report_back(doing: Conduct) -> None:
    """Answer the supervision."""
    if doing.running(ClockKind.SUPERVISE) is None:
        raise Refusal(_("这件诉求现在没有督办，不用反馈。"))
    doing.note(NoteKind.FEEDBACK, doing.text())


def sponsor(doing: Conduct) -> None:
    """Give the case and its key to a leader who looks after it; whoever did before gives the key back."""
    case = doing.petition
    choices = candidates.leader_choices(doing.session, case)
    leader = candidates.pick(choices, doing.given["leader_id"], candidates.NOT_A_LEADER, "leader_id")
    doing.end(SPONSORING)
    case.sponsor_id, case.sponsored_on = leader.id, doing.today
    doing.grant(leader.id, SPONSORING, original=bool(doing.given.get("original")))
    doing.details["leader"] = leader.id


def escalate(doing: Conduct) -> None:
    """What is late goes up to a leader by name, with the reason why it is late."""
    case = doing.petition
    if case.next_due is None or case.next_due >= doing.today:
        raise Refusal(_("这件诉求没有超期，不用提级。需要领导关注的，请用“请领导包案”。"))
    sponsor(doing)
    case.escalated_on = doing.today
    doing.note(NoteKind.ESCALATION, doing.text("reason"))


def guide(doing: Conduct) -> None:
    """What the leader did for the case: whom they met, what they asked for."""
    doing.note(NoteKind.GUIDANCE, doing.text())


def arrange(doing: Conduct) -> None:
    """What no step tells: what became of the case, and which unit looks after whoever brought it."""
    case, given = doing.petition, doing.given
    chosen, unit_id = given.get("disposal"), given.get("stability_unit_id")
    if (chosen, unit_id) == (case.disposal, case.stability_unit_id):
        raise Refusal(_("和原来的一样，没有改动。"), field="disposal")
    if unit_id is not None and unit_id not in accounts.unit_tree(doing.session):
        raise Refusal(_("这个单位刚刚变动过，请再选一次。"), field="stability_unit")
    case.disposal, case.stability_unit_id = chosen, unit_id
    doing.details.update(disposal=chosen.value if chosen is not None else None, stability_unit=unit_id)


CONDUCT: dict[Action, Callable[[Conduct], None]] = {
    Action.NUDGE: nudge,
    Action.SUPERVISE: supervise,
    Action.REPORT_BACK: report_back,
    Action.SPONSOR: sponsor,
    Action.ESCALATE: escalate,
    Action.GUIDE: guide,
    Action.ARRANGE: arrange,
}
