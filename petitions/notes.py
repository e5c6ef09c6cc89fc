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


NOTE_LABELS = {
    NoteKind.INVESTIGATION: N_("调查记录"),
    NoteKind.OPINION: N_("处理意见"),
    NoteKind.APPROVAL: N_("审批意见"),
    NoteKind.RETURN: N_("退回理由"),
    NoteKind.RECUSAL: N_("回避理由"),
    NoteKind.CONVERSION: N_("转程序理由"),
    NoteKind.ASSIGNMENT: N_("交办要求"),
    NoteKind.EVIDENCE: N_("到位凭据"),
}
