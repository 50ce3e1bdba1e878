"""`lodestone init DIR`: a site of one's own on another subject, which builds, checks and deploys as it is.

What is written belongs to the new site: templates too, so that it can look like itself. Nothing
that exists is written over. Whatever the site is about is in its files; none of it is in code.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from lodestone import __version__
from lodestone.commands.keeping import put_new
from lodestone.text.slugs import slug

if sys.version_info >= (3, 12):
    from importlib.resources.abc import Traversable
else:
    from importlib.abc import Traversable

FILES = {
    "pelicanconf.txt": "pelicanconf.py",
    "publishconf.txt": "publishconf.py",
    "Makefile.txt": "Makefile",
    "workflow.txt": ".github/workflows/publish.yml",
    "gitignore.txt": ".gitignore",
    "requirements.txt": "requirements.txt",
    "readme.txt": "README.md",
    "method.txt": "content/pages/method.md",
    "terms.txt": "content/pages/terms.md",
    "example.txt": "content/briefings/an-example.md",
}
"""Each file of the package's `starter/`, and its place in the new site."""


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the subcommand."""
    parser.add_argument("directory", type=Path, metavar="DIR", help="a directory that is new or empty")
    parser.add_argument("--name", default="", help="name of the site (default: of the directory)")
    parser.add_argument("--subtitle", default="", metavar="TEXT", help="what it is about, in a line")
    parser.add_argument(
        "--topic",
        action="append",
        default=[],
        metavar="NAME",
        help="a topic; may be given again (default: Supply)",
    )
    parser.add_argument(
        "--term",
        action="append",
        default=[],
        metavar="WORD",
        help="a word that places a text in the subject; may be given again (default: the topics)",
    )
    parser.add_argument(
        "--company",
        action="append",
        default=[],
        metavar="NAME[=ASX:LYC]",
        help="a company of the register, with its main listing; may be given again",
    )
    parser.add_argument(
        "--buyers", default="buyers", metavar="WHO", help="to whom the risk is one (default: buyers)"
    )
    parser.add_argument(
        "--step",
        action="append",
        default=[],
        metavar="NAME=PRODUCT",
        help="a step of the chain and what leaves it, in order; may be given again",
    )
    parser.add_argument("--url", default="https://example.org", help="address at which it will be published")


def run(args: argparse.Namespace) -> int:
    """Write the site; 1 where that fails, 2 for wrong usage."""
    directory: Path = args.directory
    try:
        site = Beginning.of(args)
        if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
            raise ValueError(f"{directory} exists already and is not empty; nothing was written")
        files = dict(site.files())
    except ValueError as wrong:
        print(f"lodestone init: {wrong}", file=sys.stderr)
        return 2
    try:
        for name, data in files.items():
            path = directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            put_new(path, data)
    except OSError as error:
        print(f"lodestone init: {error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    print(f"{directory}: {len(files)} files. Next: cd {directory} && lodestone serve")
    return 0


@dataclass(frozen=True, slots=True)
class Listed:
    """A company to begin the register with."""

    name: str
    ticker: str = ""

    @property
    def id(self) -> str:
        """Its name in the register."""
        return slug(self.name)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the new site starts with."""

    name: str
    subtitle: str
    topics: tuple[str, ...]
    terms: tuple[str, ...]
    companies: tuple[Listed, ...]
    buyers: str
    steps: tuple[tuple[str, str, str], ...]
    """The segment of the register, the name, what leaves it."""
    url: str
    today: dt.date

    @classmethod
    def of(cls, args: argparse.Namespace) -> Beginning:
        """Out of the arguments; `ValueError` says in a sentence what is wrong with them."""
        topics = tuple(dict.fromkeys(_line(each) for each in args.topic)) or ("Supply",)
        companies = tuple(Listed(*(_line(part) for part in each.split("=", 1))) for each in args.company)
        for names in ([slug(each) for each in topics], [each.id for each in companies]):
            twice = next((name for name in names if names.count(name) > 1), None)
            if twice:
                raise ValueError(f"`{twice}` is given twice")
        name = _line(args.name or args.directory.absolute().name)
        return cls(
            name=name,
            subtitle=" ".join(args.subtitle.split()) or f"{', '.join(topics)}, graded by source",
            topics=topics,
            terms=tuple(_line(each) for each in args.term) or tuple(map(_term, topics)),
            companies=companies,
            buyers=_line(args.buyers),
            steps=tuple(map(_step, args.step)),
            url=_line(args.url).rstrip("/"),
            today=dt.datetime.now(dt.UTC).date(),
        )

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file of the site: its place and what it holds. Raises `ValueError` for an unknown exchange."""
        package = resources.files("lodestone")
        for source, place in FILES.items():
            yield place, self._filled((package / "starter" / source).read_text("utf-8"))
        for each in (package / "starter" / "vocabulary").iterdir():
            yield f"content/vocabulary/{each.name}", each.read_bytes()
        yield "content/vocabulary/domain.yaml", _yaml({"domain": list(self.terms)})
        for name, data in _below(package / "templates"):
            yield f"templates/{name}", data
        for topic in self.topics:
            yield f"content/topics/{slug(topic)}.md", _note(self._topic(topic), f"What is known of {topic}.")
        for company in self.companies:
            yield (
                f"content/companies/{company.id}.md",
                _note(_company(company), f"{company.name}, in a line."),
            )
        yield "content/media/.gitkeep", b""
        yield "content/events.yaml", b"events: []\n"

    def _filled(self, text: str) -> bytes:
        values = {
            "name": _quoted(self.name),
            "title": self.name,
            "subtitle": _quoted(self.subtitle),
            "buyers": _quoted(self.buyers),
            "chain": _quoted(self.steps),
            "url": _quoted(self.url),
            "version": __version__,
            "today": self.today.isoformat(),
            "theme": slug(self.topics[0]),
            "first": self.companies[0].id if self.companies else "none",
            "of": self.companies[0].id if self.companies else "world",
        }
        for key, value in values.items():
            text = text.replace(f"@{key}@", value)
        return text.encode()

    def _topic(self, topic: str) -> Mapping[str, object]:
        own = _term(topic)
        return {
            "title": topic,
            "summary": f"Everything that is known of {topic}.",
            "terms": [
                {"term": word, "weight": 3 if word == own else 1}
                for word in dict.fromkeys((own, *self.terms))
            ],
        }


def _term(name: str) -> str:
    """A name as a term: in small letters, which stand for capitals too, unless it is written with capitals inside.

    >>> _term("Brine"), _term("NdFeB")
    ('brine*', 'NdFeB*')
    """
    return f"{name.lower() if name[1:] == name[1:].lower() else name}*"


def _step(text: str) -> tuple[str, str, str]:
    """A step of the chain out of `Brine=lithium chloride`; `ValueError` otherwise."""
    name, given, product = text.partition("=")
    if not given:
        raise ValueError(f"`{text}` is no step: write NAME=PRODUCT")
    return slug(_line(name)), _line(name), _line(product)


def _company(company: Listed) -> Mapping[str, object]:
    listing, country = _listing(company.ticker) if company.ticker else (None, "")
    return {
        "id": company.id,
        "name": company.name,
        "aliases": [],
        "country": country,
        "status": "listed" if listing else "private",
        "listings": [listing] if listing else [],
        "segments": [],
        "source": "",
        "checked": "no",
    }


def _listing(ticker: str) -> tuple[Mapping[str, str], str]:
    """A listing in the form of the register, and the country of its exchange."""
    from lodestone.text.lexicon import read_lexicon  # noqa: PLC0415 - needed for listed companies only

    path = "vocabulary/exchanges.yaml"
    data = (resources.files("lodestone") / "starter" / path).read_bytes()
    exchanges = read_lexicon({path: data})[0].vocabulary.exchanges
    code, _, symbol = ticker.partition(":")
    exchange = exchanges.get(code)
    if exchange is None:
        raise ValueError(
            f"`{ticker}` is no ticker: write EXCHANGE:SYMBOL, with one of {', '.join(exchanges)}"
        )
    if not exchange.allows(symbol):
        raise ValueError(f"{code} can have no symbol `{symbol}`: its symbols match {exchange.symbol}")
    return {"ticker": f"{code}:{exchange.stored(symbol)}", "mic": exchange.mic[0]}, exchange.country


def _below(place: Traversable, inside: str = "") -> Iterator[tuple[str, bytes]]:
    """All files below a directory of the package."""
    for each in sorted(place.iterdir(), key=lambda each: each.name):
        if each.is_dir():
            yield from _below(each, f"{inside}{each.name}/")
        elif not each.name.startswith("."):
            yield inside + each.name, each.read_bytes()


def _note(values: Mapping[str, object], body: str) -> bytes:
    """A file with front matter; every value is JSON, which is YAML too and needs no rules of quoting."""
    return f"---\n{_yaml(values).decode()}---\n{body}\n".encode()


def _yaml(values: Mapping[str, object]) -> bytes:
    return "".join(f"{key}: {_quoted(value)}\n" for key, value in values.items()).encode()


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _line(text: str) -> str:
    """A value that is one line of text and not empty; `ValueError` otherwise."""
    line = " ".join(text.split())
    if not line or not line.isprintable() or "@" in line:
        raise ValueError(f"`{text!r}` is no name: one line of letters, digits and signs")
    return line
