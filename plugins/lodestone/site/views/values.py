"""The smallest pieces of a page's data."""

from __future__ import annotations

import datetime as dt

from lodestone.site.view import JSON
from lodestone.site.words import day

Data = dict[str, JSON]


def moment(value: dt.date | str | None) -> Data:
    """A day, month or year for machines and in words; '' and `undated` where there is none."""
    iso = value.isoformat() if isinstance(value, dt.date) else value or ""
    return {"iso": iso, "text": day(iso)}
