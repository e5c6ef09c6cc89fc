"""What each action does to a case besides moving it: texts sealed, keys given and taken, facts set.

One function per action, called by `petitions.operations.perform` inside its transaction; none of them assigns a state.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from accounts import preferences
from accounts import queries as accounts
from accounts.people import Person
from accounts.roles import Role
from petitions import in_place, kinds, opinion, queries
from petitions.deadlines import ClockKind
from petitions.in_place import Duty, Judgement
from petitions.kinds import LegalClass
from petitions.models import CaseNote, DutyDone, Exclusion, Message, Petition, Rating
from petitions.notes import NoteKind
from petitions.opinion import Opinion, Verdict
from petitions.workflow import Action, CaseRole, Procedure, Transition
from vault import keyring, seal
from web.errors import Refusal

#: What the vault writes beside a grant.
HANDLING = "handle"
APPROVING = "approve"
LONGEST_TEXT = 100_000

TOO_LONG = _l("文字太长，最多 10 万字。请分几次写，或把附件交来。")
NOT_A_HANDLER = _l("这位同事不能承办这件诉求：账号已停用、没有承办权限，或者按规定应当回避。请另选一位。")
NOT_AN_APPROVER = _l(
    "这位同事不能审批这件意见：账号已停用、没有审批权限、就是承办人本人，或者按规定应当回避。请另选一位。"
)
NOT_HERE = _l("检举控告只由纪检受理，登记时不能改成或改出这一类。请告知信访人到纪检提出，或由纪检告知到工会提出。")
TOO_FEW_LEFT = _l("您回避后，能读这件诉求的不足两人，诉求会没有人办。请先请受理机构再接纳一位成员，然后回避。")


@dataclass
class Conduct:
    """One action being done: the case, who does it, the opened key, and what came with it."""

    session: Session
    petition: Petition
    row: Transition
    role: CaseRole
    actor: Person | None
    key: bytes = field(repr=False)
    now: datetime
    given: Mapping[str, Any] = field(repr=False)
    #: Clear facts for the history.
    details: dict[str, object] = field(default_factory=dict)
    #: What was written, to be bound into the chain.
    written: str | None = field(default=None, repr=False)
    #: The clocks to start, where the action chooses among the row's; None starts them all.
    starts: Sequence[ClockKind] | None = None
    counts_from: date | None = None

    @property
    def today(self) -> date:
        """The day it is done."""
        return self.now.date()

    @property
    def subject(self) -> str:
        """The name by which the vault knows the case."""
        return queries.subject(self.petition.id)

    def text(self, name: str = "text") -> str:
        """A text that came with the action, without space around it. Raises Refusal when it is too long."""
        value = (self.given.get(name) or "").strip()
        if len(value) > LONGEST_TEXT:
            raise Refusal(TOO_LONG, status=413, field=name)
        return value

    def write(self, text: str, *, author: CaseRole) -> int:
        """Seal `text` as the next message of the conversation; returns its ordinal."""
        case = self.petition
        case.messages += 1
        by_petitioner = author is CaseRole.PETITIONER
        case.awaits_answer = by_petitioner and self.row.action is not Action.FILE
        self._seal(
            Message(
                petition_id=case.id,
                ordinal=case.messages,
                author="petitioner" if by_petitioner else "office",
                action=self.row.action,
                day=self.today,
                account_id=self.actor.id if self.actor else None,
                sealed=seal.seal_text(self.key, text, message_place(case.id, case.messages)),
            ),
            text,
        )
        return case.messages

    def note(self, kind: NoteKind, text: str) -> int:
        """Seal `text` as the next internal note; returns its ordinal."""
        case = self.petition
        case.notes += 1
        assert self.actor is not None
        self._seal(
            CaseNote(
                petition_id=case.id,
                ordinal=case.notes,
                kind=kind,
                day=self.today,
                account_id=self.actor.id,
                sealed=seal.seal_text(self.key, text, note_place(case.id, case.notes)),
            ),
            text,
        )
        return case.notes

    def grant(self, holder_id: int, purpose: str) -> None:
        """Give the case key to somebody who now has a step."""
        keyring.grant(self.session, self.subject, holder_id, self.key, purpose=purpose)

    def end(self, purpose: str) -> None:
        """Take the case key back from whoever had that step."""
        keyring.end_grant(self.session, self.subject, purpose=purpose)

    def _seal(self, row: Message | CaseNote, text: str) -> None:
        self.session.add(row)
        # Several texts of one step are bound together, in order, each with its length.
        self.written = text if self.written is None else f"{self.written}\x00{len(text)}\x00{text}"


def message_place(petition_id: int, ordinal: int) -> str:
    """What a message is bound to."""
    return f"petition:{petition_id}/message:{ordinal}"


def note_place(petition_id: int, ordinal: int) -> str:
    """What a note is bound to."""
    return f"petition:{petition_id}/note:{ordinal}"


def register(doing: Conduct) -> None:
    """Settle category, class, unit, and whether it was brought before."""
    case, given = doing.petition, doing.given
    if given["category"] not in kinds.CATEGORIES:
        raise Refusal(_("请选择内容分类。"), field="category")
    chosen = given.get("legal_class") or case.legal_class
    if (chosen is LegalClass.ACCUSATION) != (case.legal_class is LegalClass.ACCUSATION):
        raise Refusal(NOT_HERE, field="legal_class")
    case.category, case.legal_class = given["category"], chosen
    case.unit_id = given.get("unit_id", case.unit_id)
    case.is_repeat = bool(given.get("is_repeat"))
    case.repeat_of_id = given.get("repeat_of_id") if case.is_repeat else None
    case.hardship = bool(given.get("hardship", case.hardship))
    doing.details.update(category=case.category, legal_class=case.legal_class.value, is_repeat=case.is_repeat)


def accept(doing: Conduct) -> None:
    """Choose the procedure; 简易办理 is open for three working days and for simple matters only."""
    case, procedure = doing.petition, doing.given["procedure"]
    if procedure is Procedure.SIMPLE:
        last = simple_until(doing.session, case)
        if doing.today > last:
            raise Refusal(_("简易办理须在收到后3个工作日内决定，现在已过，请选普通程序。"), field="procedure")
        if case.legal_class is LegalClass.ACCUSATION:
            raise Refusal(_("检举控告不适用简易办理，请选普通程序。"), field="procedure")
    case.procedure = procedure
    case.accepted_on = case.decided_on = doing.today
    doing.starts = (ClockKind.SIMPLE if procedure is Procedure.SIMPLE else ClockKind.HANDLE,)
    doing.details["procedure"] = procedure.value
    if text := doing.text():
        doing.write(text, author=CaseRole.OFFICE)


def simple_until(session: Session, case: Petition) -> date:
    """The last day on which a case may be taken into 简易办理."""
    days = preferences.read(session).simple_accept_workdays
    calendar = queries.working_days(session, (case.filed_on.year, case.filed_on.year + 1))
    return calendar.add_workdays(case.filed_on, days)


def decline(doing: Conduct) -> None:
    """Tell the petitioner why, and by which article."""
    doing.petition.ground = doing.given["ground"]
    doing.petition.decided_on = doing.today
    doing.details["ground"] = doing.petition.ground.value
    doing.write(doing.text(), author=CaseRole.OFFICE)


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
    handler = _eligible(handler_choices(doing.session, case), doing.given["handler_id"], NOT_A_HANDLER, "handler_id")
    doing.end(HANDLING)
    case.handler_id, case.handling_unit_id = handler.id, unit_of(handler)
    doing.grant(handler.id, HANDLING)
    doing.details["handler"] = handler.id
    if text := doing.text():
        doing.note(NoteKind.ASSIGNMENT, text)


def recuse(doing: Conduct) -> None:
    """Step back for good: the key is taken away and the case is no longer known to this person."""
    case, actor = doing.petition, doing.actor
    assert actor is not None
    assert actor.keys is not None
    doing.note(NoteKind.RECUSAL, doing.text("reason"))
    if actor.id in keyring.member_ids(doing.session, case.group_id):
        try:
            keyring.recuse(doing.session, doing.subject, actor.id, by=actor.keys)
        except keyring.TooFewReaders:
            raise Refusal(TOO_FEW_LEFT) from None
    for purpose in (HANDLING, APPROVING):
        keyring.end_grant(doing.session, doing.subject, actor.id, purpose=purpose)
    if doing.role is CaseRole.HANDLER:
        doing.end(APPROVING)
    if doing.role is CaseRole.APPROVER and case.handler_id is not None:
        doing.grant(case.handler_id, HANDLING)
    if doing.role is not CaseRole.OFFICE:
        case.approver_id, case.outcome = None, None
    if case.handler_id == actor.id:
        case.handler_id = case.handling_unit_id = None
    doing.session.add(Exclusion(petition_id=case.id, account_id=actor.id))


def investigate(doing: Conduct) -> None:
    """Keep a record; article 31(6) wants the petitioner heard and the facts verified."""
    case = doing.petition
    case.heard = case.heard or bool(doing.given.get("heard"))
    case.verified = case.verified or bool(doing.given.get("verified"))
    doing.details.update(heard=case.heard, verified=case.verified)
    doing.note(NoteKind.INVESTIGATION, doing.text())


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
    case.judgement = _judgement(case, given.get("judgement"), outcome)
    case.hardship, case.unlawful = bool(given.get("hardship")), bool(given.get("unlawful"))
    case.outcome = outcome
    choices = approver_choices(doing.session, case)
    approver = _eligible(choices, given["approver_id"], NOT_AN_APPROVER, "approver_id")
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
    if case.handler_id is not None:
        doing.grant(case.handler_id, HANDLING)
    # Last, because a drafted case always has an approver and granting writes what is pending.
    case.approver_id = case.outcome = case.judgement = None


def approve(doing: Conduct) -> None:
    """The opinion stands; handler and approver have finished and give the key back."""
    if text := doing.text():
        doing.note(NoteKind.APPROVAL, text)
    doing.end(APPROVING)
    doing.end(HANDLING)


def reply(doing: Conduct) -> None:
    """The written reply; from today the petitioner may rate it, and ask for a review of what was decided on a claim."""
    case = doing.petition
    case.replied_on = doing.today
    rights = {ClockKind.RATE: case.legal_class is not LegalClass.ACCUSATION}
    rights[ClockKind.REVIEW] = case.legal_class is LegalClass.CLAIM
    doing.starts = [kind for kind in doing.row.starts if rights[kind]]
    doing.write(doing.text(), author=CaseRole.OFFICE)


def rate(doing: Conduct) -> None:
    """The petitioner's judgement, once, while the window is open; accusations are not rated."""
    case, given = doing.petition, doing.given
    if case.legal_class is LegalClass.ACCUSATION:
        raise Refusal(_("检举控告类事项不作满意度评价。有话可以继续写给办理人员。"))
    if queries.rating(doing.session, case.id) is not None:
        raise Refusal(_("您已经评价过了，评价不能修改。有话可以继续写给办理人员。"))
    window = next(row for row in queries.clock_rows(doing.session, case.id) if row.kind is ClockKind.RATE)
    if doing.today > window.due_on:
        raise Refusal(_("评价期已过。有话可以继续写给办理人员。"))
    words = doing.text("words")
    ordinal = doing.write(words, author=CaseRole.PETITIONER) if words else None
    doing.session.add(
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


def close(doing: Conduct) -> None:
    """Close once every duty that applies has its evidence."""
    case = doing.petition
    evidence: Mapping[Duty, str] = doing.given["evidence"]
    owed = in_place.duties(case.judgement, hardship=case.hardship, unlawful=case.unlawful)
    lacking = in_place.missing(owed, evidence)
    if lacking:
        labels = _("、").join(_(in_place.DUTY_LABELS[duty]) for duty in lacking)
        message = _("还不能办结：%(duties)s还没有凭据。请写明情况再办结。", duties=labels)
        raise Refusal(message, field=lacking[0].value)
    for duty in owed:
        ordinal = doing.note(NoteKind.EVIDENCE, evidence[duty].strip())
        doing.session.add(DutyDone(petition_id=case.id, duty=duty, day=doing.today, note=ordinal))
    case.closed_on = doing.today
    doing.details["duties"] = [duty.value for duty in owed]


def archive(doing: Conduct) -> None:
    """No step is left, so nobody but the office keeps the key."""
    doing.end(HANDLING)
    doing.end(APPROVING)


CONDUCT: dict[Action, Callable[[Conduct], None]] = {
    Action.REGISTER: register,
    Action.ACCEPT: accept,
    Action.DECLINE: decline,
    Action.CONVERT: convert,
    Action.ASSIGN: assign,
    Action.RECUSE: recuse,
    Action.INVESTIGATE: investigate,
    Action.ASK: write,
    Action.SAY: say,
    Action.WRITE: write,
    Action.DRAFT: draft,
    Action.RETURN: send_back,
    Action.APPROVE: approve,
    Action.REPLY: reply,
    Action.RATE: rate,
    Action.CLOSE: close,
    Action.ARCHIVE: archive,
}


def handler_choices(session: Session, case: Petition) -> list[Person]:
    """Who may be given the case: able to handle, and not excluded; accusations stay among inspectors."""
    out = queries.excluded(session, case.id)
    return _among(session, case, "petitions.handle", out)


def approver_choices(session: Session, case: Petition) -> list[Person]:
    """Who may approve its opinion: another than its handler, and not excluded; accusations stay among inspectors."""
    out = queries.excluded(session, case.id) | {case.handler_id}
    return _among(session, case, "petitions.approve", out)


def _among(session: Session, case: Petition, permission: str, out: Collection[int | None]) -> list[Person]:
    accusation = case.legal_class is LegalClass.ACCUSATION
    people = (each for each in accounts.people(session) if each.can(permission) and each.id not in out)
    return [each for each in people if each.can("petitions.discipline") == accusation]


def unit_of(handler: Person) -> int:
    """The unit a handler answers for."""
    ordered = sorted(handler.assignments, key=lambda each: (each.role is not Role.HANDLER, each.unit_id))
    return ordered[0].unit_id


def _eligible(choices: Sequence[Person], wanted: int, otherwise: Any, field_name: str) -> Person:
    for each in choices:
        if each.id == wanted:
            return each
    raise Refusal(otherwise, field=field_name)


def _check_opinion(case: Petition, written: Opinion) -> None:
    verdicts = [claim.verdict for claim in written.claims]
    if not written.claims or any(not claim.text.strip() or not claim.reason.strip() for claim in written.claims):
        raise Refusal(_("请逐条写明诉求、意见和理由，至少一条。"), field="opinion")
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


def _judgement(case: Petition, given: Judgement | None, outcome: opinion.Outcome) -> Judgement | None:
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
