"""The words the desk's templates choose from, by the codes they stand for; the templates translate them."""

from __future__ import annotations

from petitions import deadlines, in_place, kinds, notes, workflow
from petitions.categories import choices
from petitions.deadlines import Reading, Standing
from petitions.identity import asking as identity
from petitions.joint import terms as joint
from petitions.letters import catalogue as letters
from petitions.outcome import opinion, ratings
from petitions.outcome.conclusion import BASIS, CONCLUSION_LABELS
from petitions.outcome.disposal import DISPOSAL_LABELS
from petitions.recusal.given_again import GIVEN_BY
from petitions.redaction.files import GIVING_LABELS
from petitions.workflow import Action
from web.words import N_

#: Messages that are more than a message, as the conversation marks them.
MESSAGE_KINDS = {
    Action.ASK.value: N_("请补充"),
    Action.REPLY.value: N_("书面答复"),
    Action.DECLINE.value: N_("不予受理告知"),
    Action.ACCEPT.value: N_("受理附言"),
    Action.RATE.value: N_("评价附言"),
    Action.DIVERT.value: N_("法定途径告知"),
    Action.HAND_OVER.value: N_("移交告知"),
    Action.MERGE.value: N_("并案附言"),
    Action.RELAY.value: N_("书面答复"),
    Action.EXTEND.value: N_("延期告知"),
    Action.ASK_REVIEW.value: N_("申请复查"),
    Action.ASK_REREVIEW.value: N_("申请复核"),
    Action.REFUSE_REVIEW.value: N_("不予受理告知"),
    Action.UPHOLD.value: N_("复查复核意见"),
    Action.AMEND.value: N_("复查复核意见"),
    Action.REVOKE.value: N_("复查复核意见"),
    Action.REOPEN.value: N_("重新办理的理由"),
    Action.WITHDRAW.value: N_("撤回的话"),
    Action.CHECK_IN.value: N_("回答有没有被为难"),
    Action.ASK_RECUSAL.value: N_("请人回避"),
    Action.DECIDE_RECUSAL.value: N_("是否回避的决定"),
    Action.OFFER_MEDIATION.value: N_("问愿不愿意调解"),
    Action.ANSWER_MEDIATION.value: N_("答复调解"),
    Action.END_MEDIATION.value: N_("调解不成"),
    Action.SETTLE.value: N_("达成协议告知"),
    Action.CONCLUDE.value: N_("终结告知"),
    Action.PROTECT.value: N_("对被为难反映的回应"),
    Action.CARRY_OVER.value: N_("旧台账里的答复"),
}

#: The tone of a clock by where it stands.
TONES = {Standing.NORMAL: "good", Standing.DUE_SOON: "soon", Standing.OVERDUE: "late"}


def clock_tone(reading: Reading) -> str:
    """The tone of a clock."""
    return TONES[reading.standing]


WORDS: dict[str, object] = {
    "givings": GIVING_LABELS,
    "states": workflow.STATE_LABELS,
    "procedures": workflow.PROCEDURE_LABELS,
    "grounds": workflow.GROUND_LABELS,
    "conclusions": CONCLUSION_LABELS,
    "given_by": GIVEN_BY,
    "conclusion_bases": BASIS,
    "waits_for": workflow.waits_for,
    "disposals": DISPOSAL_LABELS,
    "legal": kinds.LEGAL_LABELS,
    "channels": kinds.CHANNEL_LABELS,
    "namings": kinds.NAMING_LABELS,
    "identity_standings": identity.STANDING_LABELS,
    "standing_words": deadlines.STANDING_LABELS,
    "standings": {tone: deadlines.STANDING_LABELS[standing] for standing, tone in TONES.items()},
    "clock_tone": clock_tone,
    "letter_labels": letters.LETTER_LABELS,
    "message_kinds": MESSAGE_KINDS,
    "speeches": joint.SPEECH_LABELS,
    "note_labels": notes.NOTE_LABELS,
    "outcomes": opinion.OUTCOME_LABELS,
    "verdicts": opinion.VERDICT_LABELS,
    "judgements": in_place.JUDGEMENT_LABELS,
    "call_backs": ratings.CALL_BACK_LABELS,
    "routes": workflow.ROUTE_LABELS,
    "triggers": workflow.TRIGGER_LABELS,
    "grades": ratings.GRADE_LABELS,
    "solved": ratings.SOLVED_LABELS,
}


def words() -> dict[str, object]:
    """The words the desk's templates choose from, by the codes they stand for; categories are what the enterprise calls
    them, and asked for only where a page names one."""
    return WORDS | {"category_label": choices.label}
