"""个人信息保护影响评估: what 《个人信息保护法》 articles 55 and 56 ask for, filled in from what this installation does. Pure.

A template: what the system knows stands in it, what only the enterprise can judge is left as room to write. The law wants
the report and the record of what was done kept for three years at least.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from paper.manuscript import (
    Block,
    Column,
    Field,
    Fields,
    Heading,
    Manuscript,
    NewPage,
    Paragraph,
    Reference,
    Table,
    Title,
)
from web import formats

TITLE = "个人信息保护影响评估报告"
KEPT_YEARS = 3
DEMO_MARK = "演示数据"
FOR_GOOD = "永久保管"


#: A risk, what it does to somebody, how grave it is, what is done against it, and what is left ("" is for the enterprise to say).
Risk = tuple[str, str, str, str, str]
RISKS: tuple[Risk, ...] = (
    (
        "认出是谁提的诉求、谁答的问卷",
        "打击报复、调岗、孤立",
        "高",
        "匿名填写；密封；小组不显示；提到的人自始看不到这一件",
        "低",
    ),
    (
        "数据库或备份被拿走",
        "诉求内容、姓名外泄",
        "高",
        "内容在收到时加密，钥匙只在办理人员手里；管理员打不开",
        "低",
    ),
    (
        "办理人员越权或好奇查看",
        "泄露、打听",
        "中",
        "按受理机构授权；每次打开留痕并让信访人看到；回避、调离后换钥匙",
        "低",
    ),
    ("实名保密的姓名被打开", "身份暴露", "高", "申请、本人异议、保管人同意，七天自动收回", "低"),
    ("家庭困难、健康情况外泄", "名誉受损", "中", "密封到工会受理组；统计只有类型、人数和金额", "低"),
    ("正在运行的服务器被控制", "看到经过的请求", "高", "专人管理、及时更新；纸质和当面渠道同时开放", ""),
)
NOT_ENCRYPTED: Risk = (
    "网络没有加密传输",
    "同一网络里的人看到传输内容",
    "高",
    "尽快配置 https；在此之前以纸质答题码为主",
    "",
)
TOLD_OUTSIDE: Risk = (
    "邮件、群聊机器人转出信息",
    "旁人得知某件诉求的进度",
    "低",
    "只发编号、环节和日期，不发内容；回避的件不发",
    "低",
)
ADDRESSES_SEEN: Risk = (
    "管发信服务器的人看到收件地址",
    "猜出谁提过诉求",
    "中",
    "自愿留；提示用认不出人的私人邮箱；举报不提供；每天同一时间发同样的信",
    "",
)


@dataclass(frozen=True)
class Facts:
    """What the assessment is filled in with."""

    organisation: str
    on: date
    is_https: bool
    #: Name of the database program.
    database: str
    sends_mail: bool
    #: Robots of group chats that are told of steps and days.
    robots: int
    #: Founded offices by what they read: union, discipline, identity.
    offices: dict[str, int]
    #: (what, years; 0 for good) of petitions by outcome.
    periods: tuple[tuple[str, int], ...]
    name_days: int
    reception_years: int
    objection_days: int
    is_demo: bool = False


def compose(facts: Facts) -> Manuscript:
    """The whole report, to be completed, signed and kept."""
    head: tuple[Block, ...] = (
        Title(TITLE),
        Reference(f"（由系统按{formats.day(facts.on)}的实际设置填写，空白处由单位补充）"),
    )
    body = (
        *_subject(facts),
        *_necessity(facts),
        *_risks(facts),
        *_measures(facts),
        *_conclusion(),
        NewPage(landscape=True),
        _activities(facts),
    )
    return Manuscript(
        title=TITLE, blocks=(*head, *body), author=facts.organisation, mark=DEMO_MARK if facts.is_demo else ""
    )


def _subject(facts: Facts) -> tuple[Block, ...]:
    return (
        Heading(1, "一、评估什么"),
        Fields(
            (
                (Field("个人信息处理者", facts.organisation),),
                (Field("系统", "心桥（职工问卷、诉求办理、困难帮扶）"), Field("评估日期", formats.day(facts.on))),
                (Field("个人信息保护负责人", ""), Field("联系方式", "")),
            )
        ),
        Paragraph(
            "本系统处理敏感个人信息（实名诉求、检举控告、家庭困难和健康情况），依照《个人信息保护法》第五十五条第一项，"
            "须在处理前评估；处理目的、方式变化的，应当重新评估。"
        ),
        Paragraph(
            "处理活动逐项列在文末附表。系统本身不做自动化决策，不向境外提供，不公开个人信息；单位另有委托（例如托管服务器）的，请在下面补充。"
        ),
    )


def _necessity(facts: Facts) -> tuple[Block, ...]:
    return (
        Heading(1, "二、目的、方式是否合法、正当、必要（第五十六条第一项）"),
        Paragraph("目的：听取职工意见，办理职工诉求，帮扶困难职工，履行《工会法》《信访工作条例》规定的职责。"),
        Paragraph(
            "最小必要：问卷和诉求都可以匿名；匿名的不收姓名、工号、手机号，不存网络地址、手机型号和准确时间，只记到哪一天。"
            "联系方式由本人选择留或者不留。统计中不足五人的组不单独显示。"
        ),
        Paragraph(
            "告知：首页和填写页写明谁能看、存多久、做不到什么；实名保密的姓名，每次查看都事先告诉本人，"
            f"本人有{facts.objection_days}天可以不同意。"
        ),
        _room("（处理的依据、是否另行取得单独同意、有没有委托处理）"),
    )


def _risks(facts: Facts) -> tuple[Block, ...]:
    rows = [*RISKS]
    if not facts.is_https:
        rows.append(NOT_ENCRYPTED)
    if facts.sends_mail or facts.robots:
        rows.append(TOLD_OUTSIDE)
    if facts.sends_mail:
        rows.append(ADDRESSES_SEEN)
    return (
        Heading(1, "三、对个人权益的影响及安全风险（第五十六条第二项）"),
        Table(
            caption="表1  风险与措施",
            columns=tuple(Column(each) for each in ("风险", "对个人的影响", "程度", "已有措施", "剩余风险")),
            rows=tuple(rows),
            note="“剩余风险”空着的由单位评定。已有措施不能防住的，见系统“存了什么，谁能看”一页。",
            small=True,
        ),
    )


def _measures(facts: Facts) -> tuple[Block, ...]:
    kinds = {"union": "工会受理机构", "discipline": "纪检受理机构", "identity": "实名信息保管组"}
    founded = "、".join(f"{label}{facts.offices.get(kind, 0)}个" for kind, label in kinds.items())
    sent = f"{'已' if facts.sends_mail else '未'}配置发信；群聊机器人{facts.robots}个"
    return (
        Heading(1, "四、保护措施是否合法、有效并与风险程度相适应（第五十六条第三项）"),
        Fields(
            (
                (
                    Field("传输", "已加密（https）" if facts.is_https else "未加密（http），待改进"),
                    Field("数据库", facts.database),
                ),
                (Field("已建立", founded),),
                (Field("对外发送", sent),),
            )
        ),
        Paragraph(
            "加密：X25519 与 XChaCha20-Poly1305（libsodium），口令经 Argon2id；系统管理员没有任何一把能打开内容的钥匙。"
        ),
        Paragraph("权限：受理机构成员由成员接纳，管理员不能；工会看不到检举控告；姓名由不办案的保管人分管。"),
        Paragraph("审计：办理人员的操作留在只能追加、前后相扣的日志里；内容、密码和网络地址不进日志。"),
        Paragraph("本人权利：凭查询码随时查看、补充、撤回；到期自动删除，也可以要求更正、删除。"),
        Paragraph("保存期限见附表；到期由系统自动销毁，钥匙一并销毁，只留不带姓名和编号的统计。"),
        _room("（制度、培训、应急预案、定期合规审计）"),
    )


def _conclusion() -> tuple[Block, ...]:
    return (
        Heading(1, "五、结论"),
        Fields(
            (
                (Field("评估结论", "□可以处理　　□整改后处理　　□不得处理"),),
                (Field("整改事项、负责人和期限", ""),),
                (Field("评估人", ""), Field("个人信息保护负责人", ""), Field("日期", "")),
            ),
            tall=frozenset({0, 1}),
        ),
        Paragraph(f"依照《个人信息保护法》第五十六条，本报告和处理情况记录至少保存{KEPT_YEARS}年。"),
    )


def _activities(facts: Facts) -> Table:
    kept = "；".join(f"{label}：{_years(years)}" for label, years in facts.periods)
    rows = (
        (
            "匿名问卷",
            "答案；不含身份",
            "了解职工意见",
            "结果经控制后公开；单份答卷发布后销毁",
            "结果发布时销毁答卷和钥匙",
        ),
        ("匿名诉求", "诉求文字、附件；不含身份", "办理诉求", "受理机构、承办人", kept),
        ("实名诉求、联名", "姓名、联系方式、诉求文字、附件", "办理并答复本人", "受理机构、承办人", "同上"),
        (
            "实名保密诉求",
            "姓名、联系方式另行封存",
            "需要核实时联系本人",
            "保管人；经同意的一名办理人员，七天",
            f"办结后{facts.name_days}天先销毁姓名",
        ),
        *_mailboxes(facts),
        ("检举控告", "被反映人和事实，可能含第三人信息", "纪检核查", "纪检受理机构，工会看不到", "见上面检举控告一项"),
        ("接访登记", "来访人、所谈事项", "领导接访", "工会受理机构", f"接访后{_years(facts.reception_years)}"),
        ("困难帮扶", "姓名、联系方式、家庭、健康、收款信息（敏感）", "核实并发放帮扶", "工会受理组", "由单位定"),
        ("办理人员账号", "姓名、用户名、角色、操作记录", "授权和追责", "系统管理员、审计", "在用期间；日志由单位定"),
        ("网络日志", "页面名称、小时；不含网络地址", "《网络安全法》第二十一条", "系统管理员", "六个月"),
    )
    return Table(
        caption="附表  处理活动记录",
        columns=tuple(Column(each) for each in ("活动", "个人信息", "目的", "谁能看", "保存期限")),
        rows=rows,
        small=True,
    )


def _mailboxes(facts: Facts) -> list[tuple[str, ...]]:
    if not facts.sends_mail:
        return []
    kept = f"本人随时可删；办结后{facts.name_days}天销毁"
    seen = "办理人员、系统管理员都打不开；发信服务器的管理者看得到收件地址"
    return [("提醒邮箱", "邮箱地址，本人自愿留", "告诉本人有新进展", seen, kept)]


def _years(years: int) -> str:
    return f"{years}年" if years else FOR_GOOD


def _room(about: str) -> Fields:
    """One tall space in which the enterprise adds what the program does not know."""
    return Fields(((Field("单位补充", about),),), tall=frozenset({0}))
