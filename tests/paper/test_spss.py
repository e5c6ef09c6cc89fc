"""A .sav file is read by the library that R and Python use just as it was written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyreadstat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paper import spss
from paper.spss import Variable

VARIABLES = (
    Variable("kind", "类别", codes={1: "单位", 2: "维度：薪酬待遇与收入增长", 10: "短"}),
    Variable("name", "名称", width=60),
    Variable("score", "得分", decimals=1),
)
CASES = ((1, "一车间", 71.5), (2, "薪酬待遇", None), (10, "", -3))


def _read(tmp_path: Path, content: bytes) -> tuple[dict[str, list[Any]], Any]:
    file = tmp_path / "released.sav"
    file.write_bytes(content)
    columns, meta = pyreadstat.read_sav(str(file), output_format="dict")
    return {name: list(values) for name, values in columns.items()}, meta


def test_values_labels_and_names_come_back(tmp_path: Path) -> None:
    columns, meta = _read(tmp_path, spss.write("员工幸福指数", VARIABLES, CASES))
    assert columns["name"] == ["一车间", "薪酬待遇", ""]
    assert columns["kind"] == [1, 2, 10]
    assert columns["score"][0] == 71.5
    assert columns["score"][1] is None
    assert meta.column_names_to_labels == {"kind": "类别", "name": "名称", "score": "得分"}
    assert meta.variable_value_labels == {"kind": {1: "单位", 2: "维度：薪酬待遇与收入增长", 10: "短"}}
    assert meta.file_label == "员工幸福指数"
    assert meta.file_encoding == "UTF-8"


@given(
    st.lists(
        st.tuples(st.text("一车间薪酬𬱖a =+", max_size=60), st.none() | st.floats(-1e6, 1e6, allow_nan=False)),
        max_size=8,
    ),
    st.integers(1, 255),
)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_texts_and_numbers_come_back(tmp_path: Path, rows: list[tuple[str, float | None]], width: int) -> None:
    variables = (Variable("text", "文", width=width), Variable("number", "数", decimals=2))
    columns, _meta = _read(tmp_path, spss.write("表", variables, rows))
    kept = [text.encode()[:width].decode(errors="ignore").rstrip() for text, _number in rows]
    assert columns.get("text", []) == kept
    assert list(columns.get("number", [])) == [number for _text, number in rows]


def test_the_same_figures_give_the_same_bytes() -> None:
    assert spss.write("表", VARIABLES, CASES) == spss.write("表", VARIABLES, CASES)


def test_a_case_with_a_value_too_many_is_refused() -> None:
    with pytest.raises(ValueError):
        spss.write("表", VARIABLES, [(1, "一车间", 71.5, 2)])
