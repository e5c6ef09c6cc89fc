"""The board's charts are the report's own, with a table behind each; too little to draw draws nothing."""

from paper.charts import tabulate
from reports.board.pictures import drawn
from reports.manuscript import petition_parts


def test_there_are_three_each_with_the_reports_title_and_the_table_of_its_figures(statement):
    found = drawn(statement())
    assert len(found) == 3
    petitions = statement().petitions
    assert found[0]["rows"] == tabulate(petition_parts.registered_trend(petitions))[1]
    assert found[1]["title"] == petition_parts.rates_trend(petitions).title
    assert all(each["svg"].count("<svg") == 2 and each["rows"] for each in found)


def test_one_month_is_no_trend(statement, petitions):
    young = petitions(trend=petitions().trend[-1:], categories=())
    assert drawn(statement(petitions=young)) == []
    assert drawn(statement(petitions=None)) == []


def test_an_english_page_draws_the_same_figures_under_english_words(app, statement):
    with app.test_request_context("/?lang=en"):
        came, rates, topics = drawn(statement())
    assert came["rows"][-1] == ("Oct", "62")
    assert rates["heads"] == ("", "Satisfaction rate", "Answered in time", "Share rated")
    assert topics["title"] == "What petitions are about"
    assert "Safety and health at work" in dict(topics["rows"])
    lettered = "".join(each["title"] + each["svg"] for each in (came, rates))
    assert not any("\u4e00" <= char <= "\u9fff" for char in lettered)
