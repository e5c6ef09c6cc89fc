"""Reads a page's form as a browser would, so that a benchmark sends what a person would send."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

Fields = list[tuple[str, str]]


@dataclass
class Form:
    """Where a form posts to and what it carries: fixed fields, and those that the server writes anew each time."""

    action: str = ""
    hidden: dict[str, str] = field(default_factory=dict)
    radios: dict[str, list[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    selects: dict[str, list[str]] = field(default_factory=dict)

    def body(self, chosen: dict[str, str], text: str) -> Fields:
        """Every field filled: `chosen` by name, else the first choice of each group, and `text` in text areas."""
        fields: Fields = list(self.hidden.items())
        fields += [(name, values[min(2, len(values) - 1)]) for name, values in self.radios.items()]
        fields += [(name, next((value for value in values if value), "")) for name, values in self.selects.items()]
        fields += [(name, text) for name in self.texts]
        return [(name, value) for name, value in fields if name not in chosen] + list(chosen.items())


class _Reader(HTMLParser):
    def __init__(self, wanted: str) -> None:
        super().__init__()
        self._wanted, self._inside, self._select = wanted, False, ""
        self.form = Form()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = found.get("method", "").lower() == "post" and self._wanted in found.get(
                "action", self._wanted
            )
            if self._inside:
                self.form.action = found.get("action", "")
        elif self._inside and found.get("name"):
            self._field(tag, found)
        elif self._inside and tag == "option" and self._select:
            self.form.selects[self._select].append(found.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = ""

    def _field(self, tag: str, found: dict[str, str]) -> None:
        name, kind = found["name"], found.get("type", "text")
        if tag == "select":
            self._select = name
            self.form.selects[name] = []
        elif tag == "textarea":
            self.form.texts.append(name)
        elif tag == "input" and kind == "hidden":
            self.form.hidden[name] = found.get("value", "")
        elif tag == "input" and kind == "radio":
            self.form.radios.setdefault(name, []).append(found.get("value", ""))


def read(page: str, action: str = "") -> Form:
    """The page's form that posts to an address holding `action`."""
    reader = _Reader(action)
    reader.feed(page)
    return reader.form


def changing(first: Form, second: Form) -> list[str]:
    """Names of the hidden fields whose values differ between two readings of the same page."""
    return [name for name, value in first.hidden.items() if second.hidden.get(name) != value]


def value_pattern(name: str) -> re.Pattern[bytes]:
    """Finds the value of the hidden field `name`, whichever way round its attributes stand."""
    quoted = re.escape(name.encode())
    return re.compile(rb'<input\b(?=[^>]*\bname="' + quoted + rb'")(?=[^>]*\btype="hidden")[^>]*\bvalue="([^"]*)"')


BOUNDARY = "xinqiao-benchmark-7c1e"


def multipart(fields: Fields) -> tuple[str, bytes]:
    """(content type, body) of the fields as a form that may carry files posts them."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields
    ]
    return f"multipart/form-data; boundary={BOUNDARY}", ("".join(parts) + f"--{BOUNDARY}--\r\n").encode()


def encoded(fields: Fields) -> bytes:
    """The fields as a browser posts them."""
    return urlencode(fields).encode()
