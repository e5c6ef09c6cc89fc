"""The gettext marker."""

from web.words import N_


def test_the_marker_changes_nothing() -> None:
    assert N_("提交诉求") == "提交诉求"
