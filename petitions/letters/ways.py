"""Where a matter was sent instead of being handled here, read for the letters that tell of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from petitions.conversation import Said
from petitions.letters.catalogue import Sent
from petitions.models import CaseEvent, CaseNote, Petition
from petitions.notes import NoteKind, parts
from petitions.workflow import ROUTE_LABELS, Action, State

#: What ends with the matter elsewhere, and what brings it back.
SENDING = frozenset({Action.TRANSFER, Action.HAND_OVER, Action.TAKE_BACK})


def forwarded(
    petition: Petition,
    events: Sequence[CaseEvent],
    said: Sequence[Said],
    given: Sent | None,
    office: Callable[[int], str],
) -> Sent | None:
    """To which office or body it went last, and who sent it; None when it came back. `office` names one by its id."""
    last = next((each for each in reversed(events) if each.action in SENDING), None)
    if last is None or last.action is Action.TAKE_BACK:
        return None
    if last.action is Action.HAND_OVER:
        to = given.to if given is not None else "有权处理的单位"
        return Sent(last.day, to, _told(said, Action.HAND_OVER), office(petition.group_id))
    to_id = last.details["office"]
    assert isinstance(to_id, int)
    assert petition.sent_from_id is not None
    return Sent(last.day, office(to_id), "", office(petition.sent_from_id))


def given_to(petition: Petition, events: Sequence[CaseEvent], notes: Sequence[tuple[CaseNote, str]]) -> Sent | None:
    """What a body outside was given, as it was kept then; None when it came back or was given before that was kept."""
    last = next((each for each in reversed(events) if each.action in SENDING), None)
    kept = next(((note, text) for note, text in reversed(notes) if note.kind is NoteKind.GIVEN), None)
    if last is None or last.action is not Action.HAND_OVER or kept is None:
        return None
    to, text = parts(kept[0].kind, kept[1])
    return Sent(kept[0].day, to, text)


def diverted(petition: Petition, said: Sequence[Said]) -> Sent | None:
    """The way of the law it belongs to, and what the petitioner was told of it."""
    told = next((each for each in reversed(said) if each.action is Action.DIVERT), None)
    if petition.route is None or told is None:
        return None
    return Sent(told.day, ROUTE_LABELS[petition.route], told.text)


def review_refused(events: Sequence[CaseEvent], said: Sequence[Said], asked: State) -> Sent | None:
    """What was written when a review or second review that was `asked` for was not taken up; each wrote one message."""
    refused = [each for each in events if each.action is Action.REFUSE_REVIEW]
    written = [each for each in said if each.action is Action.REFUSE_REVIEW]
    for event, message in reversed(list(zip(refused, written, strict=True))):
        if event.from_state is asked:
            return Sent(event.day, "", message.text)
    return None


def _told(said: Sequence[Said], action: Action) -> str:
    return next((each.text for each in reversed(said) if each.action is action), "")
