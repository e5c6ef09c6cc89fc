"""待遇·劳动强度·作业环境: pay, workload and the workplace, with the hours that are really worked."""

from __future__ import annotations

from surveys.questionnaires.segments import EMPLOYMENT_AND_JOB
from surveys.questionnaires.wellbeing import LOAD, PAY, SITE
from surveys.questionnaires.writing import (
    agree,
    multiple,
    number,
    part,
    questionnaire,
    ranking,
    satisfied,
    section,
    words,
)
from web.words import N_

HOURS = number(
    "hours_week",
    "上一周，您实际工作了多少小时？连同加班一起算。",
    "How many hours did you work last week, overtime included?",
    low=0,
    high=120,
    unit=("小时", "hours"),
    bands=(41, 49, 61),
)

HARDEST = multiple(
    "site_hardest",
    "您干活的地方，哪些最难受？可以选几项。",
    "What is hardest where you work? Choose any.",
    ("hot", "夏天太热", "Heat in summer"),
    ("cold", "冬天太冷", "Cold in winter"),
    ("dust", "粉尘大", "Dust"),
    ("noise", "噪声大", "Noise"),
    ("dark", "光线暗", "Poor light"),
    ("smell", "有刺鼻的气味", "Sharp smells"),
    ("none", "都还好", "None of these"),
    none="none",
)
FIRST = ranking(
    "conditions_first",
    "下面几件事，您希望先办哪一件？请排个先后。",
    "Which of these should be dealt with first? Put them in order.",
    ("pay", "涨收入", "Higher pay"),
    ("people", "添人手", "More hands"),
    ("shift", "改倒班", "Better shifts"),
    ("machine", "添设备", "Better machines"),
    ("site", "改善作业环境", "A better workplace"),
)

CONDITIONS = questionnaire(
    "conditions",
    "待遇、劳动强度和作业环境调查",
    "Survey of pay, workload and working conditions",
    about=N_("收入公不公道、活累不累、干活的地方好不好，问得比幸福指数细。适合工资协商和夏季、冬季到来之前用。"),
    intro="收入、劳动强度、作业环境，您最清楚。不记名，请照实填。",
    english_intro="Nobody knows pay, workload and working conditions better than you. No names; please say how it is.",
    parts=(
        PAY,
        part(
            "load",
            LOAD.label,
            LOAD.english,
            *LOAD.items,
            agree("load_5", "活多的时候，能及时添上人手。", "When there is much to do, help comes in time."),
            HOURS,
        ),
        part(
            "site",
            SITE.label,
            SITE.english,
            *SITE.items,
            satisfied(
                "site_5",
                "您对防暑降温的措施满意吗？",
                "Are you satisfied with how heat is kept off?",
                may_not_apply=True,
            ),
            HARDEST,
        ),
        section(
            "先办哪一件",
            "What first",
            FIRST,
            words("conditions_why", "为什么要先办这一件？", "Why should that come first?"),
        ),
        EMPLOYMENT_AND_JOB,
    ),
    segments=("seg_employment", "seg_job"),
)
