"""The audit log reads in words, and every action the code records has one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from accounts.audit_words import ACTIONS, DETAILS, KINDS, NO, detail_parts, subject_parts

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("accounts", "ledgers", "notices", "petitions", "reports", "surveys", "vault", "web")
RECORDED = re.compile(r'audit\.record\((?:[^()]|\([^()]*\))*?"([a-z]+(?:[.-][a-z_-]+)+)"')


def test_every_action_the_code_records_has_a_word() -> None:
    recorded = {
        action
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for action in RECORDED.findall(path.read_text())
    }

    assert len(recorded) > 60
    assert recorded - ACTIONS.keys() == set()


def test_every_fact_beside_an_action_has_a_word() -> None:
    facts = {
        keyword.arg
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if "audit.record(" in path.read_text()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record"
        for keyword in node.keywords
    } - {None, "now"}

    assert len(facts) > 30
    assert facts - DETAILS.keys() == set()


def test_a_fact_is_told_in_words_a_name_or_as_it_is() -> None:
    names = {"account:7": "王芳"}

    assert detail_parts("sealed", False, {}) == (DETAILS["sealed"], NO, True)
    assert detail_parts("leader", 7, names) == (DETAILS["leader"], "王芳", False)
    assert detail_parts("rows", 14, names) == (DETAILS["rows"], "14", False)
    assert detail_parts("roles", ["officer", "keeper"], {}) == (DETAILS["roles"], "officer、keeper", False)


def test_a_subject_is_named_when_its_name_is_known() -> None:
    assert subject_parts("account:7", {"account:7": "王芳"}) == (KINDS["account"], "王芳")
    assert subject_parts("account:8", {"account:7": "王芳"}) == (KINDS["account"], "8")
    assert subject_parts("", {}) == ("", "")
