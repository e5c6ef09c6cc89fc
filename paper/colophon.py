"""版记 of GB/T 9704 at the foot of the last page: to whom a document goes, who printed it and when, and how many copies."""

from __future__ import annotations

from dataclasses import dataclass

from paper import blocks, faces, style
from paper.drawing import Sheet, baseline, set_text
from paper.manuscript import Colophon
from paper.style import PORTRAIT, Frame
from paper.typesetting import Line

TYPE = style.COLOPHON


@dataclass(frozen=True)
class _Recipient:
    """抄送 and those it names; what runs over begins under the first word after the colon."""

    head: str
    indent: float
    lines: list[Line]


def height(colophon: Colophon) -> float:
    """What it takes of the type area."""
    return _rows(colophon, _recipients(colophon, PORTRAIT)) * TYPE.pitch + 4


def draw(sheet: Sheet, colophon: Colophon, frame: Frame) -> None:
    """Draw it with its last rule on the lower edge of the type area."""
    left, right = frame.x + TYPE.size, frame.x + frame.width - TYPE.size
    recipients = _recipients(colophon, frame)
    upper = frame.bottom + _rows(colophon, recipients) * TYPE.pitch
    weight = style.COLOPHON_OUTER
    for each in recipients:
        sheet.rule(frame.x, upper, frame.width, weight=weight)
        weight = style.COLOPHON_INNER
        sheet.words(each.head, left, baseline(upper, TYPE.pitch, TYPE.size), face=TYPE.face, size=TYPE.size)
        upper = sheet.set_lines(each.lines, left + each.indent, upper, face=TYPE.face, size=TYPE.size, pitch=TYPE.pitch)
    sheet.rule(frame.x, upper, frame.width, weight=weight)
    y = baseline(upper, TYPE.pitch, TYPE.size)
    room = right - left - faces.text_width(TYPE.face, colophon.day, TYPE.size) - TYPE.size
    sheet.words(blocks.fitted(colophon.printer, room, TYPE.size), left, y, face=TYPE.face, size=TYPE.size)
    sheet.words(colophon.day, right, y, face=TYPE.face, size=TYPE.size, anchor="end")
    sheet.words(colophon.copies, right, y - TYPE.pitch, face=TYPE.face, size=TYPE.size, anchor="end")
    sheet.rule(frame.x, frame.bottom, frame.width, weight=style.COLOPHON_OUTER)


def _recipients(colophon: Colophon, frame: Frame) -> list[_Recipient]:
    width = frame.width - 2 * TYPE.size
    found = []
    for text in colophon.recipients:
        addressed, colon, named = text.partition("：")
        head = addressed + colon if colon else ""
        indent = faces.text_width(TYPE.face, head, TYPE.size)
        lines = set_text(named if colon else text, TYPE.face, TYPE.size, width - indent, justify=False)
        found.append(_Recipient(head, indent, lines))
    return found


def _rows(colophon: Colophon, recipients: list[_Recipient]) -> int:
    """Lines of all recipients, of who printed it and of the copies."""
    return sum(max(len(each.lines), 1) for each in recipients) + (2 if colophon.copies else 1)
