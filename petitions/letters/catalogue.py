"""The letters of a case as office documents: which there are, for whom, and what they are made of. Pure.

《信访工作条例》 asks for them: what was received and where it goes in writing within 15 days (article 23), a 信访处理意见书
with claims, facts and reasons, opinion and rules (article 32), notice of an extension (34), and the way to a review (35).
The text is Chinese in every language of the interface: these are the enterprise's own documents. No letter that leaves
the office names a petitioner who is not named openly.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date

from petitions.kinds import Channel, LegalClass, Naming
from petitions.mediation.agreement import Agreement, Form
from petitions.outcome.opinion import Opinion
from petitions.workflow import Ground, Procedure
from web.words import N_

UNNAMED = "信访人"


class LetterKind(enum.Enum):
    """A document an office makes of a case."""

    REGISTER = "register"
    ACCEPTANCE = "acceptance"
    REFUSAL = "refusal"
    FORWARDED = "forwarded"
    GIVEN = "given"
    DIVERTED = "diverted"
    HANDOVER = "handover"
    HEARD = "heard"
    INVESTIGATED = "investigated"
    OPINION = "opinion"
    REPLY = "reply"
    MEDIATED = "mediated"
    BETWEEN_THEM = "between-them"
    EXTENSION_FORM = "extension-form"
    EXTENSION = "extension"
    HEARING = "hearing"
    SUPERVISION = "supervision"
    REVIEW_REFUSED = "review-refused"
    REVIEW = "review"
    REREVIEW_REFUSED = "rereview-refused"
    REREVIEW = "rereview"
    REPORT_UP = "report-up"


LETTER_LABELS = {
    LetterKind.REGISTER: N_("信访事项登记表"),
    LetterKind.ACCEPTANCE: N_("受理告知书"),
    LetterKind.REFUSAL: N_("不予受理告知书"),
    LetterKind.FORWARDED: N_("去向告知书"),
    LetterKind.GIVEN: N_("移交函"),
    LetterKind.DIVERTED: N_("法定途径告知书"),
    LetterKind.HANDOVER: N_("转办单"),
    LetterKind.HEARD: N_("谈话记录"),
    LetterKind.INVESTIGATED: N_("调查记录"),
    LetterKind.OPINION: N_("信访处理意见书"),
    LetterKind.REPLY: N_("答复书"),
    LetterKind.MEDIATED: N_("调解协议书"),
    LetterKind.BETWEEN_THEM: N_("和解协议书"),
    LetterKind.EXTENSION_FORM: N_("延期审批表"),
    LetterKind.EXTENSION: N_("延期告知书"),
    LetterKind.HEARING: N_("听证记录"),
    LetterKind.SUPERVISION: N_("督办单"),
    LetterKind.REVIEW_REFUSED: N_("不予受理复查告知书"),
    LetterKind.REVIEW: N_("复查意见书"),
    LetterKind.REREVIEW_REFUSED: N_("不予受理复核告知书"),
    LetterKind.REREVIEW: N_("复核意见书"),
    LetterKind.REPORT_UP: N_("办理情况报告"),
}

#: Short names that end a letter's number: XF202611T749-受告.
MARKS = {
    LetterKind.REGISTER: "登",
    LetterKind.ACCEPTANCE: "受告",
    LetterKind.REFUSAL: "不受告",
    LetterKind.FORWARDED: "去告",
    LetterKind.GIVEN: "移",
    LetterKind.DIVERTED: "法告",
    LetterKind.HANDOVER: "转",
    LetterKind.HEARD: "谈",
    LetterKind.INVESTIGATED: "查",
    LetterKind.OPINION: "意",
    LetterKind.REPLY: "复",
    LetterKind.MEDIATED: "调协",
    LetterKind.BETWEEN_THEM: "和协",
    LetterKind.EXTENSION_FORM: "延审",
    LetterKind.EXTENSION: "延告",
    LetterKind.HEARING: "听",
    LetterKind.SUPERVISION: "督",
    LetterKind.REVIEW_REFUSED: "不查告",
    LetterKind.REVIEW: "复查",
    LetterKind.REREVIEW_REFUSED: "不核告",
    LetterKind.REREVIEW: "复核",
    LetterKind.REPORT_UP: "报",
}

#: The letters a petitioner receives; the others stay in the office.
TO_PETITIONER = frozenset(
    {
        LetterKind.ACCEPTANCE,
        LetterKind.REFUSAL,
        LetterKind.OPINION,
        LetterKind.REPLY,
        LetterKind.MEDIATED,
        LetterKind.BETWEEN_THEM,
        LetterKind.EXTENSION,
        LetterKind.FORWARDED,
        LetterKind.DIVERTED,
        LetterKind.REVIEW_REFUSED,
        LetterKind.REVIEW,
        LetterKind.REREVIEW_REFUSED,
        LetterKind.REREVIEW,
    }
)


@dataclass(frozen=True)
class Record:
    """One entry of what was heard or found."""

    day: date
    writer: str
    text: str = field(repr=False)
    #: What sort of record it is, in words, and the number of its note.
    sort: str = ""
    ordinal: int = 0


@dataclass(frozen=True)
class SheetRecord(Record):
    """One hearing or talk, which has a sheet of its own for those who were there to sign."""

    #: Its place among those of the case, from 1.
    place: int = 0


@dataclass(frozen=True)
class TalkRecord(SheetRecord):
    """One talk: nobody reads or signs what somebody else said."""

    with_whom: str = field(default="", repr=False)


@dataclass(frozen=True)
class Paper:
    """One document that can be made of a case: a letter, and which of its records where each has a sheet of its own."""

    kind: LetterKind
    #: The number of the note it is made of; 0 where the letter is made of the case.
    record: int = 0
    #: What tells it from the others of its kind.
    about: str = field(default="", repr=False, compare=False)

    @property
    def code(self) -> str:
        """How an address names it."""
        return f"{self.kind.value}-{self.record}" if self.record else self.kind.value


@dataclass(frozen=True)
class Decision:
    """What a 复查 or 复核 came to: the day, the result in words, its reasons, and the reply it is about."""

    day: date
    result: str
    text: str = field(repr=False)
    reply: str = field(default="", repr=False)


@dataclass(frozen=True)
class Sent:
    """Where a matter went instead of being handled, and what was written then."""

    day: date
    #: The office, body or way of the law, in words.
    to: str
    text: str = field(repr=False)
    #: The office that sent it, where that is not the one it lies with now.
    by: str = ""


@dataclass(frozen=True)
class Facts:
    """Everything the letters of one case are made of, opened for somebody who may read it."""

    number: str
    organisation: str
    office: str
    filed_on: date
    channel: Channel
    naming: Naming
    legal_class: LegalClass
    #: What the category is called, and the finer one where an officer chose one.
    category: str
    people: int
    is_repeat: bool
    unit: str
    text: str = field(repr=False)
    second_category: str = ""
    name: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    agent: str = field(default="", repr=False)
    representatives: tuple[str, ...] = field(default=(), repr=False)
    procedure: Procedure | None = None
    accepted_on: date | None = None
    #: The last day to handle it: as it was told on acceptance, and as it is now.
    due_when_accepted: date | None = None
    due_on: date | None = None
    ground: Ground | None = None
    #: 处置方式, in words; empty until somebody disposed of it.
    disposal: str = ""
    decided_on: date | None = None
    #: What the office wrote when it refused, as the petitioner read it.
    refusal: str = field(default="", repr=False)
    handler: str = ""
    handling_unit: str = ""
    assigned_on: date | None = None
    instructions: str = field(default="", repr=False)
    #: What was found, talks apart, and the talks; both in order.
    records: tuple[Record, ...] = ()
    talks: tuple[TalkRecord, ...] = ()
    #: The opinion drafted last, whether it was approved, and when it went out; none while it waits for its reply, also
    #: where an earlier one went out before the case was handled again.
    opinion: Opinion | None = field(default=None, repr=False)
    approved: bool = False
    opinion_told_on: date | None = None
    reply: str = field(default="", repr=False)
    replied_on: date | None = None
    #: What the two sides agreed last.
    agreement: Agreement | None = field(default=None, repr=False)
    #: The extension that was asked for last, how many days, and what the petitioner was told when it was granted.
    extension: Record | None = None
    extension_days: int = 0
    extended: Record | None = None
    #: The last day when it was asked for, the last day before it was granted, and the one it moved that to.
    due_asked: date | None = None
    due_before: date | None = None
    due_extended: date | None = None
    hearings: tuple[SheetRecord, ...] = ()
    supervision: Record | None = None
    supervision_days: int = 0
    trigger: str = ""
    #: What 复查 and 复核 came to, as the petitioner read it, each with its result in words.
    review: Decision | None = None
    rereview: Decision | None = None
    #: Why neither was taken up, as the petitioner read it.
    review_refused: Sent | None = None
    rereview_refused: Sent | None = None
    #: Where it was sent on to, what a body outside was given, and the way of the law it belongs to.
    forwarded: Sent | None = None
    given: Sent | None = None
    diverted: Sent | None = None
    review_days: int = 30
    rereview_days: int = 30
    objection_workdays: int = 5
    above: str = ""
    place: str = ""
    #: What superiors charged the office with: who, under which number, by when.
    mandates: tuple[str, ...] = ()
    #: What the office owes the case by its judgement, whether each has its evidence, and what these are called together.
    duties: tuple[tuple[str, bool], ...] = ()
    duty_set: str = ""
    #: What was reported to a superior last, to whom and on which of their papers.
    report_up: Record | None = None
    issuer: str = ""
    reference: str = ""
    demo: bool = False

    @property
    def addressee(self) -> str:
        """Whom a letter to the petitioner is to: by name only when the name was given openly."""
        return self.name if self.naming is Naming.NAMED and self.name else UNNAMED


def available(facts: Facts) -> tuple[LetterKind, ...]:
    """The letters that can be made of a case as it stands, in the order of the procedure."""
    stands = {
        LetterKind.REGISTER: True,
        LetterKind.ACCEPTANCE: facts.accepted_on is not None,
        LetterKind.REFUSAL: facts.ground is not None,
        LetterKind.FORWARDED: facts.forwarded is not None,
        LetterKind.GIVEN: facts.given is not None,
        LetterKind.DIVERTED: facts.diverted is not None,
        LetterKind.HANDOVER: bool(facts.handler),
        LetterKind.HEARD: bool(facts.talks),
        LetterKind.INVESTIGATED: bool(facts.records or facts.talks),
        LetterKind.OPINION: facts.opinion is not None and facts.approved,
        LetterKind.REPLY: facts.replied_on is not None and bool(facts.reply),
        LetterKind.MEDIATED: facts.agreement is not None and facts.agreement.form is Form.MEDIATED,
        LetterKind.BETWEEN_THEM: facts.agreement is not None and facts.agreement.form is Form.BETWEEN_THEM,
        LetterKind.EXTENSION_FORM: facts.extension is not None,
        LetterKind.EXTENSION: facts.extended is not None,
        LetterKind.HEARING: bool(facts.hearings),
        LetterKind.SUPERVISION: facts.supervision is not None,
        LetterKind.REVIEW_REFUSED: facts.review_refused is not None,
        LetterKind.REVIEW: facts.review is not None,
        LetterKind.REREVIEW_REFUSED: facts.rereview_refused is not None,
        LetterKind.REREVIEW: facts.rereview is not None,
        LetterKind.REPORT_UP: facts.report_up is not None,
    }
    return tuple(kind for kind in LetterKind if stands[kind])


def papers(facts: Facts) -> tuple[Paper, ...]:
    """The documents that can be made of it: every letter once, and a sheet for each talk and each hearing."""
    sheets = {LetterKind.HEARD: talk_sheets(facts), LetterKind.HEARING: hearing_sheets(facts)}
    return tuple(paper for kind in available(facts) for paper in sheets.get(kind, (Paper(kind),)))


def talk_sheets(facts: Facts) -> tuple[Paper, ...]:
    """The sheet of each talk, told apart by whom it was with."""
    return tuple(Paper(LetterKind.HEARD, each.ordinal, f"{each.place} · {each.with_whom}") for each in facts.talks)


def hearing_sheets(facts: Facts) -> tuple[Paper, ...]:
    """The sheet of each hearing, told apart by its day."""
    return tuple(
        Paper(LetterKind.HEARING, each.ordinal, f"{each.place} · {each.day:%Y-%m-%d}") for each in facts.hearings
    )


def for_petitioner(facts: Facts) -> tuple[LetterKind, ...]:
    """Those of them the petitioner may have now: an opinion only once it went out with its reply."""
    is_told = facts.opinion_told_on is not None
    return tuple(kind for kind in available(facts) if belongs_to_petitioner(kind, is_told=is_told))


def belongs_to_petitioner(kind: LetterKind, *, is_told: bool) -> bool:
    """Whether the petitioner may have a letter of this kind now, and its signed paper. An opinion `is_told` once the reply
    that carries it went out."""
    return kind in TO_PETITIONER and (kind is not LetterKind.OPINION or is_told)


def reference(kind: LetterKind, number: str, place: int = 0) -> str:
    """The number of a letter: its case's own, so that no counter betrays how many there are; talks and
    hearings are counted in it."""
    return f"{number}-{MARKS[kind]}{place or ''}"
