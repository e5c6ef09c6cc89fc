"""Where a mediation stands, told by the steps of its case, and the agreement it may end in; pure.

《信访工作条例》 article 33: claims may be settled by mediation (调解) where the law leaves room and both sides agree, or by the
two themselves (和解); what they agree is written down as a 调解协议书 or 和解协议书. No rule stops a clock meanwhile.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from petitions.transitions.actions import Action
from web.words import N_


class Side(enum.Enum):
    """Whose word it is."""

    PETITIONER = "petitioner"
    OTHER = "other"


class Form(enum.Enum):
    """How the two came to agree."""

    MEDIATED = "mediated"
    BETWEEN_THEM = "between-them"


SIDE_LABELS = {Side.PETITIONER: N_("信访人"), Side.OTHER: N_("对方（承办单位或当事人）")}
WILL_LABELS = {"yes": N_("同意调解"), "no": N_("不同意调解")}
FORM_LABELS = {
    Form.MEDIATED: N_("调解协议书：双方同意调解，由我们主持"),
    Form.BETWEEN_THEM: N_("和解协议书：双方自己谈成"),
}

#: The case goes another way, or the mediation has an end.
ENDING = frozenset(
    {
        Action.END_MEDIATION,
        Action.SETTLE,
        Action.DRAFT,
        Action.DIVERT,
        Action.MERGE,
        Action.REVOKE,
        Action.REOPEN,
        Action.WITHDRAW,
    }
)


@dataclass(frozen=True)
class Mediation:
    """A mediation that was offered, and who agreed to it so far."""

    agreed: frozenset[Side] = frozenset()

    @property
    def is_agreed(self) -> bool:
        """Whether both sides want it."""
        return self.agreed == frozenset(Side)


def running(steps: Iterable[tuple[Action, Mapping[str, object]]]) -> Mediation | None:
    """The mediation that runs after these (action, facts) of a case's history; None when there is none, or one side
    would not."""
    found: Mediation | None = None
    for action, facts in steps:
        if action is Action.OFFER_MEDIATION:
            found = Mediation()
        elif action in ENDING:
            found = None
        elif action is Action.ANSWER_MEDIATION and found is not None:
            side = Side(facts["side"])
            found = Mediation(found.agreed | {side}) if facts["agrees"] else None
    return found


@dataclass(frozen=True)
class Agreement:
    """What two sides agreed, as it is sealed."""

    form: Form
    signed_on: date
    parties: str = field(repr=False)
    terms: str = field(repr=False)

    def to_text(self) -> str:
        """As it is sealed."""
        return json.dumps([self.form.value, self.signed_on.isoformat(), self.parties, self.terms], ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> Agreement:
        """What `to_text` wrote."""
        form, signed_on, parties, terms = json.loads(text)
        return cls(Form(form), date.fromisoformat(signed_on), parties, terms)
