"""工会服务与“温暖人心”: what the union does, whether it is near, and whether it stands up for people."""

from __future__ import annotations

from surveys.questionnaires.segments import EMPLOYMENT_ONLY
from surveys.questionnaires.wellbeing import UNION
from surveys.questionnaires.writing import agree, multiple, part, questionnaire, satisfied, section, words
from web.words import N_

TAKEN = multiple(
    "union_taken",
    "近一年里，您参加过或用过工会的哪些服务？可以选几项。",
    "Which of the union's services have you used in the past year? Choose any.",
    ("gift", "节日慰问品", "Holiday gifts"),
    ("sport", "文体活动", "Sport and culture"),
    ("skill", "技能比武", "Skills contests"),
    ("rest", "疗休养", "Rest and recuperation"),
    ("mutual", "职工互助保障", "Mutual insurance"),
    ("legal", "法律咨询", "Legal advice"),
    ("none", "都没有", "None of these"),
    none="none",
)

UNION_SERVICE = questionnaire(
    "union_service",
    "工会服务满意度调查",
    "Survey of the union's services",
    about=N_("看工会办的事职工认不认、近不近、有没有人情味。适合工会全年总结前用。"),
    intro="工会的事办得怎么样，您来打分。不记名。",
    english_intro="You judge how the union does its work. No names.",
    parts=(
        UNION,
        part(
            "warm",
            "温暖人心",
            "Warmth",
            agree("warm_1", "有事的时候，工会的人找得到。", "I can find the people of the union."),
            agree("warm_2", "工会干部跟我们说话，像自家人。", "The union's people talk to us like family."),
            agree(
                "warm_3", "我遇到大事，工会有人来问一声。", "When something big happens to me, the union asks after me."
            ),
        ),
        part(
            "stand",
            "替职工说话",
            "Standing up for staff",
            agree("stand_1", "职工吃了亏，工会敢出面。", "When staff are wronged, the union steps in."),
            agree("stand_2", "工资协商时，工会替我们争。", "The union fights for us over wages."),
            agree("stand_3", "工会说的话，企业听得进去。", "The enterprise listens to the union."),
        ),
        part(
            "events",
            "活动",
            "Activities",
            satisfied(
                "events_1", "您对文体活动满意吗？", "Are you satisfied with sport and culture?", may_not_apply=True
            ),
            satisfied(
                "events_2", "您对技能比武满意吗？", "Are you satisfied with skills contests?", may_not_apply=True
            ),
            agree("events_3", "倒班的人有机会参加活动。", "People on shifts get to take part too."),
        ),
        section(
            "用过哪些",
            "What you have used",
            TAKEN,
            words("union_good", "工会为您办过的事，哪一件最暖心？", "What did the union do that warmed you most?"),
            words("union_next", "您最希望工会接下来办哪件事？", "What should the union do next?"),
        ),
        EMPLOYMENT_ONLY,
    ),
    segments=("seg_employment",),
)
