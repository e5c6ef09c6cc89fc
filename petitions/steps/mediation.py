"""What mediation does to a case in hand: offered, answered by each side, without result, and an agreement."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _

from petitions import queries
from petitions.conduct import Conduct
from petitions.kinds import LegalClass
from petitions.mediation.agreement import SIDE_LABELS, Agreement, Form, Mediation, Side, running
from petitions.notes import NoteKind
from petitions.outcome.opinion import Outcome
from petitions.steps.handling import give_rights, judged, tell_merged
from petitions.workflow import Action, CaseRole
from web import formats
from web.errors import Refusal

LONGEST_PARTIES = 300


def offer(doing: Conduct) -> None:
    """Ask the petitioner whether they would have it mediated. Raises Refusal."""
    _check_claim(doing)
    if _running(doing) is not None:
        raise Refusal(_("已经提出过调解，正在等双方答复。"))
    if not doing.given.get("within_discretion"):
        message = _("调解只能在裁量权范围内、不违反政策法规的强制性规定（条例第三十三条）。请核对后勾选。")
        raise Refusal(message, field="within_discretion")
    doing.write(doing.text(), author=CaseRole.OFFICE)


def answer(doing: Conduct) -> None:
    """Whether one side would; a no ends it. Of the other side, and of whoever said so on paper, the desk keeps a note."""
    mediation, agrees = _running(doing), bool(doing.given["agrees"])
    if mediation is None:
        raise Refusal(_("现在没有在问的调解。"))
    side = Side.PETITIONER if doing.role is CaseRole.PETITIONER else doing.given["side"]
    if side in mediation.agreed:
        raise Refusal(_("%(side)s已经同意过了。", side=_(SIDE_LABELS[side])), field="side")
    doing.details.update(side=side.value, agrees=agrees)
    if doing.role is not CaseRole.PETITIONER:
        doing.note(NoteKind.MEDIATION, doing.text())
        return
    if text := doing.text():
        doing.write(text, author=CaseRole.PETITIONER)
    else:
        # After how many messages, so that it is known whether the office has written since.
        doing.details["after"] = doing.petition.messages
    # Also without a word it is the office's turn.
    doing.petition.awaits_answer = True


def end(doing: Conduct) -> None:
    """It came to nothing: the case goes on as it would have, in the time it has."""
    if _running(doing) is None:
        raise Refusal(_("现在没有在进行的调解。"))
    doing.write(doing.text(), author=CaseRole.OFFICE)


def settle(doing: Conduct) -> None:
    """Keep what the two sides agreed: the answer to the case, which is carried out and closed like any other."""
    _check_claim(doing)
    case, given = doing.petition, doing.given
    mediation = _running(doing)
    if given["form"] is Form.MEDIATED and (mediation is None or not mediation.is_agreed):
        message = _("还没有双方都同意调解的记录。请先提出调解、记下双方答复；双方自己谈成的，选“和解协议书”。")
        raise Refusal(message, field="form")
    if not (case.accepted_on or case.filed_on) <= given["signed_on"] <= doing.today:
        since = formats.plain_day(case.accepted_on or case.filed_on)
        raise Refusal(_("签订日期应当在受理（%(day)s）以后，不晚于今天。", day=since), field="signed_on")
    parties = doing.text("parties")
    if len(parties) > LONGEST_PARTIES:
        raise Refusal(_("双方当事人最多%(most)d个字。", most=LONGEST_PARTIES), field="parties")
    case.judgement = judged(case, given.get("judgement"), Outcome.SETTLED)
    case.hardship, case.unlawful = bool(given.get("hardship")), bool(given.get("unlawful"))
    case.outcome = Outcome.SETTLED
    case.first_replied_on = case.first_replied_on or doing.today
    case.replied_on = doing.today
    give_rights(doing)
    agreement = Agreement(given["form"], given["signed_on"], parties, doing.text("terms"))
    doing.details.update(form=agreement.form.value, signed=agreement.signed_on.isoformat())
    doing.write(doing.text(), author=CaseRole.OFFICE)
    tell_merged(doing)
    # Last, so that the signed paper that comes with it stands by it.
    doing.note(NoteKind.AGREEMENT, agreement.to_text())


def _check_claim(doing: Conduct) -> None:
    if doing.petition.legal_class is not LegalClass.CLAIM:
        raise Refusal(_("只有申诉求决类事项可以调解、和解（条例第三十三条）。"))


def _running(doing: Conduct) -> Mediation | None:
    return running((each.action, each.details) for each in queries.events(doing.session, doing.petition.id))


CONDUCT: dict[Action, Callable[[Conduct], None]] = {
    Action.OFFER_MEDIATION: offer,
    Action.ANSWER_MEDIATION: answer,
    Action.END_MEDIATION: end,
    Action.SETTLE: settle,
}
