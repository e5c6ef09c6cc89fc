"""Filters become a tab with one press, and the page of views says what each holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

PAGE = "/desk/petitions/views/"


@pytest.fixture
def officer(app: Any, casework: Any, sign_in: Callable[..., FlaskClient]) -> FlaskClient:
    casework.session.commit()
    return sign_in(app.test_client(), "officer")


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def test_filters_become_a_tab_that_leads_back_to_them(casework: Any, officer: FlaskClient) -> None:
    listed = officer.get("/desk/petitions/?view=open&category=pay&state=accepted")
    assert "存成视图" in text_of(listed)

    saved = officer.post(PAGE, data={"view": "open", "category": "pay", "state": "accepted", "name": "工资待交办"})
    tab = officer.get(saved.headers["Location"])

    assert "view=open&category=pay&state=accepted&saved=" in saved.headers["Location"]
    assert re.search(r'aria-current="page">工资待交办</a>', text_of(tab))
    assert "在办，工资报酬与奖金，待交办，先到期的在前" in text_of(tab)
    assert "在办，工资报酬与奖金，待交办" in text_of(officer.get(PAGE))


def test_a_refused_name_stands_in_its_form_with_the_filters(officer: FlaskClient) -> None:
    answer = officer.post(PAGE, data={"view": "open", "category": "pay", "name": " "})

    assert answer.status_code == 422
    assert "请给视图起个名字" in text_of(answer)
    assert 'name="category" value="pay"' in text_of(answer)


def test_a_view_is_renamed_shared_and_deleted(casework: Any, officer: FlaskClient) -> None:
    officer.post(PAGE, data={"category": "pay", "name": "工资"})
    found = re.search(r"/desk/petitions/views/(\d+)", text_of(officer.get(PAGE)))
    assert found
    group = casework.enterprise.groups["union"]

    changed = officer.post(PAGE + found[1], data={f"{found[1]}-name": "工资类", f"{found[1]}-office": str(group)})
    refused = officer.post(PAGE + found[1], data={f"{found[1]}-name": "", f"{found[1]}-office": str(group)})

    assert changed.status_code == 302
    assert "已共享" in text_of(officer.get(PAGE))
    assert (refused.status_code, "请给视图起个名字" in text_of(refused)) == (422, True)
    assert officer.post(f"{PAGE}{found[1]}/delete").status_code == 302
    assert "还没有存过视图" in text_of(officer.get(PAGE))
