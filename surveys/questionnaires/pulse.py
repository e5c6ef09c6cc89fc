"""思想动态: five sentences and one open question, short enough for every month."""

from __future__ import annotations

from surveys.questionnaires.wellbeing import LOAD, REFORM, RESPECT, TRUST
from surveys.questionnaires.writing import agree, part, questionnaire, section, words
from web.words import N_

PULSE = questionnaire(
    "pulse",
    "思想动态",
    "Pulse",
    about=N_("五道题，一分多钟。每月或每季度做一次，早一点看到苗头。题目都在题库里，跟大调查能对上。"),
    intro="五道题，说说最近的心情。不记名。",
    english_intro="Five questions about how you feel lately. No names.",
    parts=(
        part(
            "mood",
            "最近的心情",
            "How you feel lately",
            agree("mood_1", "最近上班，我心里是踏实的。", "Lately I feel settled at work."),
            *LOAD.pick("load_2"),
            *RESPECT.pick("respect_1"),
            *REFORM.pick("reform_1"),
            *TRUST.pick("trust_2"),
        ),
        section(
            "您的话",
            "Your words",
            words("pulse_talk", "最近大家私下里议论最多的是什么事？", "What do people talk about most lately?"),
        ),
    ),
)
