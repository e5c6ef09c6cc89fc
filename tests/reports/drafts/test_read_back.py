"""Words read back from a draft: found whatever became of controls and marks, and every other change told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper.word_spaces import EMPTY, DraftLine, closing, opening
from reports.drafts.read_back import Change, Ignored, Stamp, mark, read_back, stamped, tidy

LABELS = {"overview": "总体情况", "handling": "办理情况", "problems": "存在问题与建议"}


def draft(**words):
    """The lines of a draft with these words in its spaces."""
    lines = [DraftLine("2026年10月职工诉求办理情况报告")]
    for number, (key, label) in enumerate(LABELS.items()):
        lines += [
            DraftLine(f"{'一二三'[number]}、{label}"),
            DraftLine(f"本月{label}的数字是{number + 60}件。"),
            DraftLine("62"),
        ]
        lines += [DraftLine(opening(label))]
        lines += [DraftLine(text, key) for text in words.get(key, EMPTY).split("\n")]
        lines += [DraftLine(closing(label))]
    return lines


def without_controls(lines):
    return [DraftLine(line.text) for line in lines]


def back(lines):
    return read_back(lines, draft(overview="旧的补充。"), LABELS)


FILLED = draft(overview="总体平稳。\n两件重复。", problems="催办不够。")
WORDS = {"overview": "总体平稳。\n两件重复。", "handling": "", "problems": "催办不够。"}


@pytest.mark.parametrize(
    "lines",
    [
        FILLED,
        without_controls(FILLED),
        [line for line in FILLED if "补充从" not in line.text],
        [line for line in FILLED if "补充到" not in line.text],
        [line for line in without_controls(FILLED) if line.text != closing("总体情况")],
        [line for line in without_controls(FILLED) if line.text != opening("存在问题与建议")],
        [
            DraftLine(f"{opening('总体情况')}总体平稳。") if line.text == opening("总体情况") else line
            for line in without_controls(FILLED)
            if line.text != "总体平稳。"
        ],
        [DraftLine(f" {line.text}　", line.space) for line in FILLED],
    ],
)
def test_words_are_found_whatever_became_of_controls_and_marks(lines):
    found = back(lines)
    assert found.words == WORDS
    assert (found.missing, found.ignored) == ((), ())


def test_a_figure_that_was_changed_is_told_with_its_part_and_not_taken():
    lines = [DraftLine(line.text.replace("61件", "16件"), line.space) for line in FILLED]
    found = back(lines)
    assert found.words == WORDS
    assert found.ignored == (
        Ignored(Change.CHANGED, "二、办理情况", "本月办理情况的数字是61件。", "本月办理情况的数字是16件。"),
    )


def test_lines_added_and_removed_outside_are_told():
    lines = [line for line in FILLED if line.text != "本月办理情况的数字是61件。"]
    lines.insert(1, DraftLine("请领导批示。"))
    assert {(each.change, each.before or each.after) for each in back(lines).ignored} == {
        (Change.ADDED, "请领导批示。"),
        (Change.REMOVED, "本月办理情况的数字是61件。"),
    }


def test_parts_that_were_moved_keep_their_words_and_are_told_once():
    cut = len(FILLED) - 6
    lines = [FILLED[0], *FILLED[cut:], *FILLED[1:cut]]
    found = back(without_controls(lines))
    assert found.words == WORDS
    assert {each.change for each in found.ignored} == {Change.MOVED}


def test_a_part_that_was_deleted_is_told_missing_and_has_no_words():
    found = back([line for line in FILLED if "办理情况" not in line.text])
    assert "handling" not in found.words or found.words["handling"] == ""
    gone = back([line for line in without_controls(FILLED) if "办理情况" not in line.text and line.text != EMPTY])
    assert gone.missing == ("办理情况",)
    assert "handling" not in gone.words


def test_a_part_that_was_copied_says_its_words_once():
    part = [line for line in FILLED if line.space == "overview" or "总体情况：" in line.text]
    assert back([*FILLED, *part]).words["overview"] == WORDS["overview"]


def test_a_file_is_known_by_its_properties_or_by_the_line_that_says_so():
    made = Stamp("2026-Q3", "0123456789ab", frozenset({mark("overview", "总体平稳。"), mark("handling", "")}))
    assert stamped(str(made), []) == made
    assert stamped("", [DraftLine("总体"), DraftLine(f"补充稿编号：{made}")]) == made
    assert stamped("月报", [DraftLine("总体")]) is None


def test_a_file_tells_what_stood_in_its_spaces_and_one_from_before_that_was_kept_that_nothing_did():
    made = Stamp(
        "2026-10", "0123456789ab", frozenset({mark("overview", " 总体  平稳。\r\n\r\n好。"), mark("handling", "")})
    )
    assert tidy(" 总体  平稳。\r\n\r\n好。 ") == "总体 平稳。\n好。"
    assert made.held("overview", "总体 平稳。\n好。")
    assert made.held("handling", "")
    assert not made.held("handling", "总体 平稳。\n好。")
    assert not made.held("overview", "")
    before = stamped("xinqiao:2026-10:0123456789ab", [])
    assert before == Stamp("2026-10", "0123456789ab")
    assert before.held("overview", "")
    assert not before.held("overview", "总体平稳。")


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="【】"), max_size=30)


@given(st.dictionaries(st.sampled_from(sorted(LABELS)), words), st.booleans())
def test_whatever_is_written_into_the_spaces_comes_back_and_nothing_else_is_told(written, controls):
    written = {key: " ".join(text.split()) or EMPTY for key, text in written.items()}
    lines = draft(**written)
    found = back(lines if controls else without_controls(lines))
    assert {key: text for key, text in found.words.items() if text} == {
        key: text for key, text in written.items() if text != EMPTY
    }
    assert found.ignored == ()
