"""Read the content directory: the register first, then each briefing through the pipeline of one file.

The directory is what people write, so nothing in it is trusted: hidden files and leftovers of
text editors are passed over, links that lead out of it and files above the limit are refused
with a problem. Nothing here writes. `lodestone check` is this function and the index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lodestone.annotate import Annotation
from lodestone.article import Article, Source, article
from lodestone.engine.refused import Gate
from lodestone.engine.scan import contents, walk
from lodestone.engine.scrapes import copied
from lodestone.limits import TEXT
from lodestone.model import Diagnostic, Lexicon, replay
from lodestone.repair import repair_text
from lodestone.repair.decode import decode
from lodestone.text.body import Body
from lodestone.text.folders import is_register

LIMIT = TEXT
EVENTS = "events.yaml"


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that was read, by path below the content directory, with forward slashes."""

    lexicon: Lexicon = field(default_factory=Lexicon)
    articles: tuple[Article, ...] = ()
    pages: Mapping[str, bytes] = field(default_factory=dict)
    events: bytes = b""
    media: Mapping[str, Path] = field(default_factory=dict)
    """Where the files below `media/` are on disk; they can be big, so they are not read here."""
    texts: Mapping[str, bytes] = field(default_factory=dict)
    """Every text file that was read, as it is on disk."""

    def repaired(self, path: str) -> str:
        """The text of a file with its encoding mended, by the ledger where there is one."""
        decoded = decode(self.texts[path]).text
        ledger = next((each.changes for each in self.articles if each.path == path), None)
        return repair_text(decoded) if ledger is None else replay(decoded, ledger)


def load(
    directory: Path, only: Callable[[str], bool] = lambda _: True
) -> tuple[Content, tuple[Diagnostic, ...]]:
    """Read a content directory; of the briefings, those for whose path `only` holds.

    Problems have paths below the directory, as everything has.
    """
    from lodestone.text.lexicon import read_lexicon  # noqa: PLC0415 - a build reads the register by itself

    problems: list[Diagnostic] = []
    found = dict(_files(directory, problems))
    texts = {path: data for path, data in _texts(found, problems) if only(path) or not is_briefing(path)}
    lexicon, register_problems = read_lexicon(
        {path: data for path, data in texts.items() if is_register(path)}
    )
    articles = tuple(read_article(path, data, lexicon) for path, data in texts.items() if is_briefing(path))
    content = Content(
        lexicon=lexicon,
        articles=articles,
        pages={path: data for path, data in texts.items() if path.startswith("pages/")},
        events=texts.get(EVENTS, b""),
        media={path: place for path, place in found.items() if path.startswith("media/")},
        texts=texts,
    )
    problems += register_problems
    problems += (problem for each in articles for problem in each.diagnostics)
    problems += copied(directory, articles, texts)
    return content, tuple(sorted(problems))


def is_briefing(path: str) -> bool:
    """Whether this is the path of a briefing."""
    return path.startswith("briefings/") and path.endswith(".md")


def is_text(path: str) -> bool:
    """Whether this file is one that we read. Other files are somebody else's, and pass unread."""
    by_folder = is_register(path) and path.endswith((".md", ".yaml"))
    return (
        is_briefing(path)
        or by_folder
        or (path.startswith("pages/") and path.endswith(".md"))
        or path == EVENTS
    )


def _files(directory: Path, problems: list[Diagnostic]) -> Iterator[tuple[str, Path]]:
    """All files in order of their path, without those passed over or refused."""
    gate = Gate(directory)
    for file in sorted(walk(str(directory)), key=lambda file: file.path):
        path, refused = file.path, gate.refuses(file)
        if refused:
            problems.append(Diagnostic(path, 0, 0, *refused))
        elif gate.reads(file):
            yield path, Path(file.place)
            if path.endswith(".md") and not is_text(path) and not path.startswith("media/"):
                hint = "move it to briefings/, if it is one"
                problems.append(
                    Diagnostic(path, 0, 0, "W316", "is in none of the folders that are read", hint)
                )


def _texts(found: Mapping[str, Path], problems: list[Diagnostic]) -> Iterator[tuple[str, bytes]]:
    """The bytes of every text file; one that is too large or cannot be read is a problem instead."""
    for path, place in found.items():
        if not is_text(path):
            continue
        try:
            yield path, contents(place, LIMIT)
        except OSError as error:
            problems.append(Diagnostic(path, 0, 0, "E100", f"cannot be read: {error.strerror or error}"))


def read_article(path: str, data: bytes, lexicon: Lexicon) -> Article:
    """The pipeline of one file. A defect of ours is a problem E100 of that file: it must not hide the others."""
    try:
        return article(Source(path, data), lexicon)
    except Exception as error:
        return Article(path, None, Body("", {}), Annotation(), (), (), (failed(path, error),))


def failed(path: str, error: Exception) -> Diagnostic:
    """A defect of ours, as a problem of the file that showed it."""
    message = f"cannot be processed: {type(error).__name__}: {error} ({_where(error)})"
    hint = "this is a defect of Lodestone, not of the file; please report it with the file"
    return Diagnostic(path, 0, 0, "E100", message, hint)


def _where(error: BaseException) -> str:
    """File and line at which an exception was raised."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
