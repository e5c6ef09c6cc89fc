"""困难帮扶与送温暖、送清凉回访: whether help reached people, in time and with dignity."""

from __future__ import annotations

from surveys.questionnaires.wellbeing import UNION
from surveys.questionnaires.writing import agree, multiple, only_if, part, questionnaire, section, words
from web.words import N_

RECEIVED = multiple(
    "aid_received",
    "近一年里，您得到过下面哪些帮助？可以选几项。",
    "Which of these have you received in the past year? Choose any.",
    ("hardship", "困难补助", "Hardship grant"),
    ("medical", "大病救助", "Help in serious illness"),
    ("study", "金秋助学", "Help with children's schooling"),
    ("winter", "送温暖", "Warmth in winter"),
    ("summer", "送清凉", "Coolness in summer"),
    ("none", "都没有", "None of these"),
    none="none",
)

HELPED = ("hardship", "medical", "study", "winter", "summer")

AID = questionnaire(
    "aid",
    "困难帮扶和慰问回访",
    "How help was received",
    about=N_("帮扶和“送温暖”“送清凉”之后回访：东西到没到、及不及时、有没有面子。得到过帮助的人才会看到相应的题。"),
    intro="帮扶和慰问办得怎么样，请照实说。说得不好也没关系，不影响以后的帮扶。不记名。",
    english_intro="Please say how help and visits went. Whatever you say, it will not affect later help. No names.",
    parts=(
        section("得到过的帮助", "Help received", RECEIVED),
        part(
            "reached",
            "帮得怎么样",
            "How it went",
            *only_if(
                RECEIVED,
                HELPED,
                agree("reached_1", "帮助来得及时。", "Help came in time."),
                agree("reached_2", "帮助正是我需要的。", "It was what I needed."),
                agree("reached_3", "办手续不折腾人。", "The paperwork was easy."),
                agree("reached_4", "给的时候，顾了我的面子。", "My dignity was kept."),
            ),
        ),
        part(
            "aid_fair",
            "办得公不公",
            "Fairness",
            *UNION.pick("union_2", "union_3"),
            agree("aid_fair_1", "真正困难的人，都帮到了。", "Those truly in need were helped."),
            agree("aid_fair_2", "怎样申请帮扶，我清楚。", "I know how to apply for help."),
        ),
        section(
            "想说的话",
            "Your words",
            words("aid_need", "眼下您家里最需要什么帮助？", "What help does your family need most now?"),
        ),
    ),
)
