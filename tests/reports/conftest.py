"""A month's figures made by hand, full enough for every part of the report."""

from datetime import date, timedelta

import pytest

from database import random_id
from figures.comparison import Ratio
from petitions.deadlines import ClockKind
from petitions.in_place import Duty as Duty_
from petitions.in_place import Judgement
from petitions.kinds import Channel, Kind, Naming, legal_class
from petitions.models import CaseClock, Exclusion, Petition
from petitions.outcome.models import DutyDone, Rating
from petitions.outcome.opinion import Outcome
from petitions.outcome.ratings import Grade, Solved
from petitions.workflow import Procedure, State
from reports import operations
from reports.counts import Count, Counted, Rate
from reports.drafts import operations as draft_operations
from reports.models import IssuedReport
from reports.period import Month, ending_with
from reports.petition_statement import CaseLine, Duty, LateCase, Petitions, Point
from reports.statement import Statement
from reports.survey_statement import DimensionScore, HeatRow, Survey

DIMENSIONS = (
    "薪酬待遇与收入增长",
    "劳动强度与工时",
    "作业环境与安全健康",
    "尊重与公平",
    "归属感与企业认同",
    "职业发展与培训",
    "领导作风与沟通",
    "民主管理与厂务公开",
    "工会服务与关爱帮扶",
    "诉求渠道信任度",
    "改革认同与压力",
    "生活平衡与总体幸福感",
)
UNITS = ("生产一车间", "生产二车间", "机电检修部", "物资供应中心", "综合管理部（含退养职工）")
CATEGORIES = ("工资报酬与奖金", "安全生产与职业健康", "食堂、宿舍与通勤", "工时、加班与休假", "管理方式与干群关系")


def make_petitions(**changes):
    trend = tuple(
        Point(
            str(month),
            40 + number * 2,
            0.9 + number / 200,
            0.8 + number / 100,
            0.6 + number / 100,
            accepted=38 + number,
            replied=36 + number,
            closed=35 + number,
            shares=(0.98, 0.9 + number / 200, 0.8 + number / 100, 0.6 + number / 100, None),
        )
        for number, month in enumerate(ending_with(Month(2026, 10), 12))
    )
    ledger = tuple(
        CaseLine(
            f"XF202610-{number:04d}",
            f"2026-10-{number % 28 + 1:02d}",
            "网上",
            "申诉求决",
            CATEGORIES[number % 5],
            UNITS[number % 5],
            "人力资源部",
            "2026-12-20",
            "办理中",
            "支持",
        )
        for number in range(62)
    )
    values = {
        "registered": Count(62, 56, 50),
        "people": Count(181, 190, 120),
        "collective": Count(4, 2, 3),
        "repeated": Count(5, 4, 6),
        "channels": (
            Counted("网上", Count(40, 30, 20)),
            Counted("来访", Count(12, 14, 20)),
            Counted("来信", Count(6, 8, 8)),
            Counted("来电", Count(4, 4, 2)),
        ),
        "namings": (
            Counted("匿名", Count(40, 30, 20)),
            Counted("实名保密", Count(12, 16, 20)),
            Counted("实名", Count(10, 10, 10)),
        ),
        "classes": (
            Counted("申诉求决", Count(50, 45, 40)),
            Counted("建议意见", Count(10, 10, 9)),
            Counted("检举控告", Count(2, 1, 1)),
        ),
        "categories": (
            *(Counted(name, Count(20 - number * 3, 12, 0)) for number, name in enumerate(CATEGORIES)),
            Counted("其他（不足5件的合并）", Count(4, 3, 2)),
        ),
        "units": (*(Counted(name, Count(20 - number * 3, 12, 9)) for number, name in enumerate(UNITS)),),
        "accepted": Count(58, 50, 40),
        "replied": Count(49, 50, 40),
        "closed": Count(47, 50, 40),
        "pending": 33,
        "due_soon": 6,
        "declined": 2,
        "rates": (
            Rate("notified", "及时受理率", "按期受理件数÷应受理件数×100%", Ratio(57, 58), Ratio(49, 50), Ratio(38, 40)),
            Rate(
                "on_time",
                "按期答复率",
                "到期件中按期办结件数÷到期件数×100%",
                Ratio(47, 49),
                Ratio(48, 50),
                Ratio(36, 40),
            ),
            Rate("satisfied", "满意率", "（满意+基本满意）÷已评价×100%", Ratio(31, 34), Ratio(30, 34), None),
            Rate("rated", "参评率", "已评价÷（已评价+超期未评价）×100%", Ratio(34, 45), Ratio(30, 45), Ratio(0, 0)),
            Rate("solved", "解决率", "回访认定已解决÷回访件数×100%", Ratio(0, 0), Ratio(0, 0), None),
        ),
        "mean_days": 21.4,
        "median_days": 18.0,
        "mean_days_before": 23.5,
        "ratings": (("工会办理", 22, 9, 3), ("承办单位", 20, 9, 5)),
        "late": (LateCase("XF202608-7K2M", "工资报酬与奖金", "人力资源部", "2026-10-20", 11),),
        "duties": (
            Duty("诉求合理的解决问题到位", 30, 29),
            Duty("诉求无理的思想教育到位", 12, 12),
            Duty("生活困难的帮扶救助到位", 5, 5),
        ),
        "trend": trend,
        "ledger": ledger,
        "unlisted": 2,
    }
    return Petitions(**(values | changes))


def make_survey(**changes):
    scores = tuple(
        DimensionScore(name, None if number == 7 else 50.0 + number * 3, 1.5) for number, name in enumerate(DIMENSIONS)
    )
    heat = tuple(
        HeatRow(unit, tuple(None if row == 2 else 35.0 + (row * 13 + column * 7) % 55 for column in range(12)))
        for row, unit in enumerate(UNITS)
    )
    values = {
        "title": "2026年员工幸福指数调查",
        "closed": "2026年10月20日",
        "answered": 320,
        "invited": 402,
        "response": 0.796,
        "unrepresentative": False,
        "unverified": True,
        "index": 66.4,
        "index_words": "",
        "index_change": 1.8,
        "recommend": -4.0,
        "dimensions": scores,
        "heat": heat,
        "method": "五级题按0/25/50/75/100计分，维度分为各题均值，指数为各维度均值。",
    }
    return Survey(**(values | changes))


def make_statement(**changes):
    values = {
        "period": "2026-10",
        "counted_to": "2026-10-31",
        "complete": True,
        "organisation": "某某能源集团有限公司",
        "publisher": "某某能源集团有限公司工会委员会",
        "report_title": "职工诉求与信访工作月报",
        "recipients": ("报：公司党委书记、总经理，党委副书记、工会主席。", "送：各党支部、各部门。"),
        "petitions": make_petitions(),
        "surveys": (make_survey(),),
    }
    return Statement(**(values | changes))


@pytest.fixture
def petitions():
    """Build a month's petitions, changed as asked."""
    return make_petitions


@pytest.fixture
def survey():
    """Build a released survey, changed as asked."""
    return make_survey


@pytest.fixture
def statement():
    """Build a whole month, changed as asked."""
    return make_statement


@pytest.fixture
def file_case(session, enterprise):
    """Write a case row as it would stand after handling; only what statistics count."""

    def write(number, filed_on, **facts):
        clocks = {kind: facts.pop(kind.value, None) for kind in (ClockKind.NOTIFY, ClockKind.HANDLE, ClockKind.RATE)}
        rating = facts.pop("rating", None)
        duties = facts.pop("duties", ())
        excluded = facts.pop("excluded", None)
        accepted = facts.get("accepted_on")
        kind = facts.get("kind", Kind.PROBLEM)
        values = {
            "kind": kind,
            "legal_class": legal_class(kind),
            "naming": Naming.ANONYMOUS,
            "channel": Channel.WEB,
            "category": "pay",
            "unit_id": enterprise.units["一车间"],
            "group_id": enterprise.groups["union"],
            "state": State.ACCEPTED if accepted else State.REGISTERED,
            "procedure": Procedure.ORDINARY if accepted else None,
            "decided_on": accepted,
            "head": b"h",
        }
        if facts.get("replied_on"):
            values |= {"state": State.REPLIED, "outcome": Outcome.SUPPORTED}
        case = Petition(id=random_id(), number=number, filed_on=filed_on, **(values | facts))
        session.add(case)
        session.flush()
        for clock, due in clocks.items():
            if due:
                start = due - timedelta(days=15)
                session.add(CaseClock(petition_id=case.id, kind=clock, started_on=start, due_on=due, days=15))
        if rating:
            office, unit, solved, day = rating
            session.add(Rating(petition_id=case.id, office=office, unit=unit, solved=solved, day=day))
        for duty in duties:
            session.add(DutyDone(petition_id=case.id, duty=duty, day=filed_on, note=1))
        if excluded:
            session.add(Exclusion(petition_id=case.id, account_id=excluded))
        session.flush()
        return case

    return write


@pytest.fixture
def issue(session, enterprise, clock, replay):
    """Submit, check and issue a period as two officers do; a further edition of an issued one says why."""

    def once(period, *, reason=""):
        name = ("issued", repr(period), reason, clock())
        return session.get_one(IssuedReport, replay.once(session, name, lambda: act(period, reason).id))

    def act(period, reason):
        officer, colleague = enterprise.people["officer"], enterprise.people["officer2"]
        draft_operations.submit(session, period, actor=officer, now=clock(), reason=reason)
        draft_operations.check(session, period, actor=colleague, now=clock())
        return operations.issue(session, period, actor=officer, now=clock(), correct=bool(reason))

    return once


@pytest.fixture
def october(file_case, session, enterprise, replay):
    """Cases of September and October 2026: enough to count, compare, hide and be late."""
    replay.once(session, "october", lambda: write_october(file_case, enterprise))
    session.commit()


def write_october(file_case, enterprise):
    for number in range(8):
        file_case(f"XF202609{number:04d}", date(2026, 9, 3 + number), category="canteen")
    for number in range(12):
        day = date(2026, 10, 1 + number)
        file_case(
            f"XF202610{number:04d}",
            day,
            accepted_on=day + timedelta(days=2),
            replied_on=day + timedelta(days=12),
            first_replied_on=day + timedelta(days=12),
            handle=day + timedelta(days=62),
            notify=day + timedelta(days=15),
            judgement=Judgement.REASONABLE,
            duties=(Duty_.SOLVE,) if number else (),
            handling_unit_id=enterprise.units["机关"],
            people=2,
            rating=(Grade.SATISFIED if number % 4 else Grade.DISSATISFIED, None, Solved.YES, day + timedelta(days=14)),
        )
    file_case("XF202610W001", date(2026, 10, 9), category="women", unit_id=enterprise.units["检修班"])
    file_case("XF202610W002", date(2026, 10, 9), category="hours", unit_id=enterprise.units["二车间"], people=9)
    file_case(
        "XF202608LATE",
        date(2026, 8, 1),
        accepted_on=date(2026, 8, 3),
        handle=date(2026, 10, 10),
        handling_unit_id=enterprise.units["机关"],
    )
    file_case(
        "XF202610ACCU",
        date(2026, 10, 20),
        kind=Kind.ACCUSATION,
        group_id=enterprise.groups["discipline"],
        category="conduct",
        unit_id=enterprise.units["机关"],
    )
    file_case("XF202610HIDE", date(2026, 10, 21), excluded=enterprise.people["officer"].id)


@pytest.fixture
def officer(client, sign_in, october):
    """The officer's browser, with October's cases there."""
    return sign_in(client, "officer")
