"""Style and script reach a phone compressed; pages do not, because they may hold a secret."""

from __future__ import annotations

import gzip
import re

from flask.testing import FlaskClient


def _style(client: FlaskClient) -> str:
    found = re.search(r'href="(/static/app\.css\?v=[^"]+)"', client.get("/").get_data(as_text=True))
    assert found
    return found[1]


def test_a_style_sheet_is_sent_compressed_to_whoever_can_read_it(client: FlaskClient) -> None:
    address = _style(client)
    plain = client.get(address, buffered=True)
    packed = [client.get(address, headers={"Accept-Encoding": "gzip, br"}) for _time in range(2)]

    for answer in packed:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(answer.data) == plain.data
        assert len(answer.data) < len(plain.data) / 2
        assert answer.headers["Content-Length"] == str(len(answer.data))
        assert "immutable" in answer.headers["Cache-Control"]
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == packed[0].headers["Vary"] == "Accept-Encoding"


def test_a_page_is_not_compressed_on_the_way(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/sign-in", headers={"Accept-Encoding": "gzip"}).headers
