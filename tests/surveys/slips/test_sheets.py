"""What is printed about slips says what is needed, and never who got which."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from surveys.models import SlipSignOff
from surveys.slips import sheets as slip_sheets
from surveys.slips.records import Printed
from tests.surveys.conftest import definition_of
from web import crockford


def _text(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


@pytest.mark.parametrize("layout", [slip_sheets.CUT_OUT, slip_sheets.FOLDED])
def test_each_slip_has_its_unit_its_code_and_the_address(open_survey: Callable[..., Any], layout: str) -> None:
    survey = open_survey(admission="slips")
    definition = definition_of(survey)
    numbers = {unit.id: 3 for unit in definition.choosable_units[:2]}
    codes = slip_sheets.mint(numbers)
    pdf = slip_sheets.slips_pdf(
        survey, definition, codes, layout=layout, entry="https://xinqiao.example/c", publisher="工会"
    )
    text = _text(pdf)
    for unit, of_unit in codes.items():
        assert next(each.name for each in definition.units if each.id == unit) in text
        assert all(crockford.grouped(code) in text for code in of_unit)
    assert text.count("xinqiao.example/c") == 6
    # One page for each unit, so that piles stay apart.
    assert len(pypdfium2.PdfDocument(pdf)) == 2


def test_hand_out_sheet_and_sign_off_have_counts_and_places_to_sign(
    open_survey: Callable[..., Any], clock: Any
) -> None:
    survey = open_survey(admission="slips")
    definition = definition_of(survey)
    unit = definition.choosable_units[0]
    today = clock().date()
    printed = {unit.id: Printed(91, today, 0)}
    text = _text(slip_sheets.hand_out_pdf(definition, printed, publisher="工会", today=today))
    for words in (unit.name, "91", "发放人一", "发放人二", "不登记谁抽了"):
        assert words in text.replace("\r\n", "").replace("\n", "")
    signed = {unit.id: SlipSignOff(unit=unit.id, unused=17, representative="欧阳青禾", signed_on=today)}
    text = _text(slip_sheets.sign_off_pdf(definition, printed, signed, publisher="工会", today=today))
    for words in (unit.name, "17", "欧阳青禾", "签名"):
        assert words in text
