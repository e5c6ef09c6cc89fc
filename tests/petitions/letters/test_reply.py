"""The first wording of a reply says every claim, what it rests on, and where to go next."""

from __future__ import annotations

from petitions.kinds import LegalClass
from petitions.letters.reply import citing, first_wording
from petitions.outcome.opinion import Claim, Opinion, Verdict

TWO = Opinion(
    (Claim("补发津贴", Verdict.SUPPORTED, "考勤属实"), Claim("取消考核", Verdict.EXPLAINED, "职代会通过。")),
    facts="夜班42个",
    basis="薪酬办法第十二条",
    measures="",
)


def test_a_claim_is_answered_one_by_one_and_the_way_to_a_review_is_named() -> None:
    text = first_wording(TWO, LegalClass.CLAIM, review_days=30, above="岱山能源集团")

    assert "1. 关于“补发津贴”：支持。考勤属实。" in text
    assert "2. 关于“取消考核”：解释说明。职代会通过。" in text
    assert "依据：薪酬办法第十二条。" in text
    assert "下一步" not in text
    assert text.endswith("可以自收到本答复之日起30日内，向岱山能源集团请求复查。")


def test_a_suggestion_is_thanked_for_and_has_no_review() -> None:
    opinion = Opinion((Claim("夜宵延长", Verdict.ADOPTED, "成本可行"),), "", "", "12月起试行")

    text = first_wording(opinion, LegalClass.SUGGESTION, review_days=30, above="")

    assert text.startswith("感谢您提出建议")
    assert "1." not in text
    assert "复查" not in text


def test_internal_words_never_stand_in_a_reply() -> None:
    for legal_class in LegalClass:
        assert "无理" not in first_wording(TWO, legal_class, review_days=30, above="上级")


def test_what_a_reply_cites_stands_at_its_end_in_order() -> None:
    cited = [("夜班津贴怎么算", "ZC0001", "办法第十二条"), ("什么时候发", "ZC0002", "办法第三条")]

    assert citing("您好。", []) == "您好。"
    assert citing("您好。", cited).splitlines()[2:] == [
        "1. 夜班津贴怎么算（ZC0001，依据：办法第十二条）",
        "2. 什么时候发（ZC0002，依据：办法第三条）",
    ]
