"""Kinds of office (受理机构) as data: what each reads, and the role its members hold."""

from __future__ import annotations

from accounts.roles import Role
from web.words import N_

LABELS = {"union": N_("诉求受理"), "discipline": N_("检举控告受理"), "identity": N_("实名信息保管")}
ABOUT = {
    "union": N_("读普通诉求，开问卷的箱"),
    "discipline": N_("读检举控告，工会看不到"),
    "identity": N_("逐次同意查看实名信息"),
}
ROLE_OF = {"union": Role.OFFICER, "discipline": Role.INSPECTOR, "identity": Role.KEEPER}
KINDS = tuple(LABELS)
