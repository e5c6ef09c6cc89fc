"""The demonstration's office divided what comes often, and its cases stand under what it made."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from demo import categories
from petitions.categories import queries
from petitions.models import Petition


def test_cases_stand_under_the_offices_own_categories(filled: Session) -> None:
    known = queries.tree(filled)
    used = set(filled.execute(sa.select(Petition.category).distinct()).scalars())
    named = {known.find(code).label for code in used if known.find(code) is not None}

    assert {label for _under, label, _english, _words in (*categories.OWN, *categories.FINER)} <= {
        row.label for row in known.rows
    }
    assert named & {"加班费", "津贴补贴", "绩效奖金", "食堂"}
    assert categories.as_filed(filled, "safety", "瓦斯检查员一个人跑三个点") != "safety"
    assert categories.as_filed(filled, "safety", "叉车倒车蜂鸣器坏了") == "safety"
    assert categories.as_registered(filled, "training", "想考中级工") == "training"
