"""The chain of one who joined: what is missing, moved or changed breaks it, and what stays as it was does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitions.history import chain
from petitions.joint import voice_chain
from petitions.joint.terms import Speech
from petitions.joint.voice_chain import Link

NUMBER = "XF202611K7QM-2X9D"
KEY, OTHER = bytes(range(32)), bytes(32)


def chained(count: int, *, first: int = 1) -> list[tuple[Link, bytes]]:
    head, found = chain.START, []
    for ordinal in range(first, first + count):
        said = Link(ordinal, Speech.SAY, date(2026, 11, ordinal), None, bytes([ordinal]) * 32)
        head = voice_chain.link(head, NUMBER, said)
        found.append((said, head))
    return found


@given(st.integers(1, 8), st.integers(1, 3))
def test_a_chain_that_nobody_touched_is_whole_wherever_it_begins(count: int, first: int) -> None:
    links = chained(count, first=first)

    assert voice_chain.is_whole(NUMBER, links, links[-1][1])


@given(st.integers(1, 8), st.data())
def test_a_message_left_out_breaks_it(count: int, data: st.DataObject) -> None:
    links = chained(count)
    gone = data.draw(st.integers(0, count - 1))

    assert not voice_chain.is_whole(NUMBER, links[:gone] + links[gone + 1 :], links[-1][1])


@pytest.mark.parametrize(
    "change",
    [
        {"speech": Speech.WITHDRAW},
        {"day": date(2026, 12, 1)},
        {"account_id": 7},
        {"content": b"\x00" * 32},
        {"ordinal": 5},
    ],
)
def test_every_fact_of_a_message_is_bound(change: dict[str, object]) -> None:
    links = chained(3)
    said, digest = links[1]

    assert not voice_chain.is_whole(NUMBER, [links[0], (replace(said, **change), digest), links[2]], links[-1][1])  # type: ignore[arg-type]
    assert not voice_chain.is_whole("XF202611K7QM-2X9E", links, links[-1][1])


def test_words_and_files_are_those_that_were_digested_under_one_of_the_keys() -> None:
    content = voice_chain.content_digest(KEY, "没有发。", ["a", "b"])

    assert voice_chain.is_what_was_said([OTHER, KEY], content, "没有发。", ["a", "b"])
    for keys, text, files in (
        ([OTHER], "没有发。", ["a", "b"]),
        ([KEY], "发了。", ["a", "b"]),
        ([KEY], "没有发。", ["a"]),
    ):
        assert not voice_chain.is_what_was_said(keys, content, text, files)
