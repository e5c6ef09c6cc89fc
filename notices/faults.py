"""Why a notice could not be sent, as codes that hold nothing of what the other side said; pure."""

from __future__ import annotations

from web.words import N_

UNREACHABLE = "unreachable"
NOT_ENCRYPTED = "not-encrypted"
NOT_LET_IN = "not-let-in"
REFUSED = "refused"
UNSURE = "unsure"
NOT_ALLOWED = "not-allowed"
TOO_MANY = "too-many"
OFF = "off"
BROKEN = "broken"

LABELS = {
    UNREACHABLE: N_("连不上对方的服务器"),
    NOT_ENCRYPTED: N_("对方的加密连接不可信，没有发出"),
    NOT_LET_IN: N_("用户名或密码不对"),
    REFUSED: N_("对方拒收"),
    UNSURE: N_("发出后没有回音，可能已经送到"),
    NOT_ALLOWED: N_("这个地址不在允许的范围里"),
    TOO_MANY: N_("一分钟里发得太多，推后再发"),
    OFF: N_("没有设置这种发送方式"),
    BROKEN: N_("系统出了故障"),
}


class Fault(Exception):
    """A try that failed: its code, the other side's number if it gave one, and whether another try could help."""

    def __init__(self, code: str, number: str = "", *, is_final: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.number = number
        self.is_final = is_final

    def __str__(self) -> str:
        return f"{self.code}:{self.number}"[:40] if self.number else self.code


def label(kept: str) -> tuple[str, str]:
    """(msgid, the other side's number or nothing) of a fault as it is kept."""
    code, _, number = kept.partition(":")
    return LABELS.get(code, code), number
