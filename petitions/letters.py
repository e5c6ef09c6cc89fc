"""The letters of a case as office documents: which there are, for whom, and what each says. Pure.

《信访工作条例》 asks for them: what was received and where it goes in writing within 15 days (article 23), a 信访处理意见书
with claims, facts and reasons, opinion and rules (article 32), notice of an extension (34), and the way to a review (35).
The text is Chinese in every language of the interface: these are the enterprise's own documents. No letter that leaves
the office names a petitioner who is not named openly.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from paper.manuscript import (
    Addressee,
    Block,
    Field,
    Fields,
    Heading,
    Manuscript,
    Paragraph,
    Reference,
    Signature,
    Title,
)
from petitions.kinds import CATEGORIES, CHANNEL_LABELS, LEGAL_LABELS, NAMING_LABELS, Channel, LegalClass, Naming
from petitions.opinion import OUTCOME_LABELS, VERDICT_LABELS, Opinion
from petitions.workflow import GROUND_LABELS, PROCEDURE_LABELS, Ground, Procedure
from web import formats
from web.words import N_

DEMO_MARK = "演示数据"
UNNAMED = "信访人"


class LetterKind(enum.Enum):
    """A document an office makes of a case."""

    REGISTER = "register"
    ACCEPTANCE = "acceptance"
    REFUSAL = "refusal"
    HANDOVER = "handover"
    HEARD = "heard"
    OPINION = "opinion"
    REPLY = "reply"


LETTER_LABELS = {
    LetterKind.REGISTER: N_("信访事项登记表"),
    LetterKind.ACCEPTANCE: N_("受理告知书"),
    LetterKind.REFUSAL: N_("不予受理告知书"),
    LetterKind.HANDOVER: N_("转办单"),
    LetterKind.HEARD: N_("谈话记录"),
    LetterKind.OPINION: N_("信访处理意见书"),
    LetterKind.REPLY: N_("答复书"),
}

#: Short names that end a letter's number: XF202611T749-受告.
MARKS = {
    LetterKind.REGISTER: "登",
    LetterKind.ACCEPTANCE: "受告",
    LetterKind.REFUSAL: "不受告",
    LetterKind.HANDOVER: "转",
    LetterKind.HEARD: "谈",
    LetterKind.OPINION: "意",
    LetterKind.REPLY: "复",
}

#: The letters a petitioner receives; the others stay in the office.
TO_PETITIONER = frozenset({LetterKind.ACCEPTANCE, LetterKind.REFUSAL, LetterKind.OPINION, LetterKind.REPLY})


@dataclass(frozen=True)
class Record:
    """One entry of what was heard or found."""

    day: date
    writer: str
    text: str = field(repr=False)


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
    category: str
    people: int
    is_repeat: bool
    unit: str
    text: str = field(repr=False)
    name: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    procedure: Procedure | None = None
    accepted_on: date | None = None
    due_on: date | None = None
    ground: Ground | None = None
    decided_on: date | None = None
    #: What the office wrote when it refused, as the petitioner read it.
    refusal: str = field(default="", repr=False)
    handler: str = ""
    handling_unit: str = ""
    assigned_on: date | None = None
    instructions: str = field(default="", repr=False)
    records: tuple[Record, ...] = ()
    opinion: Opinion | None = field(default=None, repr=False)
    approved: bool = False
    reply: str = field(default="", repr=False)
    replied_on: date | None = None
    review_days: int = 30
    above: str = ""
    place: str = ""
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
        LetterKind.HANDOVER: bool(facts.handler),
        LetterKind.HEARD: bool(facts.records),
        LetterKind.OPINION: facts.opinion is not None and facts.approved,
        LetterKind.REPLY: facts.replied_on is not None and bool(facts.reply),
    }
    return tuple(kind for kind in LetterKind if stands[kind])


def for_petitioner(facts: Facts) -> tuple[LetterKind, ...]:
    """Those of them the petitioner may have now: an opinion only once it went out with the reply."""
    replied = facts.replied_on is not None
    return tuple(kind for kind in available(facts) if belongs_to_petitioner(kind, replied=replied))


def belongs_to_petitioner(kind: LetterKind, *, replied: bool) -> bool:
    """Whether the petitioner may have a letter of this kind now, and its signed paper."""
    return kind in TO_PETITIONER and (kind is not LetterKind.OPINION or replied)


def reference(kind: LetterKind, number: str) -> str:
    """The number of a letter: its case's own, so that no counter betrays how many there are."""
    return f"{number}-{MARKS[kind]}"


def compose(kind: LetterKind, facts: Facts, *, on: date) -> Manuscript:
    """The letter, dated the day of what it tells; a form is dated `on`. Raises ValueError when the case has none."""
    if kind not in available(facts):
        raise ValueError(f"no {kind.value} for a case that stands like this")
    title = LETTER_LABELS[kind]
    head: tuple[Block, ...] = (Title(title), Reference(f"（{reference(kind, facts.number)}）"))
    return Manuscript(
        title=f"{title} {facts.number}",
        blocks=(*head, *_BODIES[kind](facts, _dated(kind, facts) or on)),
        author=facts.organisation,
        subject=facts.number,
        mark=DEMO_MARK if facts.demo else "",
    )


def _dated(kind: LetterKind, facts: Facts) -> date | None:
    return {
        LetterKind.ACCEPTANCE: facts.accepted_on,
        LetterKind.REFUSAL: facts.decided_on,
        LetterKind.HANDOVER: facts.assigned_on,
        LetterKind.OPINION: facts.replied_on,
        LetterKind.REPLY: facts.replied_on,
    }.get(kind)


def _register(facts: Facts, on: date) -> tuple[Block, ...]:
    name = facts.name if facts.naming is Naming.NAMED else f"（{NAMING_LABELS[facts.naming]}）"
    rows: list[tuple[Field, ...]] = [
        (Field("收到日期", formats.plain_day(facts.filed_on)), Field("渠道", CHANNEL_LABELS[facts.channel])),
        (Field("信访人", name), Field("联系方式", facts.contact if facts.naming is Naming.NAMED else "—")),
        (Field("信访目的", LEGAL_LABELS[facts.legal_class]), Field("内容分类", CATEGORIES[facts.category])),
        (Field("涉及单位", facts.unit), Field("人数", f"{facts.people} 人")),
        (Field("初次或重复", "重复" if facts.is_repeat else "初次"), Field("受理机构", facts.office)),
        (Field("反映内容", facts.text),),
        (Field("处置", _disposal(facts)),),
        (Field("承办", _handling(facts)),),
        (Field("领导批示", ""),),
        (Field("经办人", ""), Field("打印日期", formats.plain_day(on))),
    ]
    return (Fields(tuple(rows), tall=frozenset({5, 8})),)


def _disposal(facts: Facts) -> str:
    if facts.ground is not None:
        return f"不予受理：{GROUND_LABELS[facts.ground]}"
    if facts.accepted_on is None or facts.procedure is None:
        return "待决定是否受理"
    due = f"，办理期限至{formats.plain_day(facts.due_on)}" if facts.due_on else ""
    return f"{formats.plain_day(facts.accepted_on)}受理（{PROCEDURE_LABELS[facts.procedure]}）{due}"


def _handling(facts: Facts) -> str:
    if not facts.handler:
        return "待交办"
    return f"{facts.handling_unit}　{facts.handler}" if facts.handling_unit else facts.handler


def _acceptance(facts: Facts, on: date) -> tuple[Block, ...]:
    assert facts.accepted_on is not None
    received, accepted = formats.plain_day(facts.filed_on), formats.plain_day(facts.accepted_on)
    opening = (
        f"您于{received}提出的关于“{CATEGORIES[facts.category]}”的信访事项（编号{facts.number}）收悉。"
        f"经审查，属于本单位职权范围，依照《信访工作条例》第二十三条，决定自{accepted}起受理。"
    )
    due = f"办理期限至{formats.plain_day(facts.due_on)}。情况复杂需要延长的，会把理由告诉您。" if facts.due_on else ""
    asking = "您可以凭查询码随时查看办理进展、补充情况；办结后请您评价。请不要就同一事项向上级重复提出。"
    return (
        Addressee(f"{facts.addressee}："),
        Paragraph(opening),
        *((Paragraph(due),) if due else ()),
        Paragraph(asking),
        *_contact(facts),
        Signature(facts.office, formats.plain_day(on)),
    )


def _refusal(facts: Facts, on: date) -> tuple[Block, ...]:
    assert facts.ground is not None
    received = formats.plain_day(facts.filed_on)
    return (
        Addressee(f"{facts.addressee}："),
        Paragraph(
            f"您于{received}提出的关于“{CATEGORIES[facts.category]}”的信访事项（编号{facts.number}）收悉。"
            f"经审查，不予受理。理由：{GROUND_LABELS[facts.ground]}。"
        ),
        *((Paragraph(facts.refusal),) if facts.refusal else ()),
        *_contact(facts),
        Signature(facts.office, formats.plain_day(on)),
    )


def _handover(facts: Facts, on: date) -> tuple[Block, ...]:
    due = formats.plain_day(facts.due_on) if facts.due_on else "规定的期限"
    recipient = facts.handling_unit or facts.handler
    return (
        Addressee(f"{recipient}："),
        Paragraph(
            f"现将编号{facts.number}的信访事项转你单位办理，承办人{facts.handler}。请听取信访人陈述，调查核实，"
            f"提出处理意见，于{due}前办结。"
        ),
        *((Paragraph(f"要求：{facts.instructions}"),) if facts.instructions else ()),
        Heading(1, "反映内容"),
        Paragraph(facts.text),
        Heading(1, "纪律"),
        Paragraph(
            "不得将反映的内容和信访人的情况透露给被反映的人员或者单位；与事项或者信访人有直接利害关系的，应当回避；"
            "不得打击报复。"
        ),
        Signature(facts.office, formats.plain_day(on)),
    )


def _heard(facts: Facts, _on: date) -> tuple[Block, ...]:
    rows = tuple((Field(f"{formats.plain_day(each.day)}\n{each.writer}", each.text),) for each in facts.records)
    signing: tuple[Field, ...] = (Field("谈话人", ""), Field("记录人", ""))
    heads: tuple[Field, ...] = (Field("信访编号", facts.number), Field("承办", _handling(facts)))
    confirmed = (
        Field("被谈话人", "以上记录我看过（或者已向我宣读过），和我说的一致。\n\n签名：　　　　　　　　日期："),
    )
    return (Fields((heads, *rows, signing, confirmed)),)


def _opinion(facts: Facts, on: date) -> tuple[Block, ...]:
    assert facts.opinion is not None
    said = facts.opinion
    outcome = OUTCOME_LABELS[said.outcome(facts.legal_class)]
    received = formats.plain_day(facts.filed_on)
    blocks: list[Block] = [
        Addressee(f"{facts.addressee}："),
        Paragraph(f"您于{received}提出的信访事项（编号{facts.number}）已经调查核实，现提出处理意见如下。"),
        Heading(1, "一、诉求"),
        *(Paragraph(f"{_numbered(said, place)}{claim.text.strip()}") for place, claim in enumerate(said.claims)),
        Heading(1, "二、查明的事实"),
        Paragraph(said.facts),
        Heading(1, "三、处理意见及依据"),
        *(
            Paragraph(f"{_numbered(said, place)}{VERDICT_LABELS[claim.verdict]}。{claim.reason.strip()}")
            for place, claim in enumerate(said.claims)
        ),
        Paragraph(f"依据：{said.basis}"),
        Paragraph(f"综合意见：{outcome}。"),
    ]
    if said.measures.strip():
        blocks += [Heading(1, "四、落实"), Paragraph(said.measures)]
    if facts.legal_class is LegalClass.CLAIM:
        # Shandong's rule 41 asks for it on every opinion, and a petitioner elsewhere needs it as much.
        blocks.append(
            Paragraph(
                f"如不服本意见，可以自收到之日起{facts.review_days}日内，向{facts.above}请求复查；"
                "逾期不请求复查的，本意见为终结意见。"
            )
        )
    return (*blocks, Signature(facts.office, formats.plain_day(on)))


def _numbered(opinion: Opinion, place: int) -> str:
    return f"{place + 1}. " if len(opinion.claims) > 1 else ""


def _reply(facts: Facts, on: date) -> tuple[Block, ...]:
    return (
        Addressee(f"{facts.addressee}："),
        Paragraph(facts.reply),
        *_contact(facts),
        Signature(facts.office, formats.plain_day(on)),
    )


def _contact(facts: Facts) -> tuple[Block, ...]:
    return (Paragraph(facts.place),) if facts.place else ()


_BODIES: dict[LetterKind, Callable[[Facts, date], tuple[Block, ...]]] = {
    LetterKind.REGISTER: _register,
    LetterKind.ACCEPTANCE: _acceptance,
    LetterKind.REFUSAL: _refusal,
    LetterKind.HANDOVER: _handover,
    LetterKind.HEARD: _heard,
    LetterKind.OPINION: _opinion,
    LetterKind.REPLY: _reply,
}
