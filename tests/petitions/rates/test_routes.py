"""The page of rates: formulas beside figures, and a way to the cases behind each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from accounts import preferences
from petitions.in_place import EVIDENCE_OF_ANY
from petitions.rates.indicators import counts, every
from petitions.workflow import State


def test_every_rate_stands_with_its_formula_and_leads_to_its_cases(
    client: FlaskClient, sign_in: Callable[..., FlaskClient], casework: Any
) -> None:
    petition, _ = casework.lead_to(State.REPLIED)
    preferences.write(casework.session, duty_solve="问题解决到位", duty_set="三到位一处理")
    casework.session.commit()
    officer = sign_in(client, "officer")

    page = officer.get("/desk/petitions/rates/").get_data(as_text=True)
    for each in every(90):
        assert each.label in page
        assert each.printed in page
        behind = officer.get(f"/desk/petitions/rates/{each.key}?month=2026-11")
        assert behind.status_code == 200

    for each in counts(5):
        assert each.printed in page
        assert f"/desk/petitions/rates/{each.key}?month=2026-11" in page
    assert petition.number in officer.get("/desk/petitions/rates/items").get_data(as_text=True)
    assert "计入分子" not in officer.get("/desk/petitions/rates/items").get_data(as_text=True)
    assert petition.number not in officer.get("/desk/petitions/rates/visits").get_data(as_text=True)
    assert "问题解决到位" in page
    assert "三到位一处理" in page
    case = officer.get(f"/desk/petitions/{petition.id}/").get_data(as_text=True)
    assert "三到位一处理" in case
    assert "问题解决到位" in case
    closing = officer.get(f"/desk/petitions/{petition.id}/close").get_data(as_text=True)
    assert EVIDENCE_OF_ANY in closing
    assert "三个到位" not in page + case + closing
    assert petition.number in officer.get("/desk/petitions/rates/on_time").get_data(as_text=True)
    assert petition.number in officer.get("/desk/petitions/rates/duty-solve?counting=not").get_data(as_text=True)
    assert petition.number not in officer.get("/desk/petitions/rates/on_time?month=2026-10").get_data(as_text=True)


def test_what_does_not_exist_is_missing_and_a_handler_has_no_rates(
    client: FlaskClient, sign_in: Callable[..., FlaskClient], casework: Any
) -> None:
    casework.session.commit()
    officer = sign_in(client, "officer")

    assert officer.get("/desk/petitions/rates/nothing").status_code == 404
    assert officer.get("/desk/petitions/rates/duty-nothing").status_code == 404
    assert sign_in(client.application.test_client(), "handler").get("/desk/petitions/rates/").status_code == 403
