"""A phone without script that files petitions and comes back to them, for the tests of every staff page."""

import io
import re
from typing import Any

from flask.testing import FlaskClient
from PIL import Image
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from petitions import receipt

WORDS = "三车间的通风机坏了两周，𬱖师傅和大家都咳嗽🙂。请尽快修。"
CODE = re.compile(r'name="receipt"[^>]* value="([0-9A-Z]{16})"')


def mint(client: FlaskClient) -> str:
    found = CODE.search(client.get("/petition").get_data(as_text=True))
    assert found
    return found.group(1)


def mark(client: FlaskClient, code: str) -> str:
    """What a form that was given this code carries beside it."""
    return receipt.mark(client.application.extensions["instance_key"].derive("receipt"), code)


def fields(code: str, **changes: Any) -> dict[str, Any]:
    typed = {
        "receipt": code,
        "kind": "problem",
        "text": WORDS,
        "category": "safety",
        "unit": "",
        "people": "3",
        "naming": "anonymous",
    }
    return {name: value for name, value in (typed | changes).items() if value is not None}


def send(client: FlaskClient, data: dict[str, Any]) -> Any:
    # Encoded here, in memory: the test client would leave its temporary file open.
    values = MultiDict({"mark": mark(client, data.get("receipt", ""))} | data)
    values.setlist("files", [FileStorage(stream, name) for stream, name in values.getlist("files")])
    boundary, body = encode_multipart(values)
    return client.post("/petition", data=body, content_type=f"multipart/form-data; boundary={boundary}")


def file_one(client: FlaskClient, **changes: Any) -> str:
    code = mint(client)
    answer = send(client, fields(code, **changes))
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return code


def open_case(client: FlaskClient, code: str) -> str:
    answer = client.post("/case", data={"code": code})
    assert answer.status_code == 303
    return client.get("/case").get_data(as_text=True)


def token(page: str) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', page)
    assert found
    return found.group(1)


def photo(size: tuple[int, int] = (64, 48), **saving: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "orange").save(out, "JPEG", **saving)
    return out.getvalue()


def upload(content: bytes, name: str = "IMG_20261124_093012.jpg") -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name
