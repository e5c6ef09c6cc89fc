"""Robots are reached only where their makers have them, sign as their makers say, and their answers are read in the body."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices import faults, robots
from notices.faults import Fault
from notices.robots import BadAddress, Robot
from tests.fixtures import START

GOOD = {
    Robot.WECOM: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx",
    Robot.DINGTALK: "https://oapi.dingtalk.com/robot/send?access_token=566cc69da782ec",
    Robot.FEISHU: "https://open.feishu.cn/open-apis/bot/v2/hook/c2b1a3f4-0d5e",
}


@pytest.mark.parametrize("kind", Robot)
def test_the_makers_own_address_is_taken(kind: Robot) -> None:
    assert robots.checked(kind, f" {GOOD[kind]} ") == GOOD[kind]


@pytest.mark.parametrize("kind", Robot)
@pytest.mark.parametrize(
    "changed",
    [
        lambda url: url.replace("https://", "http://"),
        lambda url: url.replace("https://", "https://user:word@"),
        lambda url: url.replace(".com/", ".com:8443/").replace(".cn/", ".cn:8443/"),
        lambda url: url.replace(".com/", ".com.evil.example/").replace(".cn/", ".cn.evil.example/"),
        lambda url: url.replace("https://", "https://evil.example/https://"),
        lambda _url: "https://169.254.169.254/cgi-bin/webhook/send?key=1",
        lambda _url: "http://127.0.0.1:8000/robot/send?access_token=1",
        lambda _url: "file:///etc/passwd",
        lambda url: url + "#fragment",
        lambda url: url + "\r\nHost: evil.example",
        lambda url: url.split("?")[0].rsplit("/", 1)[0] + "/",
        lambda _url: "https://[::1",
        lambda _url: "",
    ],
)
def test_no_other_address_is(kind: Robot, changed: object) -> None:
    with pytest.raises(BadAddress):
        robots.checked(kind, changed(GOOD[kind]))  # type: ignore[operator]


def test_one_makers_robot_is_not_anothers() -> None:
    for kind in Robot:
        for other in set(Robot) - {kind}:
            with pytest.raises(BadAddress):
                robots.checked(kind, GOOD[other])


def test_a_setting_allows_further_places_and_only_there_the_right_path() -> None:
    also = robots.origins(" https://im.works.example/ , http://127.0.0.1:9000 ")

    assert robots.checked(Robot.WECOM, "http://127.0.0.1:9000/cgi-bin/webhook/send?key=1", also)
    with pytest.raises(BadAddress):
        robots.checked(Robot.WECOM, "http://127.0.0.1:9000/admin?key=1", also)
    with pytest.raises(BadAddress):
        robots.checked(Robot.WECOM, "http://127.0.0.1:9001/cgi-bin/webhook/send?key=1", also)
    assert robots.origins("") == frozenset()


def test_signatures_are_those_of_the_makers_examples() -> None:
    """For the secrets of the programs the makers publish (钉钉 "this is secret" and the time of its page on receiving
    messages; 飞书 "demo" with the times 1599360473 of its request and 100 of its Java program), worked out by openssl:
    printf 'TIME\\nSECRET' | openssl dgst -sha256 -hmac SECRET -binary | base64, and for 飞书 printf '' | openssl dgst
    -sha256 -mac HMAC -macopt hexkey:$(printf 'TIME\\nSECRET' | xxd -p) -binary | base64."""
    assert robots.dingtalk_sign("this is secret", "1577262236757") == "hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM="
    assert robots.feishu_sign("demo", "100") == "jquNHnVOwmDRfw+vqTIrY5dooJAgi5EcRtLsQE4wfXg="
    assert robots.feishu_sign("demo", "1599360473") == "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8="


def test_a_message_has_the_makers_form_and_its_signature_where_it_belongs() -> None:
    wecom = robots.call(Robot.WECOM, GOOD[Robot.WECOM], "", "你好", START)
    ding = robots.call(Robot.DINGTALK, GOOD[Robot.DINGTALK], "s", "你好", START)
    fei = robots.call(Robot.FEISHU, GOOD[Robot.FEISHU], "s", "你好", START)

    assert json.loads(wecom.body) == json.loads(ding.body) == {"msgtype": "text", "text": {"content": "你好"}}
    assert wecom.url == GOOD[Robot.WECOM]
    query = parse_qs(urlsplit(ding.url).query)
    assert query["timestamp"] == [str(int(START.timestamp() * 1000))]
    assert query["sign"] == [robots.dingtalk_sign("s", query["timestamp"][0])]
    assert query["access_token"] == ["566cc69da782ec"]
    said = json.loads(fei.body)
    assert said.pop("sign") == robots.feishu_sign("s", said.pop("timestamp"))
    assert said == {"msg_type": "text", "content": {"text": "你好"}}
    assert fei.url == GOOD[Robot.FEISHU]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (Robot.WECOM, b'{"errcode":0,"errmsg":"ok"}'),
        (Robot.DINGTALK, b'{"errcode":0,"errmsg":"ok"}'),
        # The whole answer of its page, with the names of its older robots.
        (Robot.FEISHU, b'{"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}'),
        (Robot.FEISHU, b'{"code":0,"msg":"success"}'),
        (Robot.FEISHU, b'{"StatusCode":0,"StatusMessage":"success"}'),
    ],
)
def test_only_a_zero_in_the_body_is_success(kind: Robot, body: bytes) -> None:
    robots.require_taken(kind, 200, body)


@pytest.mark.parametrize(
    ("kind", "status", "body", "kept", "is_final"),
    [
        (Robot.WECOM, 200, b'{"errcode":93000,"errmsg":"invalid webhook url"}', "refused:93000", True),
        (Robot.WECOM, 200, b'{"errcode":93004,"errmsg":"robot is disabled"}', "refused:93004", True),
        (Robot.WECOM, 200, b'{"errcode":-1,"errmsg":"system busy"}', "refused:-1", False),
        (Robot.WECOM, 200, b'{"errcode":45009,"errmsg":"api freq out of limit"}', "refused:45009", False),
        (Robot.DINGTALK, 200, b'{"errcode":310000,"errmsg":"sign not match"}', "refused:310000", True),
        (Robot.DINGTALK, 200, b'{"errcode":310000,"errmsg":"keywords not in content"}', "refused:310000", True),
        (Robot.DINGTALK, 200, b'{"errcode":400102,"errmsg":"robot stopped"}', "refused:400102", True),
        (Robot.DINGTALK, 200, b'{"errcode":410100,"errmsg":"send too fast"}', "refused:410100", False),
        (Robot.DINGTALK, 200, b'{"errcode":130101,"errmsg":"send too fast"}', "refused:130101", False),
        (Robot.FEISHU, 200, b'{"code":19021,"msg":"sign match fail"}', "refused:19021", True),
        (Robot.FEISHU, 200, b'{"code":19024,"msg":"Key Words Not Found"}', "refused:19024", True),
        (Robot.FEISHU, 200, b'{"code":9499,"msg":"Bad Request","data":{}}', "refused:9499", True),
        (Robot.FEISHU, 200, b'{"code":11232,"msg":"frequency limited"}', "refused:11232", False),
        (Robot.WECOM, 502, b'{"errcode":0}', "refused:http-502", False),
        (Robot.WECOM, 302, b"", "refused:http-302", False),
        (Robot.WECOM, 200, b"<html>login</html>", "refused:no-verdict", False),
        (Robot.WECOM, 200, b"[0]", "refused:no-verdict", False),
        (Robot.WECOM, 200, b'{"code":0}', "refused:no-verdict", False),
        (Robot.WECOM, 200, b'{"errcode":false}', "refused:False", False),
        (Robot.WECOM, 200, b"\xff", "refused:no-verdict", False),
    ],
)
def test_everything_else_is_a_failure_kept_as_its_number(
    kind: Robot, status: int, body: bytes, kept: str, is_final: bool
) -> None:
    with pytest.raises(Fault) as raised:
        robots.require_taken(kind, status, body)

    assert (str(raised.value), raised.value.is_final) == (kept, is_final)
    assert raised.value.code == faults.REFUSED


def test_a_message_holds_the_keyword_that_the_form_tells_to_set() -> None:
    """钉钉 and 飞书 refuse a message without one of the keywords that were set for the robot."""
    said = robots.fitted("没有到期的", [], str)

    assert robots.KEYWORD in said


def test_a_message_is_within_what_every_maker_takes() -> None:
    """2048 bytes of text (企业微信), 20 KB of request (飞书); five a second (飞书), twenty a minute (企业微信, 钉钉)."""
    said = robots.fitted("超期", ["编" * 300] * 9, lambda left: f"另有 {left} 件")
    asked = [robots.call(kind, GOOD[kind], "s", said, START) for kind in Robot]

    assert len(said.encode()) <= 2048
    assert max(len(each.body) for each in asked) <= 20 * 1024
    assert robots.MOST_A_RUN <= 5


@given(st.lists(st.text(min_size=1, max_size=60), max_size=80))
def test_a_message_fits_and_tells_how_much_it_left_out(lines: list[str]) -> None:
    lines = [each.replace("\n", " ") for each in lines]
    said = robots.fitted("超期", lines, lambda left: f"另有 {left} 件")

    assert len(said.encode()) <= robots.MOST_BYTES
    shown = said.split("\n")
    assert shown[0] == "【心桥】超期"
    if len(shown) - 1 < len(lines) or shown[1:] != lines:
        assert shown[-1] == f"另有 {len(lines) - len(shown) + 2} 件"
