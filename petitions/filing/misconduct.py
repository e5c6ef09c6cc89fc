"""Words that sound like 违纪违法: the form then asks whether it should go to discipline, which the union cannot read; pure.

The petitioner decides; nothing is moved by words alone.
"""

from __future__ import annotations

WORDS = (
    "贪污",
    "受贿",
    "行贿",
    "索贿",
    "贿赂",
    "回扣",
    "好处费",
    "辛苦费",
    "吃拿卡要",
    "以权谋私",
    "假公济私",
    "权钱交易",
    "侵吞",
    "挪用",
    "小金库",
    "虚报冒领",
    "套取",
    "吃空饷",
    "收礼",
    "收红包",
    "公款吃喝",
    "违纪",
    "腐败",
)


def is_spoken_of(text: str) -> bool:
    """Whether `text` sounds like an accusation of misconduct."""
    plain = "".join(text.split())
    return any(word in plain for word in WORDS)
