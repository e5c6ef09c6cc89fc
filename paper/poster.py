"""A poster for a wall: one A4 page with a large QR code that a phone reads from two metres."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.pagesizes import A4

from paper import faces, qr
from paper.drawing import MILLIMETRE, Sheet, set_text

PINE = "#1f5f57"
QUIET = "#565b63"
MARGIN = 22 * MILLIMETRE
CODE = 120 * MILLIMETRE


def poster_pdf(
    *,
    title: str,
    lines: Sequence[str],
    url: str,
    caption: str = "",
    small_print: Sequence[str] = (),
    publisher: str = "",
    mark: str = "",
) -> bytes:
    """An A4 poster: title, what it is about, the QR code of `url` with its caption, and the small print."""
    sheet = Sheet(title=title, author=publisher)
    width, height = A4
    room = width - 2 * MARGIN
    sheet.fill(0, height - 9 * MILLIMETRE, width, 9 * MILLIMETRE, PINE)
    top = height - 30 * MILLIMETRE
    if mark:
        sheet.words(
            mark, width / 2, height - 18 * MILLIMETRE, face=faces.HEI_BOLD, size=12, tone="#b3261e", anchor="middle"
        )
    top = _title(sheet, title, top, room)
    for line in lines:
        set_lines = set_text(line, faces.HEI, 17, room, justify=False)
        top = sheet.set_lines(set_lines, MARGIN, top, face=faces.HEI, size=17, pitch=28, anchor="middle", width=room)
    top -= 6 * MILLIMETRE
    # The code shrinks when a long title or small print needs the room, never below what a camera reads.
    size = max(min(CODE, top - MARGIN - _small_height(small_print, caption, room, publisher)), 45 * MILLIMETRE)
    qr.draw(sheet.canvas, url, (width - size) / 2, top - size, size)
    top -= size + 2 * MILLIMETRE
    if caption:
        set_caption = set_text(caption, faces.HEI_BOLD, 15, room, justify=False)
        place = {"face": faces.HEI_BOLD, "size": 15, "pitch": 24}
        top = sheet.set_lines(set_caption, MARGIN, top, tone=PINE, anchor="middle", width=room, **place)  # type: ignore[arg-type]
    set_url = set_text(url, faces.HEI, 11, room, justify=False)
    top = sheet.set_lines(
        set_url, MARGIN, top, face=faces.HEI, size=11, pitch=18, tone=QUIET, anchor="middle", width=room
    )
    _foot(sheet, small_print, publisher, room)
    return sheet.finish()


def _title(sheet: Sheet, title: str, top: float, room: float) -> float:
    size = next((size for size in (40, 34, 28) if faces.text_width(faces.TITLE, title, size) <= room), 26)
    lines = set_text(title, faces.TITLE, size, room, justify=False)
    top = sheet.set_lines(
        lines, MARGIN, top, face=faces.TITLE, size=size, pitch=size * 1.4, anchor="middle", width=room
    )
    return top - 5 * MILLIMETRE


def _small_lines(small_print: Sequence[str], room: float) -> list[tuple[str, int]]:
    return [(text, len(set_text(text, faces.FANGSONG, 12, room))) for text in small_print]


def _small_height(small_print: Sequence[str], caption: str, room: float, publisher: str) -> float:
    lines = sum(count for _, count in _small_lines(small_print, room))
    return lines * 19 + (24 if caption else 0) + 18 + (26 if publisher else 0) + 8 * MILLIMETRE


def _foot(sheet: Sheet, small_print: Sequence[str], publisher: str, room: float) -> None:
    """The small print and the publisher, standing on the lower margin."""
    y = MARGIN * 0.7
    if publisher:
        sheet.words(publisher, A4[0] / 2, y, face=faces.KAI, size=14, anchor="middle")
        y += 24
    top = y + sum(count for _, count in _small_lines(small_print, room)) * 19
    for text in small_print:
        lines = set_text(text, faces.FANGSONG, 12, room)
        top = sheet.set_lines(lines, MARGIN, top, face=faces.FANGSONG, size=12, pitch=19, tone=QUIET)
