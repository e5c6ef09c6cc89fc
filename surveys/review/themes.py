"""What many texts speak of: words that enough of them share, each with quotes. Counts words, judges nothing. Pure."""

from __future__ import annotations

import re
import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from figures.masking import MASK
from surveys.items import Definition

if TYPE_CHECKING:
    import rjieba

MOST_THEMES = 12
MOST_QUOTES = 3
LONGEST_QUOTE = 80
#: Words that share this much of their texts are one theme, named by up to three of them.
NEARLY = 0.8
MOST_WORDS = 3
#: Parts of speech that can name what a text is about: nouns, verbs and adjectives used as nouns, set phrases.
NAMING = ("n", "vn", "an", "l", "j")
PERSONS = "nr"

# The field's own words, which a general dictionary tears apart.
DOMAIN = [
    "夜班",
    "中班",
    "早班",
    "零点班",
    "倒班",
    "排班",
    "调班",
    "加班",
    "替班",
    "连班",
    "工休",
    "年休假",
    "班车",
    "通勤车",
    "食堂",
    "热饭",
    "班中餐",
    "澡堂",
    "热水",
    "更衣室",
    "单身公寓",
    "洗衣机",
    "工资",
    "工资条",
    "奖金",
    "绩效",
    "绩效考核",
    "津贴",
    "夜班津贴",
    "高温补贴",
    "加班费",
    "公积金",
    "社保",
    "工伤",
    "体检",
    "职业病",
    "防尘口罩",
    "劳保",
    "劳保用品",
    "工作服",
    "喷雾",
    "粉尘",
    "噪声",
    "通风",
    "照明",
    "巷道",
    "皮带",
    "采掘",
    "井口",
    "井下",
    "送清凉",
    "送温暖",
    "困难帮扶",
    "金秋助学",
    "技能比武",
    "名师带徒",
    "职称",
    "职称评审",
    "技能等级",
    "竞聘",
    "晋升",
    "培训",
    "派活",
    "记工",
    "考勤",
    "公示",
    "厂务公开",
    "职代会",
    "班前会",
    "班务公开",
    "意见箱",
    "领导班子",
    "干部作风",
    "形式主义",
    "劳务派遣",
    "同工同酬",
    "停车场",
    "充电桩",
    "文体活动",
    "健身房",
    "篮球场",
    "子女上学",
    "托管班",
    "心理疏导",
    "工会",
    "工会小组",
    "合理化建议",
]

STOP = frozenset(
    [
        "希望",
        "建议",
        "能够",
        "可以",
        "应该",
        "需要",
        "觉得",
        "感觉",
        "认为",
        "知道",
        "看看",
        "进行",
        "加强",
        "提高",
        "提升",
        "增加",
        "改善",
        "改进",
        "解决",
        "问题",
        "情况",
        "方面",
        "时候",
        "东西",
        "事情",
        "地方",
        "有时",
        "有时候",
        "单位",
        "企业",
        "公司",
        "大家",
        "我们",
        "自己",
        "职工",
        "员工",
        "工人",
        "同志",
        "领导",
        "工作",
        "干活",
        "上班",
        "下班",
        "现在",
        "目前",
        "今年",
        "去年",
        "每天",
        "每月",
        "每年",
        "每次",
        "经常",
        "一直",
        "总是",
        "有点",
        "一点",
        "一些",
        "一下",
        "一定",
        "真正",
        "尽量",
        "尽快",
        "坚持",
        "坚持下去",
        "继续",
        "保持",
        "做好",
        "搞好",
        "落实",
        "关心",
        "关注",
        "关爱",
        "重视",
        "支持",
        "不要",
        "不能",
        "不会",
        "不好",
        "不够",
        "不到",
        "没有",
        "没人",
        "还是",
        "就是",
        "这样",
        "那样",
        "这个",
        "那个",
        "什么",
        "怎么",
        "为什么",
        "有没有",
        "能不能",
        "是不是",
        "实在",
        "特别",
        "非常",
        "比较",
        "多多",
        "多点",
        "好好",
        "起来",
        "下去",
        "出来",
        "下来",
        "上去",
        "回来",
        "最好",
        "主要",
        "相关",
        "及时",
        "合理",
        "实际",
        "具体",
        "基本",
        "一样",
        "不同",
        "时间",
        "使用",
        "安排",
        "组织",
        "活动",
        "工人们",
        "职工们",
        "感谢",
        "谢谢",
        "暖心",
        "实用",
        "方便",
        "很多",
        "不少",
        "全部",
        "所有",
        "部分",
        "其他",
        "左右",
        "以上",
        "以下",
        "之后",
        "以后",
        "之前",
        "以前",
        "开始",
        "已经",
        "成为",
        "得到",
        "作为",
        "通过",
        "根据",
        "按照",
    ]
)
# What a cutter without such words in its dictionary takes for nouns: "很暖心", "太晚".
_WORD = re.compile(r"(?![很太最没不都更好真])[\u3400-\u9fffA-Za-z]{2,}$")
_adding = threading.Lock()


@dataclass(frozen=True)
class Theme:
    """A word (with those that come along with it), how many texts speak of it, and up to three of them."""

    word: str
    texts: int
    quotes: tuple[str, ...]


def domain_words(definition: Definition) -> frozenset[str]:
    """Words of the questionnaire's own dimensions, which answers take up."""
    parts = (part for dimension in definition.dimensions for part in re.split(r"[与和、及]", dimension.label))
    return frozenset(part for part in parts if 2 <= len(part) <= 6)


def of(
    texts: Sequence[str], *, words: Collection[str] = (), floor: int, preferred: Collection[str] = ()
) -> tuple[Theme, ...]:
    """The words that at least `floor` of `texts` share, the most frequent first; `preferred` texts are quoted first.

    `words` are kept whole beside the field's own. Words that come in nearly the same texts are one theme.
    """
    holders: dict[str, set[int]] = {}
    for number, text in enumerate(texts):
        for word in words_of(text, words):
            holders.setdefault(word, set()).add(number)
    known = _DOMAIN | frozenset(words)
    enough = [word for word, numbers in holders.items() if len(numbers) >= floor]
    leading: list[list[str]] = []
    for word in sorted(enough, key=lambda word: (-len(holders[word]), word not in known, -len(word), word)):
        near = next((theme for theme in leading if _nearly_same(holders[theme[0]], holders[word])), None)
        if near is None:
            leading.append([word])
        elif len(near) < MOST_WORDS and not any(word in other for other in near):
            near.append(word)
    found: list[Theme] = []
    quoted: set[str] = set()
    for theme in leading[:MOST_THEMES]:
        among = holders[theme[0]]
        quotes = _quotes([texts[number] for number in among], preferred, quoted)
        quoted.update(quotes)
        found.append(Theme("、".join(theme), len(among), quotes))
    return tuple(found)


def _nearly_same(one: set[int], other: set[int]) -> bool:
    return len(one & other) >= NEARLY * len(one | other)


def words_of(text: str, words: Collection[str] = ()) -> frozenset[str]:
    """The words of a text that can name what it is about."""
    cutter = _cutter(frozenset(words))
    known = frozenset(words) | _DOMAIN
    found = set()
    for word, tag in cutter.tag(text.replace(MASK, "。")):
        names_something = tag.startswith(NAMING) and not tag.startswith(PERSONS)
        if _WORD.match(word) and not _says_little(word) and (word in known or names_something):
            found.add(word)
    return frozenset(found)


_DOMAIN = frozenset(DOMAIN)


def _says_little(word: str) -> bool:
    return word in STOP or (word[:2] in STOP and word[2:] in STOP)


@lru_cache(maxsize=8)
def _cutter(words: frozenset[str]) -> rjieba.Jieba:
    """A cutter that knows the field's words; made once for a set of words, for its dictionary takes a moment to load."""
    import rjieba

    with _adding:
        cutter = rjieba.Jieba()
        for word in sorted(words | _DOMAIN):
            cutter.add_word(word, 100_000, "n")
    return cutter


def _quotes(texts: Iterable[str], preferred: Collection[str], quoted: Collection[str]) -> tuple[str, ...]:
    """Up to three different texts: those an officer chose, then new ones of middling length that were not masked."""
    different = sorted(set(texts))
    lengths = sorted(map(len, different))
    middle = lengths[len(lengths) // 2]
    fitting = [text for text in different if len(text) <= LONGEST_QUOTE or text in preferred]
    order = sorted(
        fitting, key=lambda text: (text in quoted, text not in preferred, MASK in text, abs(len(text) - middle), text)
    )
    new = [text for text in order if text not in quoted]
    return tuple((new or order)[:MOST_QUOTES])
