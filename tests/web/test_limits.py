"""Limits count by key, address and for all, know no address afterwards, and never turn a factory away."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from limits.errors import StorageError

from config import BadSetting
from web import limits
from web.access import public
from web.limits import KINDS, Limit, Limiter

SECRET = b"s" * 32


@pytest.fixture
def limiter(monkeypatch: pytest.MonkeyPatch) -> Limiter:
    """A limiter with one kind whose limits are small enough to reach."""
    monkeypatch.setitem(KINDS, "small", Limit(key="2/hour", key_anywhere="4/hour", address="6/hour", ceiling="9/hour"))
    return Limiter("memory://", SECRET)


def test_a_key_is_held_back_at_one_address_and_not_at_another(limiter: Limiter) -> None:
    assert [limiter.allow("small", "wang", "10.0.0.1") for _ in range(3)] == [True, True, False]
    assert limiter.allow("small", "wang", "10.0.0.2")
    assert limiter.allow("small", "li", "10.0.0.1")


def test_guessing_from_many_addresses_is_held_back_for_that_key_alone(limiter: Limiter) -> None:
    attempts = [limiter.allow("small", "wang", f"10.0.0.{last}") for last in range(5)]

    assert attempts == [True, True, True, True, False]
    assert limiter.allow("small", "li", "10.0.0.9")


def test_one_address_is_held_back_and_the_ceiling_holds_for_all(limiter: Limiter) -> None:
    assert [limiter.allow("small", "", "10.0.0.1") for _ in range(7)].count(True) == 6
    assert [limiter.allow("small", "", f"10.0.1.{last}") for last in range(5)].count(True) == 2


def test_a_whole_shift_behind_one_address_can_answer_and_file_at_once() -> None:
    limiter = Limiter("memory://", SECRET)

    assert all(limiter.allow("answer", f"ticket-{n}", "10.0.0.1") for n in range(3000))
    assert all(limiter.allow("petition", "", "10.0.0.1") for n in range(1000))


def test_no_address_and_no_key_can_be_read_back_from_the_counters(limiter: Limiter) -> None:
    limiter.allow("small", "receipt-4K7M", "203.0.113.77")

    stored = " ".join(limiter._strategy.storage.keys())  # type: ignore[attr-defined]
    assert stored
    assert "203.0.113.77" not in stored
    assert "receipt" not in stored


def test_the_key_over_addresses_changes_hourly(limiter: Limiter, monkeypatch: pytest.MonkeyPatch) -> None:
    first = limiter._address_digest("10.0.0.1")
    assert limiter._address_digest("10.0.0.1") == first

    monkeypatch.setattr(limits.time, "monotonic", lambda: 10_000_000.0)

    assert limiter._address_digest("10.0.0.1") != first


def test_a_limiter_whose_store_is_gone_lets_people_in(limiter: Limiter, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_arguments: object) -> bool:
        raise StorageError(ConnectionError("gone"))

    monkeypatch.setattr(limiter._strategy, "hit", gone)

    assert limiter.allow("small", "wang", "10.0.0.1")


def test_above_a_limit_a_page_asks_to_wait_and_says_how_long(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(KINDS, "once", Limit(ceiling="1/hour"))

    def once() -> str:
        limits.require("once")
        return "in"

    app.add_url_rule("/once", "once", public(once))

    assert client.get("/once").data == b"in"
    held = client.get("/once")
    assert held.status_code == 429
    assert held.headers["Retry-After"] == "10"
    assert "再试一次" in held.get_data(as_text=True)


def test_every_declared_rate_can_be_read() -> None:
    for limit in KINDS.values():
        for rate in (limit.key, limit.key_anywhere, limit.address, limit.ceiling):
            assert not rate or limits.limits.parse(rate).amount > 0


def test_more_than_people_send_from_one_address_is_noticed_there_and_nowhere_else() -> None:
    limiter = Limiter("memory://", SECRET)

    assert [limiter.is_calm("petition", "10.0.0.1", 3) for _ in range(4)] == [True, True, True, False]
    assert limiter.is_calm("petition", "10.0.0.2", 3)
    assert limiter.is_calm("answer", "10.0.0.1", 3)


def test_a_flood_from_many_addresses_is_noticed_too() -> None:
    limiter = Limiter("memory://", SECRET)
    sent = [limiter.is_calm("petition", f"10.0.{number}.1", 1) for number in range(limits.EVERYWHERE + 1)]

    assert sent == [True] * limits.EVERYWHERE + [False]


def test_a_store_there_is_not_is_refused_by_the_settings_name() -> None:
    with pytest.raises(BadSetting, match="XINQIAO_LIMITS_URL") as refused:
        Limiter("other://user:secret@host", SECRET)
    assert "secret" not in str(refused.value)
