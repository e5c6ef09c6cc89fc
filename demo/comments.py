"""Invented comments of the demonstration's surveys, as workers write them: what to keep, and what to change first."""

from __future__ import annotations

import random

#: What people want kept, by how often they think of it; one of the endings may follow.
KEEP: tuple[tuple[str, int], ...] = (
    ("夏天送清凉送到井口，绿豆汤、毛巾都是实在东西", 12),
    ("夜班的热饭坚持下去，零点上来能吃口热的", 12),
    ("困难帮扶做得实，家里老人住院那次工会第一个来", 9),
    ("金秋助学帮了大忙，孩子上大学那年没有借钱", 7),
    ("技能比武年年办，年轻人有奔头", 9),
    ("名师带徒好，师傅肯教，出徒快", 7),
    ("班车加了晚班那趟以后，中班回家方便多了", 9),
    ("班前会讲政策讲得明白，工资怎么算心里有数", 6),
    ("篮球赛、健身房别停，下了班有个去处", 6),
    ("体检每年都做，查出问题还有人提醒复查", 8),
    ("意见有回音，上次反映的路灯三天就修好了", 8),
    ("过年送温暖，离退休的老同志也没忘", 5),
    ("劳务派遣的也一起过生日、一起评先，心里热乎", 5),
    ("食堂菜价公示以后分量足了，希望坚持公示", 7),
    ("{name}师傅带班有方法，安全上从不含糊", 3),
    ("{post}常到现场，有事当场拍板", 3),
)
#: What people want changed first.
CHANGE: tuple[tuple[str, int], ...] = (
    ("夜班食堂去晚了就没有热饭热菜，能不能多留一个窗口", 13),
    ("班车晚上九点半再加一趟，中班赶不上最后一班", 11),
    ("工资条看不懂，夜班津贴、绩效系数怎么来的讲一讲", 12),
    ("夜班津贴三个月才发一次，希望按月发", 8),
    ("澡堂热水十点以后就凉了，零点班上来只能用凉水冲", 10),
    ("巷道喷雾坏了没人修，粉尘大，防尘口罩也不密封", 10),
    ("排班太乱，连着上七八天，想请个假都请不下来", 9),
    ("派活不公平，记工也不公示，希望每周贴出来", 8),
    ("会议和学习太多，占的都是下班时间", 7),
    ("更衣室柜子不够用，两个人合用一个，工作服没处晾", 7),
    ("同样的活，劳务派遣的奖金少一截，希望同工同酬", 7),
    ("职称评审和技能等级报名的通知传不到班组", 6),
    ("机关办事一个签字跑三趟，能不能一次告知", 6),
    ("单身公寓洗衣机不够，网络也时断时续", 5),
    ("停车场太小，来晚了只能停在路边挨罚", 5),
    ("改革怎么改、岗位怎么调，早点跟我们说清楚", 8),
    ("体检加一项腰椎检查，我们这个工种腰都不好", 5),
    ("托管班要是能办起来，双职工家里就松快了", 4),
    ("{name}班长说话难听，一出问题先骂人，年轻人都想走", 3),
    ("{day}零点班少记两个工，问了核算员说查查，到现在没信儿", 3),
    ("{post}派人替班从不打招呼，有事打我电话{phone}", 2),
)
#: What people say of training, of the union, and what would keep the young.
LEARN: tuple[tuple[str, int], ...] = (
    ("培训排在休班，学一天少歇一天，能不能算出勤", 9),
    ("多请干过的老师傅讲，少念课件", 8),
    ("考证报销快一点，去年的还没到账", 7),
    ("学了用得上才愿意学，先把新设备的操作教会", 8),
    ("技师带徒弟给点带徒津贴，师傅才舍得教", 6),
    ("竞聘的条件早点公布，大家好有个准备", 6),
)
UNION: tuple[tuple[str, int], ...] = (
    ("父亲住院，工会第二天就来人了", 9),
    ("孩子上大学的助学金，真解了燃眉之急", 8),
    ("夏天的绿豆汤送到井口，心里凉快", 8),
    ("盼着工会把托管班办起来，双职工太需要了", 8),
    ("工会能不能组织一次腰椎专项体检", 7),
    ("法律援助帮我要回了加班费，谢谢", 5),
    ("多办些周末亲子活动，住得远的也能来", 6),
)
YOUNG: tuple[tuple[str, int], ...] = (
    ("同学都涨工资了，我们三年没动，给个盼头就行", 9),
    ("一年换三个岗，什么都学不精，希望定下来", 7),
    ("单身公寓修一修，晚上能洗上热水澡", 8),
    ("有师傅真教，有比武能上台，我就愿意干", 8),
    ("多给年轻人交流的机会，找对象太难了", 6),
    ("排班提前一周告诉我们，也好安排生活", 7),
)
POOLS = {
    "keep": KEEP,
    "training_advice": LEARN,
    "union_good": UNION,
    "union_next": UNION,
    "youth_stay": YOUNG,
}
ENDINGS = ("。", "。", "，谢谢。", "！", "，大家都这么说。", "，说了好几回了。", "。盼着早点落实。")
NAMES = ("孙国强", "冯建军", "何志刚", "高文斌", "郭爱民", "唐春生")
POSTS = ("综采一队队长", "机电工区主任", "掘进二队副队长", "运输队书记")
DAYS = ("10月12号", "上周三", "9月3日", "本月8号")


def written(key: str, chance: random.Random) -> str:
    """One comment on the open question `key`."""
    pool = POOLS.get(key, CHANGE)
    text = chance.choices([text for text, _weight in pool], [weight for _text, weight in pool])[0]
    named = text.format(
        name=chance.choice(NAMES),
        post=chance.choice(POSTS),
        day=chance.choice(DAYS),
        phone=f"13{chance.randrange(10**9):09}",
    )
    return named + chance.choice(ENDINGS)
