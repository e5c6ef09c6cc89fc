"""The marker that lets pure modules declare Chinese words for the gettext catalogue without importing Flask."""


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for a marker
    """Mark `text` for extraction and return it unchanged; the page translates it when it is shown."""
    return text
