"""Robots of group chats: where each may be reached, what it is sent, and how its answer is read; pure.

Formats, limits, signatures and numbers as the makers publish them:
企业微信 https://developer.work.weixin.qq.com/document/path/99110 (20 messages a minute, 2048 bytes of text), numbers in path/90455;
钉钉 https://open.dingtalk.com/document/orgapp/custom-robots-send-group-messages and customize-robot-security-settings (20 a
minute, over that silent for ten; at least one of keyword, signature and network address);
飞书 https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot (100 a minute, 5 a second, 20 KB; not on the full or half hour).
All three answer HTTP 200 when they refuse; what happened stands in the JSON body.
"""

from __future__ import annotations

import base64
import enum
import hashlib
import hmac
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from notices import faults
from notices.faults import Fault
from web.words import N_


class Robot(enum.Enum):
    """Whose robot it is."""

    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"


LABELS = {Robot.WECOM: N_("企业微信"), Robot.DINGTALK: N_("钉钉"), Robot.FEISHU: N_("飞书")}
ORIGINS = {
    Robot.WECOM: "https://qyapi.weixin.qq.com",
    Robot.DINGTALK: "https://oapi.dingtalk.com",
    Robot.FEISHU: "https://open.feishu.cn",
}
PATHS = {
    Robot.WECOM: "/cgi-bin/webhook/send",
    Robot.DINGTALK: "/robot/send",
    Robot.FEISHU: "/open-apis/bot/v2/hook/",
}
#: Which sign what they are sent; 企业微信 knows no signature.
SIGNED = frozenset({Robot.DINGTALK, Robot.FEISHU})
#: Where the JSON answer says whether it was taken; 飞书's older robots use the second name.
VERDICTS = {Robot.WECOM: ("errcode",), Robot.DINGTALK: ("errcode",), Robot.FEISHU: ("code", "StatusCode")}
#: Numbers that another try does not change: unknown, stopped or removed robot, chat dissolved; signature, keyword or
#: network address not accepted; not the form that is asked for. Too much at once (45009, 410100, 130101, 11232) and
#: "busy" (-1) pass by themselves.
FINAL = {
    Robot.WECOM: frozenset({"93000", "93004", "93008"}),
    Robot.DINGTALK: frozenset({"300001", "300005", "310000", "400013", "400101", "400102", "400105", "400106"}),
    Robot.FEISHU: frozenset({"9499", "19001", "19021", "19022", "19024"}),
}

#: Below the lowest of the limits, were all of a run said in one second.
MOST_A_RUN = 5
MOST_BYTES = 1800
#: Every message begins with it, so that it may be set as a robot's keyword.
KEYWORD = "心桥"
HEAD = f"【{KEYWORD}】"

NOT_A_ROBOT = N_("这不是%(whose)s机器人的地址。请在群设置里添加自定义机器人，把它给的完整地址复制过来。")
NOT_ALLOWED = N_(
    "只能发到企业微信、钉钉、飞书的官方地址。要发到自建的服务器，请先由系统管理员设置 XINQIAO_ROBOT_ORIGINS。"
)


class BadAddress(ValueError):
    """An address that no robot of this kind has; the message is a msgid, with %(whose)s where it names the maker."""


@dataclass(frozen=True)
class Call:
    """One request to a robot."""

    url: str
    body: bytes


def checked(kind: Robot, typed: str, also: Collection[str] = ()) -> str:
    """The address of a robot of this kind: https at its maker's host, or at one of the origins `also`. Raises
    BadAddress."""
    try:
        parts = urlsplit(typed.strip())
        origin = f"{parts.scheme}://{parts.netloc}".lower()
        port = parts.port
    except ValueError:
        raise BadAddress(NOT_A_ROBOT) from None
    if origin not in also and (origin != ORIGINS[kind] or port is not None):
        raise BadAddress(NOT_ALLOWED if origin not in ORIGINS.values() else NOT_A_ROBOT)
    is_hook = parts.path.startswith(PATHS[kind]) if kind is Robot.FEISHU else parts.path == PATHS[kind]
    wanted = parts.path[len(PATHS[kind]) :] if kind is Robot.FEISHU else parts.query
    if not is_hook or not wanted or parts.fragment or not wanted.isascii() or any(each.isspace() for each in wanted):
        raise BadAddress(NOT_A_ROBOT)
    return typed.strip()


def origins(setting: str) -> frozenset[str]:
    """Further places that robots may be at, from the setting."""
    return frozenset(each.strip().rstrip("/").lower() for each in setting.split(",") if each.strip())


def call(kind: Robot, url: str, secret: str, text: str, now: datetime) -> Call:
    """The request that makes a robot say `text`, signed where its kind signs."""
    body: dict[str, Any]
    if kind is Robot.FEISHU:
        at = str(int(now.timestamp()))
        body = {"msg_type": "text", "content": {"text": text}}
        if secret:
            body |= {"timestamp": at, "sign": feishu_sign(secret, at)}
    else:
        body = {"msgtype": "text", "text": {"content": text}}
        if kind is Robot.DINGTALK and secret:
            at = str(int(now.timestamp() * 1000))
            url = f"{url}&{urlencode({'timestamp': at, 'sign': dingtalk_sign(secret, at)})}"
    return Call(url, json.dumps(body, ensure_ascii=False).encode())


def dingtalk_sign(secret: str, at: str) -> str:
    """Base64 of HMAC-SHA256 over "time\\nsecret" under the secret; `at` in milliseconds."""
    made = hmac.new(secret.encode(), f"{at}\n{secret}".encode(), hashlib.sha256)
    return base64.b64encode(made.digest()).decode()


def feishu_sign(secret: str, at: str) -> str:
    """Base64 of HMAC-SHA256 over nothing under "time\\nsecret"; `at` in seconds."""
    return base64.b64encode(hmac.new(f"{at}\n{secret}".encode(), b"", hashlib.sha256).digest()).decode()


def require_taken(kind: Robot, status: int, body: bytes) -> None:
    """Raise Fault unless the answer says that the message was taken: only the body's zero does."""
    if status != 200:
        raise Fault(faults.REFUSED, f"http-{status}")
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    said = [answer[name] for name in VERDICTS[kind] if name in answer] if isinstance(answer, dict) else []
    if not said:
        raise Fault(faults.REFUSED, "no-verdict")
    if said[0] != 0 or isinstance(said[0], bool):
        number = str(said[0])[:20]
        raise Fault(faults.REFUSED, number, is_final=number in FINAL[kind])


def fitted(first: str, lines: Sequence[str], more: Callable[[int], str]) -> str:
    """A message of a first line and as many lines as fit; `more` says how many did not."""
    shown, left = [HEAD + first], list(lines)
    size = len(shown[0].encode()) + len(more(len(lines)).encode()) + 1
    while left and size + len(left[0].encode()) + 1 <= MOST_BYTES:
        size += len(left[0].encode()) + 1
        shown.append(left.pop(0))
    return "\n".join([*shown, *([more(len(left))] if left else [])])
