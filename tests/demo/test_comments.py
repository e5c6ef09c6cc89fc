"""Invented comments are drawn by the seed alone, answer the question asked, and are as long as people write on a phone."""

from __future__ import annotations

import random
import re

from demo.comments import CHANGE, NAMES, POOLS, POSTS, written


def test_the_same_seed_writes_the_same() -> None:
    first, again = ([written("keep", random.Random(seed)) for seed in range(30)] for _time in range(2))

    assert first == again
    assert len(set(first)) > 10


def test_a_comment_answers_its_question_and_nothing_is_left_open_in_it() -> None:
    for key in (*POOLS, "change_first"):
        begun = [re.split(r"\{\w+\}", text)[-1] for text, _weight in POOLS.get(key, CHANGE)]
        for seed in range(60):
            text = written(key, random.Random(seed))
            assert any(each in text for each in begun), text
            assert not set("{}") & set(text)
            assert 6 <= len(text) <= 60, text


def test_there_is_something_to_mask_in_some() -> None:
    everything = "".join(written("change_first", random.Random(seed)) for seed in range(400))

    assert any(name in everything for name in NAMES)
    assert any(post in everything for post in POSTS)
    assert re.search(r"13\d{9}", everything)
