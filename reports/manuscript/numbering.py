"""Numbers charts and tables through a document; pure."""

from __future__ import annotations

from dataclasses import dataclass

#: Numbers of first-level headings.
NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三")


@dataclass
class Numbering:
    """How many charts and tables were numbered so far."""

    figures: int = 0
    tables: int = 0

    def figure(self, title: str) -> str:
        """图1　title"""
        self.figures += 1
        return f"图{self.figures}　{title}"

    def table(self, title: str) -> str:
        """表1　title"""
        self.tables += 1
        return f"表{self.tables}　{title}"
