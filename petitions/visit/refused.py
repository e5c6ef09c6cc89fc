"""Forms that were sent at an open case and refused, as its page shows them again: nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Mapping

from petitions.forms import WithoutCookie


def again(
    blank: Mapping[str, WithoutCookie],
    sent: Mapping[str, WithoutCookie],
    stands: Mapping[str, bool],
    *,
    talk: str,
    may_say: bool,
) -> tuple[dict[str, WithoutCookie], list[WithoutCookie]]:
    """The forms of a page by name, what was `sent` in place of the `blank` ones, and those refused that it has no place for.

    `stands` says of each form that holds words whether it stands on the page now. What was typed into one that does not
    waits in the form named `talk`, when something may be said there and nothing was sent by it.
    """
    forms = {**blank, **sent}
    gone = [forms[name] for name, is_open in stands.items() if not is_open and forms[name].errors]
    if gone and may_say and talk not in sent:
        forms[talk] = type(blank[talk])(formdata=None, text=gone[-1]["text"].data)
    return forms, gone
