"""安全氛围: whether safety really comes first on the site, as those who work there see it."""

from __future__ import annotations

from surveys.questionnaires.segments import EMPLOYMENT_AND_JOB
from surveys.questionnaires.wellbeing import SITE
from surveys.questionnaires.writing import agree, multiple, part, questionnaire, section, words
from web.words import N_

CAUSES = multiple(
    "safety_causes",
    "您身边的违章，多半是因为什么？可以选几项。",
    "Why are rules broken around you? Choose any.",
    ("rush", "赶工期", "Rushing"),
    ("hands", "人手不够", "Too few hands"),
    ("tools", "工具不合用", "Poor tools"),
    ("habit", "习惯了", "Habit"),
    ("rules", "规程不切实际", "Rules that do not fit the work"),
    ("unknown", "不懂规程", "Not knowing the rules"),
    ("none", "没见过违章", "I have seen none"),
    none="none",
)

SAFETY = questionnaire(
    "safety",
    "安全氛围调查",
    "Safety climate survey",
    about=N_("看现场是不是真把安全放在第一位，职工敢不敢停、敢不敢说。适合安全月前后各做一次，比变化。"),
    intro="现场安不安全，干活的人最清楚。请照实说，不记名。",
    english_intro="Those who do the work know best whether it is safe. Please say how it is. No names.",
    parts=(
        part(
            "first",
            "安全第一",
            "Safety first",
            agree("first_1", "生产再忙也不让冒险作业。", "However busy, nobody is made to take risks."),
            agree("first_2", "领导到现场，先问安全。", "On site, leaders ask about safety first."),
            agree(
                "first_3", "为了赶产量，安全有时让了路。", "To meet targets, safety sometimes gives way.", reverse=True
            ),
        ),
        part(
            "speak",
            "敢停敢说",
            "Stopping and speaking",
            *SITE.pick("site_3"),
            agree("speak_1", "我敢制止工友违章。", "I dare stop a colleague who breaks a rule."),
            agree("speak_2", "报上去的隐患，很快有人管。", "Reported hazards are soon dealt with."),
            agree("speak_3", "小事故，大家多半不往上报。", "Small accidents mostly go unreported.", reverse=True),
        ),
        part(
            "ready",
            "本事和装备",
            "Skill and gear",
            *SITE.pick("site_2"),
            agree("ready_1", "本岗位的危险，我说得清。", "I can name the dangers of my post."),
            agree("ready_2", "出了险情往哪里撤，我知道。", "I know where to go in an emergency."),
            agree("ready_3", "安全培训教的，现场用得上。", "What safety training teaches is of use on site."),
        ),
        section(
            "违章和隐患",
            "Rules and hazards",
            CAUSES,
            words(
                "safety_hazard", "您干活的地方，眼下最大的隐患是什么？", "What is the greatest hazard where you work?"
            ),
        ),
        EMPLOYMENT_AND_JOB,
    ),
    segments=("seg_employment", "seg_job"),
)
