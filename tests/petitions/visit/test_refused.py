"""What was typed into a form that was refused comes back, where it stood or in the conversation."""

from __future__ import annotations

from flask import Flask

from petitions.forms import MessageForm, WithdrawForm
from petitions.visit import refused


def test_words_whose_form_is_gone_wait_in_the_conversation_where_there_is_one(app: Flask) -> None:
    with app.test_request_context():
        blank = {"message": MessageForm(formdata=None), "withdrawal": WithdrawForm(formdata=None)}
        sent = WithdrawForm(formdata=None, text="不想再等了")
        sent.text.errors = ["现在不能撤回。"]
        gone, stands = {"withdrawal": False}, {"withdrawal": True}

        forms, without_place = refused.again(blank, {"withdrawal": sent}, gone, talk="message", may_say=True)
        assert without_place == [sent]
        assert forms["message"]["text"].data == "不想再等了"

        forms, without_place = refused.again(blank, {"withdrawal": sent}, stands, talk="message", may_say=True)
        assert (forms["withdrawal"], without_place, forms["message"]["text"].data) == (sent, [], None)

        forms, without_place = refused.again(blank, {"withdrawal": sent}, gone, talk="message", may_say=False)
        assert without_place == [sent]
        assert forms["message"] is blank["message"]


def test_what_was_typed_in_the_conversation_itself_stays_there(app: Flask) -> None:
    with app.test_request_context():
        blank = {"message": MessageForm(formdata=None), "withdrawal": WithdrawForm(formdata=None)}
        sent = {
            "message": MessageForm(formdata=None, text="先说这句"),
            "withdrawal": WithdrawForm(formdata=None, text="再撤回"),
        }
        sent["withdrawal"].text.errors = ["现在不能撤回。"]

        forms, _gone = refused.again(blank, sent, {"withdrawal": False}, talk="message", may_say=True)

        assert forms["message"]["text"].data == "先说这句"
