"""The written opinion on a case: each claim judged, and the outcome of the whole derived from its parts.

《信访工作条例》 article 32 names what a 信访处理意见书 states: the claims, facts and reasons, and the opinion with the
rules it rests on. Article 31(6) knows 支持, 解释说明 and 不支持 for claims, article 29 the adoption of suggestions;
"部分支持" is nobody's verdict on a claim, it is what a mixture is called.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Sequence
from dataclasses import dataclass

from petitions.kinds import LegalClass
from web.words import N_


class Verdict(enum.Enum):
    """What is decided on one claim, suggestion or allegation."""

    SUPPORTED = "supported"
    EXPLAINED = "explained"
    NOT_SUPPORTED = "not-supported"
    ADOPTED = "adopted"
    PARTLY_ADOPTED = "partly-adopted"
    NOT_ADOPTED = "not-adopted"
    SUBSTANTIATED = "substantiated"
    PARTLY_SUBSTANTIATED = "partly-substantiated"
    UNSUBSTANTIATED = "unsubstantiated"


class Outcome(enum.Enum):
    """What the whole opinion comes to."""

    SUPPORTED = "supported"
    PARTLY_SUPPORTED = "partly-supported"
    EXPLAINED = "explained"
    NOT_SUPPORTED = "not-supported"
    ADOPTED = "adopted"
    PARTLY_ADOPTED = "partly-adopted"
    NOT_ADOPTED = "not-adopted"
    SUBSTANTIATED = "substantiated"
    PARTLY_SUBSTANTIATED = "partly-substantiated"
    UNSUBSTANTIATED = "unsubstantiated"
    #: No opinion: the two sides agreed.
    SETTLED = "settled"


VERDICTS: dict[LegalClass, tuple[Verdict, ...]] = {
    LegalClass.CLAIM: (Verdict.SUPPORTED, Verdict.EXPLAINED, Verdict.NOT_SUPPORTED),
    LegalClass.SUGGESTION: (Verdict.ADOPTED, Verdict.PARTLY_ADOPTED, Verdict.NOT_ADOPTED),
    LegalClass.ACCUSATION: (Verdict.SUBSTANTIATED, Verdict.PARTLY_SUBSTANTIATED, Verdict.UNSUBSTANTIATED),
}

VERDICT_LABELS = {
    Verdict.SUPPORTED: N_("支持"),
    Verdict.EXPLAINED: N_("解释说明"),
    Verdict.NOT_SUPPORTED: N_("不支持"),
    Verdict.ADOPTED: N_("采纳"),
    Verdict.PARTLY_ADOPTED: N_("部分采纳"),
    Verdict.NOT_ADOPTED: N_("不采纳"),
    Verdict.SUBSTANTIATED: N_("属实"),
    Verdict.PARTLY_SUBSTANTIATED: N_("部分属实"),
    Verdict.UNSUBSTANTIATED: N_("不属实"),
}

OUTCOME_LABELS = {
    Outcome.SUPPORTED: N_("支持"),
    Outcome.PARTLY_SUPPORTED: N_("部分支持"),
    Outcome.EXPLAINED: N_("解释说明"),
    Outcome.NOT_SUPPORTED: N_("不支持"),
    Outcome.ADOPTED: N_("采纳"),
    Outcome.PARTLY_ADOPTED: N_("部分采纳"),
    Outcome.NOT_ADOPTED: N_("不采纳"),
    Outcome.SUBSTANTIATED: N_("属实"),
    Outcome.PARTLY_SUBSTANTIATED: N_("部分属实"),
    Outcome.UNSUBSTANTIATED: N_("不属实"),
    Outcome.SETTLED: N_("达成协议"),
}

_PARTLY = {
    LegalClass.CLAIM: Outcome.PARTLY_SUPPORTED,
    LegalClass.SUGGESTION: Outcome.PARTLY_ADOPTED,
    LegalClass.ACCUSATION: Outcome.PARTLY_SUBSTANTIATED,
}
_IN_FAVOUR = {
    Verdict.SUPPORTED,
    Verdict.ADOPTED,
    Verdict.PARTLY_ADOPTED,
    Verdict.SUBSTANTIATED,
    Verdict.PARTLY_SUBSTANTIATED,
}

#: What stands at the head of a verdict's sentence when the petitioner reads it.


def outcomes(legal_class: LegalClass) -> tuple[Outcome, ...]:
    """What an opinion of this class can come to, the mixture included."""
    plain = {verdict.value for verdict in VERDICTS[legal_class]}
    return tuple(each for each in Outcome if each.value in plain or each is _PARTLY[legal_class])


INCOMPLETE = N_("请逐条写明诉求、意见和理由，至少一条。")


@dataclass(frozen=True)
class Claim:
    """One thing the petitioner asks, what is decided on it and why."""

    text: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True)
class Opinion:
    """A 处理意见 as it is sealed."""

    claims: tuple[Claim, ...]
    facts: str
    #: Laws, rules and agreements it rests on.
    basis: str
    #: What will be done, by whom and until when.
    measures: str = ""

    def outcome(self, legal_class: LegalClass) -> Outcome:
        """What the opinion comes to."""
        return derive([claim.verdict for claim in self.claims], legal_class)

    @property
    def words(self) -> str:
        """Everything that is written in it, line by line."""
        claimed = [part for claim in self.claims for part in (claim.text, claim.reason)]
        return "\n".join([*claimed, self.facts, self.basis, self.measures])

    def to_text(self) -> str:
        """The opinion as it is sealed and hashed."""
        claims = [[claim.text, claim.verdict.value, claim.reason] for claim in self.claims]
        fields = {"claims": claims, "facts": self.facts, "basis": self.basis, "measures": self.measures}
        return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> Opinion:
        """The opinion that `to_text` wrote."""
        fields = json.loads(text)
        claims = tuple(Claim(what, Verdict(verdict), reason) for what, verdict, reason in fields["claims"])
        return cls(claims, fields["facts"], fields["basis"], fields["measures"])


def derive(verdicts: Sequence[Verdict], legal_class: LegalClass) -> Outcome:
    """The outcome of a mixture: one verdict throughout stays itself, anything in favour beside others is "partly".

    A claim that is explained beside one that is refused comes to a refusal: nothing was granted. Raises ValueError
    without verdicts or with one that does not belong to the class.
    """
    if not verdicts or any(verdict not in VERDICTS[legal_class] for verdict in verdicts):
        raise ValueError("no verdicts, or verdicts of another class")
    if len(set(verdicts)) == 1:
        return Outcome(verdicts[0].value)
    if any(verdict in _IN_FAVOUR for verdict in verdicts):
        return _PARTLY[legal_class]
    return Outcome.NOT_SUPPORTED
