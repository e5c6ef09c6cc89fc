"""The risk of a reform follows from published shares and thresholds that stand beside it."""

from __future__ import annotations

import io
import json
import random
from dataclasses import asdict, replace

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from paper.manuscript import Table
from surveys.counting import reform_risk, releasing
from surveys.counting.reform_risk import Level, ReleasedRisk, Thresholds, rate
from surveys.counting.release import Release
from surveys.counting.tally import count
from surveys.items import ReportingUnit
from surveys.questionnaires import BUILT_IN
from surveys.remarks import sentence
from surveys.results import summary, workbook
from tests.surveys.conftest import answers_of

USUAL = Thresholds()
share = st.integers(0, 100)


@pytest.mark.parametrize(
    ("support", "worry", "stake", "level"),
    [
        (39, 0, 0, Level.HIGH),
        (40, 60, 50, Level.HIGH),
        (90, 60, 50, Level.HIGH),
        (90, 60, 49, Level.MIDDLE),
        (90, 59, 100, Level.MIDDLE),
        (60, 29, 100, Level.LOW),
        (60, 30, 100, Level.MIDDLE),
        (59, 0, 0, Level.MIDDLE),
        (None, 0, 0, Level.UNRATED),
        (90, None, 0, Level.UNRATED),
        (90, 0, None, Level.UNRATED),
    ],
)
def test_a_level_changes_exactly_at_its_thresholds(
    support: int | None, worry: int | None, stake: int | None, level: Level
) -> None:
    assert rate(support, worry, stake, USUAL) is level


@given(share, share, share, share)
def test_more_support_or_less_worry_never_makes_it_riskier(support: int, more: int, worry: int, stake: int) -> None:
    order = [Level.LOW, Level.MIDDLE, Level.HIGH]
    here = order.index(rate(support, worry, stake, USUAL))
    assert order.index(rate(max(support, more), worry, stake, USUAL)) <= here
    assert order.index(rate(support, min(worry, more), stake, USUAL)) <= here
    assert order.index(rate(support, worry, min(stake, more), USUAL)) <= here


def test_the_built_in_questionnaire_asks_what_the_rule_needs() -> None:
    asked = {item.id: (item.text, 70) for item in BUILT_IN["reform"].definition.items if item.points}
    found = reform_risk.of(asked, USUAL)
    assert found is not None
    assert [(row.label, row.level) for row in found.rows] == [
        ("劳动改革", Level.HIGH),
        ("人事改革", Level.HIGH),
        ("分配改革", Level.HIGH),
    ]


def test_a_reform_that_was_not_asked_about_whole_is_left_out() -> None:
    assert reform_risk.of({"support_pay": ("分配改革", 50)}, USUAL) is None
    sides = {f"{side}_pay": ("分配改革", 50) for side in reform_risk.SIDES}
    found = reform_risk.of(sides, USUAL)
    assert found is not None
    assert [row.measure for row in found.rows] == ["pay"]


def test_it_comes_back_from_a_release_the_same() -> None:
    sides = {f"{side}_labour": ("劳动改革", None) for side in reform_risk.SIDES}
    found = reform_risk.of(sides, Thresholds(support_low=35))
    assert found is not None
    stored = json.loads(json.dumps(asdict(found), default=lambda value: value.value))
    assert ReleasedRisk.from_json(stored) == found
    assert ReleasedRisk.from_json(None) is None


def test_the_method_is_printed_with_its_thresholds(app: Flask) -> None:
    with app.test_request_context():
        said = sentence(reform_risk.METHOD, Thresholds(support_low=35).percents)
    assert "支持低于 35%" in said
    assert "%%" not in said
    assert "%(" not in said


def test_a_release_rates_each_reform_by_its_own_thresholds_and_page_workbook_and_paper_agree(app: Flask) -> None:
    definition = replace(
        BUILT_IN["reform"].definition,
        units=(ReportingUnit(0, None, "集团", 60, True),),
        reform_limits=(30, 50, 40, 70, 50),
    )
    chance = random.Random(5)
    ballots = []
    for _person in range(60):
        answers = answers_of(definition, chance)
        answers |= {"support_labour": 4 if chance.random() < 0.8 else 2, "worry_labour": chance.choice([1, 2, 2, 4])}
        answers |= {"support_pay": chance.choice([1, 2, 2, 2, 4])}
        ballots.append((0, answers))
    release = releasing.build(
        definition, count(definition, ballots), slug="s", digest="d", opened_on="2026-11-24", closed_on="2026-11-30"
    )
    assert release.risk is not None
    levels = {row.measure: row.level for row in release.risk.rows}
    assert levels == {"labour": Level.LOW, "personnel": levels["personnel"], "pay": Level.HIGH}
    shown = {item.id: item for item in release.items}
    assert release.risk.rows[0].support == sum(shown["support_labour"].percents[3:])
    assert release.risk.limits.support_low == 30
    assert Release.from_json(release.to_json()) == release
    with app.test_request_context():
        told = [load_workbook(io.BytesIO(workbook.of(release)))["改革风险"].cell(4, n).value for n in range(1, 6)]
        paper = summary.manuscript(release, publisher="工会", published_on=None, demo=False)
    assert told[0] == "劳动改革"
    assert told[4] == "低风险"
    assert any(isinstance(block, Table) and block.rows[0][4] == "低风险" for block in paper.blocks)
