"""What is said of petitions: a duty has a rate only where it was owed."""

from reports.petition_statement import Duty


def test_a_duty_that_nobody_owed_has_no_rate():
    assert Duty("依法处理", 0, 0).rate.percent() == "—"
    assert Duty("依法处理", 4, 3).rate.percent() == "75.0%"
