"""干部作风: taking charge, fairness, closeness to staff and honesty, with what people see go wrong."""

from __future__ import annotations

from surveys.questionnaires.segments import EMPLOYMENT_AND_JOB
from surveys.questionnaires.wellbeing import LEAD, RESPECT
from surveys.questionnaires.writing import agree, multiple, part, questionnaire, section, words
from web.words import N_

SEEN = multiple(
    "conduct_seen",
    "近半年里，您见过下面哪些现象？可以选几项。",
    "Which of these have you seen in the past half year? Choose any.",
    ("idle", "该办的不办", "Leaving undone what is theirs to do"),
    ("timid", "遇事不敢拍板", "Not daring to decide"),
    ("lazy", "上班懒散", "Idling at work"),
    ("paper", "只忙着做材料", "Busy with papers only"),
    ("rude", "对职工态度粗暴", "Rudeness to staff"),
    ("relatives", "照顾熟人", "Favouring friends"),
    ("none", "都没见过", "None of these"),
    none="none",
)

CONDUCT = questionnaire(
    "conduct",
    "干部作风评议",
    "Review of how managers act",
    about=N_("评一个单位的干部队伍，不点名。看担当、公道、联系职工和廉洁。具体问题请职工走检举控告，由纪检受理。"),
    intro="说的是您所在单位的干部，不是哪一个人。具体的人和事，请用首页的“提诉求”，由纪检受理。",
    english_intro="This is about the managers of your unit as a whole. Report persons and deeds by “File a petition”; "
    "the discipline office takes them.",
    parts=(
        part(
            "duty",
            "担当",
            "Taking charge",
            *LEAD.pick("lead_4"),
            agree("duty_1", "该拍板的事，干部敢拍板。", "Managers decide what is theirs to decide."),
            agree("duty_2", "答应职工的事，最后都办了。", "What was promised to staff gets done."),
            agree(
                "duty_3", "出了问题，干部先查自己的责任。", "When things go wrong, managers first look at themselves."
            ),
        ),
        part(
            "fair",
            "公道",
            "Fairness",
            *LEAD.pick("lead_1"),
            *RESPECT.pick("respect_2"),
            agree("fair_1", "提拔的人，大家服气。", "Those who are promoted have earned it."),
        ),
        part(
            "close",
            "联系职工",
            "Closeness to staff",
            *LEAD.pick("lead_2", "lead_3"),
            agree("close_1", "我找干部办事，不用看脸色。", "I need not fear a manager's mood."),
        ),
        part(
            "clean",
            "廉洁",
            "Honesty",
            agree("clean_1", "身边的干部不占公家便宜。", "Managers here take nothing that is not theirs."),
            agree("clean_2", "办事不用送礼。", "Nothing needs a gift to get done."),
            agree("clean_3", "钱怎么花的，能让大家看到。", "Staff can see how money is spent."),
        ),
        section(
            "您看到的",
            "What you have seen",
            SEEN,
            words("conduct_advice", "干部作风上，您最希望先改哪一点？", "What should managers change first?"),
        ),
        EMPLOYMENT_AND_JOB,
    ),
    segments=("seg_employment", "seg_job"),
)
