"""Editable settings: whatever practice varies, declared with its default, its meaning and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.models import Preference
from database import store_first
from web import kept_reads
from web.words import N_


def declared(default: Any, label: str, source: str = "", *, least: int = 0, opens: str = "") -> Any:
    """One setting: default, Chinese label, the rule or practice it follows, the smallest number it may be.

    `opens` is the heading of the chapter that begins with it.
    """
    return field(default=default, metadata={"label": label, "source": source, "least": least, "opens": opens})


@dataclass(frozen=True)
class Preferences:
    """The enterprise's choices; read once per request or job with `read`."""

    organisation: str = declared("", N_("单位全称"), opens=N_("单位和报告"))
    publisher: str = declared("", N_("编发单位"), N_("月报报头左侧"))
    report_title: str = declared(N_("职工诉求与信访工作月报"), N_("月报名称"))
    report_recipients: str = declared("", N_("月报报送"), N_("月报版记，例：公司领导"))
    report_copies: int = declared(0, N_("月报共印份数（0 为不写）"), N_("月报版记"))
    report_checked_alone: bool = declared(
        False, N_("允许送核的人自己核稿"), N_("只有一名专办时打开；月报一般由另一人核稿")
    )
    visit_place: str = declared("", N_("当面反映地点"), N_("不便网上受理时告诉职工到哪里去"), opens=N_("联系和登录"))
    visit_phone: str = declared("", N_("联系电话"))
    crisis_line: str = declared("12356", N_("心理援助热线"), N_("全国统一心理援助热线"))
    require_totp: bool = declared(False, N_("登录须输入动态口令"))
    acknowledge_days: int = declared(
        15, N_("书面告知期限（日）"), N_("《信访工作条例》第二十三条"), opens=N_("办理期限")
    )
    handling_days: int = declared(60, N_("办结期限（日）"), N_("《信访工作条例》第三十四条"))
    last_day_moves: bool = declared(
        True, N_("期限最后一天逢休息日，顺延到下一个工作日"), N_("《民法典》第二百零三条，信访期限类推适用")
    )
    extension_days: int = declared(30, N_("延期上限（日）"), N_("《信访工作条例》第三十四条"))
    review_days: int = declared(30, N_("申请复查期限（日）"), N_("《信访工作条例》第三十五条"))
    objection_workdays: int = declared(5, N_("异议退回期限（工作日）"), N_("《信访工作条例》第二十三条"))
    review_decide_workdays: int = declared(3, N_("决定受理复查复核（工作日）"), N_("通行做法"))
    review_answer_days: int = declared(30, N_("复查意见期限（日）"), N_("《信访工作条例》第三十五条"))
    rereview_days: int = declared(30, N_("申请复核期限（日）"), N_("《信访工作条例》第三十六条"))
    rereview_answer_days: int = declared(30, N_("复核意见期限（日）"), N_("《信访工作条例》第三十六条"))
    supervise_days: int = declared(15, N_("督办反馈期限（日）"), N_("《信访工作条例》第四十条，天数是通行做法"))
    mandate_days: int = declared(30, N_("交办件反馈期限（日）"), N_("上级没有另定期限时的通行做法"))
    respond_workdays: int = declared(3, N_("首次回应期限（工作日）"), N_("接诉即办“响应率”的通行做法"))
    arbitration_days: int = declared(365, N_("劳动仲裁时效（日）"), N_("《劳动争议调解仲裁法》第二十七条"))
    first_check_in_days: int = declared(30, N_("答复后第一次问有没有被为难（日）"), N_("《信访工作条例》第十八条"))
    second_check_in_days: int = declared(90, N_("答复后第二次问有没有被为难（日）"), N_("《信访工作条例》第十八条"))
    simple_accept_workdays: int = declared(3, N_("简易办理：决定受理（工作日）"), N_("信访事项简易办理办法"))
    simple_reply_workdays: int = declared(10, N_("简易办理：答复（工作日）"), N_("信访事项简易办理办法"))
    simple_relay_workdays: int = declared(1, N_("简易办理：每级交办（工作日）"), N_("信访事项简易办理办法"))
    keep_answered_years: int = declared(
        10,
        N_("申诉求决办结后保管（年，0 为永久）"),
        N_("《档案法实施条例》，期限与档案主管部门商定"),
        opens=N_("保管和实名"),
    )
    keep_suggestion_years: int = declared(5, N_("建议意见办结后保管（年，0 为永久）"), N_("同上"))
    keep_accusation_years: int = declared(10, N_("检举控告办结后保管（年，0 为永久）"), N_("同上"))
    keep_ended_years: int = declared(3, N_("不予受理、转出、并案、撤回的保管（年，0 为永久）"), N_("同上"))
    keep_reception_years: int = declared(3, N_("接访记录保管（年，0 为永久）"), N_("同上"))
    keep_name_days: int = declared(
        180, N_("办结后封存的姓名再保管（日）"), N_("《个人信息保护法》第十九条，天数由单位定")
    )
    identity_objection_days: int = declared(3, N_("申请查看姓名：信访人可以不同意的天数（日）"), N_("本单位规定"))
    identity_again_days: int = declared(
        30, N_("信访人不同意后多少天内不再申请（日）"), N_("《网络数据安全管理条例》第二十二条，天数由单位定")
    )
    audit_months: int = declared(
        72,
        N_("审计记录保管（月，至少 36）"),
        N_("《个人信息保护法》第五十六条：处理情况记录至少保存三年；默认按两个三年，由单位定"),
        least=36,
    )
    rating_days: int = declared(30, N_("评价窗口（日）"), N_("通行做法"), opens=N_("评价和提醒"))
    due_soon_days: int = declared(7, N_("临期提醒（日）"), N_("通行做法"))
    escalate_after_days: int = declared(
        3, N_("超期几日以上报指定领导督促（日）"), N_("通行做法；领导由各受理机构在“到期提醒”里指定")
    )
    nudge_gap_days: int = declared(2, N_("同一件诉求两次催办至少隔几日"), N_("通行做法"))
    digest_hour: int = declared(8, N_("每日摘要几点发（0 至 23 点）"), N_("每个工作日发给填了通知邮箱的人"))
    collective_people: int = declared(5, N_("集体访人数"), N_("通行统计口径"), opens=N_("统计口径"))
    settled_watch_days: int = declared(
        90, N_("一次性化解率：办结后观察几日（0 为观察到期末）"), N_("没有统一规定，通行 90 日或者到期末")
    )
    duty_set: str = declared(
        N_("三个到位"), N_("“三个到位”在本单位叫什么"), N_("通行叫法，例：三到位一处理"), opens=N_("三个到位")
    )
    duty_solve: str = declared(N_("解决问题到位"), N_("三个到位：诉求合理的"), N_("《信访工作条例》第二十七条"))
    duty_persuade: str = declared(N_("思想教育到位"), N_("三个到位：诉求无理的"), N_("《信访工作条例》第二十七条"))
    duty_aid: str = declared(N_("帮扶救助到位"), N_("三个到位：生活困难的"), N_("《信访工作条例》第二十七条"))
    duty_law: str = declared(N_("依法处理"), N_("一处理：行为违法的"), N_("《信访工作条例》第二十七条"))
    low_response_percent: int = declared(50, N_("代表性不足的参与率（%）"), opens=N_("问卷"))
    reform_support_low: int = declared(
        40, N_("改革风险：支持率低于它是高风险（%）"), N_("本系统的经验值，没有统一规定")
    )
    reform_support_high: int = declared(
        60, N_("改革风险：支持率达到它才可能是低风险（%）"), N_("本系统的经验值，没有统一规定")
    )
    reform_worry_low: int = declared(
        30, N_("改革风险：担心率低于它才可能是低风险（%）"), N_("本系统的经验值，没有统一规定")
    )
    reform_worry_high: int = declared(
        60, N_("改革风险：担心率达到它可能是高风险（%）"), N_("本系统的经验值，没有统一规定")
    )
    reform_stake_high: int = declared(
        50, N_("改革风险：关系大的比例达到它才算牵涉面大（%）"), N_("本系统的经验值，没有统一规定")
    )

    @property
    def published_by(self) -> str:
        """Who stands on papers as their publisher."""
        return self.publisher or self.organisation


def chapters() -> list[tuple[str, list[str]]]:
    """The headings of the settings, each with the names of its settings, in their order."""
    found: list[tuple[str, list[str]]] = []
    for each in fields(Preferences):
        if each.metadata["opens"]:
            found.append((each.metadata["opens"], []))
        found[-1][1].append(each.name)
    return found


# Asked in every request, so the statement is built once.
_CHANGED = sa.select(Preference.name, Preference.value).order_by(Preference.name)
_NAMES = frozenset(each.name for each in fields(Preferences))


def read(session: Session) -> Preferences:
    """The declared defaults with what the enterprise changed."""
    return kept_reads.read(session, Preferences, _read)


def bring(session: Session, chosen: Preferences) -> None:
    """Let a transaction that has begun go by what was read for it just before."""
    kept_reads.bring(session, Preferences, chosen)


def _read(session: Session) -> Preferences:
    changed: dict[str, Any] = {name: value for name, value in session.execute(_CHANGED) if name in _NAMES}
    return Preferences(**changed)


def write(session: Session, **changes: Any) -> None:
    """Store each changed setting; a value equal to the default is forgotten. Raises KeyError for an unknown name."""
    defaults = {each.name: each.default for each in fields(Preferences)}
    for name, value in changes.items():
        stored = session.get(Preference, name)
        if value == defaults[name]:
            if stored is not None:
                session.delete(stored)
        elif stored is not None:
            stored.value = value
        elif not store_first(session, Preference(name=name, value=value)):
            # Somebody else set it at the same moment.
            session.get_one(Preference, name).value = value
    session.flush()
    kept_reads.forget(session, Preferences)
