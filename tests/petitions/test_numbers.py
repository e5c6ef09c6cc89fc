"""A number that is taken is drawn again, and when none is left nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from petitions import numbers, queries
from web.errors import Refusal


def test_a_number_that_is_taken_is_drawn_again(casework: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: Iterator[str] = iter("AAAA" + "AAAA" + "BBBB")
    monkeypatch.setattr(numbers.secrets, "choice", lambda _letters: next(drawn))

    first, _ = casework.file()
    second, _ = casework.file()

    assert (first.number, second.number) == ("XF202611AAAA", "XF202611BBBB")
    assert queries.events(casework.session, second.id)


def test_when_no_number_is_left_nothing_is_stored(casework: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbers.secrets, "choice", lambda _letters: "Z")
    casework.file()

    with pytest.raises(Refusal) as refused:
        casework.file()

    assert refused.value.status == 503
