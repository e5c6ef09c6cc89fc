"""Downloads: for everybody once published, at the desk before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from surveys.models import Survey
from surveys.review import operations as review

STARTS = {"xlsx": b"PK", "csv": "\ufeff".encode(), "sav": b"$FL2", "pdf": b"%PDF"}


@pytest.fixture
def survey(counted_survey: Callable[..., Survey], session: Session) -> Survey:
    """A counted survey."""
    made = counted_survey({})
    session.refresh(made)
    session.expunge(made)
    session.rollback()
    return made


def test_before_publishing_only_the_desk_downloads(
    app: Any, client: FlaskClient, survey: Survey, sign_in: Callable[..., FlaskClient]
) -> None:
    for kind, start in STARTS.items():
        assert client.get(f"/results/{survey.slug}.{kind}").status_code == 404
        desk = f"/desk/surveys/{survey.id}/results.{kind}"
        assert app.test_client().get(desk).status_code in (302, 401)
        answer = sign_in(app.test_client(), "leader").get(desk)
        assert answer.data.startswith(start)
        assert survey.slug in answer.headers["Content-Disposition"]
    assert client.get(f"/results/{survey.slug}.exe").status_code == 404


def test_once_published_everybody_downloads_the_same(
    client: FlaskClient, survey: Survey, session: Session, enterprise: Any, clock: Any
) -> None:
    officer = enterprise.people["officer"]
    review.publish(session, session.merge(survey), with_comments=True, actor=officer, now=clock())
    session.commit()
    page = client.get(f"/results/{survey.slug}").text
    for kind, start in STARTS.items():
        address = f"/results/{survey.slug}.{kind}"
        assert f'href="{address}"' in page
        first = client.get(address)
        assert first.data.startswith(start)
        if kind != "xlsx":
            assert client.get(address).data == first.data


def test_before_the_box_is_opened_there_is_nothing_to_download(
    app: Any, open_survey: Callable[..., Survey], sign_in: Callable[..., FlaskClient]
) -> None:
    number = open_survey().id
    assert sign_in(app.test_client(), "officer").get(f"/desk/surveys/{number}/results.csv").status_code == 404
