"""Which matters never go through 简易办理, and why; pure.

《信访事项简易办理办法》 (国信办发〔2022〕17号): for first petitions that are clear, undisputed and easily settled; never
for matters of article 31 (1) to (5), 上级交办, what may not be supported, several responsible units or joint names.
What only a person can judge (clear, one unit, can be supported) the officer affirms when accepting.
"""

from __future__ import annotations

import enum
from datetime import date

from petitions.kinds import Channel, LegalClass
from web.words import N_


class Barrier(enum.Enum):
    """Why a case is not for 简易办理."""

    ACCUSATION = "accusation"
    FROM_ABOVE = "from-above"
    REPEATED = "repeated"
    JOINT = "joint"
    TOO_LATE = "too-late"
    NOT_AFFIRMED = "not-affirmed"


BARRIER_LABELS = {
    Barrier.ACCUSATION: N_("检举控告不适用简易办理，请选普通程序。"),
    Barrier.FROM_ABOVE: N_("上级交办的事项不适用简易办理，请选普通程序。"),
    Barrier.REPEATED: N_("简易办理只用于初次反映的事项，这件是重复诉求，请选普通程序。"),
    Barrier.JOINT: N_("多人联名的事项不适用简易办理，请选普通程序。"),
    Barrier.TOO_LATE: N_("简易办理的决定期限已过，请选普通程序。"),
    Barrier.NOT_AFFIRMED: N_(
        "请先确认这件事适合简易办理：事实清楚、只涉及一个单位、预计可以支持或当场答复、不属于条例第三十一条第一至五项；做不到就选普通程序。"
    ),
}


def barrier(
    *, legal_class: LegalClass, channel: Channel, is_repeat: bool, people: int, today: date, last_day: date
) -> Barrier | None:
    """The first reason against 简易办理 that the facts of a case give, or None."""
    reasons = (
        (Barrier.ACCUSATION, legal_class is LegalClass.ACCUSATION),
        (Barrier.FROM_ABOVE, channel is Channel.SUPERIOR),
        (Barrier.REPEATED, is_repeat),
        (Barrier.JOINT, people > 1),
        (Barrier.TOO_LATE, today > last_day),
    )
    return next((reason for reason, applies in reasons if applies), None)
