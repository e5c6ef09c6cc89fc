"""What the letters of a review say: the hearing, 复查 and 复核. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from paper.manuscript import Addressee, Block, Field, Fields, Heading, Paragraph, Signature
from petitions.letters.catalogue import Decision, Facts, LetterKind, SheetRecord
from web import formats


def hearing(record: SheetRecord, facts: Facts) -> tuple[Block, ...]:
    """What one hearing heard, for those who were at it to sign."""
    rows: tuple[tuple[Field, ...], ...] = (
        (Field("信访编号", facts.number), Field("涉及单位", facts.unit)),
        (Field("记录日期", formats.plain_day(record.day)), Field("记录", record.writer)),
        (Field("听证记录", record.text),),
        (Field("主持人签名", ""), Field("记录人签名", "")),
        (Field("参加人签名", ""),),
    )
    return (Fields(rows, tall=frozenset({2, 4})),)


def _review(facts: Facts, on: date) -> tuple[Block, ...]:
    assert facts.review is not None
    further = f"如不服本复查意见，可以自收到之日起{facts.rereview_days}日内请求复核；没有正当理由逾期请求的，不再受理。"
    return (*_decided(facts, facts.review, "复查"), Paragraph(further), Signature(facts.office, formats.plain_day(on)))


def _rereview(facts: Facts, on: date) -> tuple[Block, ...]:
    assert facts.rereview is not None
    final = "本意见为终结意见。您仍以同一事实和理由提出的，不再受理；生活上有困难的，仍可以找我们。"
    return (*_decided(facts, facts.rereview, "复核"), Paragraph(final), Signature(facts.office, formats.plain_day(on)))


def _decided(facts: Facts, decision: Decision, what: str) -> tuple[Block, ...]:
    return (
        Addressee(f"{facts.addressee}："),
        Paragraph(f"您就信访事项（编号{facts.number}）提出的{what}请求已经审理，现提出{what}意见如下。"),
        Heading(1, "一、原处理意见"),
        Paragraph(decision.reply or "见原答复。"),
        Heading(1, f"二、{what}意见"),
        Paragraph(f"{decision.result}。"),
        Paragraph(decision.text),
    )


BODIES: dict[LetterKind, Callable[[Facts, date], tuple[Block, ...]]] = {
    LetterKind.REVIEW: _review,
    LetterKind.REREVIEW: _rereview,
}
