"""青年职工: settling in, growing, living, and whether young people mean to stay."""

from __future__ import annotations

from surveys.questionnaires.segments import EMPLOYMENT_AND_JOB
from surveys.questionnaires.wellbeing import BELONG, ENPS, GROWTH, LIFE
from surveys.questionnaires.writing import (
    agree,
    multiple,
    only_if,
    part,
    questionnaire,
    satisfied,
    section,
    single,
    words,
)
from web.words import N_

YEARS = single(
    "youth_years",
    "您来单位多久了？",
    "How long have you been here?",
    ("new", "不到 1 年", "Less than a year"),
    ("young", "1–3 年", "1–3 years"),
    ("settled", "3 年以上", "More than 3 years"),
)

HARD = multiple(
    "youth_hard",
    "眼下最让您犯难的是什么？可以选几项。",
    "What is hardest for you now? Choose any.",
    ("housing", "住房", "Housing"),
    ("income", "收入", "Income"),
    ("partner", "找对象", "Finding a partner"),
    ("child", "带孩子", "Child care"),
    ("distance", "离家远", "Far from home"),
    ("skill", "本事不够用", "Lack of skill"),
    ("none", "没什么犯难的", "Nothing"),
    none="none",
)

YOUTH = questionnaire(
    "youth",
    "青年职工调查",
    "Young staff survey",
    about=N_("给 35 岁以下的职工：适不适应、有没有奔头、留不留得住。团委和工会合用。"),
    intro="想知道您过得怎么样，有没有奔头。不记名。",
    english_intro="We want to know how you are doing and what you hope for. No names.",
    parts=(
        section("来了多久", "Time here", YEARS),
        part(
            "settle",
            "扎下根",
            "Settling in",
            *only_if(
                YEARS,
                ("new", "young"),
                agree("settle_1", "刚来的时候，有人带我。", "When I was new, somebody looked after me."),
            ),
            agree("settle_2", "在班组里，我说得上话。", "My team listens to me."),
            satisfied("settle_3", "您对宿舍满意吗？", "Are you satisfied with the dormitory?", may_not_apply=True),
            *BELONG.pick("belong_2"),
        ),
        part(
            "hope",
            "有奔头",
            "Something to aim for",
            *GROWTH.pick("growth_1", "growth_3"),
            agree("hope_1", "重要的活，领导敢交给年轻人。", "Leaders trust young people with important work."),
            *BELONG.pick("belong_4"),
        ),
        part(
            "living",
            "过日子",
            "Living",
            *LIFE.pick("life_1", "life_3"),
            agree("living_1", "挣的钱，够在这里安家。", "I earn enough to settle here."),
        ),
        section(
            "心里话",
            "Frankly",
            HARD,
            ENPS,
            words("youth_stay", "企业做到哪一点，您就愿意长干下去？", "What would make you stay?"),
        ),
        EMPLOYMENT_AND_JOB,
    ),
    segments=("seg_employment", "seg_job"),
)
