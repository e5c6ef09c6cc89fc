"""Reading the content categories: once in a transaction, and brought along with what the form was made of."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from petitions.categories.models import ContentCategory
from petitions.categories.tree import Category, CategoryTree
from web import kept_reads

# Asked by every page of the desk, so the statement is built once.
_ROWS = sa.select(
    ContentCategory.code,
    ContentCategory.report_code,
    ContentCategory.label,
    ContentCategory.english,
    ContentCategory.parent_code,
    ContentCategory.stage,
).order_by(ContentCategory.position, ContentCategory.code)


def tree(session: Session) -> CategoryTree:
    """The categories as they are worded now."""
    return kept_reads.read(session, CategoryTree, _read)


def bring(session: Session, known: CategoryTree) -> None:
    """Let a transaction that has begun go by what was read for it just before."""
    kept_reads.bring(session, CategoryTree, known)


def forget(session: Session) -> None:
    """Read them anew when they are asked for the next time."""
    kept_reads.forget(session, CategoryTree)


def _read(session: Session) -> CategoryTree:
    return CategoryTree.of(Category(*row) for row in session.execute(_ROWS))
