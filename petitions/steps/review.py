"""What 复查 and 复核 do: a request inside its window, somebody who had no part before, and what becomes of the answer."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _

from petitions import candidates, queries
from petitions.conduct import REVIEWING, Conduct
from petitions.deadlines import ClockKind
from petitions.outcome import opinion
from petitions.steps.handling import judged
from petitions.workflow import Action, CaseRole, Procedure, State
from web import formats
from web.errors import Refusal


def ask_review(doing: Conduct) -> None:
    """Ask for the answer to be looked at again, inside the days the law gives."""
    kind = ClockKind.REVIEW if doing.row.action is Action.ASK_REVIEW else ClockKind.REREVIEW
    clock = doing.running(kind)
    if clock is None:
        raise Refusal(_("这件诉求现在不能申请。对答复不服的，申请期限从收到书面答复算起。"))
    if doing.today > clock.due_on:
        day = formats.plain_day(clock.due_on)
        raise Refusal(_("申请期限已过（到%(day)s为止）。有新的事实和理由，请继续写给办理人员。", day=day))
    if doing.petition.state is State.MERGED:
        _come_apart(doing)
    doing.petition.conclusion = doing.petition.concluded_on = None
    if doing.role is CaseRole.PETITIONER:
        doing.write(doing.text(), author=CaseRole.PETITIONER)


def _come_apart(doing: Conduct) -> None:
    """A case that was answered with another one is reviewed as its own: the answer that was passed on is its answer."""
    case = doing.petition
    leading = queries.petition(doing.session, case.leading_id) if case.leading_id is not None else None
    if leading is None or leading.outcome is None:
        raise Refusal(_("一并办理的那件现在没有答复，不能申请复查。有话请继续写给办理人员。"))
    relayed = [event.day for event in queries.events(doing.session, case.id) if event.action is Action.RELAY]
    case.procedure = case.procedure or Procedure.ORDINARY
    case.accepted_on = case.accepted_on or leading.accepted_on
    case.replied_on = relayed[-1]
    case.first_replied_on = case.first_replied_on or relayed[0]
    case.outcome, case.judgement = leading.outcome, leading.judgement
    case.handler_id, case.handling_unit_id = leading.handler_id, leading.handling_unit_id
    case.ended_on = None


def open_review(doing: Conduct) -> None:
    """Take the request up: a leader who had no part in the answer gets the key, or a unit above decides on paper."""
    case = doing.petition
    case.reviewer_id = None
    if wanted := doing.given.get("leader_id"):
        choices = candidates.reviewer_choices(doing.session, case)
        reviewer = candidates.pick(choices, wanted, candidates.NOT_A_REVIEWER, "leader_id")
        case.reviewer_id = reviewer.id
        doing.grant(reviewer.id, REVIEWING, original=bool(doing.given.get("original")))
        doing.details["leader"] = reviewer.id


def refuse_review(doing: Conduct) -> None:
    """Say why the request is not taken up."""
    doing.write(doing.text(), author=CaseRole.OFFICE)


def uphold(doing: Conduct) -> None:
    """The answer stands."""
    _decide(doing)


def amend(doing: Conduct) -> None:
    """The answer is changed: what it comes to now, and what the enterprise owes after it."""
    case, outcome = doing.petition, doing.given["outcome"]
    if outcome not in opinion.outcomes(case.legal_class) or outcome is case.outcome:
        raise Refusal(_("变更后的意见应当与原来的不同。意见没有变的，请选“维持原意见”。"), field="outcome")
    case.judgement = judged(case, doing.given.get("judgement"), outcome)
    case.outcome = outcome
    doing.details["outcome"] = outcome.value
    _decide(doing)


def revoke(doing: Conduct) -> None:
    """The answer falls and the case is done again from its assignment, with the ordinary time."""
    _decide(doing)
    start_again(doing)


def start_again(doing: Conduct) -> None:
    """An answered case is in hand again: opinion, evidence and confirmation begin anew."""
    case = doing.petition
    for row in queries.duties_done(doing.session, case.id):
        doing.session.delete(row)
    # Last, because the state before wants an outcome and what is written until then is flushed with it.
    case.procedure = Procedure.ORDINARY
    case.conclusion = case.concluded_on = None
    case.reopened_on = doing.today
    case.first_reopened_on = case.first_reopened_on or doing.today
    case.outcome = case.judgement = case.approver_id = None
    case.call_back = case.called_back_on = case.closed_on = None


def _decide(doing: Conduct) -> None:
    case = doing.petition
    if doing.role is CaseRole.OFFICE and case.reviewer_id is not None:
        raise Refusal(_("这件已交给复查复核人，由其作出意见。受理机构只登记系统外上级单位的意见。"))
    doing.write(doing.text(), author=CaseRole.OFFICE)
    case.reviewer_id = None


CONDUCT: dict[Action, Callable[[Conduct], None]] = {
    Action.ASK_REVIEW: ask_review,
    Action.ASK_REREVIEW: ask_review,
    Action.OPEN_REVIEW: open_review,
    Action.REFUSE_REVIEW: refuse_review,
    Action.UPHOLD: uphold,
    Action.AMEND: amend,
    Action.REVOKE: revoke,
}
