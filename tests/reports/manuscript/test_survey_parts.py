"""The part of a report that comes from released surveys."""

from paper.manuscript import Figure, Heading
from reports.manuscript.numbering import Numbering
from reports.manuscript.survey_parts import HIDDEN_UNITS, surveys
from reports.statement import Comments


def test_each_of_several_surveys_has_its_heading_and_one_alone_has_none(statement, survey):
    both = [*surveys(statement(surveys=(survey(), survey(title="食堂满意度"))), Comments(), Numbering())]
    assert [each.text for each in both if isinstance(each, Heading)] == [
        "（一）2026年员工幸福指数调查",
        "（二）食堂满意度",
    ]
    assert not any(isinstance(each, Heading) for each in surveys(statement(), Comments(), Numbering()))


def test_hidden_cells_are_marked_and_explained(statement):
    charts = [each.chart for each in surveys(statement(), Comments(), Numbering()) if isinstance(each, Figure)]
    heat = charts[-1]
    assert {repr(value) for value in heat.values[2]} == {"HIDDEN"}
    assert heat.hidden == HIDDEN_UNITS
