"""One case at several points of its way, as the letters of its tests are made of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from petitions.kinds import Channel, LegalClass, Naming
from petitions.letters.catalogue import Decision, Facts, Record, Sent, SheetRecord, TalkRecord
from petitions.mediation.agreement import Agreement, Form
from petitions.outcome.opinion import Claim, Opinion, Verdict
from petitions.workflow import Procedure

FILED = Facts(
    number="XF202611T749",
    organisation="岱山能源集团有限公司",
    office="岱山能源集团有限公司工会",
    filed_on=date(2026, 11, 16),
    channel=Channel.WEB,
    naming=Naming.NAMED,
    legal_class=LegalClass.CLAIM,
    category="工资报酬与奖金",
    people=3,
    is_repeat=False,
    unit="劳务派遣大队",
    text="夜班津贴三个月没有发。",
    name="张𬱖",
    contact="138 0000 0000",
)
ACCEPTED = replace(
    FILED,
    procedure=Procedure.ORDINARY,
    accepted_on=date(2026, 11, 18),
    due_when_accepted=date(2026, 12, 29),
    due_on=date(2027, 1, 18),
)
ASSIGNED = replace(ACCEPTED, handler="孙磊", handling_unit="人力资源部", assigned_on=date(2026, 11, 19))
OPINION = Opinion(
    (Claim("补发津贴", Verdict.SUPPORTED, "考勤属实。"), Claim("处分经办人", Verdict.EXPLAINED, "漏报不在劳资科。")),
    facts="漏报三个月。",
    basis="津贴办法第六条",
    measures="12月补发。",
)
ANSWERED = replace(
    ASSIGNED,
    records=(
        Record(date(2026, 11, 20), "孙磊", "三个月未发，领班说别问。", "听取信访人陈述", 1),
        Record(date(2026, 11, 22), "孙磊", "考勤原件与工资表不符。", "调取材料", 3),
    ),
    talks=(
        TalkRecord(date(2026, 11, 21), "孙磊", "是我漏报的。", "谈话", 2, 1, "领班 王某"),
        TalkRecord(date(2026, 11, 23), "孙磊", "我看见他改过表。", "谈话", 4, 2, "核算员 李某"),
    ),
    opinion=OPINION,
    approved=True,
    opinion_told_on=date(2026, 12, 1),
    reply="现答复如下。",
    replied_on=date(2026, 12, 1),
    agreement=Agreement(Form.MEDIATED, date(2026, 11, 30), "信访人；劳务派遣大队", "12月10日前补发。"),
    above="岱山能源集团有限公司",
    extension=Record(date(2026, 11, 28), "孙磊", "涉及六个班组，要逐人核对。"),
    extension_days=20,
    extended=Record(date(2026, 11, 29), "", "要逐人核对考勤，情况复杂。"),
    due_asked=date(2026, 12, 29),
    due_before=date(2026, 12, 29),
    due_extended=date(2027, 1, 18),
    hearings=(
        SheetRecord(date(2026, 11, 30), "孙磊", "双方到场，各自陈述。", "听证记录", 5, 1),
        SheetRecord(date(2027, 1, 28), "马东", "信访人只要求再核对九月的考勤。", "听证记录", 6, 2),
    ),
    supervision=Record(date(2026, 11, 25), "王芳", "请说明为什么还没有见面。"),
    supervision_days=5,
    trigger="拖延",
    review=Decision(date(2027, 1, 5), "维持原意见", "原意见事实清楚。"),
    rereview=Decision(date(2027, 2, 5), "变更原意见", "标准应按新办法。"),
    review_refused=Sent(date(2027, 1, 3), "", "已过请求复查的期限。"),
    rereview_refused=Sent(date(2027, 2, 3), "", "同一事实已经复核。"),
    forwarded=Sent(date(2026, 11, 17), "岱山能源集团有限公司纪检机构", "", "岱山能源集团有限公司工会"),
    given=Sent(date(2026, 11, 17), "市人社局", "×××车间三个月没有发津贴。"),
    diverted=Sent(date(2026, 11, 17), "劳动人事争议调解仲裁", "请向市仲裁委提出。"),
    mandates=("省总工会（信〔2026〕5号），要求2026年12月20日前反馈，2026年12月10日已反馈",),
    report_up=Record(date(2026, 12, 10), "王芳", "已补发，六人签字确认。"),
    issuer="省总工会",
    reference="信〔2026〕5号",
)
