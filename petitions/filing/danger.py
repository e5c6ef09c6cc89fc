"""Words that may mean somebody's life is in danger: the page then shows where help is, and the desk an urgent mark.

A wrong alarm costs a minute; a missed one may cost a life. So words alone decide, without weighing the sentence.
"""

from __future__ import annotations

WORDS = (
    "自杀",
    "自尽",
    "轻生",
    "寻死",
    "寻短见",
    "不想活",
    "活不下去",
    "活着没意思",
    "活着没有意思",
    "不如死",
    "想死",
    "去死",
    "遗书",
    "遗言",
    "跳楼",
    "跳河",
    "跳江",
    "跳井",
    "上吊",
    "割腕",
    "安眠药",
    "喝农药",
    "同归于尽",
    "杀人",
    "杀了",
    "砍死",
    "弄死",
    "捅死",
    "炸厂",
    "爆炸物",
    "纵火",
    "要出人命",
    "会出人命",
    "suicide",
    "killmyself",
)


def is_spoken_of(text: str) -> bool:
    """Whether `text` speaks of danger to somebody's life."""
    plain = "".join(text.lower().split())
    return any(word in plain for word in WORDS)
