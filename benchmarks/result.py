"""What a benchmark found, as one line of JSON or as a sentence."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Result:
    """Product and reference in one unit; `ratio` is product / reference."""

    name: str
    product: float
    reference: float
    unit: str
    errors: int = 0
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        """Product over reference; more is better only where the unit is per second."""
        return self.product / self.reference if self.reference else 0.0

    def as_json(self) -> str:
        """One line: name, product, reference, ratio, unit, errors, then the details."""
        head = {
            "name": self.name,
            "product": round(self.product, 4),
            "reference": round(self.reference, 4),
            "ratio": round(self.ratio, 4),
            "unit": self.unit,
            "errors": self.errors,
        }
        return json.dumps(head | self.details, ensure_ascii=False)

    def as_text(self) -> str:
        """The same for a person."""
        lines = [
            f"{self.name}: {self.product:.4g} {self.unit}, reference {self.reference:.4g}, "
            f"ratio {self.ratio:.2f}, errors {self.errors}"
        ]
        lines += [f"  {key}: {value}" for key, value in self.details.items()]
        return "\n".join(lines)
