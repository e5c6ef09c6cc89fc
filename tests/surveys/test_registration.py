"""No page of the package is forgotten."""

import surveys
from surveys import registration
from tests.pages_of import modules_with_pages


def test_every_module_with_pages_is_registered() -> None:
    assert modules_with_pages(surveys) <= set(registration.PARTS)
