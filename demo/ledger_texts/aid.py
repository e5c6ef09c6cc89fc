"""The ledger of aid: families, and the gatherings in the heat and in the cold."""

from __future__ import annotations

AID_TITLES = {
    "hardship": "困难救助",
    "illness": "大病救助",
    "study": "金秋助学",
    "disaster": "意外救助",
    "visit": "住院走访慰问",
}
FAMILIES = (
    "爱人患病长期治疗，孩子上学，一人收入。",
    "本人住院手术，自付费用较大。",
    "孩子考上大学，家中老人常年吃药。",
    "家中失火，生活用品烧毁。",
    "父母双双住院，请假陪护收入减少。",
    "单亲抚养两个孩子，房租压力大。",
)
FAMILY_NAMES = ("赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "褚", "卫", "蒋", "沈", "韩", "杨")
GIVEN_NAMES = ("建国", "秀兰", "志强", "晓梅", "海涛", "玉珍", "永刚", "春燕", "德福", "桂芳")
WARMTH = ("元旦春节送温暖", "井口送姜汤送热饭", "走访节日坚守岗位职工")
COOLING = ("送清凉到采掘一线", "送清凉到选煤和储运现场", "送清凉到热电检修现场")
