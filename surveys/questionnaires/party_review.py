"""民主评议党员: four grades by aspect and as a whole, and what people think of the branch's work."""

from __future__ import annotations

from surveys.bank import BankItem
from surveys.questionnaires.writing import agree, part, questionnaire, section, single, words
from web.words import N_

# The usual scale; an officer may change the words in the draft.
GRADES = (
    ("excellent", "优秀", "Excellent"),
    ("qualified", "合格", "Qualified"),
    ("basic", "基本合格", "Basically qualified"),
    ("unqualified", "不合格", "Not qualified"),
)


def graded(name: str, text: str, english: str) -> BankItem:
    """An item answered by one of the four grades."""
    return single(name, text, english, *GRADES)


PARTY_REVIEW = questionnaire(
    "party_review",
    "民主评议党员测评表",
    "Review of a Party member",
    about=N_("一名党员发一份，在标题里写明评议谁。档次的叫法按本单位的规定改；也问支部的组织生活。"),
    intro="请按平时的了解，给这名党员一个公道的评价。不记名。",
    english_intro="Please judge this Party member fairly, from what you have seen. No names.",
    parts=(
        section(
            "分项评议",
            "By aspect",
            graded("party_belief", "理想信念", "Conviction"),
            graded("party_discipline", "遵守纪律", "Discipline"),
            graded("party_work", "本职工作", "Work"),
            graded("party_serve", "服务群众", "Serving others"),
            graded("party_conduct", "品行作风", "Conduct"),
        ),
        section(
            "总的评议", "As a whole", graded("party_overall", "总的来看，您评为哪一档？", "As a whole, which grade?")
        ),
        part(
            "branch",
            "支部的组织生活",
            "The branch's meetings",
            agree("branch_1", "支部的组织生活按时开。", "The branch holds its meetings on time."),
            agree("branch_2", "会上能说真话。", "One can speak frankly there."),
            agree("branch_3", "会上说定的事，后来都办了。", "What was agreed there was done."),
        ),
        section(
            "您的建议", "Your advice", words("party_advice", "您对这名党员有什么建议？", "What advice do you have?")
        ),
    ),
)
