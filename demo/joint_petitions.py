"""A joint petition (联名) of the demonstration: a case in hand that colleagues have joined, some of them with a name."""

from __future__ import annotations

import random
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from database import Database
from demo.cases import NAMES, at
from demo.people import Staffing
from petitions import reach, receipt
from petitions.categories import queries as category_queries
from petitions.joint import joining, speaking, voices
from petitions.joint import terms as joint
from petitions.joint.joining import Adding
from petitions.joint.voices import About
from petitions.keys import holding
from petitions.kinds import Channel, LegalClass
from petitions.models import Petition
from petitions.workflow import CaseRole

ABOUT = {
    "pay": About(
        "把该发的津贴和补贴补齐", "有几个月的津贴没有发齐，也没有人说明怎么算。要求核对、补发，把算法公示出来。"
    ),
    "safety": About(
        "把现场的安全隐患改了", "现场的防护一直不到位，反映过没有下文。要求限期整改，整改前先采取临时措施。"
    ),
}
OTHERWISE = About("请给个说法、给个日子", "这件事影响的不是一个人。要求说清楚原因，定下解决的日子，到期告诉大家。")
#: What two of them, by their place, write to the office alone, and what it answers.
ASKED = {
    0: ("考勤记录我手机里拍了照，要不要送来？", "要的，请您方便时送到工会，或者拍下来，凭查询码回来附在这里。"),
    5: ("班组长问是不是我加入了联名，我没有说。", ""),
}
WORDS = ("我们班组也是这样。", "去年就提过一次。", "我愿意作证。", "", "", "", "")


def hold(database: Database, staffing: Staffing, *, instance_key: bytes, seed: int, today: date) -> None:
    """Let seven colleagues join the oldest case in hand that came in over the web."""
    chance = random.Random(seed)
    with database.writing() as session, session.begin():
        case = _in_hand(session, staffing)
        if case is None:
            return
        key = holding.case_key(session, case, staffing.people["wangfang"])
        about = ABOUT.get(category_queries.tree(session).report_code(case.category), OTHERWISE)
        opened = max(case.filed_on, today - timedelta(days=6))
        code = joining.open_joining(session, case.id, about, key=key, instance_key=instance_key, now=at(opened))
        for number, words in enumerate(WORDS):
            name = chance.choice(NAMES) if number % 3 == 0 else ""
            day = at(min(today, opened + timedelta(days=number)))
            own = receipt.mint()
            joining.join(session, code, Adding(name=name, text=words), code=own, instance_key=instance_key, now=day)
            if number in ASKED:
                _ask(session, own, staffing, ASKED[number], instance_key=instance_key, day=day.date())


def _ask(
    session: Session, own: str, staffing: Staffing, asked: tuple[str, str], *, instance_key: bytes, day: date
) -> None:
    """One of them writes to the office alone, and is answered unless nothing stands there."""
    opened = voices.by_receipt(session, own, instance_key=instance_key)
    assert opened is not None
    voice_id, key = opened
    words, answer = asked
    speaking.say(session, voice_id, words, receipt_key=key, today=day)
    if answer:
        case_id = voices.voice(session, voice_id).petition_id
        officer = staffing.people["wangfang"]
        speaking.answer(session, case_id, voice_id, answer, actor=officer, now=at(day))


def _in_hand(session: Session, staffing: Staffing) -> Petition | None:
    wanted = sa.select(Petition).where(
        Petition.state.in_(sorted(joint.JOINABLE, key=lambda state: state.value)),
        Petition.legal_class == LegalClass.CLAIM,
        Petition.channel == Channel.WEB,
    )
    oldest = session.execute(wanted.order_by(Petition.filed_on, Petition.category, Petition.number)).scalars()
    officer = staffing.people["wangfang"]
    return next((each for each in oldest if CaseRole.OFFICE in reach.roles(session, each, officer)), None)
