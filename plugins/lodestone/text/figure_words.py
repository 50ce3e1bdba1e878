"""Other words for units, columns and statuses of the figures table, and ours: offered to the editor, never taken."""

from __future__ import annotations

import re

UNITS = {
    "tonnes": "t", "tons": "t", "tonne": "t", "mt": "t", "tpa": "t/yr", "t/y": "t/yr", "tpy": "t/yr", "t/a": "t/yr",
    "tonnes/yr": "t/yr", "tonnes/year": "t/yr", "tons/yr": "t/yr", "t per year": "t/yr", "tonnes per year": "t/yr",
    "mtpa": "t/yr", "ktpa": "kt/yr", "kt/y": "kt/yr", "percent": "%", "per cent": "%", "pct": "%", "pp": "points",
    "percentage points": "points",
    "thousand t": "kt", "thousand t/yr": "kt/yr", "usd": "m USD", "million usd": "m USD", "billion usd": "bn USD",
    "usd m": "m USD", "usd bn": "bn USD", "$/kg": "USD/kg", "times": "x", "year": "years",
}  # fmt: skip
"""Other ways to write a unit, in small letters, and ours: offered, never taken."""
COLUMNS = {
    "unit": "write the unit behind the number in `value`, as `50,000 t/yr`",
    "comment": "did you mean `note`?",
    "remark": "did you mean `note`?",
    "subject": "did you mean `of`?",
    "company": "did you mean `of`?",
    "date": "did you mean `as of`?",
}
"""Other names of columns, and what to do."""
COUNTED = ("mass", "mass-rate", "count", "area")
"""Dimensions whose values are in thousands so often that a dot before three digits is doubtful."""
PERIODS = "write 2024, 2025-H1, 2025-Q1, 2025-9M, 2025-07, 2025-07-10, an interval A/B, or undated"
"""What a period looks like."""
STATUSES = {
    "planned": "target", "plan": "target", "goal": "target", "actual": "reported", "official": "reported",
    "announced": "claimed", "claim": "claimed", "estimated": "estimate", "projected": "forecast",
    "expected": "forecast", "guidance": "forecast", "tested": "measured", "assessed": "measured",
}  # fmt: skip
"""Other words for a status, and ours: offered, never taken."""

_COMMAS = re.compile(r"(?P<id>[a-z0-9-]+)(?:\s*,\s*|\s+)(?P<digit>[1-6])")


def semicolons(text: str) -> str:
    """The cell as it is written, where commas stand for blanks or semicolons: `a 2, b 3`, `a, 2`; else ''."""
    if "," not in text or ";" in text:
        return ""
    found = list(_COMMAS.finditer(text))
    rest = _COMMAS.sub("", text).replace(",", "").strip()
    return "; ".join(f"{each['id']} {each['digit']}" for each in found) if found and not rest else ""
