"""The audit log reads in words, and every action the code records has one."""

from __future__ import annotations

import re
from pathlib import Path

from accounts.audit_words import ACTIONS, KINDS, subject_parts

ROOT = Path(__file__).resolve().parents[2]
RECORDED = re.compile(r'audit\.record\((?:[^()]|\([^()]*\))*?"([a-z]+(?:[.-][a-z_-]+)+)"')


def test_every_action_the_code_records_has_a_word() -> None:
    recorded = {
        action
        for package in ("accounts", "petitions", "surveys", "reports")
        for path in (ROOT / package).glob("*.py")
        for action in RECORDED.findall(path.read_text())
    }

    assert len(recorded) > 15
    assert recorded - ACTIONS.keys() == set()


def test_a_subject_is_named_when_its_name_is_known() -> None:
    assert subject_parts("account:7", {"account:7": "王芳"}) == (KINDS["account"], "王芳")
    assert subject_parts("account:8", {"account:7": "王芳"}) == (KINDS["account"], "8")
    assert subject_parts("", {}) == ("", "")
