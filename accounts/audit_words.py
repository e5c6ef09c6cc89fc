"""The audit log in words: what each recorded action is called, and what its subject is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from web.words import N_

ACTIONS = {
    "sign-in": N_("登录"),
    "session.end": N_("结束一个登录"),
    "key.alarm": N_("密钥被换过（警报）"),
    "account.add": N_("加账号"),
    "account.change": N_("改账号"),
    "account.reset": N_("重置密码"),
    "account.hand-on": N_("移交名下的工作"),
    "account.password": N_("改自己的密码"),
    "account.mailbox": N_("改通知邮箱"),
    "account.totp-on": N_("打开动态口令"),
    "account.totp-off": N_("关闭动态口令"),
    "preferences.change": N_("改设置"),
    "unit.add": N_("加单位"),
    "unit.change": N_("改单位"),
    "unit.import": N_("导入单位"),
    "group.prepare": N_("加受理机构"),
    "group.link": N_("生成建组纸条"),
    "group.found": N_("建立受理机构"),
    "group.admit": N_("接纳成员"),
    "group.remove": N_("移出成员"),
    "group.sheets-printed": N_("打印恢复单"),
    "group.sheets-confirmed": N_("确认恢复单"),
    "group.recover": N_("用恢复单找回受理机构"),
    "survey.make": N_("建问卷"),
    "survey.edit": N_("改问卷"),
    "survey.choose-admission": N_("选答题方式"),
    "survey.print-slips": N_("印纸质答题码"),
    "survey.sign-off-slips": N_("核销纸质答题码"),
    "survey.open": N_("开放问卷"),
    "survey.bring_forward": N_("提前问卷截止"),
    "survey.count": N_("开箱计票"),
    "survey.review": N_("审阅一段文字"),
    "survey.second-look": N_("公布前再看一遍文字"),
    "survey.publish": N_("发布结果"),
    "survey.invite": N_("核对邀请名单"),
    "survey.invite_not": N_("撤销邀请名单"),
    "survey.links": N_("生成领券链接"),
    "survey.links_not": N_("撤销领券链接"),
    "survey.end-by-restore": N_("恢复备份后结束问卷"),
    "survey.delete": N_("删问卷"),
    "report.submit": N_("送核月报"),
    "report.check": N_("核稿月报"),
    "report.return": N_("退回月报"),
    "report.withdraw": N_("撤回月报"),
    "report.mail": N_("用邮件发报告"),
    "report.sign": N_("给报告签名"),
    "report.issue": N_("发月报"),
    "ledger.never-items": N_("定五个不发生清单"),
    "ledger.period": N_("设重要时期"),
    "ledger.sweep-units": N_("定排查由谁报"),
    "ledger.period-dropped": N_("取消重要时期"),
    "ledger.import": N_("导入台账"),
    "ledger.import-undone": N_("撤销导入"),
    "ledger.export": N_("导出台账"),
    "notice.retry": N_("重新发送通知"),
    "notice.drop": N_("清除没发出去的通知"),
    "escalation.leader": N_("指定督促领导"),
    "robot.add": N_("加群机器人"),
    "robot.change": N_("改群机器人"),
    "robot.remove": N_("删除群机器人"),
    "notice.test": N_("发测试通知"),
    "petition.received": N_("登记一件以前收到的诉求"),
    "petition.search": N_("在诉求里全文查找"),
    "petition.recusal": N_("决定一位是否回避"),
    "petition.export": N_("导出诉求清单"),
    "petition.voice": N_("单独回复一位联名的人"),
    "retention.name": N_("按期销毁封存的姓名"),
    "retention.case": N_("按期销毁一件诉求"),
    "retention.reception": N_("按期销毁一次接访的记录"),
    "retention.hold": N_("暂缓销毁一件诉求"),
    "retention.lift": N_("取消暂缓销毁"),
    "identity.ask": N_("申请查看封存的姓名"),
    "identity.agree": N_("同意查看封存的姓名"),
    "identity.refuse": N_("不同意查看封存的姓名"),
    "identity.read": N_("查看封存的姓名"),
    "identity.end": N_("收回封存的姓名"),
    "reception.announce": N_("公布接访日"),
    "reception.cancel": N_("取消接访日"),
    "reception.record": N_("记录接访"),
    "calendar.year": N_("确认一年的工作日历"),
    "calendar.day": N_("改工作日历"),
    "audit.cut": N_("按期清除以前的审计记录"),
}
KINDS = {
    "account": N_("账号"),
    "unit": N_("单位"),
    "group": N_("受理机构"),
    "petition": N_("诉求"),
    "survey": N_("问卷"),
    "report": N_("月报"),
    "ledger": N_("台账"),
    "reception": N_("接访日"),
    "notice": N_("通知"),
    "robot": N_("群机器人"),
}

#: What the facts beside an action are called.
DETAILS = {
    "account": N_("账号"),
    "active": N_("在用"),
    "admission": N_("答题方式"),
    "after": N_("改后"),
    "asked_by": N_("申请人"),
    "ballots": N_("答卷"),
    "before": N_("改前"),
    "changed": N_("改了"),
    "channel": N_("渠道"),
    "day": N_("日期"),
    "days": N_("天数"),
    "digest": N_("指纹"),
    "edition": N_("版次"),
    "for": N_("替谁"),
    "gone": N_("已撤"),
    "group": N_("受理机构"),
    "handed": N_("移交"),
    "head": N_("历史末端"),
    "invited": N_("邀请人数"),
    "is_workday": N_("上班"),
    "item": N_("题目"),
    "kind": N_("种类"),
    "leader": N_("领导"),
    "left": N_("没移交"),
    "links": N_("链接"),
    "meaning": N_("含义"),
    "name": N_("名称"),
    "questionnaire": N_("问卷模板"),
    "reason": N_("原因"),
    "received": N_("收到日期"),
    "refused": N_("没收"),
    "removed": N_("清除条数"),
    "representative": N_("签字代表"),
    "roles": N_("角色"),
    "moved": N_("期限改动的件数"),
    "rows": N_("行数"),
    "sealed": N_("含密封内容"),
    "searched": N_("查找件数"),
    "slips": N_("答题码"),
    "stay": N_("保留"),
    "stays_out": N_("回避"),
    "step": N_("步骤"),
    "taken": N_("收下"),
    "template": N_("通知种类"),
    "text": N_("改后文字"),
    "texts": N_("文字"),
    "through": N_("清除到第几条"),
    "to": N_("收件人"),
    "unit": N_("单位"),
    "units": N_("单位数"),
    "urgent": N_("紧急"),
    "visitors": N_("来访人次"),
    "visits": N_("来访批次"),
    "year": N_("年份"),
}
#: Facts that are the number of somebody or something with a name.
_NAMED = {
    "account": "account",
    "asked_by": "account",
    "for": "account",
    "leader": "account",
    "unit": "unit",
    "group": "group",
}
YES, NO = N_("是"), N_("否")


def detail_parts(name: str, value: Any, names: Mapping[str, str]) -> tuple[str, str, bool]:
    """(msgid of what a fact is called, its value, whether that is a msgid) as the log's page shows it."""
    label = DETAILS.get(name, name)
    if isinstance(value, bool):
        return label, YES if value else NO, True
    if isinstance(value, list):
        return label, "、".join(str(each) for each in value), False
    return label, names.get(f"{_NAMED.get(name)}:{value}", str(value)), False


def subject_parts(subject: str, names: Mapping[str, str]) -> tuple[str, str]:
    """(msgid of the kind, name or number) of a subject such as "account:7"; `names` by subject win over numbers."""
    kind, _, number = subject.partition(":")
    return KINDS.get(kind, kind), names.get(subject, number)
