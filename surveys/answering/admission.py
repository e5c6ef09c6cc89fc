"""Who may drop a ballot, by the survey's way of admission: for which unit, and what is spent by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import sqlalchemy as sa
from flask import current_app

from database import Database
from surveys.answering import form_page, redeeming
from surveys.answers import UNIT_MISSING
from surveys.ballot_box import box, slip_codes, slips
from surveys.items import INVITATIONS, OPEN_LINK, SLIPS, Definition
from surveys.queries import Answering
from web.words import N_

LABELS = {
    OPEN_LINK: N_("开放链接（未核验）"),
    SLIPS: N_("纸质答题码（每人一份）"),
    INVITATIONS: N_("匿名答题券（每人一份）"),
}
#: What the first page says about it.
TOLD = {
    OPEN_LINK: N_("开放链接不核对身份，结果会注明“未核验”。"),
    SLIPS: N_("凭纸质答题码答题，一码一份。码由大家自己抽，没有人登记谁抽了哪一张。"),
    INVITATIONS: N_(
        "凭匿名答题券答题，每张券答一份。谁领过券，系统知道；哪张券是谁的，系统算不出来。控制了正在运行的服务器的人不在保证之内。"
    ),
}
#: How somebody learns with whom a small unit is counted: what the first page says, and what the desk reads of it.
GROUPED = {
    OPEN_LINK: N_("公布的每个数字至少来自 %(n)d 个人；人太少的单位并到相邻单位里一起统计，选单位时就能看到。"),
    SLIPS: N_(
        "公布的每个数字至少来自 %(n)d 个人；人太少的单位并到相邻单位里一起统计，答题码上印的就是合并以后的单位。"
    ),
    INVITATIONS: N_(
        "公布的每个数字至少来自 %(n)d 个人；人太少的单位并到相邻单位里一起统计，答题券上写的就是合并以后的单位。"
    ),
}
MERGED = {
    OPEN_LINK: N_("职工选单位时看得到。"),
    SLIPS: N_("答题码按合并以后的单位印，请照着发。"),
    INVITATIONS: N_("答题券按合并以后的单位发，券上写着。"),
}
MISTYPED = N_("答题码有一位不对，请对着纸条再看一遍：一共 12 位字母和数字。")
UNKNOWN = N_("这个答题码用不了：可能已经作废，也可能不是这份问卷的。请找发码的人换一张。")


@dataclass(frozen=True)
class Admitted:
    """The unit a ballot counts for (None: not said), the mark it spends, and what is asked again when it is dropped."""

    unit: int | None
    spent: bytes | None = None
    is_valid: Callable[[sa.Connection], bool] | None = None


class NotAdmitted(Exception):
    """The field that stands against it, and a sentence about it (a msgid)."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


def admit(
    database: Database, survey: Answering, definition: Definition, form: Mapping[str, str], *, now: datetime
) -> Admitted:
    """What a posted form is admitted with. Raises NotAdmitted, and box.AlreadySpent for a slip that was used."""
    if definition.admission == SLIPS:
        return _with_slip(database, survey.id, form.get("slip", ""))
    if definition.admission == INVITATIONS:
        return _with_ticket(database, survey, definition, form.get("ticket", ""), now)
    unit, chosen = form_page.posted_unit(definition, form.get("unit"))
    if not chosen:
        raise NotAdmitted("unit", UNIT_MISSING)
    return Admitted(unit)


def slip(database: Database, typed: str) -> tuple[slips.Found, bytes]:
    """The slip whose code was typed, and its mark. Raises NotAdmitted."""
    try:
        mark = slip_codes.mark(slip_key(), slip_codes.read(typed))
    except slip_codes.MistypedCode:
        raise NotAdmitted("slip", MISTYPED) from None
    found = slips.find(database, mark)
    if found is None:
        raise NotAdmitted("slip", UNKNOWN)
    return found, mark


def default() -> str:
    """How a new survey admits people: where pages travel unencrypted, by slips."""
    return OPEN_LINK if current_app.extensions["settings"].https else SLIPS


def slip_key() -> bytes:
    """The key under which the marks of slips are made."""
    key: bytes = current_app.extensions["instance_key"].derive("slip")
    return key


def _with_slip(database: Database, survey_id: int, typed: str) -> Admitted:
    found, mark = slip(database, typed)
    if found.survey_id != survey_id:
        raise NotAdmitted("slip", UNKNOWN)
    if found.is_spent:
        raise box.AlreadySpent
    return Admitted(found.unit, mark, partial(slips.is_valid, mark=mark))


def _with_ticket(database: Database, survey: Answering, definition: Definition, text: str, now: datetime) -> Admitted:
    try:
        ticket = redeeming.redeem(database, survey, definition, text, now=now)
    except redeeming.NotRedeemable as refused:
        raise NotAdmitted("ticket", refused.sentence) from None
    return Admitted(ticket.unit, ticket.mark)
