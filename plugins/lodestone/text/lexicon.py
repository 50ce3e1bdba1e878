"""Register files to a `Lexicon`: companies, topics, vocabulary. Pure: bytes in, values and diagnostics out.

Keys are the fields of the dataclasses of `lodestone.model`, one for one, so that the model is
the manual. Files, by their path below the content directory:

- `companies/*.md`: front matter as `Company` (listings: `[{ticker: 'SSE:600111', mic: XSHG}]`,
  relations: `[{type, with, basis, …}]`), body = profile
- `topics/*.md`: front matter as `Topic` (terms: `[{term, weight}]`, risk: `[{on, likelihood, impact,
  direction, why, supports, contradicts}]`, lens), body = landing text; the id is the file's stem
- `vocabulary/exchanges.yaml`: `exchanges: [{code, name, mic: [..], symbol, width, prefixes, suffixes,
  bloomberg, country}]`
- `vocabulary/units.yaml`: `units: [{unit, dimension, factor, to, currency}]`
- `vocabulary/measures.yaml`: `measures: [...]`, `references` and `cues` as in `Measure` (`adds` yes/no)
- `vocabulary/subjects.yaml`, `jurisdictions.yaml`, `publishers.yaml`, `signals.yaml`, `hedges.yaml`,
  `advice.yaml`, `acronyms.yaml`, `domain.yaml`: one list each under the key of the file's name

The order of reading is the order of knowledge: exchanges before companies, whose listings name
them; units before measures; companies before subjects, which they own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, TypeVar

from lodestone.model import (
    Accuracy,
    Company,
    Diagnostic,
    Exchange,
    Jurisdiction,
    Lexicon,
    Measure,
    Problem,
    Publisher,
    Signal,
    Span,
    Subject,
    Ticker,
    Topic,
    Unit,
    Vocabulary,
    did_you_mean,
    digest_of,
)
from lodestone.text.charts import read_charts
from lodestone.text.document import cut
from lodestone.text.folders import is_register
from lodestone.text.lookalike import foreign, skeleton
from lodestone.text.register_file import Entry, RegisterFile
from lodestone.text.rows import Unfit, read_row
from lodestone.text.slugs import ID, is_slug
from lodestone.text.yaml_nodes import Items, Keys, Node, Scalar

T = TypeVar("T")
_OF_REGISTER = ("E102", "E105", "E107", "E151", "E152")
"""Problems of a file's form that are told of a company or topic too; its sections are prose."""
_IN_ADDRESSES = {"exchanges": re.compile("[A-Z][A-Z0-9]*"), "measures": ID, "subjects": ID}
"""Vocabularies whose keys become a part of an address, and what they look like."""


def read_lexicon(files: Mapping[str, bytes]) -> tuple[Lexicon, tuple[Diagnostic, ...]]:
    """Read the register out of files by path. Problems (E101, E209 …) point into the file; a bad row is left out."""
    register = {path: RegisterFile(path, files[path]) for path in sorted(files) if is_register(path)}
    reading = _Reading(register)
    lexicon = Lexicon(reading.companies(), reading.topics(), reading.vocabulary(), digest_of(files))
    reading.check(lexicon)
    problems = {problem for file in register.values() for problem in file.diagnostics()}
    return lexicon, tuple(sorted(problems))


class _Reading:
    """Reads the files of one register. Each kind of row is kept with its place, for checks across files."""

    def __init__(self, files: Mapping[str, RegisterFile]) -> None:
        self._files = files
        rows = self._rows
        self._exchanges = dict(rows("exchanges", Exchange, lambda row: row.code, ("symbol",)))
        self._units = dict(rows("units", Unit, lambda row: row.unit))
        self._measures = dict(rows("measures", Measure, lambda row: row.id))
        self._companies = dict(self._notes("companies/", Company, "profile"))
        self._topics = dict(self._notes("topics/", Topic, "body"))
        self._subjects = dict(rows("subjects", Subject, lambda row: row.id))

    def companies(self) -> dict[str, Company]:
        """Companies by id."""
        return {name: entry.value for name, entry in self._companies.items()}

    def topics(self) -> dict[str, Topic]:
        """Topics by id."""
        return {name: entry.value for name, entry in self._topics.items()}

    def vocabulary(self) -> Vocabulary:
        """The closed lists."""
        rows = self._rows
        return Vocabulary(
            exchanges=_values(self._exchanges),
            units=_values(self._units),
            measures=_values(self._measures),
            subjects=_values(self._subjects),
            jurisdictions=_values(dict(rows("jurisdictions", Jurisdiction, lambda row: row.code))),
            publishers=tuple(_values(dict(rows("publishers", Publisher, lambda row: row.name))).values()),
            signals=tuple(_values(dict(rows("signals", Signal, lambda row: row.id, ("patterns",)))).values()),
            accuracy=tuple(_values(dict(rows("accuracy", Accuracy, lambda row: row.what))).values()),
            hedges=tuple(self._words("hedges")),
            advice=tuple(self._words("advice")),
            acronyms=tuple(self._words("acronyms")),
            domain=tuple(self._words("domain")),
        )

    # Rows of a vocabulary

    def _rows(
        self, name: str, kind: type[T], key: Callable[[T], str], patterns: tuple[str, ...] = ()
    ) -> Iterator[tuple[str, Entry[T]]]:
        """The rows of `vocabulary/<name>.yaml` by their key, each once; `patterns` are regular expressions."""
        file = self._files.get(f"vocabulary/{name}.yaml")
        if file is None:
            return
        seen: set[str] = set()
        for node in file.list(name):
            row = read_row(node, kind, file.problems)
            if row is None or not _compile(node, patterns, file.problems):
                continue
            if name in _IN_ADDRESSES and not _IN_ADDRESSES[name].fullmatch(key(row)):
                file.tell(
                    node.span, f"`{key(row)}` cannot be used in an address", "ASCII letters, digits, hyphens"
                )
                continue
            if key(row) in seen:
                file.tell(node.span, f"`{key(row)}` is in the list twice", "keep one of them")
                continue
            seen.add(key(row))
            yield key(row), Entry(row, file, node)

    def _words(self, name: str) -> Iterator[str]:
        """A list of words alone."""
        file = self._files.get(f"vocabulary/{name}.yaml")
        for node in file.list(name) if file else ():
            if isinstance(node, Scalar) and node.text:
                yield node.text

    # Companies and topics, a file each

    def _notes(self, folder: str, kind: type[T], body: str) -> Iterator[tuple[str, Entry[T]]]:
        """The files of a folder: front matter and text."""
        seen: dict[str, str] = {}
        for path, file in self._files.items():
            if not path.startswith(folder) or not path.endswith(".md"):
                continue
            document, problems = cut(file.text)
            file.problems += [each for each in problems if each.code in _OF_REGISTER]
            if document.front_matter is None:
                continue
            text = Span(document.front_matter.end, len(file.text))
            file.problems += read_charts(file.text, text)[2]
            node = file.front_matter(document.front_matter)
            given: dict[str, Any] = {body: _body(file.text, document.front_matter), "path": path}
            if kind is Topic:
                given["id"] = PurePosixPath(path).stem
            row = read_row(node, kind, file.problems, {Ticker: self._ticker}, **given)
            if row is None:
                continue
            name = str(getattr(row, "id"))  # noqa: B009 - both kinds have one
            if not is_slug(name):
                file.tell(
                    _at(node, "id"),
                    f"`{name}` cannot be used in an address",
                    "small letters, digits and hyphens",
                )
            elif name in seen:
                file.tell(_at(node, "id"), f"the id `{name}` is that of {seen[name]}", "give each its own")
            else:
                seen[name] = path
                yield name, Entry(row, file, node)

    def _ticker(self, node: Node) -> Ticker:
        """A listing's ticker, in the form of its exchange."""
        text = node.text if isinstance(node, Scalar) else ""
        code, _, symbol = text.partition(":")
        entry = self._exchanges.get(code)
        if entry is None:
            hint = did_you_mean(code, self._exchanges) or "write EXCHANGE:SYMBOL, as SSE:600111"
            raise Unfit(node.span, f"`{code}` is not an exchange of the vocabulary", hint)
        if not entry.value.allows(symbol):
            raise Unfit(
                node.span, f"{code} can have no symbol `{symbol}`", f"its symbols match {entry.value.symbol}"
            )
        return Ticker(code, entry.value.stored(symbol))

    # What only the whole can see

    def check(self, lexicon: Lexicon) -> None:
        """Names across files that lead nowhere or collide. The rows stay; what is wrong is told."""
        self._check_companies(lexicon)
        self._check_vocabulary()

    def _check_companies(self, lexicon: Lexicon) -> None:
        self._check_looks()
        holders: dict[Ticker, str] = {}
        for name, entry in self._companies.items():
            for n, listing in enumerate(entry.value.listings):
                first = holders.setdefault(listing.ticker, name)
                if first != name:
                    entry.tell(("listings", n, "ticker"), f"{listing.ticker} is a listing of `{first}` too")
                known = lexicon.vocabulary.exchanges[listing.ticker.exchange].mic
                if listing.mic not in known:
                    entry.tell(
                        ("listings", n, "mic"),
                        f"`{listing.mic}` is not a MIC of {listing.ticker.exchange}",
                        did_you_mean(listing.mic, known),
                    )
            for n, relation in enumerate(entry.value.relations):
                if relation.other not in self._companies:
                    hint = did_you_mean(relation.other, self._companies)
                    entry.tell(
                        ("relations", n, "with"), f"`{relation.other}` is not a company of the register", hint
                    )

    def _check_looks(self) -> None:
        """No name is written with letters of another script so that it looks like a Latin one, of another company."""
        looks: dict[str, tuple[str, str]] = {}
        for id_, entry in self._companies.items():
            for name in entry.value.names:
                first, whose = looks.setdefault(skeleton(name), (name, id_))
                if whose == id_ or first.casefold() == name.casefold():
                    continue
                if foreign(name):
                    entry.tell(
                        (), f"the name `{name}` looks like `{first}` of `{whose}`", "write it as it is"
                    )
                else:
                    message = f"the name `{first}` looks like `{name}` of `{id_}`"
                    self._companies[whose].tell((), message, "write it as it is")

    def _check_vocabulary(self) -> None:
        for entry in self._measures.values():
            unit = self._units.get(entry.value.unit)
            if unit is None:
                entry.tell(
                    ("unit",),
                    f"`{entry.value.unit}` is not in units.yaml",
                    did_you_mean(entry.value.unit, self._units),
                )
            elif unit.value.dimension != entry.value.dimension:
                entry.tell(("dimension",), f"`{entry.value.unit}` is a unit of {unit.value.dimension}")
        for name, subject in self._subjects.items():
            if name in self._companies:
                subject.tell(("id",), f"`{name}` is the id of a company", "give the subject another")
            for n, owner in enumerate(subject.value.owners):
                if owner not in self._companies:
                    hint = did_you_mean(owner, self._companies)
                    subject.tell(("owners", n), f"`{owner}` is not a company of the register", hint)


def _values(entries: Mapping[str, Entry[T]]) -> dict[str, T]:
    return {name: entry.value for name, entry in entries.items()}


def _body(text: str, front: Span) -> str:
    """What follows the front matter."""
    after = text.find("\n", front.end)
    return text[after + 1 :].strip() if after >= 0 else ""


def _at(node: Node, key: str) -> Span:
    value = node.get(key) if isinstance(node, Keys) else None
    return (value or node).span


def _compile(node: Node, names: Iterable[str], problems: list[Problem]) -> bool:
    """Whether the regular expressions of a row can be read; else it is told."""
    good = True
    for name in names:
        value = node.get(name) if isinstance(node, Keys) else None
        for each in value.items if isinstance(value, Items) else [value]:
            if isinstance(each, Scalar):
                try:
                    re.compile(each.text)
                except re.error as error:
                    message = f"the regular expression cannot be read: {error}"
                    problems.append(Problem("E209", each.span, message))
                    good = False
    return good
