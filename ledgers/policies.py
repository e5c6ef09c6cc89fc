"""政策口径: what a rule says, in plain words, with where it stands and how long it holds; pure."""

from __future__ import annotations

from datetime import date

from ledgers.declaration import Column, Ledger, Place, State, Step, Type
from web.words import N_

KINDS = {
    "pay": N_("工资与奖金"),
    "hours": N_("工时与休假"),
    "insurance": N_("社保与公积金"),
    "contract": N_("合同与岗位"),
    "safety": N_("安全与健康"),
    "injury": N_("工伤与疾病"),
    "women": N_("女职工"),
    "welfare": N_("福利与帮扶"),
    "training": N_("培训与晋升"),
    "other": N_("其他"),
}

#: How an explanation was given; the last is a reader who said that the page had answered their question.
CHANNELS = {
    "visit": N_("当面解释"),
    "call": N_("电话解释"),
    "reply": N_("答复中引用"),
    "meeting": N_("会上或班前会宣讲"),
    "page": N_("网页自助"),
}

DRAFT, IN_FORCE, ENDED = "draft", "in_force", "ended"

LEDGER = Ledger(
    name="policies",
    label=N_("政策口径"),
    about=N_("一个问题一个说法：依据、有效期、大白话解答，职工不登录就能查"),
    prefix="ZC",
    open_to_all=True,
    first_view="all",
    columns=(
        Column(
            "title",
            N_("问题"),
            place=Place.TITLE,
            required=True,
            hint=N_("照职工会问的写，例：夜班津贴怎么算"),
            aliases=("政策名称", "事项", "名称"),
        ),
        Column("kind", N_("类别"), Type.CHOICE, Place.KIND, KINDS, required=True, aliases=("分类",)),
        Column(
            "answer",
            N_("大白话解答"),
            Type.LONG,
            required=True,
            hint=N_("公开。先说结论，再说条件、办法、找谁"),
            aliases=("口径", "解释口径", "答复口径"),
        ),
        Column(
            "basis",
            N_("依据"),
            required=True,
            hint=N_("文件名、文号和条款"),
            aliases=("政策依据", "文件依据", "来源"),
            listed=True,
        ),
        Column(
            "keywords", N_("关键词"), hint=N_("职工会用的词，用顿号隔开，例：夜班津贴、夜班费、中班"), aliases=("别名",)
        ),
        Column("day", N_("生效日期"), Type.DAY, Place.DAY, required=True, aliases=("日期", "有效期起")),
        Column("due", N_("有效期至"), Type.DAY, Place.DUE, hint=N_("长期有效就空着"), aliases=("失效日期", "有效期止")),
        Column(
            "unit",
            N_("适用单位"),
            Type.UNIT,
            Place.UNIT,
            hint=N_("只在一个单位和它的下属适用，就选那个单位；空着就是全企业适用，由管全企业的人来定"),
            aliases=("单位", "适用范围"),
        ),
        Column("owner", N_("谁来维护"), Type.PERSON, Place.OWNER, aliases=("责任人", "维护人")),
    ),
    states=(
        State(DRAFT, N_("起草中"), "soon"),
        State(IN_FORCE, N_("公开有效"), "good"),
        State(ENDED, N_("已停用"), is_final=True),
    ),
    steps=(
        Step("publish", N_("公开"), (DRAFT,), IN_FORCE, note=N_("谁审核的"), done=N_("已公开，职工可以查到。")),
        Step(
            "withdraw",
            N_("停用"),
            (DRAFT, IN_FORCE),
            ENDED,
            note=N_("为什么停用，换成哪一条"),
            note_needed=True,
            is_grave=True,
            done=N_("已停用，职工查不到了。"),
        ),
        Step("revise", N_("退回修改"), (IN_FORCE,), DRAFT, note=N_("要改什么"), done=N_("已退回修改，暂不公开。")),
    ),
    empty=(N_("还没有政策口径"), N_("把职工问得最多的问题先写上，一问一答。答复里引用它，大家的说法就一样了。")),
)


def is_valid(state: str, first: date, last: date | None, today: date) -> bool:
    """Whether an answer may be given today."""
    return state == IN_FORCE and first <= today and (last is None or today <= last)
