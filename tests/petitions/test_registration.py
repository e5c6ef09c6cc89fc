"""No page of the package is forgotten."""

import petitions
from petitions import registration
from tests.pages_of import modules_with_pages


def test_every_module_with_pages_is_registered() -> None:
    assert modules_with_pages(petitions) <= set(registration.PARTS)
