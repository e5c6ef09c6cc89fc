"""The categories' pages: what is changed there is what the phone and the desk choose from, and no typed word is lost."""

from __future__ import annotations

import re
from typing import Any

from petitions.categories import queries
from petitions.categories.tree import Category
from tests.petitions.desks import Desk, text_of

PAGE = "/desk/petitions/categories/"


def found(casework: Any, label: str) -> Category:
    casework.session.rollback()
    row = next(row for row in queries.tree(casework.session).rows if row.label == label)
    # The session of the tests writes: nobody else could while it waits.
    casework.session.rollback()
    return row


def seen(officer: Any, code: str) -> str:
    """The mark in the form of a category."""
    return text_of(officer.get(f"{PAGE}{code}")).partition('name="seen" type="hidden" value="')[2].partition('"')[0]


def test_what_the_office_words_is_what_staff_choose_from(app: Any, casework: Any, desk: Desk) -> None:
    officer = desk("officer")
    typed = {"new-label": "井下作业", "new-english": "Underground work", "new-report_code": "safety"}
    refused = officer.post(PAGE, data=typed | {"new-report_code": ""})
    assert refused.status_code == 409
    assert "请选它在报告里归入哪一类" in text_of(refused)
    assert 'value="井下作业"' in text_of(refused)

    assert "还没启用" in text_of(officer.post(PAGE, data=typed, follow_redirects=True))
    pit = found(casework, "井下作业")
    below = officer.post(f"{PAGE}{pit.code}/below", data={"new-label": "瓦斯", "new-at_once": "y"})
    again = officer.post(f"{PAGE}{pit.code}/below", data={"new-label": "瓦斯"})
    assert (below.status_code, again.status_code) == (302, 409)
    assert "已经有一类叫这个名称" in text_of(again)
    for address, data in (
        (f"{PAGE}{pit.code}/stage", {"show": "1"}),
        (f"{PAGE}{pit.code}/move", {"up": "1"}),
        (f"{PAGE}pay", {"label": "薪酬待遇", "english": "", "seen": seen(officer, "pay")}),
        (f"{PAGE}canteen/stage", {"hide": "1"}),
    ):
        assert officer.post(address, data=data).status_code == 302

    phone = app.test_client().get("/petition").get_data(as_text=True)
    assert re.search(r'value="own-[a-z0-9]+">井下作业<', phone)
    assert ">薪酬待遇<" in phone
    assert "瓦斯" not in phone
    assert 'value="canteen"' not in phone
    assert "Underground work" in app.test_client().get("/petition?lang=en").get_data(as_text=True)
    by_hand = officer.get("/desk/petitions/new").get_data(as_text=True)
    assert by_hand.index(">井下作业<") < by_hand.index("　瓦斯")
    listed = text_of(officer.get(PAGE))
    assert "已隐藏" in listed
    assert "只有“其他”要一直留着" in listed
    assert "井下作业" in text_of(officer.get(f"{PAGE}{found(casework, '瓦斯').code}"))


def test_refusals_are_sentences_and_the_pages_are_the_offices_alone(casework: Any, desk: Desk) -> None:
    officer = desk("officer")
    assert "其他" in text_of(officer.get(f"{PAGE}other"))
    assert "这一类要留着" in text_of(officer.post(f"{PAGE}other/stage", data={"hide": "1"}))
    assert "只能隐藏，不能删除" in text_of(officer.post(f"{PAGE}pay/delete"))
    refused = officer.post(f"{PAGE}pay", data={"label": "", "english": "Wages", "seen": seen(officer, "pay")})
    assert "请写名称" in text_of(refused)
    assert 'value="Wages"' in text_of(refused)
    # A colleague reworded it since the form was opened: both stand there, and it is sent again on top.
    stale = officer.post(f"{PAGE}pay", data={"label": "钱", "english": "Wages", "seen": "0"})
    assert (stale.status_code, "刚刚有同事改过，现在叫" in text_of(stale), 'value="钱"' in text_of(stale)) == (
        409,
        True,
        True,
    )
    assert f'value="{seen(officer, "pay")}"' in text_of(stale)
    officer.post(PAGE, data={"new-label": "门店", "new-report_code": "other"})
    assert officer.post(f"{PAGE}{found(casework, '门店').code}/delete").status_code == 302
    assert officer.get(f"{PAGE}own-nothing").status_code == 404
    assert officer.post(f"{PAGE}own-nothing/below", data={"new-label": "x"}).status_code == 404
    assert desk("inspector").get(PAGE).status_code == 403
