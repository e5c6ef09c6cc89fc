"""培训与成长通道: whether training is of use and whether there is a way up."""

from __future__ import annotations

from surveys.questionnaires.segments import WHO
from surveys.questionnaires.wellbeing import GROWTH
from surveys.questionnaires.writing import (
    agree,
    part,
    questionnaire,
    ranking,
    satisfied,
    section,
    single,
    words,
)
from web.words import N_

DAYS = single(
    "training_days",
    "近一年里，您参加过几天培训？",
    "How many days of training did you have in the past year?",
    ("none", "没有参加过", "None"),
    ("few", "1–3 天", "1–3 days"),
    ("some", "4–10 天", "4–10 days"),
    ("many", "10 天以上", "More than 10 days"),
)

WISHES = ranking(
    "training_wishes",
    "您最想要哪样培训？请排个先后。",
    "Which training do you want most? Put them in order.",
    ("post", "本岗位技能", "Skills of my post"),
    ("second", "第二门手艺", "A second trade"),
    ("certificate", "考证取证", "Certificates"),
    ("digital", "电脑和智能设备", "Computers and smart machines"),
    ("lead", "班组管理", "Leading a team"),
)

TRAINING = questionnaire(
    "growth",
    "培训和成长通道调查",
    "Training and advancement survey",
    about=N_("培训有没有用、师傅带不带、上升的路通不通。做年度培训计划之前用。"),
    intro="培训办得好不好，路子通不通，请您说说。不记名。",
    english_intro="Please tell us whether training is good and the way up is open. No names.",
    parts=(
        section("参加情况", "Taking part", DAYS),
        part(
            "training",
            "培训",
            "Training",
            *GROWTH.pick("growth_2"),
            agree("training_1", "培训教的，干活用得上。", "What training teaches is of use at work."),
            agree("training_2", "培训时间跟倒班不冲突。", "Training does not clash with shifts."),
            satisfied(
                "training_3",
                "您对“名师带徒”满意吗？",
                "Are you satisfied with learning from masters?",
                may_not_apply=True,
            ),
        ),
        part(
            "path",
            "成长通道",
            "The way up",
            *GROWTH.pick("growth_1", "growth_3"),
            agree("path_1", "竞争上岗，凭的是本事。", "Posts go to those who are able."),
            agree("path_2", "手艺高了，收入能跟上。", "Better skill brings better pay."),
        ),
        section(
            "您的想法",
            "Your wishes",
            WISHES,
            words("training_advice", "要让大家愿意学，您看该怎么办？", "What would make people want to learn?"),
        ),
        WHO,
    ),
    segments=("seg_age", "seg_employment", "seg_job"),
)
