"""有计划、有目标、有举措、有考核: no measure is listed without a plan and a target, or done without a check."""

from __future__ import annotations

from ledgers import measures


def test_a_measure_needs_a_plan_a_target_an_owner_unit_and_a_day() -> None:
    required = {each.code for each in measures.LEDGER.form_columns if each.required}
    assert {"title", "said", "plan", "target", "unit", "due"} <= required


def test_it_is_done_only_through_a_check_with_verdict_and_result() -> None:
    ways = [step for step in measures.LEDGER.steps if step.target == measures.DONE]
    assert [step.code for step in ways] == ["check"]
    assert set(ways[0].needed) == {"verdict", "result"}
    assert not ways[0].own


def test_whoever_is_responsible_reports_but_does_not_judge() -> None:
    own = {step.code for step in measures.LEDGER.steps if step.own}
    assert own == {"start", "report", "submit"}
