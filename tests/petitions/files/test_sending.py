"""A file is handed out to be saved and runs nothing, whatever a browser takes it for."""

import re

from flask.testing import FlaskClient

from tests.petitions import recorded
from tests.petitions.phone import file_one, open_case, upload


def test_a_voice_is_handed_out_to_be_saved_and_runs_nothing(front: FlaskClient) -> None:
    page = open_case(front, file_one(front, files=[upload(recorded.film(), "录音 20261124.m4a")]))
    address = re.search(r'href="(/case/files/\d+)"', page)
    assert address
    answer = front.get(address.group(1))
    assert answer.headers["Content-Type"] == "audio/mp4"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="xinqiao-1.m4a"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert recorded.TELLING[0] not in answer.data
