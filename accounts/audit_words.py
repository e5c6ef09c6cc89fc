"""The audit log in words: what each recorded action is called, and what its subject is."""

from __future__ import annotations

from collections.abc import Mapping

from web.words import N_

ACTIONS = {
    "sign-in": N_("登录"),
    "session.end": N_("结束一个登录"),
    "key.alarm": N_("密钥被换过（警报）"),
    "account.add": N_("加账号"),
    "account.change": N_("改账号"),
    "account.reset": N_("重置密码"),
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
    "group.found": N_("建立受理组"),
    "group.admit": N_("接纳成员"),
    "group.remove": N_("移出成员"),
    "group.sheets-printed": N_("打印恢复单"),
    "group.sheets-confirmed": N_("确认恢复单"),
    "group.recover": N_("用恢复单找回受理组"),
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
    "report.issue": N_("发月报"),
    "ledger.never-items": N_("定五个不发生清单"),
    "ledger.period": N_("设重要时期"),
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
    "petition.search": N_("在诉求里全文查找"),
    "identity.ask": N_("申请查看封存的姓名"),
    "identity.agree": N_("同意查看封存的姓名"),
    "identity.refuse": N_("不同意查看封存的姓名"),
    "identity.read": N_("查看封存的姓名"),
    "identity.end": N_("收回封存的姓名"),
    "calendar.day": N_("改工作日历"),
}
KINDS = {
    "account": N_("账号"),
    "unit": N_("单位"),
    "group": N_("受理组"),
    "petition": N_("诉求"),
    "survey": N_("问卷"),
    "report": N_("月报"),
    "ledger": N_("台账"),
    "notice": N_("通知"),
    "robot": N_("群机器人"),
}


def subject_parts(subject: str, names: Mapping[str, str]) -> tuple[str, str]:
    """(msgid of the kind, name or number) of a subject such as "account:7"; `names` by subject win over numbers."""
    kind, _, number = subject.partition(":")
    return KINDS.get(kind, kind), names.get(subject, number)
