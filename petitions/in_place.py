"""三个到位: what a judged case still owes before it may be closed.

《信访工作条例》 article 27: 诉求合理的解决问题到位、诉求无理的思想教育到位、生活困难的帮扶救助到位、行为违法的依法处理.
"合理" and the other judgements are internal words; the petitioner reads the opinion.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from petitions.outcome.opinion import Outcome
from petitions.outcome.ratings import CallBack, Solved
from web.words import N_


class Judgement(enum.Enum):
    """Whether what was asked is reasonable."""

    REASONABLE = "reasonable"
    PARTLY = "partly"
    UNREASONABLE = "unreasonable"


class Duty(enum.Enum):
    """What the enterprise owes the case."""

    SOLVE = "solve"
    PERSUADE = "persuade"
    AID = "aid"
    LAW = "law"


JUDGEMENT_LABELS = {
    Judgement.REASONABLE: N_("合理"),
    Judgement.PARTLY: N_("部分合理"),
    Judgement.UNREASONABLE: N_("无理"),
}

DUTY_LABELS = {
    Duty.SOLVE: N_("解决问题到位"),
    Duty.PERSUADE: N_("思想教育到位"),
    Duty.AID: N_("帮扶救助到位"),
    Duty.LAW: N_("依法处理"),
}


#: What they are called together.
SET_LABEL = N_("三个到位")


def labels(chosen: object) -> dict[Duty, str]:
    """What the enterprise calls the duties: its settings `duty_solve` and so on, or the words of article 27."""
    return {duty: getattr(chosen, f"duty_{duty.value}", "") or DUTY_LABELS[duty] for duty in Duty}


def set_name(chosen: object) -> str:
    """What the enterprise calls the duties together: its setting `duty_set`, or 三个到位."""
    return getattr(chosen, "duty_set", "") or SET_LABEL


DUTY_EVIDENCE = {
    Duty.SOLVE: N_("怎样执行、何时完成、信访人怎样确认"),
    Duty.PERSUADE: N_("谁、何时、怎样谈话或解释政策，依据是什么"),
    Duty.AID: N_("帮扶的种类、金额和日期，或转介到哪里"),
    Duty.LAW: N_("移交给哪个单位，文书名称和日期"),
}

#: Of a duty that the enterprise calls otherwise the system does not know what shows it.
EVIDENCE_OF_ANY = N_("做了什么、哪天做的、谁来确认")


def evidence(duty: Duty, label: str) -> str:
    """What shows that a duty was done, in the words of article 27 or, under another name, in general ones."""
    return DUTY_EVIDENCE[duty] if label == DUTY_LABELS[duty] else EVIDENCE_OF_ANY


_BY_JUDGEMENT: dict[Judgement | None, tuple[Duty, ...]] = {
    None: (),
    Judgement.REASONABLE: (Duty.SOLVE,),
    Judgement.PARTLY: (Duty.SOLVE, Duty.PERSUADE),
    Judgement.UNREASONABLE: (Duty.PERSUADE,),
}

# A judgement that contradicts the opinion is a slip of the pen or worse.
_EXCLUDED = {
    Judgement.REASONABLE: frozenset({Outcome.NOT_SUPPORTED}),
    Judgement.UNREASONABLE: frozenset({Outcome.SUPPORTED, Outcome.PARTLY_SUPPORTED, Outcome.SETTLED}),
    Judgement.PARTLY: frozenset({Outcome.SUPPORTED, Outcome.NOT_SUPPORTED}),
}

EVIDENCE_LEAST = 5


def duties(judgement: Judgement | None, *, hardship: bool, unlawful: bool) -> tuple[Duty, ...]:
    """What a case owes, in the order of article 27."""
    owed = set(_BY_JUDGEMENT[judgement])
    if hardship:
        owed.add(Duty.AID)
    if unlawful:
        owed.add(Duty.LAW)
    return tuple(duty for duty in Duty if duty in owed)


def missing(owed: Iterable[Duty], evidence: Mapping[Duty, str]) -> list[Duty]:
    """The duties whose evidence does not say anything yet."""
    return [duty for duty in owed if len(evidence.get(duty, "").strip()) < EVIDENCE_LEAST]


def contradicts(judgement: Judgement, outcome: Outcome) -> bool:
    """Whether the judgement cannot stand beside the outcome of the opinion."""
    return outcome in _EXCLUDED[judgement]


def is_confirmed(call_back: CallBack | None, solved: Solved | None) -> bool:
    """Whether the petitioner confirmed that what was promised was done.

    The last call back speaks; somebody nobody could reach stops nothing. Without one the petitioner's own word in
    the rating does.
    """
    if call_back is not None:
        return call_back is not CallBack.UNSOLVED
    return solved in (Solved.YES, Solved.PARTLY)


@dataclass(frozen=True)
class Lack:
    """What a case still lacks before it may be closed."""

    duties: tuple[Duty, ...] = ()
    #: The solution was not confirmed by the petitioner yet.
    confirmation: bool = False

    def __bool__(self) -> bool:
        return bool(self.duties) or self.confirmation


def lack(
    owed: Collection[Duty], evidenced: Collection[Duty], *, call_back: CallBack | None, solved: Solved | None
) -> Lack:
    """What is missing of 三个到位: each duty without evidence, and for a solution its confirmation."""
    left = tuple(duty for duty in Duty if duty in owed and duty not in evidenced)
    return Lack(left, Duty.SOLVE in owed and not is_confirmed(call_back, solved))


@dataclass(frozen=True)
class Kept:
    """How often a duty applied to the cases closed in a period, and how often it was kept."""

    duty: Duty
    applied: int
    kept: int

    @property
    def share(self) -> float | None:
        """Kept of applied; None when the duty never applied."""
        return self.kept / self.applied if self.applied else None


def rates(cases: Collection[tuple[Collection[Duty], Collection[Duty]]]) -> tuple[Kept, ...]:
    """For (duties owed, duties evidenced) of each case of a period: every duty's count, in fixed order."""
    return tuple(
        Kept(
            duty,
            applied=sum(duty in owed for owed, _ in cases),
            kept=sum(duty in owed and duty in evidenced for owed, evidenced in cases),
        )
        for duty in Duty
    )
