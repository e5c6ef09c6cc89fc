"""Keys a case had before lie under its present one and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from petitions.keys import earlier
from vault import seal
from vault.seal import SealBroken


def test_every_earlier_key_is_found_by_its_ordinal_with_the_present_key_alone(casework: Any) -> None:
    petition, first = casework.file()
    second, third, masked = (seal.random_key() for _each in range(3))
    session = casework.session

    assert earlier.of_case(session, petition.id, first) == {}
    assert earlier.keep(session, petition.id, first, second, masked) == 1
    assert earlier.keep(session, petition.id, second, third) == 3

    assert earlier.of_case(session, petition.id, third) == {1: first, 2: masked, 3: second}
    assert earlier.file_key(session, petition.id, None, third) == third
    assert earlier.file_key(session, petition.id, 1, third) == first
    # What somebody sealed to a key that was exchanged meanwhile is found all the same.
    late, lost = (seal.seal_text(each, "正在诉讼。", "here") for each in (first, seal.random_key()))
    assert earlier.opening(session, petition.id, third, late, "here") == (1, first)
    assert earlier.opened(session, petition.id, third, late, "here").decode() == "正在诉讼。"
    with pytest.raises(SealBroken):
        earlier.opened(session, petition.id, third, lost, "here")
    for old in (first, second, masked):
        with pytest.raises(SealBroken):
            earlier.of_case(session, petition.id, old)
