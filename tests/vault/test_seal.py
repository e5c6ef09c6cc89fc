"""Sealing: opens for whom it was sealed and where it belongs, breaks loudly otherwise, and hides lengths in steps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault import seal
from vault.seal import CHUNK_BYTES, KeyPair, SealBroken

KEY = bytes(range(32))
TEXT = "食堂的菜涨价了，工资三个月没发。"


def test_a_sealed_secret_opens_only_for_its_pair() -> None:
    mine, other = KeyPair.generate(), KeyPair.generate()
    sealed = seal.seal_for(mine.public, b"secret")

    assert seal.open_with(mine, sealed) == b"secret"
    with pytest.raises(SealBroken):
        seal.open_with(other, sealed)


def test_a_pair_is_computed_from_its_private_half() -> None:
    """RFC 7748, section 6.1: Alice's pair."""
    private = bytes.fromhex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
    public = bytes.fromhex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")

    assert KeyPair.from_private(private).public == public


def test_nothing_private_shows_when_a_pair_is_printed() -> None:
    pair = KeyPair.generate()

    assert repr(pair.private) not in repr(pair)


@given(st.text(max_size=3000))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert seal.open_text(KEY, seal.seal_text(KEY, text, "petition:5"), "petition:5") == text


def test_a_text_opens_only_in_its_place_with_its_key_and_unchanged() -> None:
    sealed = seal.seal_text(KEY, TEXT, "petition:5/message:1")

    for key, changed, place in (
        (KEY, sealed, "petition:5/message:2"),
        (bytes(32), sealed, "petition:5/message:1"),
        (KEY, sealed[:-1] + bytes([sealed[-1] ^ 1]), "petition:5/message:1"),
        (KEY, sealed[:20], "petition:5/message:1"),
        (KEY, b"", "petition:5/message:1"),
    ):
        with pytest.raises(SealBroken):
            seal.open_text(key, changed, place)


def test_the_same_text_never_looks_the_same_twice() -> None:
    assert seal.seal_text(KEY, TEXT, "a") != seal.seal_text(KEY, TEXT, "a")


@pytest.mark.parametrize(
    ("short", "long"), [(0, 200), (300, 1000), (1100, 4000), (5000, 16000), (20_000, 65_000), (70_000, 262_000)]
)
def test_a_length_tells_only_its_step(short: int, long: int) -> None:
    lengths = {len(seal.seal_bytes(KEY, b"x" * size, "a")) for size in (short, long)}

    assert len(lengths) == 1
    pair = KeyPair.generate()
    assert len({len(seal.seal_padded_for(pair.public, b"x" * size)) for size in (short, long)}) == 1


def test_text_does_not_lie_in_what_was_sealed() -> None:
    assert TEXT.encode() not in seal.seal_text(KEY, TEXT, "a")


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])
def test_a_stream_comes_back_whole(size: int) -> None:
    content = bytes(n % 251 for n in range(size))
    pieces = [content[start : start + 100_000] for start in range(0, size, 100_000)]

    sealed = list(seal.seal_chunks(KEY, pieces, "file:1"))

    assert b"".join(seal.open_chunks(KEY, sealed, "file:1")) == content


def test_a_stream_with_a_chunk_missing_moved_or_doubled_is_refused() -> None:
    chunks = list(seal.seal_chunks(KEY, [b"a" * (3 * CHUNK_BYTES)], "file:1"))
    assert len(chunks) == 3

    for broken in (chunks[:2], chunks[1:], [chunks[1], chunks[0], chunks[2]], [*chunks, chunks[2]], []):
        with pytest.raises(SealBroken):
            list(seal.open_chunks(KEY, broken, "file:1"))
    with pytest.raises(SealBroken):
        list(seal.open_chunks(KEY, chunks, "file:2"))


def test_derived_values_differ_by_key_purpose_and_data() -> None:
    values = {
        seal.derive(KEY, "lookup", b"code"),
        seal.derive(KEY, "seal", b"code"),
        seal.derive(KEY, "lookup", b"code2"),
        seal.derive(bytes(32), "lookup", b"code"),
        seal.derive(KEY, "look", b"upcode"),
    }

    assert len(values) == 5
    assert seal.derive(KEY, "lookup", b"code") in values
    assert len(seal.derive(KEY, "lookup", size=16)) == 16


def test_a_password_makes_the_same_key_with_the_same_salt_only() -> None:
    salt = seal.new_salt()

    assert seal.key_from_password("一座桥", salt, "cheap") == seal.key_from_password("一座桥", salt, "cheap")
    assert seal.key_from_password("一座桥", salt, "cheap") != seal.key_from_password("一座桥", seal.new_salt(), "cheap")
    assert seal.key_from_password("一座桥", salt, "cheap") != seal.key_from_password("两座桥", salt, "cheap")


def test_the_products_own_cost_is_a_hundred_times_the_suites() -> None:
    cheap, interactive, sensitive = (seal.COSTS[name] for name in ("cheap", "interactive", "sensitive"))

    assert interactive[1] >= 64 * 1024 * 1024 > 1000 * cheap[1]
    assert sensitive[1] > interactive[1]
