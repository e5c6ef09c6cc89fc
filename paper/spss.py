"""SPSS system files (.sav) of a small table: named, labelled variables and coded values, in UTF-8 and uncompressed.

The format is not published by its owner; what is written here follows the description kept by GNU PSPP ("System File
Format"), which SPSS, R's haven and Python's pyreadstat read alike.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

BLOCK = 8
LONGEST_STRING = 255
LONGEST_VALUE_LABEL = 120
SYSTEM_MISSING = -sys.float_info.max
_NUMERIC, _STRING = 5, 1
_NOTHING = b" " * BLOCK


@dataclass(frozen=True)
class Variable:
    """A variable: a short name (at most 8 Latin letters), its label, and for coded numbers the label of each code.

    `width` is the number of bytes of a text (0 for a number), `decimals` how a number is shown.
    """

    name: str
    label: str
    width: int = 0
    decimals: int = 0
    codes: Mapping[int, str] = field(default_factory=dict)

    @property
    def blocks(self) -> int:
        """How many blocks of eight bytes a value takes."""
        return -(-self.width // BLOCK) or 1


Value = float | str | None


def write(title: str, variables: Sequence[Variable], cases: Sequence[Sequence[Value]]) -> bytes:
    """The file. A missing number is the system's missing value; a text that is too long is cut between characters."""
    parts = [_header(title, variables, len(cases))]
    parts += [part for variable in variables for part in _variable(variable)]
    parts += list(_value_labels(variables))
    parts += [_machine(), _floats(), _extension(13, _long_names(variables)), _extension(20, b"UTF-8")]
    parts.append(struct.pack("<ii", 999, 0))
    for case in cases:
        parts += [_value(variable, value) for variable, value in zip(variables, case, strict=True)]
    return b"".join(parts)


def _header(title: str, variables: Sequence[Variable], cases: int) -> bytes:
    size = sum(variable.blocks for variable in variables)
    # No date of its own: the same figures give the same file.
    return struct.pack(
        "<4s60siiiiid9s8s64s3x",
        b"$FL2",
        _text("@(#) SPSS DATA FILE Xinqiao", 60),
        2,
        size,
        0,
        0,
        cases,
        100.0,
        b"01 Jan 00",
        b"00:00:00",
        _text(title, 64),
    )


def _variable(variable: Variable) -> Iterator[bytes]:
    kind = _STRING if variable.width else _NUMERIC
    shown = (kind << 16) | ((variable.width or 8) << 8) | variable.decimals
    yield struct.pack("<iiiiii8s", 2, variable.width, 1, 0, shown, shown, _text(variable.name.upper(), BLOCK))
    label = _cut(variable.label, LONGEST_STRING)
    yield struct.pack("<i", len(label)) + label.ljust(-(-len(label) // 4) * 4)
    for _more in range(variable.blocks - 1):
        yield struct.pack("<iiiiii8s", 2, -1, 0, 0, 0, 0, _NOTHING)


def _value_labels(variables: Sequence[Variable]) -> Iterator[bytes]:
    position = 1
    for variable in variables:
        if variable.codes:
            yield struct.pack("<ii", 3, len(variable.codes))
            for code, words in variable.codes.items():
                label = _cut(words, LONGEST_VALUE_LABEL)
                filled = -(-(1 + len(label)) // BLOCK) * BLOCK - 1
                yield struct.pack("<dB", float(code), len(label)) + label.ljust(filled)
            yield struct.pack("<iii", 4, 1, position)
        position += variable.blocks


def _machine() -> bytes:
    """Little-endian IEEE 754, UTF-8 (code page 65001)."""
    return struct.pack("<4i8i", 7, 3, 4, 8, 20, 0, 0, -1, 1, 1, 2, 65001)


def _floats() -> bytes:
    """Which numbers stand for missing, highest and lowest."""
    return struct.pack("<4i3d", 7, 4, 8, 3, SYSTEM_MISSING, sys.float_info.max, -sys.float_info.max * (1 - 2**-53))


def _extension(subtype: int, content: bytes) -> bytes:
    return struct.pack("<4i", 7, subtype, 1, len(content)) + content


def _long_names(variables: Sequence[Variable]) -> bytes:
    return "\t".join(f"{variable.name.upper()}={variable.name}" for variable in variables).encode()


def _value(variable: Variable, value: Value) -> bytes:
    if variable.width:
        return _cut(str(value or ""), variable.width).ljust(variable.blocks * BLOCK)
    return struct.pack("<d", SYSTEM_MISSING if value is None else float(value))


def _text(words: str, size: int) -> bytes:
    return _cut(words, size).ljust(size)


def _cut(words: str, size: int) -> bytes:
    """At most `size` bytes of `words`, never half a character."""
    return words.encode()[:size].decode(errors="ignore").encode()
