"""What the steps after the answer do: rating, evidence, call back, closing, reopening, withdrawal, and the check on revenge."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import gettext as _

from petitions import in_place, queries
from petitions.conduct import SPONSORING, Conduct
from petitions.deadlines import ClockKind
from petitions.in_place import Duty
from petitions.joint import voices
from petitions.kinds import LegalClass
from petitions.leaving_out import past
from petitions.models import Petition
from petitions.notes import NoteKind
from petitions.outcome.check_ins import check_in_due
from petitions.outcome.models import CheckIn, DutyDone, Rating
from petitions.steps.review import start_again
from petitions.workflow import Action, CaseRole, State
from web.errors import Refusal


def rate(doing: Conduct) -> None:
    """The petitioner's judgement, once, while the window is open; accusations are not rated."""
    case, given = doing.petition, doing.given
    if case.legal_class is LegalClass.ACCUSATION:
        raise Refusal(_("检举控告类事项不作满意度评价。有话可以继续写给办理人员。"))
    if queries.rating(doing.session, case.id) is not None:
        raise Refusal(_("您已经评价过了，评价不能修改。有话可以继续写给办理人员。"))
    window = doing.running(ClockKind.RATE)
    if window is None or doing.today > window.due_on:
        raise Refusal(_("评价期已过。有话可以继续写给办理人员。"))
    words = doing.text("words")
    ordinal = doing.write(words, author=CaseRole.PETITIONER) if words else None
    doing.add(
        Rating(
            petition_id=case.id,
            office=given["office"],
            unit=given.get("unit"),
            solved=given["solved"],
            day=doing.today,
            message=ordinal,
        )
    )
    doing.details.update(office=given["office"].value, solved=given["solved"].value)


def carry_out(doing: Conduct) -> None:
    """Keep evidence of what was promised, duty by duty, as it comes in."""
    given = {duty: text for duty, text in doing.given["evidence"].items() if text.strip()}
    if not given:
        raise Refusal(_("请至少写一项落实的凭据。"), field="evidence")
    _keep_evidence(doing, given)


def call_back(doing: Conduct) -> None:
    """What the petitioner said when asked, by telephone or in person, whether it was done."""
    case = doing.petition
    case.call_back, case.called_back_on = doing.given["result"], doing.today
    doing.details["result"] = case.call_back.value
    doing.note(NoteKind.CALL_BACK, doing.text())


def close(doing: Conduct) -> None:
    """Close once every duty that applies has its evidence and a solution its confirmation."""
    case = doing.petition
    evidenced = _keep_evidence(doing, doing.given["evidence"])
    rated = queries.rating(doing.session, case.id)
    lacking = in_place.lack(_owed(case), evidenced, call_back=case.call_back, solved=rated.solved if rated else None)
    if lacking.duties:
        labels = queries.duty_labels(doing.session)
        listed = _("、").join(_(labels[duty]) for duty in lacking.duties)
        message = _("还不能办结：%(duties)s还没有凭据。请写明情况再办结。", duties=listed)
        raise Refusal(message, field=lacking.duties[0].value)
    if lacking.confirmation:
        raise Refusal(_("还不能办结：信访人还没有确认问题解决。请先回访；回访说没有解决的，请继续落实，落实后再回访。"))
    case.closed_on = doing.today
    case.first_closed_on = case.first_closed_on or doing.today
    doing.details["duties"] = [duty.value for duty in _owed(case)]


def reopen(doing: Conduct) -> None:
    """Do it again, for a reason that the petitioner is told; the time starts anew and what was late stays late."""
    case = doing.petition
    reason = doing.text("reason")
    is_answered = doing.row.target is not State.REGISTERED
    if is_answered and case.replied_on is None:
        raise Refusal(_("这件诉求没有答复过，不能重新办理。请信访人重新提出，登记为重复诉求。"))
    doing.note(NoteKind.REOPENING, reason)
    doing.write(reason, author=CaseRole.OFFICE)
    if case.sponsor_id is not None:
        doing.grant(case.sponsor_id, SPONSORING)
    if is_answered or case.replied_on is not None:
        # Also when it ended after its answer, because nobody was left to carry on.
        start_again(doing)
    if is_answered:
        return
    case.conclusion = case.concluded_on = None
    case.outcome = case.judgement = case.approver_id = None
    case.ended_on = case.decided_on = case.leading_id = case.route = case.ground = None
    case.accepted_on = case.procedure = None


def withdraw(doing: Conduct) -> None:
    """The petitioner takes it back; whoever says that it was under pressure sets off the alarm."""
    case = doing.petition
    if case.legal_class is LegalClass.ACCUSATION:
        raise Refusal(_("举报不能撤回，纪检会依规办理。有新的情况，请继续写给办理人员。"))
    case.ended_on = doing.today
    if doing.given.get("pressed"):
        case.alarm_on = case.pressed_on = doing.today
    if text := doing.text():
        doing.write(text, author=CaseRole.PETITIONER)


def check_in(doing: Conduct) -> None:
    """The petitioner's answer whether anybody takes revenge; a yes alarms the office, past whoever is named."""
    case, is_pressed = doing.petition, bool(doing.given["pressed"])
    number = check_in_due(doing.session, case, doing.today)
    if number is None:
        raise Refusal(_("现在没有要回答的问题。被为难的，请随时写给办理人员。"))
    ordinal = None
    if is_pressed:
        past(doing, frozenset(doing.given.get("named") or ()))
        case.alarm_on = case.pressed_on = doing.today
    if text := doing.text():
        ordinal = doing.write(text, author=CaseRole.PETITIONER)
    doing.add(CheckIn(petition_id=case.id, number=number, is_pressed=is_pressed, day=doing.today, message=ordinal))
    doing.details.update(number=number, pressed=is_pressed)


def protect(doing: Conduct) -> None:
    """Say what was done about the revenge that the petitioner spoke of."""
    case = doing.petition
    if case.pressed_on is None:
        raise Refusal(_("信访人现在没有打击报复的反映。联名的人反映的，请在“联名”里单独回复那一位。"))
    case.pressed_on = None
    case.alarm_on = voices.last_alarm(doing.session, case.id)
    doing.write(doing.text(), author=CaseRole.OFFICE)


def _keep_evidence(doing: Conduct, evidence: Mapping[Duty, str]) -> frozenset[Duty]:
    """Seal what shows that duties were kept, as far as they are owed; returns all that have evidence now."""
    kept = frozenset(row.duty for row in queries.duties_done(doing.session, doing.petition.id))
    owed = _owed(doing.petition)
    said = [duty for duty in owed if duty not in in_place.missing([duty], evidence)]
    for duty in said:
        ordinal = doing.note(NoteKind.EVIDENCE, evidence[duty].strip())
        if duty in kept:
            row = doing.session.get_one(DutyDone, (doing.petition.id, duty))
            row.day, row.note = doing.today, ordinal
        else:
            doing.add(DutyDone(petition_id=doing.petition.id, duty=duty, day=doing.today, note=ordinal))
    doing.details["evidence"] = [duty.value for duty in said]
    return kept | set(said)


def _owed(case: Petition) -> tuple[Duty, ...]:
    return in_place.duties(case.judgement, hardship=case.hardship, unlawful=case.unlawful)


CONDUCT: dict[Action, Callable[[Conduct], None]] = {
    Action.RATE: rate,
    Action.CARRY_OUT: carry_out,
    Action.CALL_BACK: call_back,
    Action.CLOSE: close,
    Action.REOPEN: reopen,
    Action.WITHDRAW: withdraw,
    Action.CHECK_IN: check_in,
    Action.PROTECT: protect,
}
