"""What the office writes down for itself about a case; the petitioner never reads it."""

from __future__ import annotations

import enum

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
}
