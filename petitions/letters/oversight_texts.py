"""What the letters say that watch over the handling: more time, supervision, the report to a superior. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from paper.manuscript import Addressee, Block, Field, Fields, Heading, Paragraph, Signature
from petitions.kinds import LEGAL_LABELS
from petitions.letters.catalogue import Facts, LetterKind
from petitions.letters.parts import handling, mandated, to_petitioner
from petitions.outcome.opinion import OUTCOME_LABELS
from web import formats


def _extension_form(facts: Facts, on: date) -> tuple[Block, ...]:
    assert facts.extension is not None
    rows: tuple[tuple[Field, ...], ...] = (
        (Field("信访编号", facts.number), Field("承办", handling(facts))),
        (Field("受理日期", _day(facts.accepted_on)), Field("原办理期限", _day(facts.due_asked))),
        (Field("申请延长", f"{facts.extension_days} 日"), Field("申请日期", _day(facts.extension.day))),
        (Field("延期理由", facts.extension.text),),
        (Field("承办单位意见", ""),),
        (Field("审批人意见", ""),),
        (Field("审批人签名", ""), Field("打印日期", formats.plain_day(on))),
    )
    return (Fields(rows, tall=frozenset({3, 4, 5})),)


def _extension(facts: Facts, on: date) -> tuple[Block, ...]:
    assert facts.extended is not None
    before = f"原办理期限至{formats.plain_day(facts.due_before)}，" if facts.due_before else ""
    until = f"延长至{formats.plain_day(facts.due_extended)}" if facts.due_extended else "予以延长"
    decided = (
        f"您反映的信访事项（编号{facts.number}）正在办理。因情况复杂，依照《信访工作条例》第三十四条，经本单位负责人"
        f"批准，{before}现{until}。"
    )
    return to_petitioner(facts, on, decided, f"理由：{facts.extended.text}")


def _supervision(facts: Facts, on: date) -> tuple[Block, ...]:
    assert facts.supervision is not None
    return (
        Addressee(f"{facts.handling_unit or facts.handler or '承办单位'}："),
        Paragraph(
            f"编号{facts.number}的信访事项，因{facts.trigger}，依照《信访工作条例》第四十条予以督办。请在收到本单之日起"
            f"{facts.supervision_days}日内反馈办理情况。"
        ),
        Paragraph(f"督办要求：{facts.supervision.text}"),
        *mandated(facts),
        Signature(facts.office, formats.plain_day(on)),
    )


def _report_up(facts: Facts, on: date) -> tuple[Block, ...]:
    """办结报告: without the petitioner's name, who may not want to be known above."""
    assert facts.report_up is not None
    paper = f"（{facts.reference}）" if facts.reference else ""
    received = formats.plain_day(facts.filed_on)
    answered = ""
    if facts.opinion is not None and facts.opinion_told_on:
        outcome = OUTCOME_LABELS[facts.opinion.outcome(facts.legal_class)]
        answered = f"处理意见为“{outcome}”，已于{formats.plain_day(facts.opinion_told_on)}书面答复信访人。"
    return (
        Addressee(f"{facts.issuer}："),
        Paragraph(f"交办、批示的信访事项{paper}，本单位编号{facts.number}，现将办理情况报告如下。"),
        Heading(1, "一、基本情况"),
        Paragraph(
            f"该件{received}收到，属{LEGAL_LABELS[facts.legal_class]}，内容分类为“{facts.category}”，"
            f"涉及{facts.unit}，{facts.people}人。"
        ),
        Heading(1, "二、办理情况"),
        Paragraph(facts.report_up.text),
        *((Paragraph(answered),) if answered else ()),
        Signature(facts.office, formats.plain_day(on)),
    )


def _day(day: date | None) -> str:
    return formats.plain_day(day) if day else "—"


BODIES: dict[LetterKind, Callable[[Facts, date], tuple[Block, ...]]] = {
    LetterKind.EXTENSION_FORM: _extension_form,
    LetterKind.EXTENSION: _extension,
    LetterKind.SUPERVISION: _supervision,
    LetterKind.REPORT_UP: _report_up,
}
