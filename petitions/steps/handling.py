"""What the steps of a case in hand do: procedure, handler, recusal, investigation, hearing, extension, opinion, reply."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from accounts import preferences
from petitions import candidates, in_place, leaving_out, queries, reach
from petitions.conduct import APPROVING, EXTENDING, HANDLING, Conduct
from petitions.deadlines import ClockKind
from petitions.identity import operations as identity_operations
from petitions.in_place import Judgement
from petitions.kinds import LegalClass
from petitions.models import Exclusion, Petition
from petitions.notes import RECORDS, Exchange, NoteKind
from petitions.outcome import opinion
from petitions.outcome.opinion import Opinion, Verdict
from petitions.workflow import Action, CaseRole, Procedure
from vault import reading_groups
from web.errors import Refusal

LONGEST_NAME = 60
TOO_FEW_LEFT = _l("您回避后，能读这件诉求的不足两人，也没有别的机构能接着办。请先请受理机构再接纳一位成员，然后回避。")


def convert(doing: Conduct) -> None:
    """Leave 简易办理: the ordinary time counts from the day of acceptance, as if it had always been so."""
    case = doing.petition
    if case.procedure is not Procedure.SIMPLE:
        raise Refusal(_("这件诉求本来就按普通程序办理，不用转。"))
    case.procedure = Procedure.ORDINARY
    doing.counts_from = case.accepted_on
    doing.note(NoteKind.CONVERSION, doing.text("reason"))


def assign(doing: Conduct) -> None:
    """Give the case and its key to a handler; whoever had it before gives the key back."""
    case = doing.petition
    handler = candidates.pick(
        candidates.handler_choices(doing.session, case),
        doing.given["handler_id"],
        candidates.NOT_A_HANDLER,
        "handler_id",
    )
    doing.end(HANDLING)
    doing.has_left = case.handler_id not in (None, handler.id)
    if doing.has_left:
        case.passed_on = case.passed_on or doing.today
    case.handler_id = handler.id
    case.handling_unit_id = candidates.handling_unit(handler, doing.given.get("handling_unit_id"), "handler_id")
    doing.grant(handler.id, HANDLING)
    doing.details["handler"] = handler.id
    if text := doing.text():
        doing.note(NoteKind.ASSIGNMENT, text)


def recuse(doing: Conduct) -> None:
    """Step back for good: every key is taken away and the case is no longer known to this person."""
    case, actor = doing.petition, doing.actor
    assert actor is not None
    doing.note(NoteKind.RECUSAL, doing.text("reason"))
    if actor.id in reading_groups.member_ids(doing.session, case.group_id):
        out = reach.excluded(doing.session, case.id) | {actor.id}
        leaving_out.to_readers_left(doing, out, otherwise=TOO_FEW_LEFT)
    doing.end_all(actor.id)
    identity_operations.end(doing.session, case.id, today=doing.today, account_id=actor.id)
    if doing.role is CaseRole.HANDLER:
        doing.end(APPROVING)
        case.passed_on = case.passed_on or doing.today
    if doing.role is CaseRole.APPROVER:
        _back_to_handler(doing)
    if doing.role in (CaseRole.HANDLER, CaseRole.APPROVER):
        case.approver_id, case.outcome = None, None
    take_from(case, actor.id)
    doing.has_left = True
    doing.add(Exclusion(petition_id=case.id, account_id=actor.id))


def take_from(case: Petition, account_id: int) -> None:
    """Whatever step of the case this account still has is nobody's."""
    if case.handler_id == account_id:
        case.handler_id = case.handling_unit_id = None
    if case.extender_id == account_id:
        case.extender_id = case.extension_asked = None
    if case.sponsor_id == account_id:
        case.sponsor_id = None
    if case.reviewer_id == account_id:
        case.reviewer_id = None


def investigate(doing: Conduct) -> None:
    """Keep a record of one sort; article 31(6) wants the petitioner heard and the facts verified."""
    case, record = doing.petition, doing.given["record"]
    if record not in RECORDS:
        raise Refusal(_("请选是什么记录。"), field="record")
    case.heard = case.heard or bool(doing.given.get("heard")) or record is NoteKind.STATEMENT
    case.verified = case.verified or bool(doing.given.get("verified"))
    doing.details.update(heard=case.heard, verified=case.verified)
    doing.note(record, _talk(doing) if record is NoteKind.TALK else doing.text())


def _talk(doing: Conduct) -> str:
    """A talk with one person, who signs what they said and nothing else. Raises Refusal."""
    with_whom = doing.text("talked_with")
    if not with_whom:
        raise Refusal(_("请写明和谁谈的。一次谈话记一份，各人只在自己的那份上签名。"), field="talked_with")
    if len(with_whom) > LONGEST_NAME:
        raise Refusal(_("姓名太长，最多%(most)d个字。", most=LONGEST_NAME), field="talked_with")
    return Exchange(with_whom, doing.text()).to_text()


def hear(doing: Conduct) -> None:
    """Keep the record of a hearing; at 复核 the days it took are not counted."""
    first, last = doing.given["first"], doing.given["last"]
    if last < first or last > doing.today:
        raise Refusal(_("听证的最后一天应当不早于第一天，也不晚于今天。"), field="last")
    if first < doing.petition.filed_on:
        raise Refusal(_("听证的第一天应当不早于收到诉求的那天。"), field="first")
    doing.more_days = (last - first).days + 1
    doing.details.update(first=first.isoformat(), last=last.isoformat())
    doing.note(NoteKind.HEARING, doing.text())


def ask_extension(doing: Conduct) -> None:
    """Ask a leader, once, for up to thirty days more; the leader gets the key to judge it."""
    case, days = doing.petition, doing.given["days"]
    most = preferences.read(doing.session).extension_days
    clock = doing.running(ClockKind.HANDLE)
    if clock is None:
        raise Refusal(_("只有普通程序、还没有答复的诉求可以延期。简易办理请先转为普通程序。"))
    if clock.extended_from is not None:
        raise Refusal(_("这件诉求已经延期过一次，不能再延。"))
    if case.extender_id is not None:
        raise Refusal(_("已经有一份延期申请在等审批。"))
    if doing.today > clock.due_on:
        raise Refusal(_("办理期限已过，不能再延期。请尽快答复，并向信访人说明。"))
    if not 1 <= days <= most:
        raise Refusal(_("延期最多%(most)d日，至少1日。", most=most), field="days")
    choices = candidates.leader_choices(doing.session, case)
    leader = candidates.pick(choices, doing.given["leader_id"], candidates.NOT_A_LEADER, "leader_id")
    case.extender_id, case.extension_asked = leader.id, days
    doing.grant(leader.id, EXTENDING, original=bool(doing.given.get("original")))
    doing.details.update(leader=leader.id, days=days)
    doing.note(NoteKind.EXTENSION, doing.text("reason"))


def extend(doing: Conduct) -> None:
    """Grant the extension that was asked for, and tell the petitioner why."""
    case = doing.petition
    clock = doing.running(ClockKind.HANDLE)
    if clock is None or doing.today > clock.due_on:
        raise Refusal(_("办理期限已过，不能再延期。请退回申请。"))
    assert case.extension_asked is not None
    doing.more_days = case.extension_asked
    doing.details["days"] = case.extension_asked
    doing.write(doing.text(), author=CaseRole.OFFICE)
    _extension_decided(doing)


def refuse_extension(doing: Conduct) -> None:
    """The time stays as it is."""
    doing.note(NoteKind.EXTENSION, doing.text("reason"))
    _extension_decided(doing)


def _extension_decided(doing: Conduct) -> None:
    doing.end(EXTENDING)
    doing.petition.extender_id = doing.petition.extension_asked = None


def say(doing: Conduct) -> None:
    """The petitioner's words."""
    doing.write(doing.text(), author=CaseRole.PETITIONER)


def write(doing: Conduct) -> None:
    """The office's words to the petitioner."""
    doing.write(doing.text(), author=CaseRole.OFFICE)


def draft(doing: Conduct) -> None:
    """Seal the opinion, judge the case for 三个到位, and give the key to the approver."""
    case, given = doing.petition, doing.given
    written: Opinion = given["opinion"]
    _check_opinion(case, written)
    outcome = written.outcome(case.legal_class)
    case.judgement = judged(case, given.get("judgement"), outcome)
    case.hardship, case.unlawful = bool(given.get("hardship")), bool(given.get("unlawful"))
    case.outcome = outcome
    choices = candidates.approver_choices(doing.session, case)
    approver = candidates.pick(choices, given["approver_id"], candidates.NOT_AN_APPROVER, "approver_id")
    doing.end(APPROVING)
    case.approver_id = approver.id
    doing.grant(approver.id, APPROVING)
    doing.details.update(approver=approver.id, outcome=outcome.value)
    doing.note(NoteKind.OPINION, written.to_text())


def send_back(doing: Conduct) -> None:
    """Return the opinion: the approver gives the key back, the handler has it again."""
    case = doing.petition
    doing.note(NoteKind.RETURN, doing.text("reason"))
    doing.end(APPROVING)
    _back_to_handler(doing)
    # Last, because a drafted case always has an approver and granting writes what is pending.
    case.approver_id = case.outcome = case.judgement = None


def _back_to_handler(doing: Conduct) -> None:
    """The handler has the key again, unless they were left out meanwhile: then the case is given to somebody else."""
    case = doing.petition
    if case.handler_id in reach.excluded(doing.session, case.id):
        doing.gone.add(CaseRole.HANDLER)
        case.handler_id = case.handling_unit_id = None
    elif case.handler_id is not None:
        doing.grant(case.handler_id, HANDLING)


def approve(doing: Conduct) -> None:
    """The opinion stands; handler and approver have finished."""
    if text := doing.text():
        doing.note(NoteKind.APPROVAL, text)


def reply(doing: Conduct) -> None:
    """The written reply; from today the petitioner may rate it, and ask for a review of what was decided on a claim."""
    case = doing.petition
    case.first_replied_on = case.first_replied_on or doing.today
    case.replied_on = doing.today
    give_rights(doing)
    doing.write(doing.text(), author=CaseRole.OFFICE)
    tell_merged(doing)


def tell_merged(doing: Conduct) -> None:
    """Whoever filed the same matter and was merged into the case is told what its petitioner is."""
    told = {"text": doing.text(), "policies": doing.given.get("policies")}
    doing.follow += [(each.id, Action.RELAY, told) for each in queries.merged_into(doing.session, doing.petition.id)]


def give_rights(doing: Conduct) -> None:
    """From the answer on the petitioner may rate it once, and ask for a review of what was decided on a claim."""
    case = doing.petition
    may_rate = case.legal_class is not LegalClass.ACCUSATION and queries.rating(doing.session, case.id) is None
    rights = {ClockKind.RATE: may_rate, ClockKind.REVIEW: case.legal_class is LegalClass.CLAIM}
    doing.starts = [kind for kind in doing.row.starts if rights[kind]]


def _check_opinion(case: Petition, written: Opinion) -> None:
    verdicts = [claim.verdict for claim in written.claims]
    if not written.claims or any(not claim.text.strip() or not claim.reason.strip() for claim in written.claims):
        raise Refusal(_(opinion.INCOMPLETE), field="opinion")
    if any(verdict not in opinion.VERDICTS[case.legal_class] for verdict in verdicts):
        raise Refusal(_("意见与诉求的类别不符，请逐条重新选择。"), field="opinion")
    if case.procedure is Procedure.SIMPLE and Verdict.NOT_SUPPORTED in verdicts:
        raise Refusal(_("简易办理不能作“不支持”的意见。请受理机构先转为普通程序。"), field="opinion")
    if case.legal_class is LegalClass.CLAIM and case.procedure is Procedure.ORDINARY:
        if not case.verified:
            raise Refusal(_("还没有调查核实的记录。按条例第三十一条，先记录调查情况，再提处理意见。"), field="opinion")
        if not case.heard:
            message = _("还没有听取信访人陈述事实和理由的记录。按条例第三十一条，先听取并记录，再提处理意见。")
            raise Refusal(message, field="opinion")
        if not written.basis.strip():
            raise Refusal(_("请写明处理意见的法律法规和政策依据（条例第三十二条）。"), field="basis")


def judged(case: Petition, given: Judgement | None, outcome: opinion.Outcome) -> Judgement | None:
    """The internal judgement of a claim, which may not contradict the outcome. Raises Refusal."""
    if case.legal_class is not LegalClass.CLAIM:
        return None
    if given is None:
        raise Refusal(_("请判断诉求是合理、部分合理还是无理（仅内部使用）。"), field="judgement")
    if in_place.contradicts(given, outcome):
        message = _(
            "意见是“%(outcome)s”，判断却是“%(judgement)s”，两者不符。请改其中一个。",
            outcome=_(opinion.OUTCOME_LABELS[outcome]),
            judgement=_(in_place.JUDGEMENT_LABELS[given]),
        )
        raise Refusal(message, field="judgement")
    return given


CONDUCT: dict[Action, Callable[[Conduct], None]] = {
    Action.CONVERT: convert,
    Action.ASSIGN: assign,
    Action.RECUSE: recuse,
    Action.INVESTIGATE: investigate,
    Action.HEAR: hear,
    Action.ASK: write,
    Action.SAY: say,
    Action.CORRECT: say,
    Action.WRITE: write,
    Action.ASK_EXTENSION: ask_extension,
    Action.EXTEND: extend,
    Action.REFUSE_EXTENSION: refuse_extension,
    Action.DRAFT: draft,
    Action.RETURN: send_back,
    Action.APPROVE: approve,
    Action.REPLY: reply,
}
