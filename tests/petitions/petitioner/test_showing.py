"""What the petitioner is shown: the clock, the readers and the rules."""

from flask.testing import FlaskClient

from tests.petitions.phone import file_one, open_case


def test_the_case_page_shows_the_clock_the_readers_and_the_rules(front: FlaskClient) -> None:
    page = open_case(front, file_one(front))
    assert "还有 15 天（12月9日前）" in page
    assert "第二十三条" in page
    assert "王芳" in page
    assert "李强" in page
    assert "收到您的诉求" in page
