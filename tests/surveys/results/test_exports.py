"""Other programs read what the pages show."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyreadstat
from flask import Flask

from surveys.results import exports, tidy
from tests.surveys.results.test_tidy import full


def test_excel_reads_every_figure_of_the_csv(app: Flask) -> None:
    release = full()
    with app.test_request_context():
        content = exports.as_csv(release)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(rows) == len(tidy.lines(release))
    assert [row for row in rows if row["名称"] == "三车间" and row["指标"] != "单位人数" and row["数值"]] == []
    assert {row["说明"] for row in rows if row["名称"] == "三车间" and not row["数值"]} == {"人数不足，不予显示"}


def test_spss_reads_every_figure_of_the_sav_with_its_labels(app: Flask, tmp_path: Path) -> None:
    release = full()
    with app.test_request_context():
        (tmp_path / "r.sav").write_bytes(exports.as_sav(release))
    columns, meta = pyreadstat.read_sav(str(tmp_path / "r.sav"), output_format="dict")
    expected = tidy.lines(release)
    assert list(columns["value"]) == [line.value for line in expected]
    assert list(columns["withheld"]) == [line.withheld for line in expected]
    assert meta.variable_value_labels["withheld"][1] == "人数不足，不予显示"
    assert meta.variable_value_labels["table"][4] == "单位"
    assert meta.column_names_to_labels["detail"] == "选项或维度"
    assert meta.file_label == release.title


def test_labels_speak_the_language_of_the_page(app: Flask) -> None:
    with app.test_request_context(headers={"Cookie": "xinqiao-lang=en"}):
        assert "All together" in exports.as_csv(full()).decode()


def test_the_same_release_gives_the_same_files(app: Flask) -> None:
    with app.test_request_context():
        assert exports.as_csv(full()) == exports.as_csv(full())
        assert exports.as_sav(full()) == exports.as_sav(full())
