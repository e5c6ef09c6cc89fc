"""改革风险评估: support, worry and stake for each of the three reforms (劳动, 人事, 分配), before they begin."""

from __future__ import annotations

from surveys.questionnaires.segments import WHO
from surveys.questionnaires.wellbeing import REFORM, TRUST
from surveys.questionnaires.writing import (
    agree,
    multiple,
    only_if,
    part,
    questionnaire,
    section,
    statement,
    together,
    words,
)
from web.words import N_

ABOUT = statement(
    "reform_about",
    "劳动改革：定员定岗、竞争上岗。人事改革：干部能上能下。分配改革：工资跟着岗位走，跟着业绩走。",
    "Labour reform: fixed posts, filled by competition. Personnel reform: managers may be promoted or demoted. "
    "Pay reform: wages follow post and results.",
)

SUPPORT = part(
    "support",
    "支持程度",
    "Support",
    *together(
        "这几项改革，我支持：",
        "I support:",
        agree("support_labour", "劳动改革", "Labour reform"),
        agree("support_personnel", "人事改革", "Personnel reform"),
        agree("support_pay", "分配改革", "Pay reform"),
    ),
)
WORRY = part(
    "worry",
    "放心程度",
    "Ease of mind",
    *together(
        "这几项改革，我担心自己吃亏：",
        "I worry that I shall lose out by:",
        agree("worry_labour", "劳动改革", "Labour reform", reverse=True),
        agree("worry_personnel", "人事改革", "Personnel reform", reverse=True),
        agree("worry_pay", "分配改革", "Pay reform", reverse=True),
    ),
)
STAKE = section(
    "关系大不大",
    "Stake",
    *together(
        "这几项改革，跟我的切身利益关系很大：",
        "My own interests depend much on:",
        agree("stake_labour", "劳动改革", "Labour reform"),
        agree("stake_personnel", "人事改革", "Personnel reform"),
        agree("stake_pay", "分配改革", "Pay reform"),
    ),
)
WORRIES = multiple(
    "worry_about",
    "想到改革，您最担心什么？可以选几项。",
    "What worries you most about the reform? Choose any.",
    ("post", "岗位没了", "Losing my post"),
    ("income", "收入降低", "Earning less"),
    ("move", "调到外地", "Being sent elsewhere"),
    ("unfair", "办得不公平", "Unfairness"),
    ("age", "年纪大，跟不上", "Being too old to keep up"),
    ("none", "没什么担心的", "Nothing"),
    none="none",
)

REFORM_RISK = questionnaire(
    "reform",
    "改革风险评估调查",
    "Reform risk survey",
    about=N_("出台改革方案之前用：分劳动、人事、分配三项，看支持、担心和利害关系，结果页按公开的办法评出风险等级。"),
    intro="改革之前，先听您的。支持也好，担心也好，请照实填。不记名。",
    english_intro="Before the reform, we ask you. Whether you support or fear it, please say so. No names.",
    parts=(
        section("先说明三项改革", "The three reforms", ABOUT),
        SUPPORT,
        WORRY,
        STAKE,
        section(
            "担心什么",
            "What worries you",
            WORRIES,
            *only_if(
                WORRIES,
                ("unfair",),
                words("worry_unfair", "怎么办，您才觉得公平？", "What would make it fair for you?"),
            ),
        ),
        part(
            "informed",
            "知情程度",
            "Being informed",
            *REFORM.pick("reform_1", "reform_2"),
            agree("informed_1", "改革方案征求过我们的意见。", "We were asked about the plan."),
            *TRUST.pick("trust_2"),
        ),
        section(
            "您的建议", "Your advice", words("reform_advice", "改革怎么改，您有什么建议？", "How should it be done?")
        ),
        WHO,
    ),
    segments=("seg_age", "seg_employment", "seg_job"),
)
