"""Surveys in sentences: caveats are told, hidden figures are not, and a quote stands for many."""

from reports.manuscript import survey_narrative as narrative
from reports.survey_statement import Spoken


def test_a_survey_tells_its_caveats_and_hides_what_is_hidden(survey):
    text = "".join(narrative.survey(survey(unrepresentative=True)))
    assert "参与率80%" in text
    assert "代表性不足" in text
    assert "未核验" in text
    assert "民主管理与厂务公开" not in text
    assert "eNPS）为−4" in text


def test_an_index_in_words_is_told_in_words(survey):
    text = "".join(narrative.survey(survey(index=None, index_words="较高（70分以上）", index_change=None)))
    assert "综合指数较高（70分以上）。" in text


def test_the_best_and_the_worst_dimensions_are_never_the_same(survey, petitions):
    few = survey(dimensions=survey().dimensions[:3])
    text = narrative.survey(few)[-1]
    assert "得分较高的是“作业环境与安全健康”（56.0分）；得分较低的是“薪酬待遇与收入增长”（50.0分）" in text


def test_what_people_wrote_is_told_by_its_words_with_one_quote(survey):
    spoken = Spoken("先改什么？", 166, (("夜班津贴", 25), ("夜班、热饭", 20)), "夜班津贴希望按月发。")
    told = narrative.voices(survey(spoken=(spoken,)))[-1]
    assert "公布职工原话166段" in told
    assert "“夜班津贴”（25段）、“夜班、热饭”（20段）" in told
    assert told.endswith("有职工写道：“夜班津贴希望按月发。”")
