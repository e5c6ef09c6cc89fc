"""Reception days and 交办件 in sentences: only what there was, and what is late is said."""

from __future__ import annotations

from reports.oversight import Oversight, sentences


def test_nothing_is_said_of_nothing() -> None:
    assert sentences(None, "本月") == []
    assert sentences(Oversight(), "本月") == []


def test_reception_days_tell_who_came_in_numbers() -> None:
    held = Oversight(receptions=2, visits=7, visitors=19, registered=5)
    assert sentences(held, "本月") == ["本月举行领导接访日2次，接待来访7批次、19人次，登记诉求5件。"]
    assert sentences(Oversight(receptions=1), "本季度") == ["本季度举行领导接访日1次，没有来访。"]


def test_charges_tell_what_came_what_was_reported_and_what_waits() -> None:
    assert sentences(Oversight(charged=3, reported=2, in_time=1, waiting=2, late=1), "本月") == [
        "本月收到上级交办、领导批示3件；向上级反馈2件，其中按期1件；期末等待反馈2件，其中超过上级期限1件，须抓紧办结报告。"
    ]
    assert sentences(Oversight(reported=1, in_time=1), "本月") == [
        "本月没有新的上级交办、领导批示；向上级反馈1件，全部按期；期末没有等待反馈的。"
    ]
