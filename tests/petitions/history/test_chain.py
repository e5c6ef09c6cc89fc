"""The chain of a case: any change to any step is found, and what was written is bound without being shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitions.history import chain
from petitions.history.chain import Step
from petitions.workflow import Action, CaseRole, State

NUMBER = "XF202611ABCD"
STEPS = [
    Step(1, Action.FILE, CaseRole.PETITIONER, None, State.FILED, date(2026, 11, 1), None, {}, b"\x01" * 32),
    Step(2, Action.REGISTER, CaseRole.OFFICE, State.FILED, State.REGISTERED, date(2026, 11, 2), 7, {"category": "pay"}),
    Step(3, Action.ACCEPT, CaseRole.OFFICE, State.REGISTERED, State.ACCEPTED, date(2026, 11, 3), 7, {}, b"\x02" * 32),
]


def linked(steps: list[Step]) -> list[tuple[Step, bytes]]:
    previous, found = chain.START, []
    for step in steps:
        previous = chain.link(previous, NUMBER, step)
        found.append((step, previous))
    return found


def test_an_untouched_history_holds() -> None:
    assert chain.first_broken(NUMBER, linked(STEPS)) is None
    assert chain.first_broken(NUMBER, []) is None
    assert chain.state_after(STEPS) is State.ACCEPTED


@pytest.mark.parametrize(
    "change",
    [
        {"action": Action.DECLINE},
        {"role": CaseRole.HANDLER},
        {"from_state": State.REGISTERED},
        {"to_state": State.DECLINED},
        {"day": date(2026, 10, 2)},
        {"account_id": 8},
        {"account_id": None},
        {"details": {"category": "other"}},
        {"details": {}},
        {"content": b"\x03" * 32},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_is_changed_in_a_step_is_found_at_that_step(change: dict[str, Any]) -> None:
    history = linked(STEPS)
    history[1] = (replace(history[1][0], **change), history[1][1])

    assert chain.first_broken(NUMBER, history) == 2


def test_a_step_taken_out_or_put_elsewhere_is_found() -> None:
    history = linked(STEPS)

    assert chain.first_broken(NUMBER, [history[0], history[2]]) == 2
    assert chain.first_broken(NUMBER, history[1:]) == 1
    assert chain.first_broken(NUMBER, [history[0], history[2], history[1]]) == 2


def test_a_history_does_not_fit_another_case() -> None:
    assert chain.first_broken("XF202611WXYZ", linked(STEPS)) == 1


def test_the_digest_of_a_text_needs_the_case_key() -> None:
    digest = chain.content_digest(b"k" * 32, "夜班津贴")

    assert digest == chain.content_digest(b"k" * 32, "夜班津贴")
    assert digest != chain.content_digest(b"K" * 32, "夜班津贴")
    assert digest != chain.content_digest(b"k" * 32, "夜班津贴。")
    assert len(digest) == 32


#: Few words, so that steps often write the same.
TEXTS = st.lists(st.sampled_from(["", "同意", "同意。", "\x00"]), min_size=1, max_size=3)


@given(st.lists(st.tuples(TEXTS, st.integers(0, 7)), min_size=1, max_size=5))
def test_the_words_of_steps_are_found_again_however_they_were_mixed(steps: list[tuple[list[str], int]]) -> None:
    key, said, noted, contents = bytes(32), [], [], []
    for ordinal, (texts, mixed) in enumerate(steps, start=1):
        written = None
        for at, text in enumerate(texts):
            (said if mixed >> at & 1 else noted).append(text)
            written = chain.joined(written, text)
        assert written is not None
        contents.append((ordinal, chain.content_digest(key, written)))
    contents.append((len(steps) + 1, None))

    assert chain.first_reworded([key], contents, said, noted) is None
    assert chain.first_reworded([key], contents, [*said, "多"], noted) is not None
    assert chain.first_reworded([key], contents[1:], said, noted) is not None
