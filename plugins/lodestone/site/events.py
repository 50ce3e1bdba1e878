"""`content/events.yaml`: dated acts, deadlines and milestones, checked against the register."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

from lodestone.model import Diagnostic, Lexicon, Locator, did_you_mean
from lodestone.text.harmless import is_web_address
from lodestone.text.hidden import hidden_signs, masked, visible
from lodestone.text.slugs import ID

PATH = "events.yaml"
_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_UNREAD = frozenset({
    "as_of_approximate", "contradicts", "merged", "origin", "see", "source_kind", "superseded_by",
    "verified",
})  # fmt: skip
"""Keys that an event may have and that no page shows yet."""


@dataclass(frozen=True, slots=True)
class Event:
    """One row of `content/events.yaml`, keys as there."""

    id: str
    what: str
    date: str = ""
    by: str = ""
    until: str = ""
    date_approximate: bool = False
    as_of: str = ""
    companies: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    jurisdiction: str = "other"
    kind: str = ""
    status: str = ""
    source: str = ""
    url: str = ""
    grade: str = ""
    note: str = ""
    facts: tuple[str, ...] = ()
    """Ids of figures that say the same; a Watch item that rests on one of them is about this event."""

    @property
    def on(self) -> str:
        """The day, month or year to sort by: when it falls due, else when it happened."""
        return self.by or self.date or self.until


_KEYS = tuple(each.name for each in fields(Event))


def read_events(data: bytes, lexicon: Lexicon) -> tuple[tuple[Event, ...], tuple[Diagnostic, ...]]:
    """The events in order of time, then id; a bad row is left out with a problem (E209, or E150, W325)."""
    import yaml  # noqa: PLC0415 - only where the events changed

    written = data.decode("utf-8", "replace")
    text, locator = masked(written), Locator(written, ())
    told = [problem.located(PATH, locator) for problem in hidden_signs(written)]
    try:
        rows = (yaml.safe_load(text) or {}).get("events", [])
    except (yaml.YAMLError, AttributeError):
        return (), (Diagnostic(PATH, 0, 0, "E209", "this is no YAML with a list `events`"),)
    found: dict[str, Event] = {}
    for row in rows:
        faults = list(_faults(row, found, lexicon))
        if faults:
            line = _line(text, row)
            told += [Diagnostic(PATH, line, min(line, 1), "E209", fault) for fault in faults]
        else:
            event = _event(row)
            found[event.id] = event
    return tuple(sorted(found.values(), key=lambda each: (each.on, each.id))), tuple(told)


def _event(row: dict[str, object]) -> Event:
    values = {key: _plain(row[key]) for key in _KEYS if row.get(key) is not None}
    return Event(**values)  # type: ignore[arg-type]  # the keys and kinds were checked


def _plain(value: object) -> object:
    """As the fields of `Event` are: texts, yes or no, tuples of texts."""
    if isinstance(value, bool):
        return value
    return tuple(visible(str(each)) for each in value) if isinstance(value, list) else visible(str(value))


def _faults(row: object, found: dict[str, Event], lexicon: Lexicon) -> Iterator[str]:
    if not isinstance(row, dict) or not row.get("id") or not row.get("what"):
        yield f"an event needs `id` and `what`; seen: {str(row)[:60]}"
        return
    if not ID.fullmatch(str(row["id"])):
        yield f"the id `{row['id']}` cannot be an anchor; small letters, digits and hyphens"
    if str(row["id"]) in found:
        yield f"the id `{row['id']}` is used twice"
    for key in row.keys() - set(_KEYS) - _UNREAD:
        yield f"`{key}` of event `{row['id']}` is not a key; {did_you_mean(str(key), _KEYS)}"
    for key in ("date", "by", "until", "as_of"):
        value = row.get(key)
        if value is not None and not isinstance(value, dt.date) and not _ISO.fullmatch(str(value)):
            yield f"`{key}` of event `{row['id']}` is `{value}`, no year, month or day in ISO form"
    if row.get("url") and not is_web_address(str(row["url"])):
        yield f"`url` of event `{row['id']}` is `{row['url']}`, no http or https address"
    for key, known in (("companies", lexicon.companies), ("themes", lexicon.topics)):
        for value in row.get(key) or ():
            if value not in known:
                yield f"`{key}` of event `{row['id']}` has `{value}`; {did_you_mean(str(value), known)}"


def _line(text: str, row: object) -> int:
    """The line on which the event's id stands, from 1 (of one used twice, the second); 0 where it has none."""
    name = re.escape(str(row.get("id", ""))) if isinstance(row, dict) else ""
    places = list(re.finditer(rf"\bid: *['\"]?{name}['\"]?\s*[,}}\n]", text)) if name else []
    return text.count("\n", 0, places[-1].start()) + 1 if places else 0
