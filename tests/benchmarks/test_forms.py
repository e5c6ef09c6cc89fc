"""The benchmark's browser fills a form as a person would and finds what the server writes anew each time."""

from __future__ import annotations

from benchmarks.forms import changing, encoded, read, value_pattern

PAGE = """
<form method="get" action="/search"><input name="q"></form>
<form method="post" action="/s/happy">
  <input id="csrf_token" name="csrf_token" type="hidden" value="{token}">
  <input type="hidden" value="v1" name="version">
  <input type="radio" name="q1" value="1"><input type="radio" name="q1" value="2"><input type="radio" name="q1" value="3">
  <select name="unit"><option value="">请选择</option><option value="7">一车间</option></select>
  <textarea name="words"></textarea>
  <input type="submit" name="send" value="x">
</form>
<input type="hidden" name="outside" value="1">
"""


def test_every_field_of_the_form_that_posts_is_filled() -> None:
    form = read(PAGE.format(token="a1"), "/s/")

    fields = dict(form.body({"q1": "1"}, "好"))
    assert form.action == "/s/happy"
    assert fields == {"csrf_token": "a1", "version": "v1", "q1": "1", "unit": "7", "words": "好"}
    assert encoded([("words", "好")]) == b"words=%E5%A5%BD"


def test_what_changes_between_two_visits_is_found_again_in_the_page() -> None:
    first, second = (read(PAGE.format(token=token), "/s/") for token in ("a1", "b2"))

    assert changing(first, second) == ["csrf_token"]
    for name, value in (("csrf_token", b"b2"), ("version", b"v1")):
        found = value_pattern(name).search(PAGE.format(token="b2").encode())
        assert found is not None
        assert found[1] == value
