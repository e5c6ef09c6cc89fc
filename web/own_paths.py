"""Where a link may send its reader on: a path of this site, and nothing that a browser takes for another one."""

from __future__ import annotations

import re

# Browsers drop tabs and line ends from an address and read \ as /, so "/<tab>/elsewhere" leads to another site; a line
# end would also end the header.
_OWN = re.compile(r"/(?![/\\])[^\x00-\x20\\\x7f]*")


def own_path(target: str | None, otherwise: str) -> str:
    """`target` when it is a path of this site, else the path `otherwise`."""
    return target if target is not None and _OWN.fullmatch(target) else otherwise
