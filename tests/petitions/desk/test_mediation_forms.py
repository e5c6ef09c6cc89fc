"""What the desk fills in to settle a claim."""

from __future__ import annotations

from datetime import date

from flask import Flask
from werkzeug.datastructures import MultiDict

from petitions.desk.mediation_forms import OfferMediationForm, RecordAnswerForm, SettleForm
from petitions.in_place import Judgement
from petitions.mediation.agreement import Form, Side


def test_what_is_typed_arrives_as_facts(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        offered = OfferMediationForm(MultiDict({"within_discretion": "y", "text": "周五下午。"})).given()
        answered = RecordAnswerForm(MultiDict({"side": "other", "agrees": "no", "text": "不愿意。"})).given()
        typed = {"form": "mediated", "parties": "甲、乙", "terms": "补发。", "signed_on": "2026-11-20", "text": "好。"}
        settled = SettleForm(MultiDict({**typed, "judgement": "partly"})).given()
        plain = SettleForm(MultiDict(typed)).given()

    assert offered == {"within_discretion": True, "text": "周五下午。"}
    assert answered == {"side": Side.OTHER, "agrees": False, "text": "不愿意。"}
    assert (settled["form"], settled["signed_on"]) == (Form.MEDIATED, date(2026, 11, 20))
    assert settled["judgement"] is Judgement.PARTLY
    assert plain["judgement"] is None
