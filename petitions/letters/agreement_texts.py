"""What an agreement says on paper, to be signed by both sides: 调解协议书, 和解协议书. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from paper.manuscript import Block, Field, Fields, Heading, Paragraph
from petitions.letters.catalogue import Facts, LetterKind
from web import formats

CLOSING = (
    "本协议由双方自愿达成，内容不违反法律、法规和政策的强制性规定，自双方签字（盖章）之日起按约定履行。协议一式三份，双方各执一份，"
    "一份归入案卷。不按约定履行的，可以向受理机构反映，也可以依法通过其他途径解决。"
)


def _mediated(facts: Facts, _on: date) -> tuple[Block, ...]:
    how = f"经双方同意，依照《信访工作条例》第三十三条，由{facts.office}主持调解，双方自愿达成协议如下。"
    return _agreed(facts, how, (Field("调解人签章", ""), Field("签订日期", _signed(facts))))


def _between_them(facts: Facts, _on: date) -> tuple[Block, ...]:
    how = "依照《信访工作条例》第三十三条，双方自愿和解，达成协议如下。"
    return _agreed(facts, how, (Field("见证人签名", ""), Field("签订日期", _signed(facts))))


def _agreed(facts: Facts, how: str, signing: tuple[Field, ...]) -> tuple[Block, ...]:
    assert facts.agreement is not None
    received = formats.plain_day(facts.filed_on)
    matter = f"信访人于{received}提出关于“{facts.category}”的信访事项（编号{facts.number}）。"
    return (
        Heading(1, "一、双方当事人"),
        Paragraph(facts.agreement.parties),
        Heading(1, "二、事由"),
        Paragraph(f"{matter}{how}"),
        Heading(1, "三、协议内容"),
        Paragraph(facts.agreement.terms),
        Heading(1, "四、其他"),
        Paragraph(CLOSING),
        Fields(((Field("信访人签名", ""), Field("对方签章", "")), signing), tall=frozenset({0, 1})),
    )


def _signed(facts: Facts) -> str:
    assert facts.agreement is not None
    return formats.plain_day(facts.agreement.signed_on)


BODIES: dict[LetterKind, Callable[[Facts, date], tuple[Block, ...]]] = {
    LetterKind.MEDIATED: _mediated,
    LetterKind.BETWEEN_THEM: _between_them,
}
