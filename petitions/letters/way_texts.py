"""What the letters say that tell where a matter goes: sent on, handed over, to a way of the law, no review. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from paper.manuscript import Addressee, Block, Heading, Paragraph, Signature
from petitions.letters.catalogue import Facts, LetterKind, Sent
from petitions.letters.parts import received, to_petitioner
from web import formats

MASKED = "×××"


def _forwarded(facts: Facts, _on: date) -> tuple[Block, ...]:
    assert facts.forwarded is not None
    sent = facts.forwarded
    day = formats.plain_day(sent.day)
    if sent.text:
        where = f"经审查，不属于本单位职权范围，依照《信访工作条例》第二十三条，已于{day}移交{sent.to}。"
        further = sent.text
    else:
        where = f"经审查，依照《信访工作条例》第二十三条，已于{day}转送{sent.to}。"
        further = "由该机构决定是否受理并告知您。您的查询码继续有效，可以随时查看进展、补充情况。"
    return to_petitioner(facts, sent.day, received(facts) + where, further, by=sent.by)


def _given(facts: Facts, _on: date) -> tuple[Block, ...]:
    """移交函: what the body outside is given stands in it word for word, so that this paper is the record of it."""
    assert facts.given is not None
    sent = facts.given
    masked = f"{MASKED}是遮去的个人信息，办理确需核对的，请与我单位联系。" if MASKED in sent.text else ""
    return (
        Addressee(f"{sent.to}："),
        Paragraph(
            f"我单位收到一件信访事项（编号{facts.number}）。经审查，属于你单位职权范围，依照《信访工作条例》第二十三条移交"
            "你单位，请依法处理。"
        ),
        Heading(1, "一、移交的内容"),
        Paragraph(sent.text),
        *((Paragraph(masked),) if masked else ()),
        Heading(1, "二、要求"),
        Paragraph(
            f"认为不属于你单位职权范围的，请自收到之日起{facts.objection_workdays}个工作日内说明理由，经我单位同意后退回。不得将检举、揭发材料以及"
            "有关情况透露或者转给被检举、揭发的人员或者单位（条例第三十条）。"
        ),
        *((Paragraph(facts.place),) if facts.place else ()),
        Signature(facts.office, formats.plain_day(sent.day)),
    )


def _diverted(facts: Facts, _on: date) -> tuple[Block, ...]:
    assert facts.diverted is not None
    sent = facts.diverted
    decided = f"经审查，应当通过法定途径解决：{sent.to}。"
    return to_petitioner(facts, sent.day, received(facts) + decided, sent.text)


def _review_refused(facts: Facts, _on: date) -> tuple[Block, ...]:
    assert facts.review_refused is not None
    return _refused(facts, facts.review_refused, "复查")


def _rereview_refused(facts: Facts, _on: date) -> tuple[Block, ...]:
    assert facts.rereview_refused is not None
    return _refused(facts, facts.rereview_refused, "复核")


def _refused(facts: Facts, sent: Sent, what: str) -> tuple[Block, ...]:
    decided = f"您就信访事项（编号{facts.number}）提出的{what}请求收悉。经审查，不予受理。"
    return to_petitioner(facts, sent.day, decided, f"理由：{sent.text}")


BODIES: dict[LetterKind, Callable[[Facts, date], tuple[Block, ...]]] = {
    LetterKind.FORWARDED: _forwarded,
    LetterKind.GIVEN: _given,
    LetterKind.DIVERTED: _diverted,
    LetterKind.REVIEW_REFUSED: _review_refused,
    LetterKind.REREVIEW_REFUSED: _rereview_refused,
}
