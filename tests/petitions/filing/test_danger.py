"""Danger to life is noticed however it is spaced; ordinary trouble raises no alarm."""

import pytest

from petitions.filing import danger


@pytest.mark.parametrize("text", ["我不想活了", "活 不 下\n去", "他说要同归于尽", "想跳楼", "I want to Kill Myself"])
def test_danger_is_noticed(text: str) -> None:
    assert danger.is_spoken_of(text)


@pytest.mark.parametrize("text", ["", "通风机坏了两周", "工资拖了三个月，日子难过", "死板的考勤制度", "机器停机杀毒"])
def test_ordinary_trouble_raises_no_alarm(text: str) -> None:
    assert not danger.is_spoken_of(text)
