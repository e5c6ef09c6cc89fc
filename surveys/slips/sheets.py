"""What is printed about slips: the slips themselves, the hand-out sheet, and the sheet of the sign-off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from flask import current_app
from flask_babel import gettext as _

from paper import document, manuscript
from paper.cut_slips import CutSlip, SlipWords, cut_out_pdf, folded_pdf
from surveys.ballot_box import slip_codes
from surveys.items import Definition
from surveys.models import SlipSignOff, Survey
from surveys.slips.records import Printed
from web import clock, crockford, formats

CUT_OUT, FOLDED = "cut-out", "folded"


def mint(numbers: Mapping[int, int]) -> dict[int, list[str]]:
    """New codes for each unit."""
    return {unit: [slip_codes.mint() for _slip in range(number)] for unit, number in numbers.items()}


def slips_pdf(
    survey: Survey,
    definition: Definition,
    codes: Mapping[int, Sequence[str]],
    *,
    layout: str,
    entry: str,
    publisher: str,
) -> bytes:
    """The slips of some units, unit after unit. `entry` is the absolute address of the page that takes a code."""
    names = {unit.id: unit.name for unit in definition.units}
    slips = [
        CutSlip(names[unit], crockford.grouped(code), f"{entry}#{code}")
        for unit, of_unit in codes.items()
        for code in of_unit
    ]
    assert survey.closes_at is not None
    closes_at = formats.moment(clock.local(survey.closes_at))
    words = SlipWords(
        title=definition.title,
        how=_("手机扫码，或打开网址输 12 位码："),
        address=entry.split("://", 1)[-1],
        rule=_("一码一份，%(when)s 截止。自己抽，不登记谁抽了哪张。", when=closes_at),
        cover=_("纸质答题码 · 请本人拆开"),
        fold=_("沿中线对折，码朝里，用胶水或订书钉封口。发放前混在一起，由大家自己抽。"),
    )
    draw = folded_pdf if layout == FOLDED else cut_out_pdf
    return draw(slips, words, publisher=publisher, mark=_mark())


def hand_out_pdf(definition: Definition, printed: Mapping[int, Printed], *, publisher: str, today: date) -> bytes:
    """发放登记: for each unit how many were handed out and came back, and who did it; never who got which."""
    columns = (
        manuscript.Column(_("单位"), share=30),
        manuscript.Column(_("人数"), "end", share=8),
        manuscript.Column(_("印制"), "end", share=8),
        manuscript.Column(_("发出"), share=9),
        manuscript.Column(_("退回"), share=9),
        manuscript.Column(_("发放人一签名"), share=17),
        manuscript.Column(_("发放人二签名"), share=17),
        manuscript.Column(_("日期"), share=13),
    )
    rows = tuple(
        (unit.name, str(unit.headcount), str(printed[unit.id].valid), *("\n",) * 5)
        for unit in definition.choosable_units
        if unit.id in printed
    )
    rules = _(
        "两个人一起发。裁好的答题码打乱装袋，由职工自己伸手抽；只登记发了几张，不登记谁抽了哪一张，也不要按名册逐个打勾。"
        "没有发出的和退回的都留好，截止以后当着职工代表的面清点核销。"
    )
    return _office_pdf(
        _("纸质答题码发放登记"), definition, (manuscript.Paragraph(rules),), columns, rows, publisher, today
    )


def sign_off_pdf(
    definition: Definition,
    printed: Mapping[int, Printed],
    signed: Mapping[int, SlipSignOff],
    *,
    publisher: str,
    today: date,
) -> bytes:
    """核销单: how many unused slips of each unit were counted, with places to sign."""
    columns = (
        manuscript.Column(_("单位"), share=36),
        manuscript.Column(_("印制"), "end", share=10),
        manuscript.Column(_("清点未用"), "end", share=12),
        manuscript.Column(_("职工代表"), share=16),
        manuscript.Column(_("日期"), share=20),
        manuscript.Column(_("签名"), share=18),
    )
    rows = tuple(
        (
            unit.name,
            str(printed[unit.id].valid),
            str(row.unused) if (row := signed.get(unit.id)) else "\n",
            row.representative if row else "",
            formats.plain_day(row.signed_on) if row else "",
            "\n",
        )
        for unit in definition.choosable_units
        if unit.id in printed
    )
    rules = _("截止以后，由职工代表当场清点没有用过的答题码，核对张数，剪角作废，签名后封存。张数写进公布的结果。")
    return _office_pdf(
        _("纸质答题码核销单"), definition, (manuscript.Paragraph(rules),), columns, rows, publisher, today
    )


def _office_pdf(
    title: str,
    definition: Definition,
    blocks: tuple[manuscript.Block, ...],
    columns: tuple[manuscript.Column, ...],
    rows: tuple[tuple[str, ...], ...],
    publisher: str,
    today: date,
) -> bytes:
    caption = f"{definition.title}　{formats.plain_day(today)}"
    table = manuscript.Table(caption, columns, rows, continued=_("续："))
    whole = (manuscript.NewPage(landscape=True), manuscript.Title(title), *blocks, table)
    return document.pdf(manuscript.Manuscript(title, whole, author=publisher, mark=_mark()))


def _mark() -> str:
    return _("演示数据，不是真实的人和事") if current_app.extensions["settings"].demo else ""
