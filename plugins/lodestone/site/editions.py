"""Two editions of a site compared by their data: what a reader of the first would want to know of the second.

The data are the machine copies of both builds: `briefing.json` of each briefing, `topics` and
`conflicts` of `build.json`. Judgements are the same one where their text is, else where their
anchor is; so a judgement put before the others is one new judgement, not a change of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Record = Mapping[str, Any]
What = Literal["new", "changed", "gone"]
ARROW = " \N{RIGHTWARDS ARROW} "
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_LONGEST = 100
"""Characters of a text that are quoted."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The data of one build."""

    briefings: Mapping[str, Record] = field(default_factory=dict)
    """By slug."""
    topics: Mapping[str, Record] = field(default_factory=dict)
    """By id."""
    conflicts: frozenset[tuple[str, str]] = frozenset()
    """Measure, and of what, of figures that exclude each other."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one briefing, topic or conflict."""

    kind: Literal["topic", "briefing", "conflict"]
    name: str
    """Slug, id, or measure and of what."""
    title: str
    what: What
    sentences: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}: {'; '.join(self.sentences)}"


def compare(before: Edition, after: Edition) -> tuple[Difference, ...]:
    """All differences: topics, then briefings, new ones first, then conflicts.

    >>> old = Edition(topics={"magnets": {"title": "Magnets", "risk": {"level": "moderate"}}})
    >>> new = Edition(topics={"magnets": {"title": "Magnets", "risk": {"level": "high"}}})
    >>> [str(each) for each in compare(old, new)]
    ['magnets: risk moderate → high']
    """
    order = ("new", "changed", "gone")
    briefings = sorted(_briefings(before, after), key=lambda each: (order.index(each.what), each.name))
    return (*_topics(before, after), *briefings, *_conflicts(before, after))


def _topics(before: Edition, after: Edition) -> Iterator[Difference]:
    for name in sorted(before.topics.keys() & after.topics.keys()):
        old, new = before.topics[name], after.topics[name]
        sentences = tuple(_risk(old.get("risk"), new.get("risk")))
        if sentences:
            yield Difference("topic", name, new["title"], "changed", sentences)


def _conflicts(before: Edition, after: Edition) -> Iterator[Difference]:
    for measure, of in sorted(before.conflicts ^ after.conflicts):
        new = (measure, of) in after.conflicts
        told = "figures now exclude each other" if new else "figures no longer exclude each other"
        name = f"{measure} of {of}"
        yield Difference("conflict", name, name, "new" if new else "gone", (told,))


def _briefings(before: Edition, after: Edition) -> Iterator[Difference]:
    for slug in before.briefings.keys() | after.briefings.keys():
        old, new = before.briefings.get(slug), after.briefings.get(slug)
        if old is None and new is not None:
            yield Difference("briefing", slug, new["title"], "new", (_arrival(new),))
        elif new is None and old is not None:
            yield Difference("briefing", slug, old["title"], "gone", ("is no longer published",))
        elif old is not None and new is not None:
            sentences = tuple(told for tell in _TELLERS for told in tell(old, new))
            if sentences:
                yield Difference("briefing", slug, new["title"], "changed", sentences)


def _arrival(new: Record) -> str:
    risk = new.get("risk")
    parts = [
        f"risk {risk['level']}" if risk else "no confirmed risk",
        _counted(len(new["judgements"]), "judgement"),
        _counted(len(new["figures"]), "figure"),
        _counted(len(new["sources"]), "source"),
    ]
    return f"new briefing on {_listed(new['topics']) or 'no topic'}: {', '.join(parts)}"


# What is told of a briefing that both editions have


def _facts(old: Record, new: Record) -> Iterator[str]:
    """Fields of one value."""
    for key, label in (
        ("title", "title"),
        ("date", "date"),
        ("status", "status"),
        ("confidence", "confidence"),
    ):
        if old.get(key) != new.get(key):
            quote = _quoted if key == "title" else _shown
            yield f"{label} {quote(old.get(key))}{ARROW}{quote(new.get(key))}"
    if old.get("bottom_line") != new.get("bottom_line"):
        yield "the bottom line is reworded"


def _risks(old: Record, new: Record) -> Iterator[str]:
    yield from _risk(old.get("risk"), new.get("risk"))


def _risk(old: Record | None, new: Record | None) -> Iterator[str]:
    """How a risk moved: its level, or else its marks."""
    old, new = old or {}, new or {}
    if old.get("level") != new.get("level"):
        yield f"risk {_shown(old.get('level'))}{ARROW}{_shown(new.get('level'))}"
    for mark in ("likelihood", "impact"):
        if old and new and old.get(mark) != new.get(mark):
            yield f"{mark} of the risk {_shown(old.get(mark))}{ARROW}{_shown(new.get(mark))}"


def _judgements(old: Record, new: Record) -> Iterator[str]:
    former, present = list(old["judgements"]), list(new["judgements"])
    for number, each in enumerate(present, 1):
        same = next((one for one in former if one["text"] == each["text"]), None)
        twin = same or _at_its_anchor(each, former, present)
        if twin is None:
            yield f"judgement {number} is new: {each['likelihood']}, {_quoted(each['text'])}"
            continue
        former.remove(twin)
        for key, label in (("likelihood", ""), ("confidence", "confidence ")):
            if twin[key] != each[key]:
                yield f"judgement {number} {label}{_shown(twin[key])}{ARROW}{_shown(each[key])}"
        if twin["text"] != each["text"]:
            yield f"judgement {number} is reworded: {_quoted(each['text'])}"
        elif set(twin["basis"]) != set(each["basis"]):
            yield f"judgement {number} rests on {_listed(each['basis']) or 'nothing'} now"
    yield from (f"a judgement is gone: {each['likelihood']}, {_quoted(each['text'])}" for each in former)


def _at_its_anchor(each: Record, former: Sequence[Record], present: Iterable[Record]) -> Record | None:
    """The former judgement of the same anchor, unless it is still there with its own text elsewhere."""
    texts = {one["text"] for one in present}
    found = (one for one in former if one["anchor"] == each["anchor"] and one["text"] not in texts)
    return next(found, None)


def _figures(old: Record, new: Record) -> Iterator[str]:
    former, present = ({each["id"]: each for each in record["figures"]} for record in (old, new))
    for name, each in present.items():
        if name not in former:
            yield f"new figure {name}: {_value(each)}"
            continue
        twin = former[name]
        if _value(twin) != _value(each):
            yield f"figure {name} {_value(twin)}{ARROW}{_value(each)}"
        for key in ("period", "status", "grade"):
            if twin[key] != each[key]:
                yield f"{key} of figure {name} {_shown(twin[key])}{ARROW}{_shown(each[key])}"
    yield from (f"figure {name} is gone" for name in former if name not in present)


def _value(figure: Record) -> str:
    """A figure as one writes it.

    >>> _value({"low": "10", "high": "10", "bound": "about", "unit": "%"})
    '~10 %'
    """
    sign = {"about": "~", "at-most": "<", "at-least": ">"}.get(figure["bound"], "")
    numbers = dict.fromkeys((figure["low"], figure["high"]))
    amount = "\N{EN DASH}".join(numbers)
    return f"{sign}{amount} {figure['unit']}".strip()


def _sources(old: Record, new: Record) -> Iterator[str]:
    """How many came and went; who publishes the new ones."""
    former, present = ({each["id"]: each for each in record["sources"]} for record in (old, new))
    came = [each["publisher"] or name for name, each in present.items() if name not in former]
    if came:
        yield f"{_counted(len(came), 'new source')}: {_listed(came)}"
    for name in present.keys() & former.keys():
        before, after = former[name]["reliability"], present[name]["reliability"]
        if before != after:
            yield f"reliability of source {name} {_shown(before)}{ARROW}{_shown(after)}"
    went = [each["publisher"] or name for name, each in former.items() if name not in present]
    if went:
        yield f"{_counted(len(went), 'source')} gone: {_listed(went)}"


def _lists(old: Record, new: Record) -> Iterator[str]:
    """Companies, tickers, topics; corrections; what a person confirmed."""
    for key, noun in (("companies", "company"), ("tickers", "ticker"), ("topics", "topic")):
        came = [each for each in new[key] if each not in old[key]]
        went = [each for each in old[key] if each not in new[key]]
        yield from (f"{noun} {each} added" for each in came)
        yield from (f"{noun} {each} taken out" for each in went)
    known = [each["what"] for each in old["corrections"]]
    yield from (f"correction: {each['what']}" for each in new["corrections"] if each["what"] not in known)
    confirmed = [each for each in old["machine_read"] if each not in new["machine_read"]]
    if confirmed:
        yield f"no longer machine-read: {_listed(confirmed)}"


def _rest(old: Record, new: Record) -> Iterator[str]:
    for key, label in (("implications", "implications"), ("watch", "days to watch"), ("gaps", "gaps")):
        if old[key] != new[key]:
            yield f"the {label} are changed"


Teller = Callable[[Record, Record], Iterator[str]]
_TELLERS: tuple[Teller, ...] = (_facts, _risks, _judgements, _figures, _sources, _lists, _rest)
"""In the order in which an editor reads."""


# Words


def _shown(value: object) -> str:
    return "none" if value in (None, "") else str(value)


def _quoted(value: object) -> str:
    text = " ".join(str(value).split())
    cut = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"
    return f"\N{LEFT DOUBLE QUOTATION MARK}{cut}\N{RIGHT DOUBLE QUOTATION MARK}"


def _counted(number: int, noun: str) -> str:
    """A number in words with its noun.

    >>> _counted(1, "new source"), _counted(12, "figure")
    ('one new source', '12 figures')
    """
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{word} {noun}{'' if number == 1 else 's'}"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(words))
