"""What is kept of a category fits its columns."""

from __future__ import annotations

from petitions.categories.models import LONGEST_CODE, ContentCategory
from petitions.categories.tree import LONGEST_ENGLISH, LONGEST_LABEL, declared


def test_the_categories_the_product_begins_with_fit() -> None:
    columns = ContentCategory.__table__.columns
    assert (columns["code"].type.length, columns["label"].type.length) == (LONGEST_CODE, LONGEST_LABEL)
    assert columns["english"].type.length == LONGEST_ENGLISH
    assert all(len(row.code) <= LONGEST_CODE and len(row.label) <= LONGEST_LABEL for row in declared())
