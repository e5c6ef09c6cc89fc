"""How sure a share is: intervals at 95 %, with plain arithmetic."""

from __future__ import annotations

import math

# The standard normal's 97.5 % point.
Z = 1.959963984540054


def wilson(successes: int, n: int) -> tuple[float, float] | None:
    """Wilson's score interval of a share; None for an empty group. It stays inside 0 and 1 and holds for small n."""
    if n <= 0:
        return None
    if not 0 <= successes <= n:
        raise ValueError("successes must lie between 0 and n")
    share, square = successes / n, Z * Z
    middle = share + square / (2 * n)
    reach = Z * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    low, high = (middle - reach) / (1 + square / n), (middle + reach) / (1 + square / n)
    # At the ends the exact value is 0 or 1; floating point may miss it by a hair.
    return (0.0 if successes == 0 else max(low, 0.0)), (1.0 if successes == n else min(high, 1.0))
