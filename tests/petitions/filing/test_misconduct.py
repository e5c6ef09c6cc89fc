"""Words that sound like misconduct are heard however they are spaced; ordinary grievances are not."""

from __future__ import annotations

import pytest

from petitions.filing import misconduct


@pytest.mark.parametrize("text", ["采购收 回扣", "科长吃拿\n卡要", "小金库发钱", "挪用工会经费"])
def test_misconduct_is_heard(text: str) -> None:
    assert misconduct.is_spoken_of(text)


@pytest.mark.parametrize("text", ["夜班津贴没有发", "食堂太咸", "通风机坏了", ""])
def test_an_ordinary_matter_is_left_alone(text: str) -> None:
    assert not misconduct.is_spoken_of(text)
