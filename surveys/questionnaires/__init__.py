"""Built-in questionnaires as data, one file each, in our own words; ids never change once published. Pure."""

from __future__ import annotations

from surveys.questionnaires import wellbeing

BUILT_IN = {each.id: each for each in (wellbeing.WELLBEING,)}
