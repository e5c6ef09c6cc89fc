"""The instance key: made once, closed to others, the same for every process, a different value for each purpose."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from vault.instance_key import FILE_NAME, InstanceKey


def test_it_is_made_once_and_read_afterwards(tmp_path: Path) -> None:
    first = InstanceKey.load_or_create(tmp_path)
    again = InstanceKey.load_or_create(tmp_path)

    assert first.derive("x") == again.derive("x")
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    keys: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: keys.append(InstanceKey.load_or_create(tmp_path).derive("x"))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(keys) == 8
    assert len(set(keys)) == 1


def test_each_purpose_has_its_own_value(tmp_path: Path) -> None:
    key = InstanceKey.load_or_create(tmp_path)

    assert len({key.derive("a"), key.derive("b"), key.derive("a", b"1"), key.derive("a", b"2")}) == 4


def test_a_damaged_key_file_is_not_used(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"too short")

    with pytest.raises(ValueError, match="32 bytes"):
        InstanceKey.load_or_create(tmp_path)
