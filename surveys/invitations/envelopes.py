"""Sealed envelopes on paper: number and unit outside, the personal link inside."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from paper.cut_slips import CutSlip, SlipWords, folded_pdf
from surveys.ballot_box import tickets
from surveys.invitations import workbooks as invitation_workbooks
from surveys.invitations.workbooks import Envelope
from surveys.items import Definition
from surveys.models import Survey
from web import pages

#: More would take longer than anybody waits for a page; a long list is printed in parts.
MOST_ENVELOPES = 2_000


def envelopes_pdf(
    survey: Survey, definition: Definition, envelopes: Sequence[Envelope], *, address: str, publisher: str
) -> bytes:
    """Three to an A4 page, to be folded and closed. `address` is the absolute address of the page of links."""
    slips = [
        CutSlip(each.unit, invitation_workbooks.secret(each.link), each.link, _("编号 %(number)s", number=each.number))
        for each in envelopes
    ]
    words = SlipWords(
        title=definition.title,
        how=_("扫码领答题券，或打开网址输入上面 20 位："),
        address=address.split("://", 1)[-1],
        rule=_(
            "核对码 %(code)s，手机上显示的应当一样。%(when)s截止，只给您一个人用。",
            code=tickets.check_code(definition.keys_digest),
            when=pages.local_moment(survey.closes_at),
        ),
        cover=_("请本人拆开"),
        fold=_("沿中线对折，码朝里，用胶水或订书钉封口。按编号交给本人。"),
    )
    return folded_pdf(slips, words, publisher=publisher, mark=_("演示数据") if pages.is_demo() else "")
