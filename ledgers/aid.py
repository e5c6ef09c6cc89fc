"""困难帮扶、送温暖、送清凉: amounts and counts in clear, families and people sealed; pure."""

from __future__ import annotations

from ledgers.declaration import Column, Ledger, Place, State, Step, Type
from web.words import N_

KINDS = {
    "hardship": N_("困难救助"),
    "illness": N_("大病救助"),
    "study": N_("金秋助学"),
    "disaster": N_("意外灾害救助"),
    "visit": N_("走访慰问"),
    "warmth": N_("送温暖"),
    "cooling": N_("送清凉"),
}
#: Given to many at once; the others are given to a family.
GATHERINGS = frozenset({"warmth", "cooling"})
CAUSES = {
    "illness": N_("本人或家人患病"),
    "accident": N_("意外或灾害"),
    "study": N_("子女上学"),
    "income": N_("收入低、无其他劳力"),
    "injury": N_("工伤或职业病"),
    "season": N_("节日和高温"),
    "other": N_("其他"),
}

REPORTED, CHECKED, PLANNED, GIVEN, FOLLOWED, DECLINED = (
    "reported",
    "checked",
    "planned",
    "given",
    "followed",
    "declined",
)

#: Something was handed over; something waits to be.
GIVEN_STATES = frozenset({GIVEN, FOLLOWED})
WAITING_STATES = frozenset({REPORTED, CHECKED, PLANNED})

LEDGER = Ledger(
    name="aid",
    label=N_("困难帮扶与慰问"),
    about=N_("困难帮扶、送温暖、送清凉：钱数和人次公开统计，家庭和姓名密封"),
    prefix="FZ",
    columns=(
        Column(
            "title",
            N_("事项"),
            place=Place.TITLE,
            required=True,
            hint=N_("不写姓名，例：大病救助（一车间）、七月送清凉"),
            aliases=("帮扶事项", "活动名称"),
        ),
        Column("kind", N_("帮扶类型"), Type.CHOICE, Place.KIND, KINDS, required=True, aliases=("类型", "类别")),
        Column("cause", N_("困难原因"), Type.CHOICE, choices=CAUSES, aliases=("致困原因", "原因")),
        Column("day", N_("登记日期"), Type.DAY, Place.DAY, required=True, aliases=("日期", "申请日期")),
        Column("unit", N_("所在单位"), Type.UNIT, Place.UNIT, required=True, aliases=("单位",)),
        Column("name", N_("姓名"), sealed=True, aliases=("困难职工", "职工姓名")),
        Column("contact", N_("联系方式"), sealed=True, aliases=("电话", "联系电话")),
        Column(
            "family",
            N_("家庭情况"),
            Type.LONG,
            sealed=True,
            hint=N_("密封保存，只有工会受理机构的成员能打开"),
            aliases=("家庭成员", "困难情况"),
        ),
        Column("account", N_("收款信息"), sealed=True, aliases=("银行卡号", "卡号")),
        Column("owner", N_("走访人"), Type.PERSON, Place.OWNER, aliases=("责任人", "经办人")),
        Column("due", N_("计划走访日期"), Type.DAY, Place.DUE, aliases=("走访日期",)),
        Column("people", N_("受益人数"), Type.NUMBER, unit=N_("人"), listed=True, aliases=("人数", "户数", "人次")),
        Column("amount", N_("金额"), Type.MONEY, listed=True, aliases=("救助金额", "慰问金额", "金额（元）")),
        Column("given_on", N_("发放日期"), Type.DAY, on_form=False, aliases=("救助日期", "慰问日期")),
        Column("goods", N_("物资"), aliases=("慰问品",)),
        Column(
            "grade",
            N_("帮扶后感受"),
            Type.CHOICE,
            on_form=False,
            choices={
                "eased": N_("困难缓解了"),
                "partly": N_("缓解了一些"),
                "same": N_("没有变化"),
            },
            aliases=("回访结果",),
        ),
    ),
    states=(
        State(REPORTED, N_("待核实"), "soon"),
        State(CHECKED, N_("已核实，待安排")),
        State(PLANNED, N_("已安排走访"), "info"),
        State(GIVEN, N_("已发放，待回访"), "info", is_met=True),
        State(FOLLOWED, N_("已回访"), "good", is_final=True),
        State(DECLINED, N_("不符合条件"), is_final=True),
    ),
    steps=(
        Step(
            "check",
            N_("核实"),
            (REPORTED,),
            CHECKED,
            columns=("cause",),
            note=N_("核实情况"),
            done=N_("已核实，请安排走访。"),
        ),
        Step(
            "plan",
            N_("安排走访"),
            (CHECKED,),
            PLANNED,
            columns=("owner", "due", "amount", "goods"),
            needed=("owner", "due"),
            done=N_("走访已安排。"),
        ),
        Step(
            "give",
            N_("记发放"),
            (CHECKED, PLANNED),
            GIVEN,
            columns=("given_on", "people", "amount", "goods"),
            needed=("given_on", "people"),
            note=N_("怎么送的、谁签收（密封）"),
            done=N_("发放已记下，过一阵回访一次。"),
        ),
        Step(
            "follow",
            N_("回访"),
            (GIVEN,),
            FOLLOWED,
            columns=("grade",),
            needed=("grade",),
            note=N_("本人怎么说（密封）"),
            done=N_("回访已记下。"),
        ),
        Step(
            "decline",
            N_("不符合条件"),
            (REPORTED, CHECKED),
            DECLINED,
            note=N_("为什么，还能帮什么（密封）"),
            note_needed=True,
            is_grave=True,
            done=N_("已注明。"),
        ),
    ),
    empty=(N_("还没有帮扶记录"), N_("从诉求转来、职工自己申报，或者在这里登记。姓名和家庭情况会密封。")),
)
