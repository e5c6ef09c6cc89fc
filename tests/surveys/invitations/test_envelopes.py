"""Envelopes: outside what the hand-out needs, inside what one person needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pypdfium2

from surveys.invitations import envelopes as invitation_sheets
from surveys.invitations.workbooks import Envelope
from tests.surveys import invited as by_invitation
from tests.surveys.conftest import definition_of
from tests.surveys.invited import Invited

#: Fixtures.
quick_keys = by_invitation.quick_keys
invited_survey = by_invitation.invited_survey


def test_an_envelope_has_number_and_unit_outside_and_link_and_check_code_inside(
    session: Any, invited_survey: Callable[..., Invited]
) -> None:
    invited = invited_survey()
    base = "https://xinqiao.example.com/i"
    envelopes = [
        Envelope(f"{number:04}", unit, f"{base}#{link}")
        for number, (link, unit) in enumerate(zip(invited.links[:4], invited.units[:4], strict=True), start=1)
    ]
    definition = definition_of(invited.survey)
    pdf = invitation_sheets.envelopes_pdf(invited.survey, definition, envelopes, address=base, publisher="工会")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]

    assert len(pages) == 2
    assert all(f"编号 {number:04}" in pages[0] for number in (1, 2, 3))
    assert all(link in pages[0] for link in invited.links[:3])
    assert " ".join(definition.keys_digest[start : start + 4] for start in range(0, 20, 4)) in pages[1]
    assert "xinqiao.example.com/i" in pages[1]
