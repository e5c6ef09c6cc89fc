"""Why a notice failed is kept as a code, with a number at most."""

from __future__ import annotations

from notices import faults
from notices.faults import Fault


def test_every_code_has_its_words() -> None:
    codes = {value for name, value in vars(faults).items() if name.isupper() and isinstance(value, str)}

    assert codes == set(faults.LABELS)


def test_a_fault_is_kept_and_read_again() -> None:
    assert faults.label(str(Fault(faults.REFUSED, "550"))) == (faults.LABELS[faults.REFUSED], "550")
    assert faults.label(str(Fault(faults.UNREACHABLE))) == (faults.LABELS[faults.UNREACHABLE], "")


def test_a_long_number_is_cut_to_what_the_table_holds() -> None:
    assert len(str(Fault(faults.REFUSED, "9" * 100))) == 40
