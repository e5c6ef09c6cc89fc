"""What letters share: to whom they are written and by whom, what was received, who handles it, what superiors ask. Pure."""

from __future__ import annotations

from datetime import date

from paper.manuscript import Addressee, Block, Paragraph, Signature
from petitions.letters.catalogue import Facts
from web import formats


def to_petitioner(facts: Facts, on: date, *said: str, by: str = "") -> tuple[Block, ...]:
    """A letter to the petitioner: a paragraph for each of `said` that is not empty, where to go in person, who signs."""
    paragraphs = tuple(Paragraph(each) for each in (*said, facts.place) if each)
    return (
        Addressee(f"{facts.addressee}："),
        *paragraphs,
        Signature(by or facts.office, formats.plain_day(on)),
    )


def received(facts: Facts) -> str:
    """The sentence with which the office says what it has before it."""
    day = formats.plain_day(facts.filed_on)
    return f"您于{day}提出的关于“{facts.category}”的信访事项（编号{facts.number}）收悉。"


def mandated(facts: Facts) -> tuple[Paragraph, ...]:
    """What superiors ask for, a paragraph each."""
    return tuple(Paragraph(f"本件系上级交办、领导批示：{each}。") for each in facts.mandates)


def handling(facts: Facts) -> str:
    """The handling unit and the handler."""
    if not facts.handler:
        return "待交办"
    return f"{facts.handling_unit}　{facts.handler}" if facts.handling_unit else facts.handler
