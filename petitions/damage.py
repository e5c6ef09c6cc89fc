"""What somebody is told when a sealed text of a page does not open: it was touched, or its key was exchanged just now."""

from __future__ import annotations

from flask import Flask, current_app, request
from flask_babel import gettext as _

from vault.seal import SealBroken
from web.errors import page


def register(app: Flask) -> None:
    """Say it wherever a page cannot be shown because of it."""
    app.register_error_handler(SealBroken, _damaged)


def _damaged(_error: SealBroken) -> tuple[str, int]:
    current_app.logger.error("a sealed text does not open at %s", request.endpoint)
    sentence = _(
        "这里有一段封存的内容打不开：可能刚刚换过钥匙，也可能被人动过。请先刷新一次；还是这样，请记下编号，"
        "当面交给纪检或上一级工会核查。"
    )
    return page(500, sentence)
