"""厂务公开与民主管理: whether staff are told, are heard, and see what comes of it."""

from __future__ import annotations

from surveys.questionnaires.segments import EMPLOYMENT_AND_JOB
from surveys.questionnaires.wellbeing import TRUST, VOICE
from surveys.questionnaires.writing import agree, multiple, part, questionnaire, section, words
from web.words import N_

HEARD = multiple(
    "open_heard",
    "厂里的大事，您平常从哪里知道？可以选几项。",
    "Where do you usually learn of big matters? Choose any.",
    ("board", "公开栏", "Notice board"),
    ("meeting", "班前会", "Shift meeting"),
    ("group", "工作群", "Chat group"),
    ("congress", "职工代表传达", "Staff delegates"),
    ("rumour", "听别人说", "Hearsay"),
    ("none", "不知道", "I do not learn of them"),
    none="none",
)

WANTED = multiple(
    "open_wanted",
    "您最想看到公开的是什么？可以选几项。",
    "What should be made public? Choose any.",
    ("pay", "奖金怎么分", "How bonuses are shared"),
    ("appoint", "干部怎么选", "How managers are chosen"),
    ("honour", "先进怎么评", "How honours are given"),
    ("spend", "福利费怎么花", "How welfare money is spent"),
    ("buy", "东西怎么买", "How things are bought"),
    ("reform", "改革怎么定", "How reforms are decided"),
    ("none", "现在这样就行", "It is fine as it is"),
    none="none",
)

OPENNESS = questionnaire(
    "openness",
    "厂务公开和民主管理调查",
    "Openness and staff participation survey",
    about=N_("该公开的公没公开，职代会有没有用，集体合同兑没兑现。开职代会之前用。"),
    intro="厂里的事，该让大家知道的，您知道了吗？请照实填。不记名。",
    english_intro="Do you know what staff ought to know? Please say how it is. No names.",
    parts=(
        part(
            "open",
            "厂务公开",
            "Openness",
            *VOICE.pick("voice_1", "voice_3"),
            agree("open_1", "公开的内容，我看得懂。", "I understand what is published."),
            agree("open_2", "班组的奖金怎么分，是公开的。", "How the team's bonus is shared is open."),
        ),
        part(
            "congress",
            "职代会",
            "Staff congress",
            *VOICE.pick("voice_2"),
            agree("congress_1", "我们的职工代表替大家说话。", "Our delegates speak for us."),
            agree("congress_2", "开会之前，代表问过我们的意见。", "Delegates ask us before the congress."),
            agree("congress_3", "集体合同写的，都兑现了。", "The collective agreement is kept."),
        ),
        part(
            "say",
            "说话管用",
            "Being heard",
            *TRUST.pick("trust_1", "trust_2", "trust_3"),
        ),
        section(
            "您的看法",
            "Your view",
            HEARD,
            WANTED,
            words("open_advice", "民主管理上，您最希望先改哪一点？", "What should be changed first?"),
        ),
        EMPLOYMENT_AND_JOB,
    ),
    segments=("seg_employment", "seg_job"),
)
