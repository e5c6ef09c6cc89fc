"""The part of a report that comes from released surveys, as blocks of its manuscript; pure."""

from __future__ import annotations

from collections.abc import Iterator

from paper.charts import HIDDEN, Bars, HeatMap
from paper.manuscript import Block, Figure, Heading, Paragraph
from reports.manuscript import survey_narrative as narrative
from reports.manuscript.numbering import NUMERALS, Numbering
from reports.statement import Comments, Statement
from reports.survey_statement import Survey

HIDDEN_UNITS = "斜线为人数不足，不予显示"


def surveys(statement: Statement, _comments: Comments, counter: Numbering) -> Iterator[Block]:
    for number, survey in enumerate(statement.surveys):
        if len(statement.surveys) > 1:
            yield Heading(2, f"（{NUMERALS[number % len(NUMERALS)]}）{survey.title}")
        yield from map(Paragraph, narrative.survey(survey))
        yield from _survey_figures(survey, counter)
        yield from map(Paragraph, narrative.voices(survey))


def _survey_figures(survey: Survey, counter: Numbering) -> Iterator[Block]:
    if survey.dimensions:
        labels = tuple(each.label for each in survey.dimensions)
        values = tuple(HIDDEN if each.score is None else each.score for each in survey.dimensions)
        chart = Bars("各维度得分", labels, values, unit="分", digits=1, high=100.0, hidden="不予显示")
        yield Figure(
            chart, counter.figure("各维度得分（百分制）"), note=f"注：{survey.method}" if survey.method else ""
        )
    if survey.heat:
        heading = narrative.chart_title_heat(survey)
        heat = HeatMap(
            heading,
            tuple(row.unit for row in survey.heat),
            tuple(each.label for each in survey.dimensions),
            tuple(tuple(HIDDEN if score is None else score for score in row.scores) for row in survey.heat),
            low=30.0,
            high=90.0,
            hidden=HIDDEN_UNITS,
        )
        yield Figure(heat, counter.figure(heading))
