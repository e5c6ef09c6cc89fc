"""What each ledger comes to in a month, as plain frozen rows from the facts of its entries; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ledgers import aid, measures, policies, risks
from ledgers.declaration import Content


@dataclass(frozen=True)
class Fact:
    """What a month is counted from: an entry's columns in clear, and from which day it stood in which state."""

    title: str
    kind: str
    day: date
    due_on: date | None
    first_state: str
    #: (day, state) in the order of the history.
    trail: tuple[tuple[date, str], ...]
    contents: Mapping[str, Content] = field(default_factory=dict)

    def state_on(self, day: date) -> str | None:
        """Where it stood at the end of `day`; None before it was listed."""
        if day < self.day:
            return None
        reached = [state for on, state in self.trail if on <= day]
        return reached[-1] if reached else self.first_state

    def came_to(self, states: Iterable[str], first: date, last: date) -> bool:
        """Whether it came into one of `states` between two days."""
        wanted = set(states)
        return any(state in wanted and first <= on <= last for on, state in self.trail)

    def figure(self, code: str) -> int:
        """A number it holds, 0 when it holds none."""
        value = self.contents.get(code)
        return value if isinstance(value, int) and not isinstance(value, bool) else 0


@dataclass(frozen=True)
class RiskMonth:
    """不稳定因素: found in the month, defused and struck off, what is open at its end, by grade."""

    found: int
    defused: int
    struck: int
    open: int
    late: int
    #: Open at the end by grade: (code, count), the gravest first; those not graded yet under "".
    levels: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class AidKind:
    """One kind of aid: how often, for how many people, for how much (fen)."""

    kind: str
    times: int
    people: int
    fen: int


@dataclass(frozen=True)
class AidMonth:
    """困难帮扶 and 送温暖、送清凉 given in the month, by kind; what waits at its end; what families said after."""

    kinds: tuple[AidKind, ...]
    waiting: int
    followed: int
    eased: int


@dataclass(frozen=True)
class MeasureLine:
    """One measure by title, for a list."""

    title: str
    due_on: date | None
    verdict: str = ""
    target: str = ""


@dataclass(frozen=True)
class MeasureMonth:
    """实事与整改: listed and done in the month, under way and late at its end."""

    listed: int
    done: tuple[MeasureLine, ...]
    under_way: int
    late: int
    #: Those due first among those under way.
    next: tuple[MeasureLine, ...]


@dataclass(frozen=True)
class PolicyMonth:
    """政策口径: how often answers were given, by way; the questions asked most; what holds at the end."""

    times: int
    channels: tuple[tuple[str, int], ...]
    questions: tuple[tuple[str, int], ...]
    valid: int


NEXT_SHOWN = 6
QUESTIONS_SHOWN = 5


def risk_month(facts: Sequence[Fact], first: date, last: date) -> RiskMonth:
    """The month of the risk ledger."""
    standing = [(each, each.state_on(last)) for each in facts]
    opened = [each for each, state in standing if state in risks.OPEN_STATES]
    levels = Counter(str(each.contents.get("level") or "") for each in opened)
    return RiskMonth(
        found=sum(first <= each.day <= last for each in facts),
        defused=sum(each.came_to([risks.DEFUSED], first, last) for each in facts),
        struck=sum(each.came_to([risks.STRUCK], first, last) for each in facts),
        open=len(opened),
        late=_late([each for each, state in standing if state in risks.LEDGER.owing], last),
        levels=tuple((code, levels[code]) for code in (*risks.LEVELS, "") if levels[code]),
    )


def aid_month(facts: Sequence[Fact], first: date, last: date) -> AidMonth:
    """The month of the aid ledger: by the day on which something was given."""
    given = [each for each in facts if _is_given(each, first, last)]
    kinds = []
    for kind in aid.KINDS:
        of_kind = [each for each in given if each.kind == kind]
        if of_kind:
            people, fen = (sum(each.figure(code) for each in of_kind) for code in ("people", "amount"))
            kinds.append(AidKind(kind, len(of_kind), people, fen))
    followed = [each for each in facts if each.came_to([aid.FOLLOWED], first, last)]
    return AidMonth(
        kinds=tuple(kinds),
        waiting=sum(each.state_on(last) in aid.WAITING_STATES for each in facts),
        followed=len(followed),
        eased=sum(each.contents.get("grade") in ("eased", "partly") for each in followed),
    )


def measure_month(facts: Sequence[Fact], first: date, last: date) -> MeasureMonth:
    """The month of the measures."""
    under_way = [each for each in facts if each.state_on(last) in (measures.PLANNED, measures.DOING, measures.CHECKING)]
    under_way.sort(key=lambda each: (each.due_on or date.max, each.title))
    done = [each for each in facts if each.came_to([measures.DONE], first, last)]
    return MeasureMonth(
        listed=sum(first <= each.day <= last for each in facts),
        done=tuple(_line(each) for each in done),
        under_way=len(under_way),
        late=_late(under_way, last),
        next=tuple(_line(each) for each in under_way[:NEXT_SHOWN]),
    )


def policy_month(facts: Sequence[Fact], given: Mapping[str, Mapping[str, int]], last: date) -> PolicyMonth:
    """The month of the answers; `given` says how often each question was explained in which way within the month."""
    channels: Counter[str] = Counter()
    for ways in given.values():
        channels.update(ways)
    asked = sorted(((sum(ways.values()), title) for title, ways in given.items()), key=lambda pair: (-pair[0], pair[1]))
    return PolicyMonth(
        times=sum(channels.values()),
        channels=tuple((code, channels[code]) for code in policies.CHANNELS if channels[code]),
        questions=tuple((title, times) for times, title in asked[:QUESTIONS_SHOWN]),
        valid=sum(policies.is_valid(each.state_on(last) or "", each.day, each.due_on, last) for each in facts),
    )


def _late(opened: Iterable[Fact], last: date) -> int:
    return sum(each.due_on is not None and each.due_on < last for each in opened)


def _is_given(each: Fact, first: date, last: date) -> bool:
    on = each.contents.get("given_on")
    return isinstance(on, date) and first <= on <= last


def _line(each: Fact) -> MeasureLine:
    verdict, target = (str(each.contents.get(code) or "") for code in ("verdict", "target"))
    return MeasureLine(each.title, each.due_on, verdict, target)
