"""What each letter of a case says, as a manuscript that becomes a PDF or a Word file. Pure."""

from __future__ import annotations

from collections.abc import Callable
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
from petitions.kinds import CHANNEL_LABELS, LEGAL_LABELS, NAMING_LABELS, LegalClass, Naming
from petitions.letters.agreement_texts import BODIES as AGREEMENT_BODIES
from petitions.letters.catalogue import (
    LETTER_LABELS,
    Facts,
    LetterKind,
    Paper,
    Record,
    SheetRecord,
    TalkRecord,
    papers,
    reference,
)
from petitions.letters.oversight_texts import BODIES as OVERSIGHT_BODIES
from petitions.letters.parts import handling, mandated, received, to_petitioner
from petitions.letters.review_texts import BODIES as REVIEW_BODIES
from petitions.letters.review_texts import hearing
from petitions.letters.way_texts import BODIES as WAY_BODIES
from petitions.outcome.opinion import OUTCOME_LABELS, VERDICT_LABELS, Opinion
from petitions.workflow import GROUND_LABELS, PROCEDURE_LABELS
from web import formats

DEMO_MARK = "演示数据"


def compose(paper: Paper, facts: Facts, *, on: date) -> Manuscript:
    """The letter, dated the day of what it tells; a form is dated `on`. Raises ValueError when the case has none."""
    if paper not in papers(facts):
        raise ValueError(f"no {paper.code} for a case that stands like this")
    kind = paper.kind
    title = LETTER_LABELS[kind]
    sheet = next((each for each in (*facts.talks, *facts.hearings) if each.ordinal == paper.record), None)
    number = reference(kind, facts.number, sheet.place if sheet else 0)
    head: tuple[Block, ...] = (Title(title), Reference(f"（{number}）"))
    body = _sheet(sheet, facts) if sheet else _BODIES[kind](facts, _dated(kind, facts) or on)
    return Manuscript(
        title=f"{title} {facts.number}",
        blocks=(*head, *body),
        author=facts.organisation,
        subject=facts.number,
        mark=DEMO_MARK if facts.demo else "",
    )


def _dated(kind: LetterKind, facts: Facts) -> date | None:
    return {
        LetterKind.ACCEPTANCE: facts.accepted_on,
        LetterKind.REFUSAL: facts.decided_on,
        LetterKind.HANDOVER: facts.assigned_on,
        LetterKind.OPINION: facts.opinion_told_on,
        LetterKind.REPLY: facts.replied_on,
        LetterKind.EXTENSION: facts.extended.day if facts.extended else None,
        LetterKind.SUPERVISION: facts.supervision.day if facts.supervision else None,
        LetterKind.REVIEW: facts.review.day if facts.review else None,
        LetterKind.REREVIEW: facts.rereview.day if facts.rereview else None,
        LetterKind.REPORT_UP: facts.report_up.day if facts.report_up else None,
    }.get(kind)


def _register(facts: Facts, on: date) -> tuple[Block, ...]:
    is_named = facts.naming is Naming.NAMED
    name = facts.name if is_named else f"（{NAMING_LABELS[facts.naming]}）"
    more_names = _more_names(facts) if is_named else ()
    duties = ((Field(facts.duty_set, _duties(facts)),),) if facts.duties else ()
    rows: list[tuple[Field, ...]] = [
        (Field("收到日期", formats.plain_day(facts.filed_on)), Field("渠道", CHANNEL_LABELS[facts.channel])),
        (Field("信访人", name), Field("联系方式", facts.contact if is_named else "—")),
        *more_names,
        (Field("信访目的", LEGAL_LABELS[facts.legal_class]), Field("内容分类", _category(facts))),
        (Field("涉及单位", facts.unit), Field("人数", f"{facts.people} 人")),
        (Field("初次或重复", "重复" if facts.is_repeat else "初次"), Field("受理机构", facts.office)),
        *((Field("交办、批示", each),) for each in facts.mandates),
        (Field("反映内容", facts.text),),
        (Field("处置", "；".join(filter(None, (facts.disposal, _decision(facts))))),),
        (Field("承办", handling(facts)),),
        *duties,
        (Field("领导批示", ""),),
        (Field("经办人", ""), Field("打印日期", formats.plain_day(on))),
    ]
    more = len(facts.mandates) + len(more_names)
    return (Fields(tuple(rows), tall=frozenset({5 + more, 8 + more + len(duties)})),)


def _duties(facts: Facts) -> str:
    """What the case owes, and of each whether there is evidence that it was done."""
    return "；".join(f"{label}：{'有凭据' if is_done else '还没有凭据'}" for label, is_done in facts.duties)


def _category(facts: Facts) -> str:
    return f"{facts.category} · {facts.second_category}" if facts.second_category else facts.category


def _more_names(facts: Facts) -> tuple[tuple[Field, ...], ...]:
    """What else somebody named openly gave, a row each; what they did not give takes no room."""
    said = (
        ("住址", facts.address),
        ("代理人", facts.agent),
        ("推选的代表", "、".join(facts.representatives)),
    )
    return tuple((Field(label, value),) for label, value in said if value)


def _decision(facts: Facts) -> str:
    if facts.ground is not None:
        return f"不予受理：{GROUND_LABELS[facts.ground]}"
    if facts.accepted_on is None or facts.procedure is None:
        return "待决定是否受理"
    due = f"，办理期限至{formats.plain_day(facts.due_on)}" if facts.due_on else ""
    return f"{formats.plain_day(facts.accepted_on)}受理（{PROCEDURE_LABELS[facts.procedure]}）{due}"


def _acceptance(facts: Facts, on: date) -> tuple[Block, ...]:
    assert facts.accepted_on is not None
    accepted = formats.plain_day(facts.accepted_on)
    decided = f"经审查，属于本单位职权范围，依照《信访工作条例》第二十三条，决定自{accepted}起受理。"
    last = facts.due_when_accepted
    due = f"办理期限至{formats.plain_day(last)}。情况复杂需要延长的，会把理由告诉您。" if last else ""
    asking = "您可以凭查询码随时查看办理进展、补充情况；办结后请您评价。请不要就同一事项向上级重复提出。"
    return to_petitioner(facts, on, received(facts) + decided, due, asking)


def _refusal(facts: Facts, on: date) -> tuple[Block, ...]:
    assert facts.ground is not None
    decided = f"经审查，不予受理。理由：{GROUND_LABELS[facts.ground]}。"
    return to_petitioner(facts, on, received(facts) + decided, facts.refusal)


def _handover(facts: Facts, on: date) -> tuple[Block, ...]:
    due = formats.plain_day(facts.due_on) if facts.due_on else "规定的期限"
    recipient = facts.handling_unit or facts.handler
    return (
        Addressee(f"{recipient}："),
        Paragraph(
            f"现将编号{facts.number}的信访事项转你单位办理，承办人{facts.handler}。请听取信访人陈述，调查核实，"
            f"提出处理意见，于{due}前办结。"
        ),
        *mandated(facts),
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


def _sheet(record: SheetRecord, facts: Facts) -> tuple[Block, ...]:
    return _talk(record, facts) if isinstance(record, TalkRecord) else hearing(record, facts)


def _talk(talk: TalkRecord, facts: Facts) -> tuple[Block, ...]:
    """What one person said, for that person to sign: nothing of what the petitioner or anybody else said."""
    rows: tuple[tuple[Field, ...], ...] = (
        (Field("信访编号", facts.number), Field("记录日期", formats.plain_day(talk.day))),
        (Field("被谈话人", talk.with_whom), Field("谈话人", talk.writer)),
        (Field("谈话时间", ""), Field("谈话地点", "")),
        (Field("谈话内容", talk.text),),
        (Field("谈话人签名", ""), Field("记录人签名", "")),
        (Field("被谈话人确认", "以上记录我看过（或者已向我宣读过），和我说的一致。\n\n签名：　　　　　　　　日期："),),
    )
    return (Fields(rows, tall=frozenset({3})),)


def _investigated(facts: Facts, on: date) -> tuple[Block, ...]:
    """Everything that was found, for the file: nobody but the investigator signs it (条例第三十条)."""
    heads: tuple[Field, ...] = (Field("信访编号", facts.number), Field("承办", handling(facts)))
    signing: tuple[Field, ...] = (Field("调查人签名", ""), Field("打印日期", formats.plain_day(on)))
    found = sorted((*facts.records, *facts.talks), key=lambda each: each.ordinal)
    rows = tuple((_entry(each, facts.number),) for each in found)
    return (
        Paragraph("内部材料，归入案卷。不给信访人、被反映人和被谈话人看，不请他们签名。"),
        Fields((heads, *rows, signing)),
    )


def _entry(record: Record, number: str) -> Field:
    text = record.text
    if isinstance(record, TalkRecord):
        text = f"另见谈话记录（{reference(LetterKind.HEARD, number, record.place)}）。"
    return Field(f"{formats.plain_day(record.day)}\n{record.writer}", f"【{record.sort}】{text}")


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
                "没有正当理由逾期请求的，不再受理。"
            )
        )
    return (*blocks, Signature(facts.office, formats.plain_day(on)))


def _numbered(opinion: Opinion, place: int) -> str:
    return f"{place + 1}. " if len(opinion.claims) > 1 else ""


def _reply(facts: Facts, on: date) -> tuple[Block, ...]:
    return to_petitioner(facts, on, facts.reply)


_BODIES: dict[LetterKind, Callable[[Facts, date], tuple[Block, ...]]] = {
    **WAY_BODIES,
    **AGREEMENT_BODIES,
    **OVERSIGHT_BODIES,
    **REVIEW_BODIES,
    LetterKind.REGISTER: _register,
    LetterKind.ACCEPTANCE: _acceptance,
    LetterKind.REFUSAL: _refusal,
    LetterKind.HANDOVER: _handover,
    LetterKind.INVESTIGATED: _investigated,
    LetterKind.OPINION: _opinion,
    LetterKind.REPLY: _reply,
}
