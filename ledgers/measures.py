"""实事与整改: from what staff said to a measured result, 有计划、有目标、有举措、有考核; pure."""

from __future__ import annotations

from ledgers.declaration import Column, Ledger, Place, State, Step, Type
from web.words import N_

KINDS = {
    "deed": N_("为职工办实事"),
    "fix": N_("问题整改"),
    "rule": N_("制度改进"),
    "culture": N_("文化与活动"),
}
VERDICTS = {"met": N_("达到目标"), "partly": N_("部分达到"), "missed": N_("没有达到")}

PLANNED, DOING, CHECKING, DONE, DROPPED = "planned", "doing", "checking", "done", "dropped"

LEDGER = Ledger(
    name="measures",
    label=N_("实事与整改"),
    about=N_("从职工说的到办成的：有计划、有目标、有举措、有考核"),
    prefix="SS",
    columns=(
        Column(
            "title",
            N_("事项"),
            place=Place.TITLE,
            required=True,
            hint=N_("一句话说清办什么事，公开给职工看，不写姓名"),
            aliases=("事项名称", "实事项目", "整改事项", "项目名称"),
        ),
        Column("kind", N_("类别"), Type.CHOICE, Place.KIND, KINDS, required=True, aliases=("类型",)),
        Column(
            "said",
            N_("职工怎么说的"),
            Type.LONG,
            required=True,
            hint=N_("用概括的话写，公开给职工看。不写姓名、工号、班次，不照抄诉求原文"),
            aliases=("职工反映", "存在问题", "问题"),
        ),
        Column(
            "plan",
            N_("举措"),
            Type.LONG,
            required=True,
            hint=N_("怎么办，分几步，公开给职工看"),
            aliases=("整改措施", "措施", "主要举措"),
        ),
        Column(
            "target",
            N_("目标"),
            required=True,
            hint=N_("能量的目标，例：夜班津贴核算差错数降到 0"),
            aliases=("工作目标", "预期目标"),
        ),
        Column("target_figure", N_("目标值"), Type.NUMBER, hint=N_("只写数字；没有数字目标就空着")),
        Column("figure_unit", N_("计量单位"), hint=N_("例：件、%、人次")),
        Column("unit", N_("责任单位"), Type.UNIT, Place.UNIT, required=True, aliases=("牵头单位", "承办单位")),
        Column(
            "owner",
            N_("责任人"),
            Type.PERSON,
            Place.OWNER,
            hint=N_("有账号的人；他可以自己更新进展"),
            aliases=("承办人", "负责人"),
        ),
        Column("leader", N_("分管领导"), aliases=("包保领导", "牵头领导")),
        Column("day", N_("立项日期"), Type.DAY, Place.DAY, required=True, aliases=("日期", "登记日期")),
        Column("due", N_("完成时限"), Type.DAY, Place.DUE, required=True, aliases=("整改时限", "完成期限", "时限")),
        Column("check_by", N_("怎么考核"), hint=N_("谁来验、看什么凭据，例：工会会同职工代表现场查看")),
        Column("is_public", N_("在“您说我们办”公开"), Type.FLAG),
        Column(
            "progress", N_("进度"), Type.NUMBER, unit="%", highest=100, listed=True, on_form=False, aliases=("进展",)
        ),
        Column("actual_figure", N_("实际值"), Type.NUMBER, on_form=False),
        Column("verdict", N_("考核结论"), Type.CHOICE, choices=VERDICTS, on_form=False, aliases=("考核结果",)),
        Column(
            "result",
            N_("办成了什么"),
            Type.LONG,
            on_form=False,
            hint=N_("公开给职工看，写实际结果和数字"),
            aliases=("办理结果", "整改结果", "完成情况"),
        ),
    ),
    states=(
        State(PLANNED, N_("已列计划")),
        State(DOING, N_("正在办"), "info"),
        State(CHECKING, N_("待考核"), "soon"),
        State(DONE, N_("已考核"), "good", is_final=True),
        State(DROPPED, N_("已终止"), is_final=True),
    ),
    steps=(
        Step(
            "start",
            N_("开始办"),
            (PLANNED,),
            DOING,
            note=N_("第一步做什么"),
            own=True,
            done=N_("已开始，进展随时可记。"),
        ),
        Step(
            "report",
            N_("记进展"),
            (DOING,),
            columns=("progress", "actual_figure"),
            needed=("progress",),
            note=N_("这一段做了什么"),
            note_needed=True,
            own=True,
            done=N_("进展已记下。"),
        ),
        Step(
            "submit",
            N_("报请考核"),
            (DOING,),
            CHECKING,
            columns=("actual_figure", "result"),
            needed=("result",),
            note=N_("凭据和说明"),
            own=True,
            done=N_("已报请考核。"),
        ),
        Step(
            "check",
            N_("考核"),
            (CHECKING,),
            DONE,
            columns=("verdict", "actual_figure", "result"),
            needed=("verdict", "result"),
            note=N_("考核情况"),
            note_needed=True,
            done=N_("考核已记下。"),
        ),
        Step(
            "send_back",
            N_("退回继续办"),
            (CHECKING,),
            DOING,
            note=N_("还差什么"),
            note_needed=True,
            done=N_("已退回，责任人会看到还差什么。"),
        ),
        Step(
            "drop",
            N_("终止"),
            (PLANNED, DOING, CHECKING),
            DROPPED,
            note=N_("为什么不办了"),
            note_needed=True,
            is_grave=True,
            done=N_("已终止，不再公开。"),
        ),
    ),
    empty=(N_("还没有列实事和整改"), N_("从一件诉求、一项问卷结果，或者直接在这里，列一件要办的事。")),
)
