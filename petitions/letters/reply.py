"""The first wording of a reply: from the approved opinion to sentences, ending with the way to ask for a review.

A 信访处理意见书 states the claims, facts and reasons, and the opinion with the rules it rests on (《信访工作条例》
article 32); whoever is not content may ask for a review within the days of article 35. The text is Chinese in every
language of the interface, because it is the enterprise's document; the officer edits it before it goes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from accounts.units import UnitTree
from petitions.kinds import LegalClass
from petitions.outcome.opinion import VERDICT_LABELS, Opinion
from web import formats

OPENING = {
    LegalClass.CLAIM: "您反映的事项已经调查核实，现将处理意见答复如下。",
    LegalClass.SUGGESTION: "感谢您提出建议。经研究论证，现将意见答复如下。",
    LegalClass.ACCUSATION: "您举报的事项已经核查，现将情况反馈如下。",
}
REVIEW = "您如不服本意见，可以自收到本答复之日起{days}日内，向{above}请求复查。"


CITED = "引用的政策口径（在“问政策”页面可以查到）："

CONCLUDED = (
    "您反映的事项以前办理过，已经终结：{why}（{basis}）。同一事实和理由再提出的，不再受理。",
    "有新的事实和理由的，请写明，我们另行登记。",
    "不受理不等于不管：生活有困难的可以申请帮扶，有想不通的可以约谈，工会照常接待（《信访工作条例》第三十七条）。",
)
LEGAL_ROUTES = (
    "您反映的事项，按《信访工作条例》第三十一条，应当通过法定途径解决。",
    "请向〔填写受理单位、地址、电话〕提出，需要的材料是〔填写〕。",
    "属于劳动争议的，申请仲裁的时效是一年（《劳动争议调解仲裁法》第二十七条）。"
    "您在{filed}提出诉求，时效从这一天起重新计算，请保存好回执；最稳妥的做法是不晚于{last}申请。",
    "需要帮忙写申请、找证据、出庭的，请找工会，工会支持和帮助职工申请仲裁、提起诉讼（《工会法》第二十二条）。",
)


def about_concluded(why: str, basis: str) -> str:
    """What somebody is told who brings a matter again that is at its end: it is not accepted, and help goes on."""
    return "\n".join(CONCLUDED).format(why=why, basis=basis)


def about_legal_routes(filed_on: date, last: date) -> str:
    """What a petitioner is told who belongs to a way of the law: where to go, and until when it stays open."""
    said = {"filed": formats.plain_day(filed_on), "last": formats.plain_day(last)}
    return "\n".join(LEGAL_ROUTES).format(**said)


def first_wording(opinion: Opinion, legal_class: LegalClass, *, review_days: int, above: str) -> str:
    """The reply an officer starts from. `above` is the unit a review is asked of."""
    parts = [OPENING[legal_class]]
    many = len(opinion.claims) > 1
    for number, claim in enumerate(opinion.claims, start=1):
        head = f"{number}. " if many else ""
        parts.append(f"{head}关于“{claim.text.strip()}”：{VERDICT_LABELS[claim.verdict]}。{_sentence(claim.reason)}")
    if opinion.facts.strip():
        parts.append(f"核实的情况：{_sentence(opinion.facts)}")
    if opinion.basis.strip():
        parts.append(f"依据：{_sentence(opinion.basis)}")
    if opinion.measures.strip():
        parts.append(f"下一步：{_sentence(opinion.measures)}")
    if legal_class is LegalClass.CLAIM:
        parts.append(REVIEW.format(days=review_days, above=above))
    return "\n".join(parts)


def citing(text: str, cited: Sequence[tuple[str, str, str]]) -> str:
    """A text with the policies it rests on at its end, each as (question, number, where it stands); never twice."""
    if not cited:
        return text
    lines = [
        f"{place}. {question}（{number}，依据：{basis}）" for place, (question, number, basis) in enumerate(cited, 1)
    ]
    block = "\n".join([CITED, *lines])
    return text if text.endswith(block) else "\n".join(filter(None, (text, block)))


def grounds(basis: str, cited: Sequence[tuple[str, str, str]]) -> str:
    """The grounds of an opinion with those of the policies it cites, as far as they are not named there."""
    named = [f"{rule}（{number}）" for _question, number, rule in cited if number not in basis]
    return "\n".join(filter(None, (basis.strip(), "；".join(named))))


def reviewer(tree: UnitTree, handling_unit_id: int | None) -> str:
    """The unit a review is asked of: the one above the handling unit, or the unit above the enterprise."""
    above = tree.ancestors(handling_unit_id) if handling_unit_id is not None and handling_unit_id in tree else []
    return above[0].name if above else "上一级单位"


def _sentence(text: str) -> str:
    plain = text.strip()
    return plain if plain.endswith(("。", "！", "？", "；")) else f"{plain}。"
