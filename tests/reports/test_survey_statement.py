"""What is said of a survey is kept whole through the years."""

from reports.freezing import from_plain, to_plain
from reports.survey_statement import Survey


def test_a_survey_comes_back_as_it_was_frozen(statement):
    surveys = statement().surveys
    assert surveys
    assert tuple(from_plain(Survey, to_plain(each)) for each in surveys) == surveys
