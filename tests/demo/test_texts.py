"""What the invented petitioners write could have been written: whole, short enough, each told once, of a kind there is."""

from __future__ import annotations

import string

from demo.cases import KINDS
from demo.given import VERDICTS
from demo.plan import WEIGHTS
from demo.texts import ANSWERS, DECLINES, QUESTIONS, TALKS, THANKS, TOPICS
from petitions.kinds import legal_class
from petitions.outcome.opinion import VERDICTS as ALLOWED

FILLED_IN = {"month", "unit"}


def _spaces(text: str) -> set[str | None]:
    return {name for _words, name, _form, _conversion in string.Formatter().parse(text) if name is not None}


def test_every_topic_comes_up_and_is_answered_as_its_kind_may_be() -> None:
    assert {topic.category for topic in TOPICS} == set(WEIGHTS)
    for topic in TOPICS:
        assert VERDICTS[topic.outcome] in ALLOWED[legal_class(KINDS[topic.kind])], topic.category


def test_every_text_is_whole_and_asks_only_for_what_is_filled_in() -> None:
    for topic in TOPICS:
        for text in (*topic.stories, topic.findings, topic.reply):
            assert 10 <= len(text) <= 200, text
            assert text[-1] in "。！？", text
            assert _spaces(text) <= FILLED_IN, text
        assert _spaces(topic.reply) == set()


def test_no_two_people_write_the_same() -> None:
    stories = [story for topic in TOPICS for story in topic.stories]

    assert len(set(stories)) == len(stories)


def test_every_question_has_its_answer_and_every_talk_is_held_with_somebody() -> None:
    assert len(QUESTIONS) == len(ANSWERS)
    assert all(len(text) > 3 for text in (*QUESTIONS, *ANSWERS, *THANKS, *DECLINES))
    for with_whom, said in TALKS:
        assert 2 <= len(with_whom) <= 20
        assert said.startswith("问：")
        assert "\n答：" in said
