"""“六评”: 党性素养, 综合素质, 学习能力, 工作作风, 业务水平 and 作用发挥 of one person, three sentences each."""

from __future__ import annotations

from surveys.questionnaires.writing import agree, part, questionnaire, section, ten, words
from web.words import N_

SIX_REVIEWS = questionnaire(
    "six_reviews",
    "“六评”测评表",
    "Six-sided review",
    about=N_(
        "从六个方面测评一名党员或干部：党性素养、综合素质、学习能力、工作作风、业务水平、作用发挥。在标题里写明测评谁。"
    ),
    intro="请按平时的了解填写，说好说坏都行，要公道。不记名。",
    english_intro="Please answer from what you have seen, good or bad, and be fair. No names.",
    parts=(
        part(
            "party_spirit",
            "党性素养",
            "Party spirit",
            agree("party_spirit_1", "大是大非面前，他（她）立场稳。", "They stand firm in matters of principle."),
            agree("party_spirit_2", "上级的部署，他（她）带头落实。", "They lead in carrying out what was decided."),
            agree("party_spirit_3", "规定的事，他（她）从不例外。", "They never make an exception for themselves."),
        ),
        part(
            "quality",
            "综合素质",
            "All-round quality",
            agree("quality_1", "遇到急事，他（她）沉得住气。", "They keep calm when things are urgent."),
            agree("quality_2", "他（她）说话办事有分寸。", "They are measured in word and deed."),
            agree("quality_3", "他（她）跟谁都合得来。", "They get on with everybody."),
        ),
        part(
            "learning",
            "学习能力",
            "Learning",
            agree("learning_1", "新东西，他（她）学得快。", "They learn new things quickly."),
            agree("learning_2", "学到的，他（她）用得上。", "They put to use what they learn."),
            agree("learning_3", "会的东西，他（她）愿意教别人。", "They are ready to teach others."),
        ),
        part(
            "style",
            "工作作风",
            "Working style",
            agree("style_1", "交给他（她）的事，不用催。", "They need no reminding."),
            agree("style_2", "他（她）常到现场来。", "They are often on site."),
            agree(
                "style_3", "出了问题，他（她）往别人身上推。", "When things go wrong they blame others.", reverse=True
            ),
        ),
        part(
            "skill",
            "业务水平",
            "Professional skill",
            agree("skill_1", "业务上的事，他（她）说得清楚。", "They can explain matters of their trade."),
            agree("skill_2", "难题到他（她）手里，能解决。", "They solve hard problems."),
            agree("skill_3", "他（她）干的活，质量过硬。", "Their work is of high quality."),
        ),
        part(
            "effect",
            "作用发挥",
            "What they bring about",
            agree("effect_1", "急难险重的活，他（她）冲在前面。", "They are in front when work is hard or dangerous."),
            agree("effect_2", "有他（她）在，身边的人更有干劲。", "Those around them work with more spirit."),
            agree("effect_3", "群众有难处，愿意找他（她）。", "People in need turn to them."),
        ),
        section(
            "总的评价",
            "As a whole",
            ten("six_overall", "总的来看，您给他（她）打几分？0 分最低，10 分最高。", "As a whole, 0 to 10?"),
            words("six_advice", "您对他（她）有什么建议？", "What advice do you have for them?"),
        ),
    ),
)
