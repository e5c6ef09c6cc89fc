"""What is printed and handed over in person: founding slips, initial passwords, recovery sheets."""

from __future__ import annotations

from datetime import date

from flask import current_app
from flask_babel import gettext as _

from accounts.offices import LABELS
from accounts.queries import Office
from paper.slips import Boxes, Code, Facts, Lines, Sheet, Words, sheet_pdf
from vault.recovery import NEEDED, SHEETS, Sheets
from web.formats import plain_day


def founding_slip(office: Office, address: str, *, organisation: str) -> bytes:
    """The slip that lets one person found a reading group."""
    parts = (
        Facts(((_("受理机构"), _(LABELS[office.kind])), (_("单位"), office.unit))),
        Lines(
            (
                _("请当面交给将要建立这个受理机构的人。登录心桥后扫码，或把网址输入浏览器，按页面提示建组。"),
                _("建组的人是第一位成员；以后由成员接纳成员。系统管理员不能加入，也打不开组里的内容。"),
                _("这张纸条只能用一次。用过请撕毁。"),
            )
        ),
        Code(address, _("建组链接，只能用一次")),
        Lines((address,)),
    )
    return sheet_pdf([Sheet(_("受理机构建组纸条"), parts)], publisher=organisation, mark=_mark())


def initial_password(name: str, username: str, password: str, *, organisation: str) -> bytes:
    """The slip with which somebody signs in for the first time."""
    parts = (
        Facts(((_("姓名"), name), (_("用户名"), username), (_("初始密码"), password))),
        Lines((_("请当面交给本人。首次登录时系统会要求换成自己的密码。换好后请撕毁这张纸条。"),)),
    )
    return sheet_pdf([Sheet(_("登录纸条"), parts)], publisher=organisation, mark=_mark())


def recovery_sheets(office: Office, sheets: Sheets, *, today: date) -> bytes:
    """Three pages, one for each holder; any two bring the group back."""
    pages = [_recovery_sheet(office, words, number, today) for number, words in enumerate(sheets.words, start=1)]
    return sheet_pdf(pages, mark=_mark())


def _recovery_sheet(office: Office, words: tuple[str, ...], number: int, today: date) -> Sheet:
    facts = (
        (_("受理机构"), _(LABELS[office.kind])),
        (_("单位"), office.unit),
        (_("打印日期"), plain_day(today)),
        (_("第几张"), _("第 %(number)d 张，共 %(all)d 张", number=number, all=SHEETS)),
    )
    about = _(
        "受理机构的成员都登录不了时，凑齐任意 %(needed)d 张就能把组找回来；单独一张什么也打不开。"
        "请与另外两张分开保管，不拍照、不复印。",
        needed=NEEDED,
    )
    parts = (
        Facts(facts),
        Lines((about,)),
        Words(words),
        Code(" ".join(words), _("同样的词，可以扫码")),
        Boxes((_("保管人签名"), _("日期"))),
    )
    return Sheet(_("恢复单"), parts, _("每年核对一次。重新打印并确认后，这一张作废。"))


def _mark() -> str:
    return _("演示数据，不是真实的人和事") if current_app.extensions["settings"].demo else ""
