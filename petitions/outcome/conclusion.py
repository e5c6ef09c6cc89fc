"""终结: why a matter is at its end, so that it is not accepted again; pure.

《信访工作条例》 names one reason, the written opinion of 复核 (article 36). The others are in the rules of provinces: no review
was asked for in time and nobody carries on for a petitioner who died (Shandong, article 46), what was agreed was carried
out (Zhejiang, article 25). Help and explanation go on whatever the reason (article 37). What follows from the case's own
days is derived and asked of nobody.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from web.words import N_


class Conclusion(enum.Enum):
    """Why a matter is at its end."""

    REREVIEWED = "rereviewed"
    SETTLED = "settled"
    LAPSED = "lapsed"
    NOBODY_LEFT = "nobody-left"
    OTHER = "other"


#: What an officer says, because no day of the case tells it.
SAID = (Conclusion.NOBODY_LEFT, Conclusion.OTHER)

CONCLUSION_LABELS = {
    Conclusion.REREVIEWED: N_("复核意见已书面送达"),
    Conclusion.SETTLED: N_("调解、和解协议已履行完毕"),
    Conclusion.LAPSED: N_("没有在期限内申请复查、复核"),
    Conclusion.NOBODY_LEFT: N_("信访人死亡或者终止，没有人继续"),
    Conclusion.OTHER: N_("其他，理由另写明"),
}
#: The same in the words a petitioner reads.
PLAIN_LABELS = {
    Conclusion.REREVIEWED: N_("复核意见已经书面答复您，这是最后的意见"),
    Conclusion.SETTLED: N_("双方的协议已经履行完"),
    Conclusion.LAPSED: N_("申请复查、复核的期限过了，没有提出申请"),
    Conclusion.NOBODY_LEFT: N_("提出诉求的人不在了，没有人继续"),
    Conclusion.OTHER: N_("理由已写在对话里"),
}
BASIS = {
    Conclusion.REREVIEWED: N_("《信访工作条例》第三十六条"),
    Conclusion.SETTLED: N_("通行做法，参照《浙江省信访条例》第二十五条"),
    Conclusion.LAPSED: N_("《信访工作条例》第三十五条、第三十六条；通行做法，参照《山东省信访条例》第四十六条"),
    Conclusion.NOBODY_LEFT: N_("通行做法，参照《山东省信访条例》第四十六条"),
    Conclusion.OTHER: N_("通行做法"),
}


@dataclass(frozen=True)
class Concluded:
    """Why and since when a matter is at its end."""

    why: Conclusion
    on: date


def derived(
    *, rereviewed_on: date | None, settled: bool, closed_on: date | None, rights_until: date | None, today: date
) -> Concluded | None:
    """What follows from a case's days: `closed_on` is None unless it stands closed, `rights_until` is the last day of a
    review that nobody asked for."""
    if rereviewed_on is not None:
        return Concluded(Conclusion.REREVIEWED, rereviewed_on)
    if closed_on is None:
        return None
    if settled:
        return Concluded(Conclusion.SETTLED, closed_on)
    if rights_until is not None and rights_until < today:
        return Concluded(Conclusion.LAPSED, max(closed_on, rights_until))
    return None
