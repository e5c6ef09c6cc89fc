"""Full text over sealed cases: every text of a case one may open, nothing of any other, and nothing of it kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from petitions import conversation
from petitions.kinds import Kind
from petitions.lists.filters import Filters
from petitions.models import Exclusion, Petition
from petitions.notes import NoteKind
from petitions.search import finding
from petitions.search import full_text as search
from petitions.workflow import Action, State
from vault import seal

TODAY = date(2026, 11, 24)


@dataclass
class Found:
    """All steps of a search together."""

    steps: list[search.Step]

    @property
    def hits(self) -> list[search.Hit]:
        return [hit for step in self.steps for hit in step.hits]

    @property
    def matched(self) -> int:
        return self.steps[-1].matched if self.steps else 0

    @property
    def searched(self) -> int:
        return self.steps[-1].searched if self.steps else 0


def find(casework: Any, typed: str, who: str = "officer", **asked: Any) -> Found:
    person = casework.enterprise.people[who]
    after = asked.pop("after", None)
    wanted = finding.words(typed)
    return Found(list(search.look(casework.session, person, wanted, Filters(**asked), today=TODAY, after=after)))


def numbers(found: Found) -> set[str]:
    return {hit.row.number for hit in found.hits}


def test_words_are_found_wherever_they_were_written(casework: Any) -> None:
    answered, key = casework.lead_to(State.REPLIED)
    casework.do(answered, Action.SAY, None, key=key, text="补发的钱还差八十元。")
    other, _ = casework.file()

    assert numbers(find(casework, "夜班津贴")) == {answered.number, other.number}
    places = {each: [hit.place for hit in find(casework, each).hits] for each in ("八十元", "谈话", "薪酬管理办法")}
    assert places == {"八十元": ["对话"], "谈话": ["内部记录"], "薪酬管理办法": ["内部记录"]}
    # Several words may stand in different texts of one case.
    assert numbers(find(casework, "六个人 八十元")) == {answered.number}
    assert find(casework, "六个人 九十元").matched == 0


def test_whoever_was_talked_with_is_found_and_reads_as_words(casework: Any) -> None:
    petition, _key = casework.lead_to(State.INVESTIGATING)
    casework.do(
        petition, Action.INVESTIGATE, "handler", record=NoteKind.TALK, talked_with="领班王某", text="是我漏报的。"
    )
    (hit,) = find(casework, "领班王某 漏报").hits
    assert hit.place == "内部记录"
    assert "".join(text for text, _is_hit in hit.pieces) == "领班王某 是我漏报的。"


def test_a_name_given_openly_is_found(casework: Any) -> None:
    petition, key = casework.file()
    named = conversation.Named("𬱖建国", "13800000000")
    petition.name_sealed = seal.seal_text(key, named.to_text(), conversation.name_place(petition.id))
    casework.session.flush()

    assert [hit.place for hit in find(casework, "𬱖建国").hits] == ["姓名和联系方式"]
    assert find(casework, "1380000").matched == 1


def test_what_the_reader_may_not_open_is_neither_searched_nor_counted(casework: Any) -> None:
    casework.file(kind=Kind.ACCUSATION)
    excluded, _ = casework.file()
    shared, _ = casework.file()
    casework.session.add(Exclusion(petition_id=excluded.id, account_id=casework.enterprise.people["officer2"].id))
    casework.session.flush()

    found = find(casework, "夜班", who="officer2")

    assert numbers(found) == {shared.number}
    assert (found.searched, found.matched) == (1, 1)
    assert find(casework, "夜班").searched == 2
    assert find(casework, "夜班", who="handler").searched == 0
    assert find(casework, "夜班", who="inspector").searched == 1
    assert excluded.number not in numbers(found)


def test_a_handler_searches_the_cases_that_lie_with_them(casework: Any) -> None:
    assigned, _ = casework.lead_to(State.ASSIGNED)
    casework.lead_to(State.REGISTERED)

    assert numbers(find(casework, "夜班", who="handler")) == {assigned.number}


def test_filters_narrow_what_is_opened(casework: Any) -> None:
    pay, _ = casework.file(category="pay")
    casework.file(category="canteen")

    found = find(casework, "夜班", categories=frozenset({"pay"}))

    assert (numbers(found), found.searched) == ({pay.number}, 1)


def test_each_step_says_how_far_it_is_and_brings_what_was_found_by_then(casework: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(search, "FIRST_BATCH", 1)
    monkeypatch.setattr(search, "BATCH", 2)
    everything = {casework.file()[0].number for _each in range(4)}

    found = find(casework, "夜班")

    assert [(each.done, each.left, each.matched, len(each.hits)) for each in found.steps] == [
        (1, 3, 1, 1),
        (3, 1, 3, 2),
        (4, 0, 4, 1),
    ]
    assert numbers(found) == everything
    assert [each.after for each in found.steps] == [None] * 3


def test_with_enough_hits_it_stops_and_goes_on_where_it_was(casework: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(search, "MOST_HITS", 2)
    everything = {casework.file()[0].number for _each in range(5)}

    seen: list[Found] = []
    after = None
    while not seen or after is not None:
        seen.append(find(casework, "夜班", after=after))
        after = seen[-1].steps[-1].after

    assert [(each.searched, each.steps[-1].left) for each in seen] == [(2, 3), (2, 1), (1, 0)]
    assert sum(len(each.hits) for each in seen) == 5
    assert set().union(*(numbers(each) for each in seen)) == everything


def test_whoever_leaves_in_the_middle_makes_it_open_no_more(casework: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(search, "FIRST_BATCH", 1)
    for _each in range(3):
        casework.file()
    officer = casework.enterprise.people["officer"]
    steps = search.look(casework.session, officer, finding.words("夜班"), Filters(), today=TODAY)

    assert next(steps).searched == 1
    steps.close()  # type: ignore[attr-defined]

    assert next(steps, None) is None


def test_what_was_found_shows_itself_in_no_repr(casework: Any) -> None:
    casework.file()

    assert "夜班" not in repr(find(casework, "夜班"))


def test_the_newest_case_is_searched_first(casework: Any) -> None:
    early, _ = casework.file()
    casework.clock.advance(days=3)
    late, _ = casework.file()

    assert [hit.row.number for hit in find(casework, "夜班").hits] == [late.number, early.number]
    assert casework.session.get(Petition, early.id)
