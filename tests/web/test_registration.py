"""No page of the package is forgotten."""

import web
from tests.pages_of import modules_with_pages
from web import registration


def test_every_module_with_pages_is_registered() -> None:
    assert modules_with_pages(web) <= set(registration.PARTS)
