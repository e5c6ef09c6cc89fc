"""What it does to say that a matter is at its end, and what putting a case away writes down of that."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _

from petitions.conduct import Conduct
from petitions.joint import voices
from petitions.outcome import concluding
from petitions.outcome.conclusion import SAID, Conclusion
from petitions.workflow import Action, CaseRole
from web import formats
from web.errors import Refusal


def conclude(doing: Conduct) -> None:
    """Say why the matter is at its end, which its own days do not tell. Raises Refusal."""
    case, why = doing.petition, doing.given["conclusion"]
    if why not in SAID:
        raise Refusal(_("这一种由系统按日期自动认定，不用登记。"), field="conclusion")
    before = concluding.of(doing.session, case, doing.today)
    if before is not None:
        raise Refusal(_("这件诉求已经终结。"))
    if why is Conclusion.NOBODY_LEFT and voices.count(doing.session, case.id):
        message = _("还有联名的人，不能按“没有人继续”终结。请继续办理，或者等联名的人都退出。")
        raise Refusal(message, field="conclusion")
    if doing.row.target is not None:
        if why is not Conclusion.NOBODY_LEFT:
            raise Refusal(_("还没有办结的，只有信访人死亡或者终止、没有人继续，才能终结。"), field="conclusion")
        case.ended_on = doing.today
    elif why is Conclusion.OTHER:
        until = concluding.rights_until(doing.session, case.id)
        if until is not None and until >= doing.today:
            message = _("信访人%(day)s以前还可以申请复查、复核，现在不能终结。", day=formats.plain_day(until))
            raise Refusal(message, field="conclusion")
    case.conclusion, case.concluded_on = why, doing.today
    doing.details["conclusion"] = why.value
    doing.write(doing.text(), author=CaseRole.OFFICE)


def archive(doing: Conduct) -> None:
    """Put the case away, with the reason for which its matter is at its end as far as its days tell by now."""
    case = doing.petition
    found = concluding.of(doing.session, case, doing.today)
    if found is not None and case.conclusion is None:
        case.conclusion, case.concluded_on = found.why, found.on
        doing.details["conclusion"] = found.why.value


CONDUCT: dict[Action, Callable[[Conduct], None]] = {Action.CONCLUDE: conclude, Action.ARCHIVE: archive}
