"""How much of anything is taken, in one table: what is more is refused with a problem and never tried.

Content comes from strangers, and the tools that read it take far longer for some texts than for
others of the same length. Each limit is many times what a briefing needs, and low enough that one
file costs seconds and not minutes. Plain numbers, importable by every room.
"""

from __future__ import annotations

from typing import NamedTuple

TEXT = 1024 * 1024
MEDIA = 64 * 1024 * 1024
SCRAPE = 2 * 1024 * 1024


class Limit(NamedTuple):
    """One row of the table."""

    of: str
    most: int
    unit: str
    told: str
    """The code of the problem, or what is done instead."""
    why: str
