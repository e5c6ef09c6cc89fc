"""Released surveys as the sentences a report uses; pure, and Chinese whatever the language of the pages."""

from __future__ import annotations

from collections.abc import Iterable

from figures.comparison import rounded
from reports.survey_statement import DimensionScore, Spoken, Survey


def survey(each: Survey) -> list[str]:
    """One survey of 七、员工幸福指数与专题调查."""
    opening = f"《{each.title}》已公布结果（{each.closed}截止），收到答卷{rounded(each.answered)}份"
    if each.invited and each.response is not None:
        opening += f"，应答{rounded(each.invited)}人，参与率{rounded(each.response * 100)}%"
    cautions = [
        *(["参与率偏低，代表性不足，结果仅供参考"] if each.unrepresentative else []),
        *(["本次采用公开链接方式，未核验一人一答"] if each.unverified else []),
    ]
    if cautions:
        opening += f"（{'；'.join(cautions)}）"
    return [opening + "。", *filter(None, (_index(each), _recommend(each), _dimensions(each)))]


def voices(each: Survey) -> list[str]:
    """What respondents wrote, question by question."""
    return [_said(spoken) for spoken in each.spoken]


def chart_title_heat(each: Survey) -> str:
    """The message of a survey's heat map."""
    scored = [dimension for dimension in each.dimensions if dimension.score is not None]
    if not scored:
        return "各单位分维度得分"
    lowest = min(scored, key=lambda dimension: dimension.score or 0.0)
    return f"各单位分维度得分：“{lowest.label}”总体偏低"


def _index(each: Survey) -> str:
    if each.index is None:
        return f"综合指数{each.index_words}。" if each.index_words else ""
    text = f"综合指数为{rounded(each.index, 1)}分（百分制）"
    if each.index_change is not None:
        if rounded(abs(each.index_change), 1) == "0.0":
            text += "，与上次持平"
        else:
            text += f"，比上次{'提高' if each.index_change > 0 else '下降'}{rounded(abs(each.index_change), 1)}分"
    return text + "。"


def _dimensions(each: Survey) -> str:
    scored = [dimension for dimension in each.dimensions if dimension.score is not None]
    if len(scored) < 2:
        return ""
    ranked = sorted(scored, key=lambda dimension: -(dimension.score or 0.0))
    # The best and the worst must not be the same dimensions.
    reach = min(3, len(ranked) // 2)
    best, worst = ranked[:reach], ranked[::-1][:reach]
    return f"得分较高的是{_scored(best)}；得分较低的是{_scored(worst)}，应作为改进重点。"


def _scored(dimensions: Iterable[DimensionScore]) -> str:
    return "、".join(f"“{each.label}”（{rounded(each.score or 0.0, 1)}分）" for each in dimensions)


def _recommend(each: Survey) -> str:
    if each.recommend is None:
        return ""
    sign = "" if each.recommend >= 0 else "−"
    return f"推荐意愿净值（eNPS）为{sign}{rounded(abs(each.recommend))}。"


def _said(spoken: Spoken) -> str:
    words = "、".join(f"“{word}”（{rounded(texts)}段）" for word, texts in spoken.words)
    sentence = f"对“{spoken.question}”，公布职工原话{rounded(spoken.texts)}段，说得最多的是{words}。"
    return sentence + (f"有职工写道：“{spoken.quote}”" if spoken.quote else "")
