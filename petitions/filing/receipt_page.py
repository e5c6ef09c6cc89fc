"""The page of a receipt: rendered once for all of a day that differ by code and number only."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import render_template

from petitions.filing import certificate
from petitions.mailbox import telling
from petitions.mailbox.forms import MailboxForm
from petitions.models import Petition
from petitions.offices import Front
from petitions.visit.addresses import case_address
from web import crockford, kept_pages

#: Stands in pages that everybody shares until each copy gets its own code.
BLANK_CODE = "{receipt-code}"
BLANK_MARK = "{receipt-mark}"
BLANK_PICTURE = "{picture}"

#: A receipt written out for a code, a number, the code in groups and its picture.
Receipt = Callable[[str, str, Sequence[str], str], str]


def page(
    code: str,
    case: Petition,
    shown: Front,
    *,
    again: bool = False,
    changed: str = "",
    warned: bool = False,
    mailbox: MailboxForm | None = None,
) -> str:
    """The receipt of `case`.

    `again` when it was filed before, with the `changed` text that was typed since; `mailbox` is the form sent with it.
    """
    picture = certificate.picture(code, case_address(""), case.number, case.filed_on, due=case.next_due)
    rendered = _receipt(case, shown, again=again, changed=changed, warned=warned, mailbox=mailbox)
    if changed or mailbox is not None:
        # The petitioner's own words are kept nowhere.
        return rendered(code, case.number, crockford.parts(code), picture)
    facts = (
        case.filed_on,
        case.next_due,
        case.urgent,
        shown.kind_of(case.group_id),
        case.category,
        shown.chosen.crisis_line,
    )
    blank = kept_pages.page(
        "receipt",
        (*facts, again, warned, telling.is_offered(case)),
        lambda: rendered(BLANK_CODE, certificate.NUMBER, certificate.PARTS, BLANK_PICTURE),
    )
    written = certificate.with_code(blank.replace(BLANK_CODE, code), code, case.number)
    return written.replace(BLANK_PICTURE, picture)


def _receipt(
    case: Petition, shown: Front, *, again: bool, changed: str, warned: bool, mailbox: MailboxForm | None
) -> Receipt:
    """How the receipt of `case` is written out."""

    def rendered(code: str, number: str, parts: Sequence[str], picture: str) -> str:
        return render_template(
            "petitions/filing/receipt.html",
            code=code,
            number=number,
            case=case,
            office=shown.kind_of(case.group_id),
            crisis_line=shown.chosen.crisis_line,
            is_arbitrable=shown.categories.can_go_to_arbitration(case.category),
            parts=parts,
            picture=picture,
            again=again,
            changed=changed,
            warned=warned,
            offers_mailbox=telling.is_offered(case),
            mailbox=mailbox or MailboxForm(formdata=None),
            told_at=mailbox.masked() if mailbox is not None else "",
        )

    return rendered
