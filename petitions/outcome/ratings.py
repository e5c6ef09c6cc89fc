"""How a petitioner rates: 满意, 基本满意, 不满意, for the office and the handling unit apart, and whether it was solved.

The scale and the separate objects follow 《信访事项办理群众满意度评价工作办法(试行)》 (国信发〔2022〕11号).
"""

from __future__ import annotations

import enum

from web.words import N_


class Grade(enum.Enum):
    """How satisfied the petitioner is."""

    SATISFIED = "satisfied"
    FAIRLY = "fairly"
    DISSATISFIED = "dissatisfied"


class Solved(enum.Enum):
    """Whether the matter was solved, asked apart from satisfaction."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class CallBack(enum.Enum):
    """What a call back (回访) found out."""

    SOLVED = "solved"
    PARTLY = "partly"
    UNSOLVED = "unsolved"
    UNREACHABLE = "unreachable"


GRADE_LABELS = {
    Grade.SATISFIED: N_("满意"),
    Grade.FAIRLY: N_("基本满意"),
    Grade.DISSATISFIED: N_("不满意"),
}

SOLVED_LABELS = {
    Solved.YES: N_("已解决"),
    Solved.PARTLY: N_("部分解决"),
    Solved.NO: N_("未解决"),
}

CALL_BACK_LABELS = {
    CallBack.SOLVED: N_("已解决"),
    CallBack.PARTLY: N_("部分解决"),
    CallBack.UNSOLVED: N_("未解决"),
    CallBack.UNREACHABLE: N_("联系不上"),
}

CONTENT = frozenset({Grade.SATISFIED, Grade.FAIRLY})
