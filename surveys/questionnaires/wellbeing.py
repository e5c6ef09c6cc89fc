"""员工幸福指数与归属感: twelve sides of working life, happiness, recommendation, and two open questions."""

from __future__ import annotations

from surveys.questionnaires.segments import AGE_AND_EMPLOYMENT
from surveys.questionnaires.writing import agree, part, questionnaire, satisfied, section, ten, words
from web.words import N_

PAY = part(
    "pay",
    "薪酬待遇与收入增长",
    "Pay and rising income",
    satisfied("pay_1", "您对现在的工资收入满意吗？", "Are you satisfied with your present pay?"),
    agree("pay_2", "和干的活相比，我拿到的收入是公道的。", "For the work I do, my pay is fair."),
    agree(
        "pay_3",
        "企业效益好的时候，我的收入也跟着增长。",
        "When the enterprise does well, my income rises with it.",
    ),
    agree(
        "pay_4",
        "工资条上的每一项怎么算的，我看得懂。",
        "I understand how each line of my pay slip is worked out.",
    ),
)

LOAD = part(
    "load",
    "劳动强度与工时",
    "Workload and hours",
    agree("load_1", "我的工作量在正常上班时间里干得完。", "I can finish my work within normal hours."),
    agree(
        "load_2", "下班以后，我常常累得什么也不想干。", "After work I am often too tired for anything.", reverse=True
    ),
    agree("load_3", "该休的假，我基本能休上。", "I mostly get the days off I am due."),
    satisfied(
        "load_4",
        "您对倒班的安排满意吗？",
        "Are you satisfied with how shifts are arranged?",
        may_not_apply=True,
    ),
)
SITE = part(
    "site",
    "作业环境与安全健康",
    "Working conditions, safety and health",
    satisfied(
        "site_1",
        "干活地方的粉尘、噪声、温度这些条件，您满意吗？",
        "Are you satisfied with dust, noise, temperature and the like where you work?",
    ),
    agree("site_2", "该发的劳动防护用品，都按时发到了手。", "I get the protective gear I am due on time."),
    agree("site_3", "发现隐患停下来报告，不会因此挨批评。", "Nobody is blamed for stopping work to report a hazard."),
    satisfied(
        "site_4",
        "您对食堂、澡堂、更衣室这些生活设施满意吗？",
        "Are you satisfied with the canteen, baths, changing rooms and the like?",
    ),
)
RESPECT = part(
    "respect",
    "尊重与公平",
    "Respect and fairness",
    agree("respect_1", "在这里干活，我受人尊重。", "I am treated with respect here."),
    agree(
        "respect_2",
        "派活、考核、评先这些事，大体上公平。",
        "Giving out work, appraisals, awards and the like are on the whole fair.",
    ),
    agree(
        "respect_3",
        "不管哪种用工身份，在这里都一样对待。",
        "People are treated the same here whatever their kind of employment.",
    ),
)
BELONG = part(
    "belong",
    "归属感与企业认同",
    "Belonging",
    agree("belong_1", "说起自己的单位，我愿意用“我们”。", "When I speak of my unit, I say “we”."),
    agree("belong_2", "班组里有人关心我。", "There are people in my team who care about me."),
    agree("belong_3", "企业倡导的理念，我认同。", "I share the values the enterprise stands for."),
    agree(
        "belong_4",
        "近一年里，我认真想过离开这里。",
        "In the past year I have seriously thought of leaving.",
        reverse=True,
    ),
)
GROWTH = part(
    "growth",
    "职业发展与培训",
    "Development and training",
    agree("growth_1", "只要肯学肯干，我在这里有上升的路。", "If I learn and work hard, I can move up here."),
    satisfied(
        "growth_2",
        "您对参加过的培训满意吗？",
        "Are you satisfied with the training you have had?",
        may_not_apply=True,
    ),
    agree(
        "growth_3",
        "管理、技术、技能几条通道怎么走，我是清楚的。",
        "I know how the management, technical and skills paths work.",
    ),
)
LEAD = part(
    "lead",
    "领导作风与沟通",
    "How leaders act and listen",
    agree("lead_1", "我的直接领导处事公道。", "My direct superior is fair."),
    agree("lead_2", "领导会到现场来，听我们说实际困难。", "Leaders come to the site to hear our difficulties."),
    agree("lead_3", "有不同意见，我可以当面跟领导讲。", "I can tell leaders face to face when I disagree."),
    agree(
        "lead_4", "遇到事情，有的干部推来推去。", "When something comes up, some managers pass it around.", reverse=True
    ),
)
VOICE = part(
    "voice",
    "民主管理与厂务公开",
    "A say in things, and openness",
    agree("voice_1", "跟职工利益有关的大事，我事先就能知道。", "I learn beforehand of big matters that concern staff."),
    agree(
        "voice_2",
        "职代会上提的意见，能看到落实的结果。",
        "I can see what came of opinions raised at the staff congress.",
    ),
    satisfied("voice_3", "您对厂务公开满意吗？", "Are you satisfied with how openly factory affairs are published?"),
)
UNION = part(
    "union",
    "工会服务与关爱帮扶",
    "The union's services and care",
    satisfied("union_1", "您对工会为职工办的实事满意吗？", "Are you satisfied with what the union does for staff?"),
    agree("union_2", "职工家里有困难，工会帮得上忙。", "When a colleague's family is in need, the union helps."),
    satisfied(
        "union_3",
        "您对“送温暖”“送清凉”等慰问活动满意吗？",
        "Are you satisfied with visits such as “warmth in winter” and “coolness in summer”?",
        may_not_apply=True,
    ),
)
TRUST = part(
    "trust",
    "诉求渠道信任度",
    "Trust in being heard",
    agree("trust_1", "有了委屈，我知道该到哪里去说。", "If I am wronged, I know where to turn."),
    agree("trust_2", "说了以后，事情会有回音。", "When I raise something, there is an answer."),
    agree("trust_3", "我相信提意见的人不会被穿小鞋。", "I trust that nobody is punished for speaking up."),
)
REFORM = part(
    "reform",
    "改革认同与压力",
    "Reform: understanding and pressure",
    agree("reform_1", "企业为什么要改革，我听明白了。", "I understand why the enterprise is reforming."),
    agree("reform_2", "改革跟我有什么关系，事先讲清楚了。", "I was told beforehand what the reform means for me."),
    agree(
        "reform_3",
        "想到岗位可能变动，我心里不踏实。",
        "The thought that my job may change makes me uneasy.",
        reverse=True,
    ),
)
LIFE = part(
    "life",
    "生活平衡与总体幸福感",
    "Life beside work",
    agree("life_1", "工作之外，我有时间照顾家里。", "Beside work I have time for my family."),
    agree("life_2", "我在这里工作，家里人放心。", "My family is at ease about my working here."),
    satisfied("life_3", "您对自己近来的精神状态满意吗？", "Are you satisfied with how you have felt lately?"),
)

HAPPY = ten(
    "happy",
    "总的来说，您觉得现在的日子有多幸福？0 分最低，10 分最高。",
    "All in all, how happy is your life at present? 0 is lowest, 10 is highest.",
)
ENPS = ten(
    "enps",
    "您愿意推荐亲友来我们单位工作吗？0 分最不愿意，10 分最愿意。",
    "Would you recommend working here to friends and family? 0 is not at all, 10 is very gladly.",
)
KEEP = words(
    "keep",
    "企业和工会做的事，哪一件您最希望坚持下去？",
    "Of what the enterprise and the union do, what should most be kept up?",
)
CHANGE = words(
    "change",
    "如果只能先改一件事，您希望改什么？",
    "If only one thing could be changed first, what should it be?",
)

WELLBEING = questionnaire(
    "wellbeing",
    "员工幸福指数调查",
    "Staff well-being survey",
    about=N_("全面了解职工的日子过得怎么样、心齐不齐。一年做一到两次，看变化。"),
    intro="想听您说实话。不记名。结果会向全体职工公布。",
    english_intro="We want to hear the truth. No names. The results are published to all staff.",
    parts=(
        *(PAY, LOAD, SITE, RESPECT, BELONG, GROWTH, LEAD, VOICE, UNION, TRUST, REFORM, LIFE),
        section("总体感受", "All in all", HAPPY, ENPS),
        section("想对企业和工会说的话", "A word to the enterprise and the union", KEEP, CHANGE),
        AGE_AND_EMPLOYMENT,
    ),
    segments=("seg_age", "seg_employment"),
)
