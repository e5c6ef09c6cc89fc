"""How the content of a column is read from what people type or keep in workbooks, checked, stored as JSON, and shown; pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from ledgers.declaration import Column, Content, Place, Type
from web.words import N_

LONGEST_TEXT = 200
LONGEST_LONG = 20_000
LARGEST_NUMBER = 10**12
FEN = 100
#: A day beyond these years is a slip of the keyboard; workbooks kept for decades are read.
FIRST_YEAR, LAST_YEAR = 1950, 2100
#: Excel counts days from here.
EXCEL_ZERO = date(1899, 12, 30)
EXCEL_DAYS = range(20_000, 80_000)
YES = frozenset({"是", "有", "√", "✓", "1", "y", "yes", "true", "对"})
NO = frozenset({"", "否", "无", "×", "0", "n", "no", "false", "不"})
NOT_A_CHOICE = N_("“%(typed)s”不在可选的范围里。可以填：%(choices)s。")
DUE_BEFORE_DAY = N_("时限不能早于登记的日子。")
CHANGED = N_("可选的内容刚刚变动过，请再选一次。")
_DAY = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:.*)?$")
#: Digits alone: 1e999999 is an amount too, and takes minutes to become one.
_AMOUNT = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,10})?")
_SERIAL = re.compile(r"[0-9]{5}")
_CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"}


class BadValue(Exception):
    """A content does not fit its column; `message` (a msgid) says what to do, filled with `values`."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values


@dataclass(frozen=True)
class Names:
    """Units and people by the names that forms and workbooks use, and choices that differ from year to year."""

    units: Mapping[str, int] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)
    #: Choices by column, where a ledger's are not fixed: code to words.
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    #: What the page of whoever reads calls a word: a workbook written in English is read again in English.
    called: Callable[[str], str] = str
    #: Whether a unit must be chosen: what has none holds for the whole enterprise, of which they keep a part.
    names_a_unit: bool = False

    def requires(self, column: Column) -> bool:
        """Whether a column must be filled in."""
        return column.required or (self.names_a_unit and column.place is Place.UNIT)

    def choices_of(self, column: Column) -> Mapping[str, str]:
        """The choices of a column."""
        return self.choices.get(column.code, column.choices)


def read(column: Column, typed: str, names: Names) -> Content:
    """What `typed` means in `column`; nothing is None. Raises BadValue."""
    text = typed.translate(_CONTROLS).replace("\r", "").strip()
    if not text and column.type is not Type.FLAG:
        return None
    if column.type in (Type.TEXT, Type.LONG):
        return check(column, text)
    plain = unicodedata.normalize("NFKC", text).strip()
    if column.type is Type.CHOICE:
        return _choice(column, text, names)
    if column.type is Type.DAY:
        return _day(plain)
    if column.type is Type.NUMBER:
        return check(column, _number(plain, column.unit))
    if column.type is Type.MONEY:
        return check(column, _money(plain))
    if column.type is Type.FLAG:
        return _flag(plain)
    known = names.units if column.type is Type.UNIT else names.people
    if text not in known:
        sentence = (
            N_("没有叫“%(name)s”的单位，或不止一个。请写成“上级／单位”。")
            if column.type is Type.UNIT
            else N_("没有叫“%(name)s”的账号，或不止一个。请写账号上的姓名。")
        )
        raise BadValue(sentence, name=text[:40])
    return known[text]


def check(column: Column, value: Content) -> Content:
    """`value` as the column may hold it. Raises BadValue for a wrong kind, a number out of range, a text too long."""
    if value is None:
        return None
    wanted: type = {Type.DAY: date, Type.FLAG: bool}.get(column.type, str)
    if column.type in (Type.NUMBER, Type.MONEY, Type.UNIT, Type.PERSON):
        wanted = int
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise BadValue(N_("这一项填得不对，请重新填写。"))
    if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise BadValue(N_("年份要在 %(first)s 到 %(last)s 之间，请看看有没有写错。"), first=FIRST_YEAR, last=LAST_YEAR)
    if isinstance(value, str):
        most = LONGEST_LONG if column.type is Type.LONG else LONGEST_TEXT
        if len(value) > most:
            raise BadValue(N_("最多 %(most)s 字，现在是 %(length)s 字。"), most=most, length=len(value))
    if column.type in (Type.NUMBER, Type.MONEY):
        highest = column.highest if column.highest is not None else LARGEST_NUMBER
        if not 0 <= int(value) <= highest:  # type: ignore[arg-type]
            raise BadValue(N_("要在 0 到 %(most)s 之间。"), most=highest)
    return value


def to_plain(value: Content) -> str | int | bool | None:
    """A content as JSON holds it: days as 2026-11-30."""
    return value.isoformat() if isinstance(value, date) else value


def from_plain(column: Column, plain: object) -> Content:
    """What `to_plain` stored."""
    if column.type is Type.DAY and isinstance(plain, str):
        return date.fromisoformat(plain)
    return plain if isinstance(plain, str | int) else None


def money(fen: int) -> str:
    """300000 as 3,000 and 300050 as 3,000.50 (yuan)."""
    yuan, rest = divmod(fen, FEN)
    return f"{yuan:,}.{rest:02d}" if rest else f"{yuan:,}"


def yuan(fen: int) -> int | float:
    """Fen as the number of yuan that a workbook holds."""
    return fen // FEN if fen % FEN == 0 else fen / FEN


def _choice(column: Column, text: str, names: Names) -> str:
    choices = names.choices_of(column)
    if text in choices:
        return text
    if text in column.words:
        return column.words[text]
    found = next((code for code, words in choices.items() if text in (words, names.called(words))), None)
    if found is None:
        listed = "；".join(map(names.called, choices.values()))
        raise BadValue(NOT_A_CHOICE, typed=text[:40], choices=listed)
    return found


def _day(plain: str) -> date:
    found = _DAY.match(plain)
    if found is not None:
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            raise BadValue(N_("“%(typed)s”这个日子不存在。"), typed=plain[:20]) from None
    if _SERIAL.fullmatch(plain) and int(plain) in EXCEL_DAYS:
        return EXCEL_ZERO + timedelta(days=int(plain))
    raise BadValue(N_("“%(typed)s”看不出是哪一天。请写成 2026-11-30。"), typed=plain[:20])


def _number(plain: str, unit: str) -> int:
    cleaned = plain.removesuffix(unit).removesuffix("%").replace(",", "").strip().removesuffix(".0")
    if not (cleaned.isascii() and cleaned.isdigit() and len(cleaned) < 14):
        raise BadValue(N_("“%(typed)s”不是整数。请只写数字。"), typed=plain[:20])
    return int(cleaned)


def _money(plain: str) -> int:
    cleaned = plain.removeprefix("¥").removesuffix("元").replace(",", "").strip()
    factor = 1
    if cleaned.endswith("万"):
        cleaned, factor = cleaned.removesuffix("万").strip(), 10_000
    amount = Decimal(cleaned) * factor * FEN if _AMOUNT.fullmatch(cleaned) else None
    if amount is None or amount != amount.to_integral_value():
        raise BadValue(N_("“%(typed)s”不是金额。请写成 3000 或 3000.50（元）。"), typed=plain[:20])
    return int(amount)


def _flag(plain: str) -> bool:
    if plain.lower() in YES:
        return True
    if plain.lower() in NO:
        return False
    raise BadValue(N_("“%(typed)s”请改成“是”或“否”。"), typed=plain[:20])
