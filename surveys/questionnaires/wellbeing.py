"""员工幸福指数与归属感: twelve sides of working life, happiness, recommendation, and two open questions."""

from __future__ import annotations

from dataclasses import dataclass

from surveys.items import Definition, Dimension, Item, ItemType

_AGREE = ItemType.AGREEMENT
_SATISFIED = ItemType.SATISFACTION


@dataclass(frozen=True)
class Questionnaire:
    """A questionnaire one can make a survey of."""

    id: str
    title: str
    about: str
    minutes: int
    definition: Definition


def _items(dimension: str, *lines: tuple[ItemType, str] | tuple[ItemType, str, str]) -> tuple[Item, ...]:
    """Items of one dimension, numbered in order; a third entry "reverse" or "may_not_apply" sets that property."""
    return tuple(
        Item(
            id=f"{dimension}_{number}",
            type=line[0],
            text=line[1],
            dimension=dimension,
            reverse="reverse" in line[2:],
            may_not_apply="may_not_apply" in line[2:],
        )
        for number, line in enumerate(lines, start=1)
    )


_DIMENSIONS = (
    Dimension("pay", "薪酬待遇与收入增长"),
    Dimension("load", "劳动强度与工时"),
    Dimension("site", "作业环境与安全健康"),
    Dimension("respect", "尊重与公平"),
    Dimension("belong", "归属感与企业认同"),
    Dimension("growth", "职业发展与培训"),
    Dimension("lead", "领导作风与沟通"),
    Dimension("voice", "民主管理与厂务公开"),
    Dimension("union", "工会服务与关爱帮扶"),
    Dimension("trust", "诉求渠道信任度"),
    Dimension("reform", "改革认同与压力"),
    Dimension("life", "生活平衡与总体幸福感"),
)

_WELLBEING_ITEMS = (
    *_items(
        "pay",
        (_SATISFIED, "您对现在的工资收入满意吗？"),
        (_AGREE, "和干的活相比，我拿到的收入是公道的。"),
        (_AGREE, "企业效益好的时候，我的收入也跟着增长。"),
        (_AGREE, "我能看懂自己的工资条，知道每一项怎么算出来的。"),
    ),
    *_items(
        "load",
        (_AGREE, "我的工作量在正常上班时间里干得完。"),
        (_AGREE, "下班以后，我常常累得什么也不想干。", "reverse"),
        (_AGREE, "该休的班、该休的假，我基本能休上。"),
        (_SATISFIED, "您对排班和倒班的安排满意吗？", "may_not_apply"),
    ),
    *_items(
        "site",
        (_SATISFIED, "您对工作场所的温度、粉尘、噪声、照明等条件满意吗？"),
        (_AGREE, "劳动防护用品发得及时，也好用。"),
        (_AGREE, "发现隐患，我可以停下来报告，不会因此挨批评。"),
        (_SATISFIED, "您对食堂、澡堂、更衣室这些生活设施满意吗？"),
    ),
    *_items(
        "respect",
        (_AGREE, "在这里干活，我觉得受尊重、有尊严。"),
        (_AGREE, "派活、考核、评先，大体上是公平的。"),
        (_AGREE, "不管是哪种用工身份，在这里都能被同样对待。"),
    ),
    *_items(
        "belong",
        (_AGREE, "说起自己的单位，我愿意用“我们”。"),
        (_AGREE, "班组里有人关心我，像一家人一样。"),
        (_AGREE, "我认同企业倡导的理念，也愿意照着做。"),
        (_AGREE, "近一年里，我认真想过离开这里。", "reverse"),
    ),
    *_items(
        "growth",
        (_AGREE, "只要肯学肯干，我在这里有上升的路。"),
        (_SATISFIED, "您对参加过的培训满意吗？", "may_not_apply"),
        (_AGREE, "管理、技术、技能几条通道怎么走，我是清楚的。"),
    ),
    *_items(
        "lead",
        (_AGREE, "我的直接领导处事公道，说到做到。"),
        (_AGREE, "领导会到现场来，听我们说实际困难。"),
        (_AGREE, "有不同意见，我可以当面跟领导讲。"),
        (_AGREE, "遇到事情，有的干部推来推去、不愿担当。", "reverse"),
    ),
    *_items(
        "voice",
        (_AGREE, "跟职工利益有关的大事，我事先就能知道。"),
        (_AGREE, "职代会上提的意见，能看到落实的结果。"),
        (_SATISFIED, "您对厂务公开的内容和方式满意吗？"),
    ),
    *_items(
        "union",
        (_SATISFIED, "您对工会为职工办的实事满意吗？"),
        (_AGREE, "职工家里有困难，工会知道得及时，帮得上忙。"),
        (_SATISFIED, "您对“送温暖”“送清凉”等慰问活动满意吗？", "may_not_apply"),
    ),
    *_items(
        "trust",
        (_AGREE, "有了委屈和困难，我知道该到哪里去说。"),
        (_AGREE, "说了以后，事情会有回音。"),
        (_AGREE, "我相信提意见的人不会被穿小鞋。"),
    ),
    *_items(
        "reform",
        (_AGREE, "企业为什么要改革，我听明白了。"),
        (_AGREE, "改革怎么改、跟我有什么关系，事先跟我们讲清楚了。"),
        (_AGREE, "想到岗位和收入可能变动，我心里不踏实。", "reverse"),
    ),
    *_items(
        "life",
        (_AGREE, "工作之外，我有时间照顾家里和自己。"),
        (_AGREE, "总的来说，在这里工作让家里人放心。"),
        (_SATISFIED, "您对自己目前的身体和精神状态满意吗？"),
    ),
    Item("happy", ItemType.TEN, "总的来说，您觉得现在的生活和工作有多幸福？0 分最低，10 分最高。"),
    Item("enps", ItemType.TEN, "您愿意推荐亲友来我们单位工作吗？0 分是完全不愿意，10 分是非常愿意。"),
    Item(
        "keep",
        ItemType.TEXT,
        "企业和工会做的事情里，哪一件您最希望坚持下去？",
        required=False,
        help="不用写名字。只有您一个人知道的细节，可能让人猜到是您。",
    ),
    Item(
        "change",
        ItemType.TEXT,
        "如果只能先改一件事，您希望改什么？",
        required=False,
        help="不用写名字。只有您一个人知道的细节，可能让人猜到是您。",
    ),
)

WELLBEING = Questionnaire(
    id="wellbeing",
    title="员工幸福指数",
    about="十二个方面、四十三道题，外加两道开放题。一年做一到两次，可以看变化。",
    minutes=8,
    definition=Definition(
        title="员工幸福指数调查",
        intro="想听您说实话。不记名，大约 8 分钟。结果会向全体职工公布。",
        items=_WELLBEING_ITEMS,
        dimensions=_DIMENSIONS,
        sections=(
            *((f"{dimension.id}_1", dimension.label) for dimension in _DIMENSIONS),
            ("happy", "总体感受"),
            ("keep", "想对企业和工会说的话"),
        ),
    ),
)
