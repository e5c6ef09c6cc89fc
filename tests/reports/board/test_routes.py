"""The pages of figures: who reads which, lists without names, and months that make no sense."""

from datetime import date

import pytest

from accounts import operations
from accounts.people import Assignment
from accounts.roles import Role


@pytest.fixture
def leader(client, sign_in, october):
    """The leader's browser."""
    return sign_in(client, "leader")


@pytest.fixture
def part(app, sign_in, session, enterprise, october, clock):
    """The browser of a leader of 生产一部 only."""
    operations.add_account(
        session,
        username="part",
        name="郑军",
        password=enterprise.password,
        assignments=[Assignment(Role.LEADER, enterprise.units["生产一部"])],
        actor=None,
        now=clock(),
    )
    session.commit()
    return sign_in(app.test_client(), "part")


def text(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def test_ten_figures_and_charts_with_their_tables_stand_on_the_board(leader):
    page = text(leader, "/desk/reports/board?month=2026-10")
    assert page.count("<strong>") >= 10
    assert "看数字" in page
    assert "style=" not in page
    assert "统计于 2026年11月24日" in page
    assert "本月还没有结束" not in page
    assert "截至2026年11月24日" in text(leader, "/desk/reports/board")


def test_a_figure_leads_to_cases_by_number_only(leader):
    page = text(leader, "/desk/reports/board/registered?month=2026-10")
    assert "XF2026100000" in page
    assert "XF202610ACCU" not in page
    assert "XF202610HIDE" not in page
    assert "这里没有诉求" in text(leader, "/desk/reports/board/due-soon?month=2026-10")
    text(leader, "/desk/reports/board/nonsense", 404)


@pytest.mark.parametrize("month", ["2031-01", "2026-13", "junk", "2026-Q3", ""])
def test_a_month_that_makes_no_sense_is_this_month(leader, month):
    assert "2026年11月看板" in text(leader, f"/desk/reports/board?month={month}")


@pytest.mark.parametrize("page", ["0", "-3", "99999999999", "x"])
def test_a_page_that_does_not_exist_is_calm(leader, page):
    text(leader, f"/desk/reports/board/registered?month=2026-10&page={page}")


def test_who_leads_a_part_reads_that_part_and_nothing_else(part, enterprise):
    units = enterprise.units
    assert part.get("/desk/reports/board").location.endswith("/desk/reports/board/units/")
    page = text(part, "/desk/reports/board/units/")
    assert "一车间" in page
    assert "三车间" not in page
    text(part, f"/desk/reports/board/units/{units['一车间']}")
    text(part, f"/desk/reports/board/units/{units['三车间']}", 404)
    text(part, f"/desk/reports/board/units/{units['岱山能源集团']}", 404)
    text(part, "/desk/reports/board/registered", 404)


def test_handlers_read_no_figures(app, sign_in, october):
    handler = sign_in(app.test_client(), "handler")
    text(handler, "/desk/reports/board", 403)
    text(handler, "/desk/reports/board/units/", 403)


def test_an_enterprise_without_a_case_is_told_so(client, sign_in, enterprise):
    leader = sign_in(client, "leader")
    assert "还画不出走势" in text(leader, "/desk/reports/board")
    assert "不足 5 件，不显示" in text(leader, f"/desk/reports/board/units/{enterprise.units['一车间']}")


def test_an_officer_lists_what_stands_out_as_a_risk_with_one_press(app, sign_in, session, october, file_case):
    for number in range(6):
        file_case(f"XF202609PAY{number}", date(2026, 9, 20), category="pay")
    for number in range(9):
        file_case(f"XF202610FOD{number}", date(2026, 10, 21), category="canteen")
    session.commit()
    page = text(sign_in(app.test_client(), "officer"), "/desk/reports/board?month=2026-10")
    assert "要留意的" in page
    assert "source=report:2026-10" in page
