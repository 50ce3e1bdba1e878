"""What the settings say about the site as a whole."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Unconfirmed = Literal["mark", "hold", "error"]


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """What the settings say about the index. No clock here: the two days are read once, at the edge."""

    name: str = "Lodestone"
    subtitle: str = ""
    url: str = ""
    """Absolute address of the site without a slash at its end; '' in development."""
    today: dt.date = dt.date(1970, 1, 1)
    """For embargo and "built on"."""
    edition: dt.date | None = None
    """Stands in for today in reviews, overdue marks and calendar."""
    publish: bool = False
    unconfirmed: Unconfirmed = "mark"
    buyers: str = "buyers"
    """To whom the risk is one, as in "supply risk to …"."""
    chain: tuple[tuple[str, str, str], ...] = ()
    """Steps of the chain: a segment of the register, what the step is called, what leaves it."""

    @property
    def terms(self) -> str:
        """Printed on every page."""
        return f"Supply risk to {self.buyers}; not investment advice."

    @property
    def reading_day(self) -> dt.date:
        """The day against which reviews and coming dates are held."""
        return self.edition or self.today
