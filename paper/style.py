"""The measures of GB/T 9704-2012 in points, and the type of each part of a 简报; the only place where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.pagesizes import A4

from paper import faces
from paper.drawing import INK, MILLIMETRE, RED

PAGE_WIDTH, PAGE_HEIGHT = A4

# 版心 156 mm × 225 mm; 天头 37 mm, 订口 28 mm.
TYPE_WIDTH = 156 * MILLIMETRE
TYPE_HEIGHT = 225 * MILLIMETRE
TOP = 37 * MILLIMETRE
LEFT = 28 * MILLIMETRE

# 每面排 22 行，每行排 28 个字.
LINES = 22
CELLS = 28
PITCH = 28.95
CELL = TYPE_WIDTH / CELLS

# 字号.
SIZE_2 = 22.0
SIZE_3 = 16.0
SIZE_4 = 14.0
SMALL_4 = 12.0
SIZE_5 = 10.5

# 发文机关标志上边缘至版心上边缘 35 mm; 红色分隔线 4 mm below the line above it.
MASTHEAD_DROP = 35 * MILLIMETRE
RULE_DROP = 4 * MILLIMETRE
RED_RULE = 1.4
# 版记 rules: 首末 0.35 mm, 中间 0.25 mm.
COLOPHON_OUTER = 0.35 * MILLIMETRE
COLOPHON_INNER = 0.25 * MILLIMETRE
# 一字线 7 mm below the type area.
PAGE_NUMBER_DROP = 7 * MILLIMETRE


@dataclass(frozen=True)
class Type:
    """How a kind of text is set."""

    face: str
    size: float
    pitch: float = PITCH
    tone: str = INK
    #: First-line indent in cells.
    indent: float = 2.0


BODY = Type(faces.FANGSONG, SIZE_3)
FLUSH = Type(faces.FANGSONG, SIZE_3, indent=0)
HEADINGS = {1: Type(faces.HEI, SIZE_3), 2: Type(faces.KAI, SIZE_3), 3: Type(faces.FANGSONG, SIZE_3)}
TITLE = Type(faces.TITLE, SIZE_2, pitch=PITCH * 1.25, indent=0)
MASTHEAD = Type(faces.TITLE, 44, tone=RED, indent=0)
MARKING = Type(faces.HEI, SIZE_3, indent=0)
CONTENTS = Type(faces.FANGSONG, SIZE_4, pitch=PITCH * 0.8, indent=0)
CAPTION = Type(faces.HEI, SMALL_4, pitch=20, indent=0)
NOTE = Type(faces.FANGSONG, SIZE_5, pitch=15.5, tone="#3d4147", indent=0)
COLOPHON = Type(faces.FANGSONG, SIZE_4, pitch=24, indent=1)
PAGE_NUMBER = Type(faces.SONG, SIZE_4, indent=0)


@dataclass(frozen=True)
class Frame:
    """A page and the type area on it: left edge, upper edge, width and height, in points from the lower left."""

    page: tuple[float, float]
    x: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Lower edge of the type area."""
        return self.top - self.height


PORTRAIT = Frame((PAGE_WIDTH, PAGE_HEIGHT), LEFT, PAGE_HEIGHT - TOP, TYPE_WIDTH, TYPE_HEIGHT)
# The same sheet turned clockwise: its head lies at the binding edge (DOMAIN: 横排表格).
LANDSCAPE = Frame(
    (PAGE_HEIGHT, PAGE_WIDTH),
    PAGE_HEIGHT - TOP - TYPE_HEIGHT,
    PAGE_WIDTH - LEFT,
    TYPE_HEIGHT,
    TYPE_WIDTH,
)


def whole_lines(height: float) -> float:
    """`height` rounded up to whole lines, so that the text after a table or chart stands on the grid again."""
    lines = -(-(height - 0.01) // PITCH)
    return max(lines, 1) * PITCH
