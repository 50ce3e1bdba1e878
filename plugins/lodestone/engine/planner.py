"""What to make again, what to keep, what to remove, and why: old facts and new ones in, decisions out.

A page depends on facts: the answers that it read, by identifier (`a card`, `a briefing`, `a
company`) or by pattern (a slice of a list, a count), each with the digest of what it was given,
and the templates that it is made by. It is made again when one of them is another one, and for no
other reason. Pure; `engine.touched` says which facts have to be looked at again at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TypeVar

from lodestone.site.reads import Read

Fact = TypeVar("Fact")
Page = tuple[str, str]
"""Kind and key."""
NEW = "it is new"
_TEMPLATE = "the template {} changed, or what all pages show"
GONE = "nothing asks for it any more"


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds at one time, of all that was looked at."""

    reads: Mapping[Read, str] = field(default_factory=dict)
    """The digest of each answer."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """The digest of each template with all that it includes and all that every page shows."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The hash of each file that is copied, by path."""
    pages: AbstractSet[Page] = frozenset()
    """Which pages there are."""


@dataclass(frozen=True, slots=True)
class Uses:
    """Who depended on a fact when it was made last."""

    of_read: Callable[[Read], Iterable[Page]]
    of_template: Callable[[str], Iterable[Page]]
    of_file: Callable[[str], Iterable[Page]]


@dataclass(frozen=True, slots=True)
class Plan:
    """Decisions, each with its reason. What is in neither is kept."""

    stale: Mapping[Page, str]
    removed: Mapping[Page, str]


def plan(before: Facts, now: Facts, uses: Uses) -> Plan:
    """Decide. A page that is new is stale, one that is gone is removed, whatever else changed."""
    removed = dict.fromkeys(sorted(before.pages - now.pages), GONE)
    stale = dict.fromkeys(sorted(now.pages - before.pages), NEW)
    for reasons in (
        _changed(before.templates, now.templates, uses.of_template, _TEMPLATE.format),
        _changed(before.files, now.files, uses.of_file, "the file `{}` changed".format),
        _changed(before.reads, now.reads, uses.of_read, lambda read: f"{in_words(read)} changed"),
    ):
        for page, why in reasons:
            if page not in removed:
                stale.setdefault(page, why)
    return Plan(stale, removed)


def _changed(
    before: Mapping[Fact, str],
    now: Mapping[Fact, str],
    users: Callable[[Fact], Iterable[Page]],
    words: Callable[[Fact], str],
) -> Iterator[tuple[Page, str]]:
    """Who depends on a fact that is another one now, and the reason in words."""
    for fact in dict.fromkeys((*before, *now)):
        if before.get(fact) != now.get(fact):
            for page in users(fact):
                yield page, words(fact)


_ONE = {
    "card": "what lists show of the briefing `{}`",
    "briefing": "the briefing `{}`",
    "body": "the rendered text of `{}`",
    "file": "what the file `{}` leads to",
    "text": "the file `{}`",
    "media": "the presence of `{}`",
    "unread": "whether `{}` could be read",
    "passed": "whether the day {} is past",
    "option": "the setting `{}`",
    "pages": "the page `{}`",
    "events": "the events",
}


_WHOLE = {
    "slugs": "the briefings",
    "text": "all rows",
    "count": "the number of rows",
    "keys": "the counts",
    "names": "the keys",
    "tally": "the counts",
    "distinct": "the values",
    "top": "the most frequent value",
}
"""What a read of a whole group or table asks for."""


def in_words(read: Read) -> str:
    """A read as a person would say it.

    >>> in_words(Read("topic", "magnets", "first", 0, 7)), in_words(Read("card", "a"))
    ('rows 1 to 7 of the list `topic` of `magnets`', 'what lists show of the briefing `a`')
    >>> in_words(Read("register.companies", "lynas")), in_words(Read("company", part="keys"))
    ('`lynas` of the register (companies)', 'the counts of the list `company`')
    """
    if read.table.startswith("register"):
        name = read.table.removeprefix("register.")
        return f"`{read.key}` of the register ({name})" if read.key else f"the register ({name})"
    if read.part in ("one", "all"):
        return _ONE.get(read.table, read.table + " `{}`").format(read.key or "all")
    whole = f"the list `{read.table}`" + (f" of `{read.key}`" if read.key else "")
    if read.low or read.high:
        whole += f" from {read.low or 'the start'} to {read.high or 'the end'}"
    if read.part in _WHOLE:
        return f"{_WHOLE[read.part]} of {whole}"
    end = "the end" if read.stop is None else str(read.stop)
    side = ", from the last," if read.part == "last" else ""
    return f"rows {read.start + 1} to {end}{side} of {whole}"
