"""An agreement on paper holds what was agreed and room for both to sign."""

from __future__ import annotations

from dataclasses import replace

import pytest

from petitions.letters import catalogue as letters
from petitions.letters.agreement_texts import BODIES
from petitions.letters.catalogue import LetterKind
from petitions.mediation.agreement import Form
from tests.petitions.letter_cases import ANSWERED
from tests.petitions.letters.test_texts import words


@pytest.mark.parametrize(
    ("form", "kind"), [(Form.MEDIATED, LetterKind.MEDIATED), (Form.BETWEEN_THEM, LetterKind.BETWEEN_THEM)]
)
def test_it_tells_who_agreed_what_and_when_under_its_own_name(form: Form, kind: LetterKind) -> None:
    assert ANSWERED.agreement is not None
    facts = replace(ANSWERED, agreement=replace(ANSWERED.agreement, form=form))

    said = words(kind, facts)

    assert [each for each in letters.available(facts) if each in BODIES] == [kind]
    assert kind in letters.for_petitioner(facts)
    for part in ("信访人；劳务派遣大队", "12月10日前补发。", "第三十三条", "2026年11月30日", "对方签章"):
        assert part in said
    assert ("主持调解" in said) == (form is Form.MEDIATED)
    assert "张𬱖" not in said
