"""Every failure becomes one page with a sentence; none shows what somebody typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy.exc import NoResultFound, OperationalError

from web.access import public
from web.errors import Forbidden, Missing, Refusal

SECRET = "他们扣了我三个月工资"


def _raising(app: Flask, error: Exception) -> None:
    def broken() -> str:
        raise error

    app.add_url_rule("/broken", "broken", public(broken), methods=["GET", "POST"])


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Refusal("请先登记。"), 409),
        (Refusal("请先登记。", status=422), 422),
        (Missing(), 404),
        (Forbidden(), 403),
        (NoResultFound(SECRET), 404),
        (OperationalError("SELECT", {"text": SECRET}, ConnectionError(SECRET)), 503),
    ],
)
def test_a_refusal_becomes_a_page_of_its_status(app: Flask, client: FlaskClient, error: Exception, status: int) -> None:
    _raising(app, error)

    answer = client.get("/broken")
    page = answer.get_data(as_text=True)

    assert answer.status_code == status
    assert "<h1>" in page
    assert SECRET not in page
    if isinstance(error, Refusal) and error.message:
        assert "请先登记。" in page


@pytest.mark.parametrize("path", ["/", "/desk/", "/trust", "/results"])
def test_while_the_database_is_gone_every_page_says_so(
    app: Flask, client: FlaskClient, sign_in: Callable[..., FlaskClient], monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def gone() -> None:
        raise OperationalError("SELECT", {"text": SECRET}, ConnectionError(SECRET))

    sign_in(client, "officer")
    app.extensions["organisation_known"] = "", 0.0
    monkeypatch.setattr(app.extensions["database"], "reading", gone)

    answer = client.get(path)

    assert answer.status_code == 503
    assert "暂时连不上数据库" in answer.get_data(as_text=True)


@pytest.mark.parametrize("code", [400, 404, 405, 410, 413, 429, 500, 503])
def test_every_http_error_has_a_page_that_says_what_to_do(app: Flask, client: FlaskClient, code: int) -> None:
    def broken() -> str:
        abort(code)

    app.add_url_rule("/broken", "broken", public(broken))
    answer = client.get("/broken")

    assert answer.status_code == code
    assert "回到首页" in answer.get_data(as_text=True)


def test_what_was_sent_after_the_sign_in_ended_is_kept_to_be_sent_again(client: FlaskClient) -> None:
    typed = {"measures": '第一行 <b>&"\r\n第二行', "kinds": ["a", "b"], "password": "not to be shown"}

    answer = client.post("/desk/petitions/new", data=typed)
    page = answer.get_data(as_text=True)

    assert answer.status_code == 401
    assert "刚才填的还在" in page
    assert 'name="measures" value="第一行 &lt;b&gt;&amp;&#34;\r\n第二行"' in page
    assert page.count('name="kinds"') == 2
    assert "not to be shown" not in page
    assert answer.headers["Cache-Control"].startswith("no-store")


def test_an_unusual_error_gets_the_nearest_page(app: Flask, client: FlaskClient) -> None:
    def broken() -> str:
        abort(418)

    app.add_url_rule("/broken", "broken", public(broken))

    assert client.get("/broken").status_code == 418


def test_a_page_that_does_not_exist_speaks_the_readers_language(client: FlaskClient) -> None:
    assert 'lang="en"' in client.get("/no-such-page?lang=en").get_data(as_text=True)


def test_a_refusal_never_prints_its_message() -> None:
    assert SECRET not in str(Refusal(SECRET))
    assert SECRET not in repr(Refusal(SECRET))
