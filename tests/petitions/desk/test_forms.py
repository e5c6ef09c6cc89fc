"""The desk's usual forms: an opinion is read as it was typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from accounts.people import Assignment, Person
from accounts.roles import Role
from accounts.units import UnitRow, UnitTree
from petitions.desk.forms import AssignForm, DraftForm, handler_options
from petitions.in_place import Judgement
from petitions.kinds import LegalClass
from petitions.outcome.opinion import Verdict


@pytest.fixture(autouse=True)
def in_request(app: Flask) -> Iterator[None]:
    with app.test_request_context(method="POST"):
        yield


def draft(**more: str) -> DraftForm:
    data = {
        "claims-0-text": " 补发津贴 ",
        "claims-0-verdict": "supported",
        "claims-0-reason": "属实",
        "claims-1-text": "",
        "claims-1-reason": "",
        "facts": "夜班42个",
        "basis": "办法",
        "judgement": "reasonable",
        "approver_id": "7",
        **more,
    }
    form = DraftForm(MultiDict(data))
    form.offer(LegalClass.CLAIM)
    return form


def test_an_opinion_is_read_claim_by_claim_and_an_empty_one_is_left_out() -> None:
    given = draft().given()

    assert [(claim.text, claim.verdict) for claim in given["opinion"].claims] == [("补发津贴", Verdict.SUPPORTED)]
    assert given["judgement"] is Judgement.REASONABLE
    assert given["approver_id"] == 7


def test_a_claim_without_a_verdict_is_pointed_at() -> None:
    form = draft(**{"claims-1-text": "取消考核"})

    assert not form.validate()
    assert form.claims.errors
    assert form.claims[1].form.verdict.errors
    assert form.claims[1].form.reason.errors
    assert not form.claims[0].form.errors


def test_an_opinion_without_any_claim_is_pointed_at_with_everything_else_that_is_missing() -> None:
    form = draft(**{"claims-0-text": " ", "claims-0-reason": "", "facts": ""})

    assert not form.validate()
    first = form.claims[0].form
    assert (bool(first.text.errors), bool(first.reason.errors), bool(first.verdict.errors)) == (True, True, False)
    assert form.facts.errors


def test_a_verdict_of_another_kind_is_not_taken() -> None:
    assert not draft(**{"claims-0-verdict": "guilty"}).validate()


def test_suggestions_are_not_judged() -> None:
    form = DraftForm(MultiDict({"facts": "试算", "approver_id": "7"}))
    form.offer(LegalClass.SUGGESTION)

    assert form.judgement is None
    assert form.given()["judgement"] is None


def test_a_handler_of_two_units_stands_there_for_each_of_them() -> None:
    tree = UnitTree([UnitRow(1, None, "集团"), UnitRow(2, 1, "一部"), UnitRow(3, 1, "二部")])
    people = [Person(7, "张伟", (Assignment(Role.HANDLER, 3), Assignment(Role.HANDLER, 2)))]
    people.append(Person(8, "孙磊", (Assignment(Role.HANDLER, 2),)))

    offered = handler_options(people, tree)

    assert [each.value for each in offered] == ["7-2", "7-3", "8"]
    assert [each.label for each in offered] == [
        f"张伟（{tree.path(2)}）",
        f"张伟（{tree.path(3)}）",
        f"孙磊（{tree.path(2)}）",
    ]


def test_giving_a_case_brings_the_handler_and_the_unit() -> None:
    for chosen, given in (("7-3", {"handler_id": 7, "handling_unit_id": 3}), ("7", {"handler_id": 7})):
        form = AssignForm(MultiDict({"handler_id": chosen, "text": ""}), meta={"csrf": False})
        assert form.validate()
        assert form.given() == {**given, "text": ""}
    for chosen in ("", "x", "7-", "-3", "7-3-1", "7-３"):
        form = AssignForm(MultiDict({"handler_id": chosen, "text": ""}), meta={"csrf": False})
        form.handler_id.choices = []
        assert not form.validate()
