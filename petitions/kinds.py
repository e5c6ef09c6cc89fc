"""What staff may file and how they may be named: plain words first, the legal class second."""

from __future__ import annotations

import enum

from web.words import N_


class Kind(enum.Enum):
    """What the petitioner wants, in their own words."""

    PROBLEM = "problem"
    SUGGESTION = "suggestion"
    ACCUSATION = "accusation"
    HELP = "help"


class LegalClass(enum.Enum):
    """The class of 《信访工作条例》 that decides how a matter is handled (articles 29, 30 and 31)."""

    SUGGESTION = "suggestion"
    ACCUSATION = "accusation"
    CLAIM = "claim"


class Naming(enum.Enum):
    """Whether the petitioner gives a name, and who gets to see it."""

    ANONYMOUS = "anonymous"
    CONFIDENTIAL = "confidential"
    NAMED = "named"


class Channel(enum.Enum):
    """The way a petition came in."""

    WEB = "web"
    VISIT = "visit"
    LETTER = "letter"
    FAX = "fax"
    CALL = "call"
    SUPERIOR = "superior"
    LEADER = "leader"


CHANNEL_LABELS = {
    Channel.WEB: N_("网上"),
    Channel.VISIT: N_("来访"),
    Channel.LETTER: N_("来信"),
    Channel.FAX: N_("传真"),
    Channel.CALL: N_("来电"),
    Channel.SUPERIOR: N_("上级转送交办"),
    Channel.LEADER: N_("领导批示"),
}

KIND_LABELS = {
    Kind.PROBLEM: N_("反映问题"),
    Kind.SUGGESTION: N_("提建议"),
    Kind.HELP: N_("求助咨询"),
    Kind.ACCUSATION: N_("举报"),
}

KIND_ABOUT = {
    Kind.PROBLEM: N_("待遇、安全、管理、生活上的事，希望解决"),
    Kind.SUGGESTION: N_("怎样能做得更好"),
    Kind.HELP: N_("家里有困难，或者想问清楚一件事"),
    Kind.ACCUSATION: N_("有人违纪违法、以权谋私；直接交纪检，工会看不到"),
}

LEGAL_LABELS = {
    LegalClass.SUGGESTION: N_("建议意见"),
    LegalClass.ACCUSATION: N_("检举控告"),
    LegalClass.CLAIM: N_("申诉求决"),
}

LEGAL_CLASSES = {
    Kind.PROBLEM: LegalClass.CLAIM,
    Kind.SUGGESTION: LegalClass.SUGGESTION,
    Kind.HELP: LegalClass.CLAIM,
    Kind.ACCUSATION: LegalClass.ACCUSATION,
}

NAMING_LABELS = {
    Naming.ANONYMOUS: N_("匿名"),
    Naming.CONFIDENTIAL: N_("实名保密"),
    Naming.NAMED: N_("实名"),
}

NAMING_ABOUT = {
    Naming.ANONYMOUS: N_("不留姓名。凭查询码回来看进展、继续说"),
    Naming.CONFIDENTIAL: N_("姓名单独封存，办理的人也看不到；由专门的实名信息保管人保管"),
    Naming.NAMED: N_("办理这件事的人知道您是谁，方便当面核实"),
}

# Codes are what reports count by, for good. The words are those a category begins with: petitions.categories keeps what
# the enterprise made of them.
CATEGORIES = {
    "pay": N_("工资报酬与奖金"),
    "contract": N_("劳动合同与用工"),
    "insurance": N_("社会保险与公积金"),
    "hours": N_("工时、加班与休假"),
    "safety": N_("安全生产与职业健康"),
    "injury": N_("工伤与疾病"),
    "promotion": N_("岗位、考核与晋升"),
    "management": N_("管理方式与干群关系"),
    "canteen": N_("食堂、宿舍与通勤"),
    "housing": N_("住房与后勤"),
    "hardship": N_("生活困难与帮扶"),
    "women": N_("女职工权益"),
    "training": N_("培训与学习"),
    "production": N_("生产经营与工作改进"),
    "conduct": N_("廉洁与作风"),
    "other": N_("其他"),
}

# 《劳动争议调解仲裁法》 article 2: matters an arbitration commission hears, within one year (article 27).
ARBITRABLE = frozenset({"pay", "contract", "insurance", "hours", "injury"})


def legal_class(kind: Kind) -> LegalClass:
    """The class a kind falls into until an officer says otherwise."""
    return LEGAL_CLASSES[kind]
