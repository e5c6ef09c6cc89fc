"""A release for other programs: .csv and SPSS .sav. Both are the lines of `surveys.results.tidy` and read nothing else."""

from __future__ import annotations

from flask_babel import gettext as _

from paper import delimited, spss
from paper.spss import Variable
from surveys.counting.release import Release
from surveys.results import charts, tidy

NAME_BYTES, DETAIL_BYTES, ID_BYTES = 240, 120, 80


def as_csv(release: Release) -> bytes:
    """The released figures, one a line, for Excel and others."""
    heads = (_("表"), _("编号"), _("名称"), _("指标"), _("选项或维度"), _("数值"), _("说明"))
    rows = (
        (
            _(tidy.TABLES[line.table]),
            line.id,
            line.name,
            _(tidy.MEASURES[line.measure]),
            charts.option_label(line.detail),
            line.value if line.value is None or line.value % 1 else int(line.value),
            "" if line.withheld == tidy.SHOWN else _(tidy.WITHHELD[line.withheld]),
        )
        for line in tidy.lines(release)
    )
    return delimited.write(heads, rows)


def as_sav(release: Release) -> bytes:
    """The released figures, one a case, with variables and codes labelled; a figure that is not shown is missing."""
    variables = (
        Variable("table", _("表"), codes=_translated(tidy.TABLES)),
        Variable("id", _("编号"), width=ID_BYTES),
        Variable("name", _("名称"), width=NAME_BYTES),
        Variable("measure", _("指标"), codes=_translated(tidy.MEASURES)),
        Variable("detail", _("选项或维度"), width=DETAIL_BYTES),
        Variable("value", _("数值"), decimals=2),
        Variable("withheld", _("说明：为什么没有数值"), codes=_translated(tidy.WITHHELD)),
    )
    cases = [
        (line.table, line.id, line.name, line.measure, charts.option_label(line.detail), line.value, line.withheld)
        for line in tidy.lines(release)
    ]
    return spss.write(release.title, variables, cases)


def _translated(codes: dict[int, str]) -> dict[int, str]:
    return {code: _(words) for code, words in codes.items()}
