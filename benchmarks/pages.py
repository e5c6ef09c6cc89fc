"""pages: kilobytes, compressed, of the heaviest staff page with everything it needs on a first visit."""

from __future__ import annotations

import gzip
import re
import tempfile
from pathlib import Path

from flask.testing import FlaskClient

from app import create_app
from benchmarks import instance
from benchmarks.result import Result
from config import Settings

ASSET = re.compile(r"""(?:src|href)="(/static/[^"]+)\"""")
KILOBYTE = 1024


def run(*, seconds: float, kind: str) -> Result:
    """Weigh every page a phone opens first; the reference is the same page without style, script and pictures."""
    del seconds, kind
    with tempfile.TemporaryDirectory() as folder:
        built = instance.build(Path(folder))
        app = create_app(Settings(instance=Path(folder)))
        client = app.test_client()
        paths = ("/", "/petition", "/case", "/trust", "/s/", built.survey)
        weights = {_name(path): _weight(client, path) for path in paths}
        app.extensions["database"].dispose()
    name, (whole, bare, requests) = max(weights.items(), key=lambda each: each[1][0])
    details = {
        "page": name,
        "requests": requests,
        "all_kb": {page: round(weight / KILOBYTE, 1) for page, (weight, _bare, _requests) in weights.items()},
    }
    return Result("pages", whole / KILOBYTE, bare / KILOBYTE, "KB compressed", 0, details)


def _weight(client: FlaskClient, path: str) -> tuple[int, int, int]:
    """(compressed bytes with everything, compressed bytes of the page alone, number of requests)."""
    page = _get(client, path)
    assets = sorted(set(ASSET.findall(page.decode())))
    whole = _packed(page) + sum(_packed(_get(client, asset.replace("&amp;", "&"))) for asset in assets)
    bare = re.sub(rb"<(script|style)\b.*?</\1>|<link\b[^>]*>|<svg\b.*?</svg>|<img\b[^>]*>", b"", page, flags=re.DOTALL)
    return whole, _packed(bare), 1 + len(assets)


def _get(client: FlaskClient, path: str) -> bytes:
    with client.get(path) as answer:
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")
        return answer.get_data()


def _packed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def _name(path: str) -> str:
    return re.sub(r"^/s/.+", "/s/<survey>", path)
