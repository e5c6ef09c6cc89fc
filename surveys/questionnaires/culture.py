"""企业文化认同: whether what hangs on the wall is lived."""

from __future__ import annotations

from surveys.questionnaires.segments import AGE_ONLY
from surveys.questionnaires.wellbeing import BELONG, ENPS
from surveys.questionnaires.writing import agree, part, questionnaire, satisfied, section, words
from web.words import N_

CULTURE = questionnaire(
    "culture",
    "企业文化认同调查",
    "Company culture survey",
    about=N_("墙上写的，大家认不认、做没做到。文化建设有计划、有目标、有举措、有考核，用它来看效果。"),
    intro="企业文化好不好，不看墙上，看大家心里。请照实填，不记名。",
    english_intro="Culture is what people feel, not what hangs on the wall. Please be frank. No names.",
    parts=(
        part(
            "belong",
            BELONG.label,
            BELONG.english,
            *BELONG.pick("belong_1", "belong_2", "belong_3"),
        ),
        part(
            "lived",
            "说到做到",
            "Lived, not said",
            agree("lived_1", "企业倡导的，领导先做到。", "Leaders live what the enterprise stands for."),
            agree("lived_2", "老老实实干活的人，不吃亏。", "Those who work honestly do not lose by it."),
            agree("lived_3", "墙上写的，跟平时做的两回事。", "What is written and what is done differ.", reverse=True),
        ),
        part(
            "events_culture",
            "文化到一线",
            "Culture on site",
            satisfied(
                "events_culture_1",
                "您对班组文化活动满意吗？",
                "Are you satisfied with team activities?",
                may_not_apply=True,
            ),
            agree(
                "events_culture_2",
                "评出来的先进，是身边人服气的。",
                "Those honoured are respected by those around them.",
            ),
            agree("events_culture_3", "企业的好人好事，我常听得到。", "I often hear of good deeds here."),
        ),
        section(
            "总体感受",
            "All in all",
            ENPS,
            words(
                "culture_word", "用一句话说说，我们企业是个什么样的地方？", "In a sentence, what kind of place is this?"
            ),
        ),
        AGE_ONLY,
    ),
    segments=("seg_age",),
)
