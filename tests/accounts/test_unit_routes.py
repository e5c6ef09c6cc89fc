"""The tree of units through pages: what would break it is refused in words, and its workbook comes back unchanged."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from accounts import queries
from database import Database


def _text(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


def test_the_tree_shows_people_of_a_unit_and_below(admin: FlaskClient) -> None:
    page = _text(admin.get("/admin/units"))

    assert re.search(r"生产一部</a></td>\s*<td class=\"number\">6</td>\s*<td class=\"number\">140</td>", page)


def test_a_unit_is_added_renamed_and_moved(admin: FlaskClient, enterprise: Any, database: Database) -> None:
    workshop, second = enterprise.units["一车间"], enterprise.units["生产二部"]

    admin.post("/admin/units/new", data={"name": "五车间", "parent_id": str(second), "headcount": "33", "active": "y"})
    admin.post(
        f"/admin/units/{workshop}",
        data={"name": "第一车间", "parent_id": str(second), "headcount": "90", "active": "y"},
    )

    with database.reading() as session:
        tree = queries.unit_tree(session)
    assert [row.name for row in tree.children(second)] == ["三车间", "五车间", "四车间", "第一车间"] or {
        row.name for row in tree.children(second)
    } == {"三车间", "五车间", "四车间", "第一车间"}
    assert tree[workshop].headcount == 90


@pytest.mark.parametrize(
    ("unit", "change", "said"),
    [
        ("生产一部", {"parent_id": "一车间"}, "不能把单位放到它自己或它的下级里面"),
        ("生产一部", {"parent_id": "生产一部"}, "不能把单位放到它自己或它的下级里面"),
        ("岱山能源集团", {"parent_id": "机关"}, "只有一个最上级单位"),
        ("岱山能源集团", {"active": ""}, "只有一个最上级单位"),
        ("一车间", {"name": "二车间"}, "已经有叫这个名字的单位"),
        ("生产一部", {"active": ""}, "还有没停用的单位"),
        ("一车间", {"headcount": "-3"}, "请填写人数"),
        ("一车间", {"name": "  "}, "请填写单位名称"),
    ],
)
def test_a_change_that_would_break_the_tree_is_refused_in_words(
    admin: FlaskClient, enterprise: Any, database: Database, unit: str, change: dict[str, str], said: str
) -> None:
    with database.reading() as session:
        row = queries.unit_tree(session)[enterprise.units[unit]]
    form = {
        "name": row.name,
        "parent_id": str(row.parent_id or ""),
        "headcount": str(row.headcount),
        "active": "y",
        **change,
    }
    form["parent_id"] = str(enterprise.units.get(form["parent_id"], form["parent_id"]))
    form = {name: value for name, value in form.items() if (name, value) != ("active", "")}

    refused = admin.post(f"/admin/units/{row.id}", data=form)

    assert refused.status_code == 422
    assert said in _text(refused)
    with database.reading() as session:
        assert queries.unit_tree(session)[row.id] == row


def test_the_workbook_of_units_can_be_imported_again_and_changes_only_what_changed(
    admin: FlaskClient, database: Database
) -> None:
    with database.reading() as session:
        before = {row.id: row for _depth, row in queries.unit_tree(session).walk()}
    workbook = admin.get("/admin/units.xlsx").data

    imported = admin.post("/admin/units/import", data={"units": "", "workbook": (io.BytesIO(workbook), "units.xlsx")})
    assert imported.status_code == 302, _text(imported)
    with database.reading() as session:
        assert {row.id: row for _depth, row in queries.unit_tree(session).walk()} == before

    admin.post("/admin/units/import", data={"units": "生产一部 7\n  六车间 20"})
    with database.reading() as session:
        after = {row.name: row for _depth, row in queries.unit_tree(session).walk()}
    assert (after["生产一部"].headcount, after["六车间"].headcount, len(after)) == (7, 20, len(before) + 1)


def test_a_list_that_is_no_tree_keeps_what_was_typed(admin: FlaskClient) -> None:
    refused = admin.post("/admin/units/import", data={"units": "甲部 3\n甲部 4"})

    assert refused.status_code == 422
    assert "写了两次" in _text(refused)
    assert "甲部 3" in _text(refused)
