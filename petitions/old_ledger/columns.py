"""The columns and states of a 信访台账 as offices keep it in a workbook, under whatever names; pure."""

from __future__ import annotations

from ledgers.declaration import Column, Ledger, Type
from ledgers.declaration import State as Standing
from petitions.kinds import CHANNEL_LABELS, Channel
from petitions.outcome.conclusion import CONCLUSION_LABELS, Conclusion
from petitions.outcome.disposal import DISPOSAL_LABELS, Disposal
from petitions.outcome.opinion import OUTCOME_LABELS, Outcome
from petitions.transitions.states import State
from petitions.workflow import GROUND_LABELS, Ground
from web.words import N_

NAME = "petitions"

PURPOSES = {
    "problem": N_("申诉求决"),
    "suggestion": N_("建议意见"),
    "help": N_("咨询求助"),
    "accusation": N_("检举控告"),
}
PURPOSE_WORDS = {
    **dict.fromkeys(("求决", "申诉", "投诉", "求决类", "申诉求决类", "投诉请求", "反映问题"), "problem"),
    **dict.fromkeys(("建议", "意见", "意见建议", "建议意见类", "感谢"), "suggestion"),
    **dict.fromkeys(("咨询", "求助", "咨询类", "求助咨询", "其他"), "help"),
    **dict.fromkeys(("检举", "控告", "举报", "揭发", "揭发控告", "检举控告类"), "accusation"),
}
CHANNEL_WORDS = {
    **dict.fromkeys(("走访", "上访", "接访", "接待", "个访", "集体访", "LF"), Channel.VISIT.value),
    **dict.fromkeys(("信件", "书信", "LX"), Channel.LETTER.value),
    **dict.fromkeys(("电话", "热线", "LD"), Channel.CALL.value),
    **dict.fromkeys(("网络", "网信", "网上投诉", "邮箱", "微信", "WS"), Channel.WEB.value),
    **dict.fromkeys(("上级转送", "上级交办", "上级转办", "转送", "交办", "SZ"), Channel.SUPERIOR.value),
    **dict.fromkeys(("批示", "领导交办", "LP"), Channel.LEADER.value),
}
OUTCOME_WORDS = {
    "解释": Outcome.EXPLAINED.value,
    "解释说明类": Outcome.EXPLAINED.value,
    "予以支持": Outcome.SUPPORTED.value,
    "不予支持": Outcome.NOT_SUPPORTED.value,
    "予以采纳": Outcome.ADOPTED.value,
    "不予采纳": Outcome.NOT_ADOPTED.value,
}
DISPOSAL_WORDS = {
    **dict.fromkeys(("答复", "当场答复", "直接办理", "自办"), Disposal.ANSWERED.value),
    **dict.fromkeys(("转送", "转出", "移交"), Disposal.REFERRED.value),
    **dict.fromkeys(("交办件", "立案交办", "批转"), Disposal.CHARGED.value),
    **dict.fromkeys(("呈批", "呈阅", "上报", "报领导"), Disposal.REPORTED.value),
    **dict.fromkeys(("存档", "留存", "备查"), Disposal.FILED.value),
}
GROUND_WORDS = {
    **dict.fromkeys(("已受理", "正在办理", "重复"), Ground.ALREADY_IN_HAND.value),
    **dict.fromkeys(("已复核", "复核终结"), Ground.REVIEWED_FINALLY.value),
    **dict.fromkeys(("已终结", "终结"), Ground.CONCLUDED.value),
    **dict.fromkeys(("不属于本单位", "不属本单位职权", "无权处理"), Ground.NOT_OURS.value),
    **dict.fromkeys(("法定途径", "仲裁", "诉讼"), Ground.LEGAL_CHANNEL.value),
    **dict.fromkeys(("不清", "事实不清", "请求不清"), Ground.UNCLEAR.value),
}
#: Said of a matter that is not at its end.
OPEN_STILL = "no"
CONCLUSION_WORDS = {
    **dict.fromkeys(("否", "没有终结", "无"), OPEN_STILL),
    **dict.fromkeys(("已复核", "复核终结", "复核意见已送达", "三级终结"), Conclusion.REREVIEWED.value),
    **dict.fromkeys(("协议已履行", "协议履行完毕", "和解", "调解"), Conclusion.SETTLED.value),
    **dict.fromkeys(("逾期", "逾期未申请", "逾期未申请复查", "逾期未申请复核", "放弃复查"), Conclusion.LAPSED.value),
    **dict.fromkeys(("信访人死亡", "死亡", "信访人去世"), Conclusion.NOBODY_LEFT.value),
    # That it is, and not why.
    **dict.fromkeys(("是", "已终结", "终结", "其他"), Conclusion.OTHER.value),
}


def _days(code: str, label: str, *aliases: str) -> Column:
    return Column(code, label, Type.DAY, aliases=aliases)


COLUMNS = (
    Column("number", N_("编号"), aliases=("信访编号", "信访件编号", "登记编号", "受理编号", "件号", "案号")),
    Column(
        "filed",
        N_("登记日期"),
        Type.DAY,
        required=True,
        aliases=("登记时间", "登记日", "收到日期", "来访日期", "来访时间", "收件日期", "信访日期", "信访时间"),
    ),
    Column(
        "channel",
        N_("渠道"),
        Type.CHOICE,
        choices={each.value: label for each, label in CHANNEL_LABELS.items()},
        words=CHANNEL_WORDS,
        required=True,
        aliases=("信访形式", "信访渠道", "信访方式", "信访途径", "来源", "反映方式", "诉求渠道"),
    ),
    Column("name", N_("信访人"), aliases=("姓名", "信访人姓名", "来访人", "来信人", "反映人", "投诉人", "联系人")),
    Column("contact", N_("联系方式"), aliases=("联系电话", "电话", "手机", "信访人电话")),
    Column("people", N_("人数"), Type.NUMBER, unit="人", highest=100_000, aliases=("人次", "涉及人数", "来访人数")),
    Column(
        "purpose",
        N_("信访目的"),
        Type.CHOICE,
        choices=PURPOSES,
        words=PURPOSE_WORDS,
        aliases=("诉求性质", "信访类别", "信访性质", "事项性质", "信访类型"),
    ),
    Column(
        "category",
        N_("内容分类"),
        aliases=("问题类别", "信访内容分类", "诉求类别", "问题分类", "分类", "类别", "一级分类", "内容一级分类"),
    ),
    Column("second_category", N_("二级分类"), aliases=("内容二级分类", "细分类", "细分", "小类", "二级类别")),
    Column(
        "text",
        N_("反映内容"),
        Type.LONG,
        required=True,
        aliases=("信访内容", "诉求内容", "主要诉求", "反映问题", "反映的主要问题", "内容摘要", "信访事项", "主要内容"),
    ),
    Column("unit", N_("涉及单位"), Type.UNIT, aliases=("被反映单位", "反映单位", "信访人单位", "所在单位", "单位")),
    Column(
        "repeat",
        N_("初次或重复"),
        Type.CHOICE,
        choices={"first": N_("初次"), "repeat": N_("重复")},
        words={
            **dict.fromkeys(("初", "初件", "初信初访", "否"), "first"),
            **dict.fromkeys(("重", "重件", "是"), "repeat"),
        },
        aliases=("是否重复", "初重件", "初次/重复", "初重访"),
    ),
    Column(
        "issuer", N_("交办机关或批示领导"), aliases=("交办机关", "交办单位名称", "转送机关", "来文单位", "批示领导")
    ),
    Column("reference", N_("交办文号或批示编号"), aliases=("上级文号", "交办文号", "来文字号", "来文号", "批示编号")),
    Column(
        "disposal",
        N_("处置方式"),
        Type.CHOICE,
        choices={each.value: label for each, label in DISPOSAL_LABELS.items()},
        words=DISPOSAL_WORDS,
        aliases=("办理方式", "处理方式", "处置情况", "交转办方式"),
    ),
    _days("notified", N_("告知日期"), "告知日", "告知时间", "书面告知时间"),
    _days("accepted", N_("受理日期"), "受理日", "受理时间"),
    _days("due", N_("办理期限"), "办结期限", "应办结日期", "限办日期", "到期日"),
    Column(
        "handling_unit",
        N_("责任单位"),
        Type.UNIT,
        aliases=("承办单位", "办理单位", "承办部门", "责任部门", "交办单位"),
    ),
    Column("stability_unit", N_("稳控单位"), Type.UNIT, aliases=("稳控责任单位", "包保单位", "稳控部门")),
    Column("findings", N_("调查情况"), Type.LONG, aliases=("调查核实情况", "调查处理情况", "核查情况", "办理情况")),
    Column(
        "outcome",
        N_("处理意见"),
        Type.CHOICE,
        choices={each.value: label for each, label in OUTCOME_LABELS.items()},
        words=OUTCOME_WORDS,
        aliases=("处理结论", "处理结果", "办理结果"),
    ),
    _days("replied", N_("答复日期"), "答复日", "答复时间", "答复送达", "答复送达日期"),
    Column("reply", N_("答复内容"), Type.LONG, aliases=("答复意见", "答复情况")),
    _days("closed", N_("办结日期"), "办结日", "办结时间", "结案日期", "化解日期"),
    Column(
        "conclusion",
        N_("终结情形"),
        Type.CHOICE,
        choices={**{each.value: label for each, label in CONCLUSION_LABELS.items()}, OPEN_STILL: N_("未终结")},
        words=CONCLUSION_WORDS,
        aliases=("终结", "是否终结", "终结原因", "终结情况", "信访终结"),
    ),
    _days("concluded", N_("终结日期"), "终结日", "终结时间", "认定终结日期"),
    Column(
        "ground",
        N_("不予受理依据"),
        Type.CHOICE,
        choices={each.value: label for each, label in GROUND_LABELS.items()},
        words=GROUND_WORDS,
        aliases=("不予受理理由", "不予受理原因"),
    ),
)
STATES = (
    Standing(State.REGISTERED.value, N_("待受理"), aliases=("已登记", "未受理", "待办")),
    Standing(
        State.ACCEPTED.value,
        N_("办理中"),
        aliases=("在办", "已受理", "正在办理", "未办结", "调查中", "待交办", "已交办", "未结"),
    ),
    Standing(State.REPLIED.value, N_("已答复")),
    Standing(
        State.CLOSED.value,
        N_("已办结"),
        aliases=("办结", "结案", "已结案", "已结", "已化解", "已解决", "完成", "已归档"),
    ),
    Standing(State.DECLINED.value, N_("不予受理"), aliases=("不受理",)),
    Standing(State.HANDED_OVER.value, N_("已移交外单位"), aliases=("已移交", "移交外单位", "转外单位")),
    Standing(State.WITHDRAWN.value, N_("已撤回"), aliases=("撤回", "撤诉", "自行撤回")),
)
LEDGER = Ledger(NAME, N_("信访台账"), "", "XF", COLUMNS, STATES, steps=(), empty=("", ""))
