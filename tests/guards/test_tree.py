"""What the tree must not hold: unpinned dependencies, other people's machines, leftovers."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = {".py", ".md", ".txt", ".toml", ".html", ".css", ".js", ".ini", ".cfg", ".sh", ".mako", ".po", ""}
#: A folder of somebody's machine. Written apart, so that this file does not find itself.
MACHINE = re.compile("/(?:" + "|".join(("home", "Users", "wo" + "rk", "ro" + "ot")) + r")/[\w.]")
LEFT_OPEN = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b|NotImplemented" + "Error")


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def _texts() -> list[tuple[str, str]]:
    return [
        (str(path.relative_to(ROOT)), path.read_text(errors="replace"))
        for path in _tracked()
        if path.suffix in TEXT and path.name != "LICENSE" and "fonts" not in path.parts
    ]


def test_every_dependency_is_pinned_and_names_no_place_to_fetch_it_from() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text().splitlines():
            if line and not line.startswith("#") and line != "-r requirements.txt":
                assert re.match(r"[a-z0-9._-]+(\[[a-z]+\])?==[\w.]+( ; .+)?$", line), line


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    assert [name for name, text in _texts() if MACHINE.search(text)] == []


def test_nothing_is_left_open_in_the_code() -> None:
    assert [name for name, text in _texts() if name.endswith((".py", ".html", ".js")) and LEFT_OPEN.search(text)] == []


def test_no_database_key_or_backup_is_kept_in_the_tree() -> None:
    kept = [path.name for path in _tracked() if path.suffix in {".db", ".key", ".keys", ".backup", ".pem"}]

    assert kept == []


def test_no_test_is_skipped_for_convenience() -> None:
    marks = "pytest.mark." + "skip", "pytest." + "skip(", "pytest.mark." + "xfail"

    assert [name for name, text in _texts() if any(mark in text for mark in marks)] == []


def test_a_decisions_number_is_its_own() -> None:
    records = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    numbers = sorted(int(path.name[:4]) for path in records)

    assert numbers == list(range(1, len(records) + 1))
    assert all(path.read_text().startswith(f"# {int(path.name[:4])}. ") for path in records)
