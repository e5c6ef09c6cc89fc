"""Settings are documented where they are read, and no setting makes production unsafe by accident."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from config import BadSetting, Settings

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| `(XINQIAO_[A-Z_]+)` \| (.*?) \| (.*) \|$", re.MULTILINE)


def test_the_table_of_settings_in_the_handbook_is_the_code() -> None:
    documented = {name: about for name, _default, about in ROW.findall((ROOT / "docs" / "operations.md").read_text())}
    declared = {each.metadata["name"]: each.metadata["about"] for each in fields(Settings)}

    assert documented == declared


def test_the_cheap_password_cost_is_refused_outside_tests() -> None:
    with pytest.raises(BadSetting, match="test suite only"):
        Settings.from_environment({"XINQIAO_PASSWORD_COST": "cheap"})


def test_nothing_outside_tests_chooses_the_cheap_cost() -> None:
    choosing = [
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if not path.is_relative_to(ROOT / "tests")
        and ".venv" not in path.parts
        and re.search(
            r"""password_cost\s*=\s*["']cheap|PASSWORD_COST["']?\s*[:=]\s*["']cheap|testing\s*=\s*True""",
            path.read_text(),
        )
    ]

    assert choosing == []


def test_every_setting_has_its_sentence_and_a_default() -> None:
    for each in fields(Settings):
        assert each.metadata["name"].startswith("XINQIAO_")
        assert each.metadata["about"].endswith(".")
    assert Settings() == Settings.from_environment({})
