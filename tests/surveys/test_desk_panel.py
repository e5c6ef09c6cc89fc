"""The desk's home names surveys from their opening to their release."""

from datetime import timedelta

from surveys import desk_panel
from surveys.lifecycle import Stage


def test_an_open_survey_stands_there_until_it_is_released(session, clock, open_survey, enterprise):
    survey = open_survey()
    assert [
        stage for stage, _survey in desk_panel.panel(session, enterprise.people["officer"], now=clock())["rows"]
    ] == [Stage.OPEN]
    later = survey.closes_at + timedelta(minutes=1)
    assert [stage for stage, _survey in desk_panel.panel(session, enterprise.people["officer"], now=later)["rows"]] == [
        Stage.CLOSED
    ]
    survey.counted_on = survey.released_on = later.date()
    session.flush()
    assert desk_panel.panel(session, enterprise.people["officer"], now=later)["rows"] == []


def test_it_is_on_the_home_of_who_works_on_surveys(client, sign_in, session, open_survey):
    survey = open_survey()
    session.commit()
    title = survey.definition["title"]
    assert title in sign_in(client, "officer").get("/desk/").get_data(as_text=True)
