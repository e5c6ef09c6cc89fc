"""Opening the box: every ballot is counted once, the one release is written, and texts are sealed for review."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from flask_babel import gettext as _

from accounts import audit
from accounts.people import Person
from database import Database
from surveys import queries
from surveys.answers import Answers
from surveys.ballot_box import box, invitations, rewriting, slips
from surveys.ballot_box.invitations import Numbers
from surveys.counting import drawing_account, releasing, slip_account, tally
from surveys.counting.release import Release
from surveys.counting.tally import Tally
from surveys.items import Definition
from surveys.models import StoredRelease, Survey
from surveys.operations import subject
from surveys.review import sealed_texts
from surveys.review.comments import Gathering
from vault.seal import KeyPair
from web.errors import Refusal

Progress = Callable[[int, int], None]


def count(
    database: Database,
    survey_id: int,
    pair: KeyPair,
    *,
    actor: Person,
    now: datetime,
    progress: Progress,
) -> None:
    """Open the box: close it for good, count every ballot, write the one release and seal the texts for review.

    Started again, starts afresh. Raises Refusal while somebody keeps the box's file in use.
    """
    _close(database, survey_id)
    asked = _asked(database, survey_id)
    opened = _opened(database, asked, pair, progress)
    tables = _tables(asked, opened, now)
    with database.writing() as session, session.begin():
        survey = queries.survey_to_change(session, survey_id)
        if survey.counted_on is not None:
            return
        sealed_texts.store(session, survey.id, opened.texts, sealed_texts.key_of(pair.private))
        session.add(StoredRelease(survey_id=survey.id, tables=tables.to_json()))
        survey.counted_on = now.date()
        audit.record(session, actor, "survey.count", subject(survey), now=now, ballots=tables.answered)


@dataclass(frozen=True)
class _Asked:
    """What the main database knows of a survey whose box is opened: what was asked, and what was told before."""

    survey: Survey
    definition: Definition
    earlier: list[Release]
    compared: list[Release]
    signed_off: Mapping[int, int]


@dataclass(frozen=True)
class _Opened:
    """What was in the box: sums, the texts in random order, and what was issued, spent and drawn by unit."""

    counted: Tally
    texts: list[tuple[str, str]]
    issued: Mapping[int, int]
    used: Mapping[int, int]
    drawn: Mapping[int, Numbers]


def _close(database: Database, survey_id: int) -> None:
    try:
        box.close(database, survey_id)
    except rewriting.LogNotCleared:
        raise Refusal(_("票箱的文件正被别的程序占用，暂时合不上。答卷都在，请过一分钟再开箱。")) from None


def _asked(database: Database, survey_id: int) -> _Asked:
    with database.reading() as session:
        survey = queries.survey(session, survey_id)
        return _Asked(
            survey=survey,
            definition=Definition.from_json(survey.definition),
            earlier=queries.releases_before(session, survey),
            compared=queries.releases_before(session, survey, published=True),
            signed_off=queries.signed_off_slips(session, survey_id),
        )


def _opened(database: Database, asked: _Asked, pair: KeyPair, progress: Progress) -> _Opened:
    survey_id, gathering = asked.survey.id, Gathering(asked.definition)
    with database.box_reading() as session:
        whole = sum(box.answered(session, survey_id).values())
        ballots = gathering.passing(box.opened(session, survey_id, pair))
        return _Opened(
            counted=tally.count(asked.definition, _told(ballots, whole, progress)),
            # After the count, which passes every text to the gathering.
            texts=gathering.shuffled(),
            issued=slips.issued(session, survey_id),
            used=box.spent(session, survey_id),
            drawn=invitations.numbers(session, survey_id),
        )


def _told(
    ballots: Iterator[tuple[int | None, Answers]], whole: int, progress: Progress
) -> Iterator[tuple[int | None, Answers]]:
    for number, ballot in enumerate(ballots, start=1):
        if number % box.BATCH == 0 or number == whole:
            progress(number, whole)
        yield ballot


def _tables(asked: _Asked, opened: _Opened, now: datetime) -> Release:
    """The release, with the accounts of slips and of tickets where there are some."""
    survey = asked.survey
    assert survey.opened_at is not None
    assert survey.closes_at is not None
    assert survey.digest is not None
    tables = releasing.build(
        asked.definition,
        opened.counted,
        slug=survey.slug,
        digest=survey.digest,
        opened_on=_day(survey.opened_at, now),
        closed_on=_day(survey.closes_at, now),
        texts=len(opened.texts),
        earlier=asked.earlier,
        compared=asked.compared,
    )
    account = slip_account.rows(tables.groups, issued=opened.issued, used=opened.used, signed_off=asked.signed_off)
    return _with_drawing(replace(tables, slips=account), opened.drawn)


def _day(moment: datetime, now: datetime) -> str:
    return moment.astimezone(now.tzinfo).date().isoformat()


def _with_drawing(tables: Release, numbers: Mapping[int, Numbers]) -> Release:
    """The release of a survey by invitation with the account of its tickets; any other as it is."""
    if not numbers:
        return tables
    invited = {unit: each.invited for unit, each in numbers.items()}
    drawn = {unit: each.drawn for unit, each in numbers.items()}
    rows = drawing_account.rows(tables.groups, invited=invited, drawn=drawn)
    return replace(tables, drawn=sum(drawn.values()), drawing=rows)
