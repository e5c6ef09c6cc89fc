"""What the office writes down for itself about a case; the petitioner never reads it."""

from __future__ import annotations

import enum
import json
from dataclasses import dataclass, field

from petitions.mediation.agreement import Agreement
from web.words import N_


class NoteKind(enum.Enum):
    """What a note is about."""

    INVESTIGATION = "investigation"
    OPINION = "opinion"
    APPROVAL = "approval"
    RETURN = "return"
    RECUSAL = "recusal"
    CONVERSION = "conversion"
    ASSIGNMENT = "assignment"
    EVIDENCE = "evidence"
    TRANSFER = "transfer"
    OBJECTION = "objection"
    EXTENSION = "extension"
    HEARING = "hearing"
    NUDGE = "nudge"
    SUPERVISION = "supervision"
    FEEDBACK = "feedback"
    ESCALATION = "escalation"
    GUIDANCE = "guidance"
    CALL_BACK = "call-back"
    REOPENING = "reopening"
    OLD_RECORD = "old-record"
    MANDATE = "mandate"
    REPORT_UP = "report-up"
    TALK = "talk"
    STATEMENT = "statement"
    INSPECTION = "inspection"
    MATERIAL = "material"
    GIVEN = "given"
    MEDIATION = "mediation"
    AGREEMENT = "agreement"


#: What an investigation is written down as; `NoteKind.INVESTIGATION` is a record from before it was asked.
RECORDS = (NoteKind.TALK, NoteKind.STATEMENT, NoteKind.INSPECTION, NoteKind.MATERIAL)
#: What is sealed together with whom it was with.
EXCHANGES = frozenset({NoteKind.TALK, NoteKind.GIVEN})

NOTE_LABELS = {
    NoteKind.INVESTIGATION: N_("调查记录"),
    NoteKind.OPINION: N_("处理意见"),
    NoteKind.APPROVAL: N_("审批意见"),
    NoteKind.RETURN: N_("退回理由"),
    NoteKind.RECUSAL: N_("回避理由"),
    NoteKind.CONVERSION: N_("转程序理由"),
    NoteKind.ASSIGNMENT: N_("交办要求"),
    NoteKind.EVIDENCE: N_("到位凭据"),
    NoteKind.TRANSFER: N_("转送理由"),
    NoteKind.OBJECTION: N_("异议理由"),
    NoteKind.EXTENSION: N_("延期申请"),
    NoteKind.HEARING: N_("听证记录"),
    NoteKind.NUDGE: N_("催办"),
    NoteKind.SUPERVISION: N_("督办"),
    NoteKind.FEEDBACK: N_("督办反馈"),
    NoteKind.ESCALATION: N_("提级说明"),
    NoteKind.GUIDANCE: N_("包案记录"),
    NoteKind.CALL_BACK: N_("回访记录"),
    NoteKind.REOPENING: N_("重新办理理由"),
    NoteKind.OLD_RECORD: N_("旧台账原文"),
    NoteKind.MANDATE: N_("交办、批示要求"),
    NoteKind.REPORT_UP: N_("向上级反馈"),
    NoteKind.TALK: N_("谈话"),
    NoteKind.STATEMENT: N_("听取信访人陈述"),
    NoteKind.INSPECTION: N_("现场核查"),
    NoteKind.MATERIAL: N_("调取材料"),
    NoteKind.GIVEN: N_("移交给外单位的内容"),
    NoteKind.MEDIATION: N_("调解记录"),
    NoteKind.AGREEMENT: N_("协议"),
}


@dataclass(frozen=True)
class Exchange:
    """What was said in one talk, or given to one body, and whom it was with: sealed together, because the name is as telling
    as the words."""

    with_whom: str = field(repr=False)
    text: str = field(repr=False)

    def to_text(self) -> str:
        """As it is sealed."""
        return json.dumps([self.with_whom, self.text], ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> Exchange:
        """What `to_text` wrote."""
        return cls(*json.loads(text))


def parts(kind: NoteKind, text: str) -> tuple[str, str]:
    """(with whom the talk was, who was given it or who agreed, nobody for any other note; the words) of an opened note."""
    if kind is NoteKind.AGREEMENT:
        agreement = Agreement.from_text(text)
        return agreement.parties, agreement.terms
    if kind not in EXCHANGES:
        return "", text
    exchange = Exchange.from_text(text)
    return exchange.with_whom, exchange.text
