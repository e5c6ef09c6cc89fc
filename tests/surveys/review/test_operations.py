"""The review from the first text to the published page, attacked with the whole main database in hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.models import AuditEntry
from database import Database
from figures import masking
from surveys import queries
from surveys.ballot_box import box
from surveys.models import CommentRow, SecondLook, Survey
from surveys.review import operations as review
from surveys.review import queries as review_queries
from surveys.review import sealed_texts
from surveys.review.comments import Decision
from vault import subject_keys
from vault.models import SubjectKeyWrap
from web.errors import Refusal

NAMED = "张伟班长扣了我的热饭"
DROPPED = "欧阳青禾收了招工的钱"
PLAIN = [f"夜班第{number}个窗口没有热饭" for number in range(14)]
Counted = Callable[..., Survey]


@pytest.fixture
def survey(counted_survey: Counted) -> Survey:
    """A counted survey with sixteen texts on one question and three on another."""
    return counted_survey({"change": [NAMED, DROPPED, *PLAIN], "keep": ["独此一家的秘密"] * 3})


def _decide_all(session: Session, survey: Survey, enterprise: Any, clock: Any, officer: str = "officer") -> None:
    actor = enterprise.people[officer]
    key = review.borrow_key(session, survey, actor.keys)
    for row in review_queries.comments(session, survey.id):
        if row.verdict is None:
            text = sealed_texts.opened(row, key).text
            decision = Decision("keep", masking.spans_of(text, ["张伟班长"]))
            if text == DROPPED:
                decision = Decision("drop", reason="accusation")
            review.decide(session, survey, row, decision, key, seen="", actor=actor, now=clock())


def _publish(session: Session, survey: Survey, enterprise: Any, clock: Any, *, with_comments: bool = True) -> None:
    review.publish(session, survey, with_comments=with_comments, actor=enterprise.people["officer"], now=clock())
    session.commit()


def _remains(database: Database) -> bytes:
    folder = database.settings.instance
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def _readable(database: Database, *words: str) -> list[str]:
    """Which words an attacker finds in any file of the instance, in the encodings a database might use."""
    files = _remains(database)
    forms = {word: [word.encode(), word.encode("utf-16-le"), word.encode("unicode-escape")] for word in words}
    return [word for word, several in forms.items() if any(form in files for form in several)]


def test_no_word_is_readable_before_it_is_published(
    session: Session, database: Database, survey: Survey, enterprise: Any, clock: Any
) -> None:
    _decide_all(session, survey, enterprise, clock)
    review.confirm(session, survey, actor=enterprise.people["officer"], now=clock())
    session.commit()
    assert _readable(database, "张伟班长", "热饭", "欧阳青禾", "独此一家") == []


def test_after_publishing_only_kept_and_masked_texts_are_anywhere(
    session: Session, database: Database, survey: Survey, enterprise: Any, clock: Any
) -> None:
    officer = enterprise.people["officer"]
    stolen = review.borrow_key(session, survey, officer.keys)
    _decide_all(session, survey, enterprise, clock)
    review.confirm(session, survey, actor=officer, now=clock())
    session.commit()
    sealed = [bytes(row.sealed)[:64] for row in review_queries.comments(session, survey.id)]
    wraps = sa.select(SubjectKeyWrap.sealed).where(SubjectKeyWrap.subject.startswith("survey:"))
    sealed += [bytes(wrap) for wrap in session.execute(wraps).scalars()]
    session.rollback()
    assert all(part in _remains(database) for part in sealed)

    _publish(session, survey, enterprise, clock)
    box.destroy(database, survey.id)
    sealed_texts.forget(database)

    release = queries.release(session, survey.id)
    assert release is not None
    assert release.comments is not None
    (item,) = release.comments.items
    assert sorted(item.texts) == sorted([f"{masking.MASK}扣了我的热饭", *PLAIN])
    assert item.received == 16
    assert "热饭" in item.themes[0].word
    assert len(release.comments.too_few) == 1
    assert _readable(database, "张伟班长", "欧阳青禾", "独此一家") == []
    files = _remains(database)
    assert [part for part in sealed if part in files] == [], stolen and "neither text nor key is left in any file"


def test_texts_of_too_few_are_never_kept(session: Session, survey: Survey) -> None:
    assert [row.item_id for row in review_queries.progress(session, survey.id)] == ["change"]


def test_nothing_is_published_while_a_text_waits(session: Session, survey: Survey, enterprise: Any, clock: Any) -> None:
    with pytest.raises(Refusal):
        _publish(session, survey, enterprise, clock)
    _decide_all(session, survey, enterprise, clock)
    # Reviewed, but nobody looked at the whole.
    with pytest.raises(Refusal):
        _publish(session, survey, enterprise, clock)
    assert survey.released_on is None


def test_the_second_look_waits_for_the_review_and_ends_with_any_change(
    session: Session, survey: Survey, enterprise: Any, clock: Any
) -> None:
    officer, other = enterprise.people["officer"], enterprise.people["officer2"]
    with pytest.raises(Refusal):
        review.confirm(session, survey, actor=officer, now=clock())
    _decide_all(session, survey, enterprise, clock)
    review.confirm(session, survey, actor=other, now=clock())
    assert review_queries.second_look(session, survey.id).account_id == other.id  # type: ignore[union-attr]
    key = review.borrow_key(session, survey, other.keys)
    row = review_queries.comments(session, survey.id)[0]
    decision = Decision("drop", reason="abuse")
    review.decide(session, survey, row, decision, key, seen=row.verdict or "", actor=other, now=clock())
    assert review_queries.second_look(session, survey.id) is None


def test_another_officer_goes_on_where_the_first_stopped(
    session: Session, survey: Survey, enterprise: Any, clock: Any
) -> None:
    officer = enterprise.people["officer"]
    key = review.borrow_key(session, survey, officer.keys)
    rows = review_queries.comments(session, survey.id)
    for row in rows[:5]:
        review.decide(session, survey, row, Decision("keep"), key, seen="", actor=officer, now=clock())
    session.commit()
    _decide_all(session, survey, enterprise, clock, "officer2")
    assert review_queries.unreviewed(session, survey.id) == 0


def test_two_officers_do_not_overwrite_each_other_unseen(
    session: Session, survey: Survey, enterprise: Any, clock: Any
) -> None:
    officer = enterprise.people["officer"]
    key = review.borrow_key(session, survey, officer.keys)
    row = review_queries.comments(session, survey.id)[0]
    review.decide(session, survey, row, Decision("keep"), key, seen="", actor=officer, now=clock())
    with pytest.raises(Refusal):
        review.decide(session, survey, row, Decision("drop", reason="abuse"), key, seen="", actor=officer, now=clock())


def test_dropping_needs_a_reason_and_a_verdict_must_be_one(
    session: Session, survey: Survey, enterprise: Any, clock: Any
) -> None:
    officer = enterprise.people["officer"]
    key = review.borrow_key(session, survey, officer.keys)
    row = review_queries.comments(session, survey.id)[0]
    for decision in (Decision("drop"), Decision("drop", reason="因为"), Decision("")):
        with pytest.raises(Refusal):
            review.decide(session, survey, row, decision, key, seen="", actor=officer, now=clock())


def test_nobody_outside_the_office_opens_a_text(session: Session, survey: Survey, enterprise: Any) -> None:
    for name in ("admin", "handler", "leader", "inspector", "keeper"):
        with pytest.raises(Refusal):
            review.borrow_key(session, survey, enterprise.people[name].keys)


def test_figures_alone_can_be_published_and_the_texts_are_destroyed_unread(
    session: Session, database: Database, survey: Survey, enterprise: Any, clock: Any
) -> None:
    _publish(session, survey, enterprise, clock, with_comments=False)
    release = queries.release(session, survey.id)
    assert release is not None
    assert release.comments is not None
    assert release.comments.withheld
    assert release.comments.items == ()
    assert session.execute(sa.select(sa.func.count()).select_from(CommentRow)).scalar_one() == 0


def test_a_survey_in_which_too_few_wrote_is_published_without_review(
    session: Session, counted_survey: Counted, enterprise: Any, clock: Any
) -> None:
    survey = counted_survey({"change": ["只有我写"]})
    _publish(session, survey, enterprise, clock)
    release = queries.release(session, survey.id)
    assert release is not None
    assert release.comments is not None
    assert len(release.comments.too_few) == 2


def test_after_publishing_nothing_of_the_review_is_left(
    session: Session, survey: Survey, enterprise: Any, clock: Any
) -> None:
    _decide_all(session, survey, enterprise, clock)
    review.confirm(session, survey, actor=enterprise.people["officer"], now=clock())
    _publish(session, survey, enterprise, clock)
    for table in (CommentRow, SecondLook):
        assert session.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() == 0
    assert subject_keys.readers(session, f"survey:{survey.id}") == frozenset()
    with pytest.raises(Refusal):
        review.confirm(session, survey, actor=enterprise.people["officer"], now=clock() + timedelta(days=1))


def test_the_log_tells_what_officers_did_and_no_word_of_a_text(
    session: Session, survey: Survey, enterprise: Any, clock: Any
) -> None:
    _decide_all(session, survey, enterprise, clock)
    clock.advance(days=1)
    _decide_again(session, survey, enterprise, clock)
    wanted = sa.select(AuditEntry).where(AuditEntry.action == "survey.review")
    entries = list(session.execute(wanted).scalars())
    # Once a day and officer, however many texts were read.
    assert [entry.details for entry in entries] == [{}, {}]
    assert {entry.subject for entry in entries} == {f"survey:{survey.id}"}


def _decide_again(session: Session, survey: Survey, enterprise: Any, clock: Any) -> None:
    officer = enterprise.people["officer"]
    key = review.borrow_key(session, survey, officer.keys)
    for row in review_queries.comments(session, survey.id)[:3]:
        review.decide(session, survey, row, Decision("keep"), key, seen=row.verdict or "", actor=officer, now=clock())
