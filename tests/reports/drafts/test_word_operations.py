"""The Word draft of a report: what comes back is words alone, and everything else is told."""

import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from paper.word_spaces import EMPTY
from reports import operations, queries
from reports.drafts import operations as draft_operations
from reports.drafts import word_operations
from reports.period import Month, Quarter
from web.errors import Missing, Refusal

OCTOBER = Month(2026, 10)


@pytest.fixture
def officer(enterprise, october):
    """The officer."""
    return enterprise.people["officer"]


@pytest.fixture(scope="module")
def kept():
    """The file, once it was made: it is the same for each test."""
    return []


@pytest.fixture
def exported(session, officer, clock, kept):
    """October's draft, with a word written before."""
    operations.comment(session, OCTOBER, "overview", "总体平稳。", actor=officer, now=clock())
    if not kept:
        kept.append(word_operations.exported(session, OCTOBER, now=clock()))
    return kept[0]


@pytest.fixture
def take(session, officer, clock):
    """Read a file back into October."""
    return lambda data, period=OCTOBER, name="a.docx": word_operations.take_back(
        session, period, data, name, actor=officer, now=clock()
    )


def changed(data, change):
    """The file after somebody's program changed it and saved."""
    file = Document(io.BytesIO(data))
    change(file.element.body)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def replace(old, new):
    def change(body):
        for text in body.iter(qn("w:t")):
            text.text = (text.text or "").replace(old, new)

    return change


def drop_controls(body):
    """What WPS makes of content controls it does not know: their content alone."""
    for control in [*body.iter(qn("w:sdt"))]:
        for part in [*control.find(qn("w:sdtContent"))]:
            control.addprevious(part)
        control.getparent().remove(control)


def test_words_written_in_word_become_the_parts_words(session, exported, take):
    taken = take(changed(exported, replace("总体平稳。", "总体平稳，两件重复。")))
    assert (taken.changed, taken.cleared, taken.missing, taken.ignored) == (("总体情况",), (), (), ())
    assert queries.comments(session, OCTOBER).of("overview") == "总体平稳，两件重复。"


def test_a_figure_changed_in_word_is_told_and_the_report_keeps_its_own(session, exported, take):
    def both(body):
        replace("16件次", "6件次")(body)
        replace("总体平稳。", "好转。")(body)
        drop_controls(body)

    taken = take(changed(exported, both))
    assert taken.changed == ("总体情况",)
    (told,) = taken.ignored
    assert "16件次" in told.before
    assert "6件次" in told.after
    assert told.part == "一、总体情况"


def test_a_file_that_comes_back_untouched_changes_nothing(session, exported, take):
    taken = take(changed(exported, lambda body: None))
    assert (taken.changed, taken.cleared, taken.missing, taken.ignored, taken.is_stale) == ((), (), (), (), False)
    assert queries.comments(session, OCTOBER).of("overview") == "总体平稳。"


def test_emptying_a_space_clears_the_words(session, exported, take):
    assert take(changed(exported, replace("总体平稳。", ""))).cleared == ("总体情况",)
    assert queries.comments(session, OCTOBER).of("overview") == ""


def test_what_a_colleague_wrote_since_is_not_written_over(session, exported, take, enterprise, clock):
    colleague = enterprise.people["officer2"]

    def written(part, text):
        operations.comment(session, OCTOBER, part, text, actor=colleague, now=clock())

    # Nothing was touched in the file: their words on the same part and on another one stay.
    written("overview", "总体向好。")
    written("problems", "催办不够。")
    assert (taken := take(exported)).changed == taken.cleared == taken.clashing == ()
    both = {"overview": "总体向好。", "problems": "催办不够。"}
    assert dict(queries.comments(session, OCTOBER).parts) == both

    # Both wrote: the words that stand stay, both are told, and the other parts are taken.
    def fill(body):
        replace("总体平稳。", "总体平稳，两件重复。")(body)
        next(text for text in body.iter(qn("w:t")) if EMPTY in (text.text or "")).text = "热点是津贴。"

    taken = take(changed(exported, fill))
    (clash,) = taken.clashing
    assert (clash.title, clash.typed, clash.stored) == ("总体情况", "总体平稳，两件重复。", "总体向好。")
    assert taken.changed == ("诉求分类与热点",)
    assert dict(queries.comments(session, OCTOBER).parts) == both | {"topics": "热点是津贴。"}

    # Whoever wrote the same is not told.
    written("overview", "总体平稳，两件重复。")
    assert take(changed(exported, fill)).clashing == ()


def test_where_figures_moved_since_no_other_change_is_told_as_somebody_s(exported, take, file_case):
    file_case("XF202610MORE", OCTOBER.last_day)
    taken = take(changed(exported, replace("总体平稳。", "好转。")))
    assert (taken.is_stale, taken.ignored, taken.changed) == (True, (), ("总体情况",))


def test_a_draft_of_another_period_or_of_none_is_refused(session, exported, take, clock):
    other = word_operations.exported(session, Quarter(2026, 3), now=clock())
    bare = io.BytesIO()
    Document().save(bare)
    for data, said in ((other, "2026-Q3"), (bare.getvalue(), "认不出"), (b"x", "不是 .docx")):
        with pytest.raises(Refusal) as refused:
            take(data)
        assert said in str(refused.value.message)
        assert refused.value.field == "file"


def test_too_many_words_are_refused_with_the_name_of_their_part(session, exported, take):
    with pytest.raises(Refusal) as refused:
        take(changed(exported, replace("总体平稳。", "长" * 5001)))
    assert "“总体情况”" in str(refused.value.message)


def test_a_period_to_come_has_no_draft_and_one_being_checked_takes_no_words(session, exported, take, officer, clock):
    with pytest.raises(Missing):
        word_operations.exported(session, Month(2026, 12), now=clock())
    draft_operations.submit(session, OCTOBER, actor=officer, now=clock())
    with pytest.raises(Refusal):
        take(exported)
