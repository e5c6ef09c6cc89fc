"""What the steps before and instead of acceptance do: registration, transfer, acceptance, refusal, legal channel, merging."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import preferences
from petitions import candidates, offices, queries, reach, workflow
from petitions.calendar import queries as calendar_queries
from petitions.categories import queries as category_queries
from petitions.conduct import SENDING, SPONSORING, Conduct
from petitions.deadlines import ClockKind
from petitions.identity import operations as identity_operations
from petitions.kinds import LegalClass
from petitions.letters import citing
from petitions.models import Petition
from petitions.notes import Exchange, NoteKind
from petitions.search import repeats
from petitions.steps import simple_handling
from petitions.steps.handling import give_rights
from petitions.steps.simple_handling import BARRIER_LABELS, Barrier
from petitions.workflow import Action, CaseRole, LegalRoute, Procedure, State
from vault import reading_groups, subject_keys
from vault.account_keys import Unlocked
from web.errors import Refusal

NOT_HERE = _l("检举控告只由纪检受理。在工会登记的，请先登记，再转送给纪检；已是检举控告的，不能改出这一类。")
LONGEST_BODY = 80
#: What gives a petitioner the answer on the matter, or another one.
ANSWERING = frozenset({Action.REPLY, Action.RELAY, Action.SETTLE, Action.AMEND})
ANSWER_FIRST = _l("那一件已经答复过，并案时要把答复也告诉这位信访人。请看过下面的答复，再并案。")
NO_LEADING = _l("没有找到这个编号的诉求，或者您不办理那一件。请核对编号。")


def register(doing: Conduct) -> None:
    """Settle category, class, unit, and whether it was brought before."""
    case, given = doing.petition, doing.given
    if given["category"] != case.category and not category_queries.tree(doing.session).may_be_chosen(given["category"]):
        raise Refusal(_("请选择内容分类。"), field="category")
    chosen = given.get("legal_class") or case.legal_class
    if chosen not in class_choices(doing.session, case):
        raise Refusal(NOT_HERE, field="legal_class")
    case.category, case.legal_class = given["category"], chosen
    case.unit_id = given.get("unit_id", case.unit_id)
    case.is_repeat = bool(given.get("is_repeat"))
    case.repeat_of_id = given.get("repeat_of_id") if case.is_repeat else None
    case.hardship = bool(given.get("hardship", case.hardship))
    doing.details.update(category=case.category, legal_class=case.legal_class.value, is_repeat=case.is_repeat)
    repeats.remember_contact(doing)


def class_choices(session: Session, case: Petition) -> list[LegalClass]:
    """What a case may be registered as: an accusation stays one, and only discipline makes one of anything else."""
    if case.legal_class is LegalClass.ACCUSATION:
        return [LegalClass.ACCUSATION]
    return [
        each for each in LegalClass if each is not LegalClass.ACCUSATION or candidates.is_with_discipline(session, case)
    ]


def mark_repeat(doing: Conduct) -> None:
    """Say later that the matter was brought before, or that it was not."""
    case, given = doing.petition, doing.given
    is_repeat, other = bool(given.get("is_repeat")), given.get("repeat_of_id")
    if other == case.id:
        raise Refusal(_("不能是这件诉求自己的编号。请填以前那一件的编号。"), field="repeat_number")
    if is_repeat and case.procedure is Procedure.SIMPLE:
        raise Refusal(_("简易办理只用于初次反映的事项。请先转为普通程序，再标为重复。"), field="is_repeat")
    case.is_repeat = is_repeat
    case.repeat_of_id = other if is_repeat else None
    doing.details["is_repeat"] = is_repeat


def transfer(doing: Conduct) -> None:
    """Seal the case to another office; this one keeps its key, person by person, until the other has taken it."""
    case = doing.petition
    by = _keys(doing)
    choices = candidates.office_choices(doing.session, case)
    if doing.role is CaseRole.SENDER:
        # Sent again after an objection: to the same office too, with reasons.
        choices = [each for each in offices.offices(doing.session) if each.group_id == case.group_id] + choices
    office = next((each for each in choices if each.group_id == doing.given["office_id"]), None)
    if office is None:
        raise Refusal(candidates.NOT_AN_OFFICE, field="office_id")
    sender = case.sent_from_id if doing.role is CaseRole.SENDER else case.group_id
    assert sender is not None
    doing.note(NoteKind.TRANSFER, doing.text("reason"))
    out = reach.excluded(doing.session, case.id)
    _move(doing, office.group_id, by, out)
    # Every key went with the case, so a leader who looked after it here no longer does.
    case.sent_from_id, case.sponsor_id = sender, None
    case.passed_on = case.passed_on or doing.today
    for holder in sorted(reading_groups.member_ids(doing.session, sender) - out - office.members):
        doing.grant(holder, SENDING)
    doing.details.update(office=office.group_id)


def take(doing: Conduct) -> None:
    """Discipline takes from the union only what accuses somebody, so it is an accusation from here on."""
    # The office that sent it loses it now.
    doing.has_left = True
    case = doing.petition
    if candidates.is_with_discipline(doing.session, case) and case.legal_class is not LegalClass.ACCUSATION:
        case.legal_class = LegalClass.ACCUSATION
        doing.details["legal_class"] = case.legal_class.value


def object_to(doing: Conduct) -> None:
    """Say within five working days why it is not this office's; it goes back only when the sender agrees."""
    if doing.running(ClockKind.OBJECT) is None or _lapsed(doing, ClockKind.OBJECT):
        raise Refusal(_("异议期限已过，请接收办理。"))
    doing.note(NoteKind.OBJECTION, doing.text("reason"))


def take_back(doing: Conduct) -> None:
    """Back to the office that sent it, or from a body outside that returned it in time."""
    case = doing.petition
    if case.state is State.HANDED_OVER:
        if _lapsed(doing, ClockKind.OBJECT):
            raise Refusal(_("异议退回的期限已过。请与对方单位协商；确需收回的，另行登记。"))
        doing.note(NoteKind.OBJECTION, doing.text("reason"))
        if case.sponsor_id is not None:
            doing.grant(case.sponsor_id, SPONSORING)
        case.ended_on = case.decided_on = None
        return
    assert case.sent_from_id is not None
    _move(doing, case.sent_from_id, _keys(doing), reach.excluded(doing.session, case.id))


def accept(doing: Conduct) -> None:
    """Choose the procedure; 简易办理 is open for three working days and for simple matters only."""
    case, procedure = doing.petition, doing.given["procedure"]
    is_simple = procedure is Procedure.SIMPLE
    if is_simple:
        barrier = simple_barrier(doing.session, case, doing.today)
        if barrier is None and not doing.given.get("fits"):
            barrier = Barrier.NOT_AFFIRMED
        if barrier is not None:
            name = "fits" if barrier is Barrier.NOT_AFFIRMED else "procedure"
            raise Refusal(_(BARRIER_LABELS[barrier]), field=name)
    case.procedure = procedure
    case.accepted_on = case.decided_on = doing.today
    doing.starts = (ClockKind.SIMPLE, ClockKind.RELAY) if is_simple else (ClockKind.HANDLE,)
    doing.details["procedure"] = procedure.value
    repeats.remember_contact(doing)
    if text := doing.text():
        doing.write(text, author=CaseRole.OFFICE)


def simple_barrier(session: Session, case: Petition, today: date) -> Barrier | None:
    """What speaks against 简易办理 on the face of the case."""
    return simple_handling.barrier(
        legal_class=case.legal_class,
        channel=case.channel,
        is_repeat=case.is_repeat,
        people=case.people,
        today=today,
        last_day=simple_until(session, case),
    )


def simple_until(session: Session, case: Petition) -> date:
    """The last day on which a case may be taken into 简易办理."""
    days = preferences.read(session).simple_accept_workdays
    calendar = calendar_queries.working_days(session, (case.filed_on.year, case.filed_on.year + 1))
    return calendar.add_workdays(case.filed_on, days)


def decline(doing: Conduct) -> None:
    """Tell the petitioner why, and by which article."""
    doing.petition.ground = doing.given["ground"]
    doing.petition.decided_on = doing.today
    doing.details["ground"] = doing.petition.ground.value
    doing.write(doing.text(), author=CaseRole.OFFICE)


def divert(doing: Conduct) -> None:
    """Tell the petitioner which way of the law is theirs and how long it stays open."""
    case = doing.petition
    if case.legal_class is not LegalClass.CLAIM:
        raise Refusal(_("只有申诉求决类事项才导入法定途径（条例第三十一条）。"))
    case.route = doing.given["route"]
    is_arbitration = case.route is LegalRoute.ARBITRATION
    doing.starts = (ClockKind.ARBITRATE,) if is_arbitration else ()
    # The petition itself interrupted the limitation, so it runs anew from the day it was filed.
    doing.counts_from = case.filed_on
    doing.details["route"] = case.route.value
    _end(doing)
    doing.write(doing.text(), author=CaseRole.OFFICE)


def hand_over(doing: Conduct) -> None:
    """Not the enterprise's matter: it goes to the body that is competent, and the petitioner is told which.

    What the body is given is kept word for word: giving on is answered for (《个人信息保护法》第二十三条).
    """
    _end(doing)
    body = doing.text("body")
    if len(body) > LONGEST_BODY:
        raise Refusal(_("单位名称太长，最多%(most)d个字。", most=LONGEST_BODY), field="body")
    doing.write(doing.text(), author=CaseRole.OFFICE)
    doing.note(NoteKind.GIVEN, Exchange(body, doing.text("handed")).to_text())


def merge(doing: Conduct) -> None:
    """Handle it with an earlier case about the same matter: its petitioner sees that case's clock from now on, and is
    told its answer at once where it has one, in the words that the office means for them."""
    case = doing.petition
    assert doing.actor is not None
    # Held, so that an answer given at this moment is either told to those merged or known here.
    leading = queries.locked_or_none(doing.session, doing.given["leading_id"])
    if leading is None or CaseRole.OFFICE not in reach.roles(doing.session, leading, doing.actor):
        raise Refusal(NO_LEADING, field="leading_id")
    if leading.id == case.id or leading.state in workflow.FINISHED_STATES or leading.group_id != case.group_id:
        raise Refusal(_("主案应当是同一受理机构另一件没有办结的诉求。请核对编号。"), field="leading_id")
    if (leading.legal_class is LegalClass.ACCUSATION) != (case.legal_class is LegalClass.ACCUSATION):
        raise Refusal(_("检举控告不能与其他诉求并案。"), field="leading_id")
    together = [case, *queries.merged_into(doing.session, case.id)]
    if leading.state in workflow.WITH_ANSWER_STATES:
        _pass_on(doing, leading, together)
    for each in together:
        each.leading_id = leading.id
    # Its key goes when the case ends here; when a review brings it back, a leader is asked for that case anew.
    case.sponsor_id = None
    _end(doing)
    if text := doing.text():
        doing.write(text, author=CaseRole.OFFICE)


def _pass_on(doing: Conduct, leading: Petition, together: list[Petition]) -> None:
    """Tell these petitioners the answer that `leading` has. Raises Refusal until the office has said in which words: it was
    written to somebody else."""
    answer = doing.text("answer")
    if not answer:
        raise Refusal(ANSWER_FIRST, field="answer")
    answers = [each for each in queries.events(doing.session, leading.id) if each.action in ANSWERING]
    cited = citing.cited_in(doing.session, answers[-1:], today=doing.today)
    # Counted as explained where the citation stands in it as it was.
    is_cited = citing.with_citations(answer, cited) == answer
    told = {"text": answer, "policies": [each.id for each in cited] if is_cited else None}
    doing.follow += [(each.id, Action.RELAY, told) for each in together]


def relay(doing: Conduct) -> None:
    """Tell the petitioner of a merged case what the leading case was answered; the rights of an answer are theirs too."""
    give_rights(doing)
    doing.write(doing.text(), author=CaseRole.OFFICE)


def _end(doing: Conduct) -> None:
    """The case ends here without an answer on the matter."""
    doing.petition.ended_on = doing.today
    doing.petition.decided_on = doing.petition.decided_on or doing.today


def _move(doing: Conduct, group_id: int, by: Unlocked, out: frozenset[int]) -> None:
    try:
        subject_keys.move_subject(doing.session, doing.subject, group_id, by=by, excluding=out)
    except reading_groups.TooFewReaders:
        raise Refusal(candidates.NOT_AN_OFFICE, field="office_id") from None
    identity_operations.end(doing.session, doing.petition.id, today=doing.today)
    # The digest was made with the key of the office that the case leaves.
    doing.petition.group_id, doing.petition.contact_index = group_id, None
    doing.has_left = True


def _keys(doing: Conduct) -> Unlocked:
    assert doing.actor is not None
    assert doing.actor.keys is not None
    return doing.actor.keys


def _lapsed(doing: Conduct, kind: ClockKind) -> bool:
    clock = doing.running(kind)
    return clock is not None and doing.today > clock.due_on


CONDUCT: dict[Action, Callable[[Conduct], None]] = {
    Action.REGISTER: register,
    Action.TRANSFER: transfer,
    Action.OBJECT: object_to,
    Action.TAKE: take,
    Action.TAKE_BACK: take_back,
    Action.ACCEPT: accept,
    Action.DECLINE: decline,
    Action.DIVERT: divert,
    Action.HAND_OVER: hand_over,
    Action.MERGE: merge,
    Action.RELAY: relay,
    Action.MARK_REPEAT: mark_repeat,
}
