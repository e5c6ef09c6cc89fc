"""您说我们办: the measures that everybody may read, without a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from accounts import queries as accounts
from ledgers import measures, queries, sources
from ledgers.queries import Entry
from ledgers.sources import ShownSource

#: Done measures stay for this many days.
SHOWN_DAYS = 366
#: How a verdict is shown: what missed its target is not painted as done.
TONES = {"met": "good", "partly": "soon", "missed": "late"}


@dataclass(frozen=True)
class Promise:
    """One measure as staff read it."""

    title: str
    kind: str
    said: str
    plan: str
    target: str
    unit: str
    since: date
    due: date | None
    progress: int | None
    done_on: date | None
    verdict: str
    #: good, soon or late: whether it came to what was promised, or is still within its time.
    tone: str
    result: str
    source: ShownSource | None


@dataclass(frozen=True)
class Progress:
    """What is being done, the one due first on top, and what was done, the newest on top."""

    doing: list[Promise]
    done: list[Promise]


def load(session: Session, *, today: date) -> Progress:
    """The public measures: all that are under way, and those done within a year."""
    doing, done = _shown(session, today)
    tree = accounts.unit_tree(session)
    doing.sort(key=lambda each: (each.due_on or today, each.number))
    done.sort(key=lambda each: (each.closed_on or today, each.number), reverse=True)

    # Many come from one survey.
    origins = {each: sources.in_public(session, each) for each in {entry.source for entry in (*doing, *done)}}

    def promise(entry: Entry) -> Promise:
        progress = entry.value("progress")
        return Promise(
            title=entry.title,
            kind=measures.KINDS.get(entry.kind or "", ""),
            said=_text(entry, "said"),
            plan=_text(entry, "plan"),
            target=_text(entry, "target"),
            unit=tree.path(entry.unit_id) if entry.unit_id in tree and entry.unit_id is not None else "",
            since=entry.day,
            due=entry.due_on,
            progress=progress if isinstance(progress, int) else None,
            done_on=entry.closed_on,
            verdict=measures.VERDICTS.get(_text(entry, "verdict"), ""),
            tone=_tone(entry, today),
            result=_text(entry, "result"),
            source=origins[entry.source],
        )

    return Progress([promise(each) for each in doing], [promise(each) for each in done])


def any_public(session: Session, *, today: date) -> bool:
    """Whether there is anything to read."""
    return any(_shown(session, today))


def _shown(session: Session, today: date) -> tuple[list[Entry], list[Entry]]:
    """What is under way, and what was done not too long ago."""
    public = [each for each in queries.every(session, measures.LEDGER) if each.value("is_public")]
    done = [
        each
        for each in public
        if each.state == measures.DONE and each.closed_on and (today - each.closed_on).days < SHOWN_DAYS
    ]
    return [each for each in public if each.is_open], done


def _tone(entry: Entry, today: date) -> str:
    if entry.is_open:
        return "late" if entry.due_on is not None and entry.due_on < today else "good"
    return TONES.get(_text(entry, "verdict"), "good")


def _text(entry: Entry, code: str) -> str:
    return str(entry.value(code) or "")
