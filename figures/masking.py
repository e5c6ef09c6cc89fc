"""What in a text could point at a person: found by rules, for an officer to mask; and the masking itself. Pure.

Rules mark too much rather than too little: a mark is a proposal that an officer takes or leaves, a miss is a person.
A span is (start, end) in characters of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from web.words import N_

#: What stands in place of a masked span, always the same, so that its length tells nothing.
MASK = "×××"

Span = tuple[int, int]

#: Where two rules meet, the one that stands first wins.
KINDS = {
    "mail": N_("电子邮箱"),
    "identity": N_("身份证号"),
    "phone": N_("电话号码"),
    "account": N_("微信号、QQ 号"),
    "plate": N_("车牌号"),
    "date": N_("具体日期或班次"),
    "number": N_("像工号的数字"),
    "post": N_("单位加职务"),
    "name": N_("人名或姓氏加职务"),
    "unit": N_("单位名称"),
    "hand": N_("自己加的"),
}
#: Shown to the officer, masked only when they say so: a unit's name alone points at no person.
ONLY_SHOWN = frozenset({"unit"})


@dataclass(frozen=True)
class Mark:
    """A span that could point at a person, and why."""

    start: int
    end: int
    kind: str

    @property
    def proposed(self) -> bool:
        """Whether it is masked unless the officer says otherwise."""
        return self.kind not in ONLY_SHOWN


def marks(text: str, *, names: Collection[str] = (), units: Collection[str] = ()) -> tuple[Mark, ...]:
    """Everything in `text` that could point at a person, in order and without overlaps.

    `names` are the names of people the system knows, `units` those of its units. Where marks overlap they become one
    of the kind that stands first in KINDS, so that no part of any stays readable.
    """
    plain = _plain(text)
    found = [*_numbers(plain), *_people(plain, names), *_posts(plain, units), *_dates(plain), *_units(plain, units)]
    # Whoever is named once with a title is meant wherever the same letters stand.
    again = {plain[mark.start : mark.end] for mark in found if mark.kind == "name"}
    found += [Mark(start, end, "name") for start, end in spans_of(plain, again)]
    order = list(KINDS)
    joint: list[Mark] = []
    for mark in sorted(found, key=lambda each: (each.start, -each.end)):
        if joint and mark.start < joint[-1].end:
            last = joint.pop()
            kind = min(last.kind, mark.kind, key=order.index)
            mark = Mark(last.start, max(last.end, mark.end), kind)
        joint.append(mark)
    return tuple(joint)


def spans_of(text: str, words: Iterable[str]) -> tuple[Span, ...]:
    """Where any of `words` stands in `text`, everywhere it stands."""
    plain = _plain(text)
    wanted = sorted({_plain(word.strip()) for word in words if word.strip()}, key=lambda word: (-len(word), word))
    return tuple((match.start(), match.end()) for word in wanted for match in re.finditer(re.escape(word), plain))


def masked(text: str, spans: Iterable[Span]) -> str:
    """`text` with MASK in place of every span. Raises ValueError for a span outside it."""
    parts, at = [], 0
    for start, end in joined(text, spans):
        parts += [text[at:start], MASK]
        at = end
    return "".join([*parts, text[at:]])


def joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """`spans` in order, those that touch or overlap as one. Raises ValueError for a span outside `text`."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if not 0 <= start < end <= len(text):
            raise ValueError("a span outside the text")
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def proposals(found: Sequence[Mark], decided: Sequence[Span] | None) -> list[tuple[Mark, bool]]:
    """What an officer can mask, each with whether it is masked: as proposed, or as `decided` before, nothing lost.

    A decided span that no rule found is of the kind "hand".
    """
    if decided is None:
        return [(mark, mark.proposed) for mark in found]
    ticked = []
    for start, end in decided:
        kind = next((mark.kind for mark in found if start <= mark.start and mark.end <= end), "hand")
        ticked.append((Mark(start, end, kind), True))
    open_ = [
        (mark, False) for mark in found if not any(mark.start < end and start < mark.end for start, end in decided)
    ]
    return sorted([*ticked, *open_], key=lambda each: each[0].start)


def pieces(text: str, marked: Iterable[Mark]) -> list[tuple[str, Mark | None]]:
    """`text` cut where marks begin and end: (piece, its mark or None), for a page that shows them in place."""
    found: list[tuple[str, Mark | None]] = []
    at = 0
    for mark in sorted(marked, key=lambda each: each.start):
        found += [(text[at : mark.start], None), (text[mark.start : mark.end], mark)]
        at = mark.end
    return [(piece, mark) for piece, mark in [*found, (text[at:], None)] if piece]


def says_nothing(text: str) -> bool:
    """Whether a text only says that there is nothing to say: it is neither counted nor reviewed."""
    return not re.sub(r"[\W_]", "", _NOTHING.sub("", _plain(text)))


def _plain(text: str) -> str:
    """`text` with full-width letters and digits as ordinary ones, character for character."""
    return "".join(" " if char == "\u3000" else _narrow(char) for char in text)


def _narrow(char: str) -> str:
    return chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char


_NOTHING = re.compile(
    r"(?:暂时|暂|目前|现在)?(?:没有|没|无)(?:什么|啥|任何|其他|其它)?(?:意见|建议|想法|问题|要说的|可说的|了|的)*|不知道|不清楚|同上|略"
)

# Numbers and addresses

_NUMBERS = (
    # Begun only where a word begins: else a word of 100,000 letters without an @ is read 100,000 times.
    ("mail", r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]+ ?@ ?[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+"),
    ("identity", r"(?<![0-9A-Za-z])(?:\d[ \-]?){17}[\dXx](?![0-9A-Za-z])|(?<![0-9A-Za-z])\d{15}(?![0-9A-Za-z])"),
    ("phone", r"(?<!\d)(?:\+?86[ \-]?)?1[3-9](?:[ \-]?\d){9}(?!\d)|(?<!\d)0\d{2,3}[ \-]?\d{7,8}(?!\d)"),
    ("phone", r"[幺一][三四五六七八九](?:[ \-]?[零〇幺一二两三四五六七八九]){9}"),
    ("account", r"(?:微信号?|[vV][xX]|[qQ]{2}号?|企鹅号)[是为:\- ]{0,3}[A-Za-z0-9_\-]{5,20}"),
    (
        "plate",
        r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-Z][·. ]?[A-Z0-9]{5,6}(?![A-Za-z0-9])",
    ),
    ("number", r"(?:工号|编号|胸牌|卡号|灯号|矿灯|自救器)号?[是为:\- ]{0,3}[A-Za-z]{0,4}\d{2,12}"),
    ("number", r"(?<![0-9A-Za-z.])[A-Za-z]{1,3}-?\d{4,10}(?![0-9A-Za-z])"),
    # A bare number is taken for a staff number unless a measure follows it.
    (
        "number",
        r"(?<![\d.A-Za-z¥$])\d{4,14}(?![\d.])(?! ?(?:[元块万千百亿人年月天米吨度个次份%户伏瓦转台辆多余]|左右|kg|km|kW|kw))",
    ),
)
_NUMBER_RULES = tuple((kind, re.compile(rule)) for kind, rule in _NUMBERS)


def _numbers(text: str) -> Iterator[Mark]:
    for kind, rule in _NUMBER_RULES:
        yield from (Mark(match.start(), match.end(), kind) for match in rule.finditer(text))


# People

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦"
    "贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚樊兰殷乔翟柳庄辛耿关焦俞甄娄裴詹申欧柯阮聂柴蒲滕邢霍鲍房窦祁苗葛路卜"
    "齐蓝闫梅章凌温项祝童颜舒骆单牟莫阳冉左覃宁柏岳尚卫屈解喻鲁肖卞佟桑"
)
# Everyday words that begin like a family name.
_NOT_A_NAME = (
    "关心|关于|关系|马上|高温|高空|高处|高低|高兴|白班|白天|单位|单身|单独|常常|常务|经常|解决|解释|任何|任务|方便|方面|方式|方法|温度|温暖|"
    "严格|严重|严肃|谢谢|毛病|曾经|项目|万一|祝愿|管理|路上|路段|路灯|施工|金工|金额|石头|段落|章程|江边|林区|雷区|卫队|卫生|单科|房间|房子|"
    "于是|宁可|左右|尚未|安全|齐全|任性|程度|程序|范围|夏天|石油|余下|钱包|康复|童工|武装|强度|阳光|孔洞|牛奶|龙头|洪水|申请|申报|顾不|"
    "侯车|路费|白开|白跑|白干|高峰|高强|高压|万多|万元|左边|江湖|常年|常住|常白|毛巾|金属|施压|许多|许可|余热|何时|何必|何况|谢意|温馨|"
    "常规|贺卡|万家|苗头|苗子|梅雨|莫名|莫非|莫大|解困|解答|解除|解散|康养|左手|宁静|金秋|岳父|岳母|管道|管子|管线|项链|柏油|焦炭|焦化|焦急"
)
_COMPOUND = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|宇文|长孙|慕容|司徒|夏侯"
_SURNAME = f"(?!{_NOT_A_NAME})(?:{_COMPOUND}|[{_SURNAMES}])"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
# No given name holds these; without them "马上找队长" would be somebody.
_GIVEN = f"[{_HAN}]"
_NEVER_GIVEN = "(?![的了是在和跟找说让对被把给就都也不没有到去来向从要我你他她们这那哪个各位班队组区车间夜科部厂矿问请叫等该]|[一二三四五六七八九十][班队区])"
_TITLE = (
    "(?:副|代|老)?(?:主任|科长|处长|部长|队长|区长|班长|组长|工长|段长|站长|所长|院长|场长|矿长|厂长|校长|股长|主席|书记|经理|总监|总工|主管|董事长|"
    "工程师|会计|出纳|干事|调度员|调度|技术员|安全员|安检员|瓦检员|瓦斯检查员|核算员|库管员|保管员|材料员|文书|司机|师傅|老师|大夫|医生|护士|厨师|"
    "同志|先生|女士|师兄|师弟|大姐|大哥|领导)"
)
_SHORT_TITLE = "(?:工(?![人作种资会区地序伤])|总(?![是体结共的数])|队(?![伍员里长])|班(?![组车次长里])|区(?![域队长])|科(?![学室长])|处(?![理罚境长])|[矿厂部局](?![长门])|[哥姐叔姨嫂]|某{1,2})"
_PEOPLE = (
    rf"{_SURNAME}(?:{_NEVER_GIVEN}{_GIVEN}){{0,2}}?{_TITLE}",
    rf"{_SURNAME}(?:{_GIVEN}某|{_SHORT_TITLE})",
    rf"(?<![{_HAN}]大)(?!小金库|小路|小段|小包|小范围|小毛病|小康|小管|小石头|小江|老方法|老白干|小于|小单|小钱|小项|小房)[老小阿][{_SURNAMES}]",
    rf"(?:我叫|名叫|名字是|本人是|姓名[:是]?){_SURNAME}{_GIVEN}{{1,2}}",
    rf"姓[{_SURNAMES}](?:的)?",
    rf"[{_HAN}]{{2,8}}·[{_HAN}]{{2,8}}",
)
_PEOPLE_RULES = tuple(re.compile(rule) for rule in _PEOPLE)
_BEGINS_AS_NAME = re.compile(rf"{_SURNAME}[{_HAN}]{{1,3}}$")


def _people(text: str, names: Collection[str]) -> Iterator[Mark]:
    # A given name of two characters stands for its owner as well as the whole name does.
    known = {name for name in names if len(name) > 1} | {name[1:] for name in names if len(name) == 3}
    yield from (Mark(start, end, "name") for start, end in spans_of(text, known))
    for rule in _PEOPLE_RULES:
        yield from (Mark(match.start(), match.end(), "name") for match in rule.finditer(text))
    # Imported when it is first needed: its dictionary takes 30 MB, which a process that only prints does not have to hold.
    import rjieba

    at = 0
    for word, tag in rjieba.tag(text):
        if tag == "nr" and _BEGINS_AS_NAME.match(word):
            yield Mark(at, at + len(word), "name")
        at += len(word)


# Units, posts and dates

_ORDINAL = "[一二三四五六七八九十0-9]{1,3}"
_NUMBERED_UNIT = rf"(?:[采掘综机运通安选洗][采煤掘进电输风运检修选装]{{0,2}})?第?{_ORDINAL}号?(?:车间|工区|采区|区队|分厂|项目部|分公司|队|区)"
# A department without a number, told by what it is for; with a post behind it there is one such person.
_DEPARTMENT = rf"[机运通综掘采洗选财安后物供保调检电钻人劳组宣办销质技生环信审法][{_HAN}]{{0,4}}(?:工区|车间|中心|办公室|[部科处室队班])"
_TRADE = rf"(?:(?:副|代)?(?:跟班)?(?:队|区|班|组|工|段|站|所|科|部|矿|厂)长|(?:副|代)?(?:主任|书记|经理|主管)|(?!职工|员工|人员|全员|党员|施工|加工|分工|人工|动员)[{_HAN}]{{1,3}}(?<!职)(?<!员)(?<!施)(?<!加)(?:工(?!人|作|资|种|会|序|地|具|装)|员(?!工)|司机|技师))"
_HEAD = re.compile(rf"{_DEPARTMENT}的?(?:副|代)?(?:跟班)?(?:主任|书记|经理|[队区班组科部处]?长)")
_SHIFT = "(?:[零早中夜晚白]点?班|凌晨|早上|上午|中午|下午|晚上|夜里)"
_DATES = (
    rf"\d{{4}} ?[年./\-] ?\d{{1,2}} ?[月./\-] ?\d{{1,2}} ?[日号]?{_SHIFT}?",
    rf"(?<!\d)\d{{1,2}} ?月 ?\d{{1,2}} ?[日号]{_SHIFT}?",
    rf"[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}[日号]{_SHIFT}?",
    rf"(?:本月|上个?月|这个?月)\d{{1,2}}[号日]{_SHIFT}?|(?<!\d)\d{{1,2}}[号日]{_SHIFT}",
    rf"(?:上上|上|这|本)个?(?:周|星期|礼拜)[一二三四五六日天]{_SHIFT}?",
    rf"(?:昨天|前天|大前天|今天){_SHIFT}?",
    r"(?<!\d)\d{1,2}[:点]\d{2}分?(?!\d)",
)
_DATE_RULES = tuple(re.compile(rule) for rule in _DATES)


def _posts(text: str, units: Collection[str]) -> Iterator[Mark]:
    place = "|".join([*map(re.escape, _longest_first(units)), _NUMBERED_UNIT])
    in_unit = re.compile(rf"(?:{place})(?:{_ORDINAL}班)?(?:里)?的?(?:唯一的?|那个)?{_TRADE}")
    for rule in (in_unit, _HEAD):
        yield from (Mark(match.start(), match.end(), "post") for match in rule.finditer(text))


def _dates(text: str) -> Iterator[Mark]:
    for rule in _DATE_RULES:
        yield from (Mark(match.start(), match.end(), "date") for match in rule.finditer(text))


def _units(text: str, units: Collection[str]) -> Iterator[Mark]:
    yield from (Mark(start, end, "unit") for start, end in spans_of(text, (unit for unit in units if len(unit) > 1)))
    yield from (Mark(match.start(), match.end(), "unit") for match in re.finditer(_NUMBERED_UNIT, text))


def _longest_first(words: Collection[str]) -> list[str]:
    return sorted((word for word in words if len(word) > 1), key=lambda word: (-len(word), word))
