"""`lodestone check`: what is wrong in the content, where, what is allowed, and how to mend it.

Reads what a build reads, by the same functions, and writes nothing. With `--fix` it puts in the
mechanical mends (a key renamed, a value quoted, a date turned round) until none is left, so
that a second run changes nothing. It never accepts a guess.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from lodestone.article import Source, article
from lodestone.commands import report
from lodestone.commands.build import find_conf
from lodestone.commands.keeping import put
from lodestone.commands.mend import mendable, mended
from lodestone.engine.load import load
from lodestone.engine.report import placed
from lodestone.engine.settings import CONF, read_settings, shown
from lodestone.model import Change, Diagnostic, Lexicon
from lodestone.site.index import SiteOptions, index

_ROUNDS = 5
"""A mend can uncover another (a renamed key, then its value); more rounds than this were never needed."""


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the subcommand."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="files or directories (default: the content directory)",
    )
    parser.add_argument("--fix", action="store_true", help="put in the mechanical mends; never a guess")
    parser.add_argument("--format", choices=report.FORMATS, default="text", help="default: text")
    parser.add_argument(
        "--content",
        type=Path,
        metavar="DIR",
        help="content directory, whose register counts (default: as PATH or the settings say)",
    )


def run(args: argparse.Namespace) -> int:
    """Check, mend if asked, and print; 1 where an error is left, 2 where a path does not exist."""
    lacking = [path for path in (*args.paths, *([args.content] if args.content else [])) if not path.exists()]
    if lacking:
        print(f"lodestone check: there is no {', '.join(map(str, lacking))}", file=sys.stderr)
        return 2
    content = args.content or content_of(args.paths)
    if not content.is_dir():
        print(
            f"lodestone check: there is no content directory {content}; name one with --content",
            file=sys.stderr,
        )
        return 2
    findings, count = _checked(content, args.paths), 0
    for _ in range(_ROUNDS if args.fix else 0):
        made = sum(_mend(path, findings) for path in findings.files)
        if not made:
            break
        count += made
        findings = _checked(content, args.paths)
    for name in sorted({problem.path for problem in findings.problems if args.fix and problem.fix}):
        print(
            f"lodestone check: {name} is damaged there, or not UTF-8: mend its encoding first",
            file=sys.stderr,
        )
    write = report.FORMATS[args.format]
    if args.format == "text" and sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        write = partial(report.as_text, colour=True)
    print(write(findings.problems, len(findings.files), count))
    return 1 if any(problem.fails for problem in findings.problems) else 0


@dataclass(frozen=True, slots=True)
class Findings:
    """What one look at the files gave."""

    files: tuple[Path, ...] = ()
    """Those asked for."""
    problems: tuple[Diagnostic, ...] = ()
    """Of these files, with paths as a person at the shell would write them."""
    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    """Repairs of their encoding, by path."""

    def of(self, path: Path) -> list[Diagnostic]:
        """The problems of one file."""
        return [problem for problem in self.problems if problem.path == shown(path)]


# Which files


def content_of(paths: Iterable[Path]) -> Path:
    """The content directory that the paths are in: it has a folder `briefings` or `vocabulary`; else the settings'."""
    for path in paths:
        for place in (path.absolute(), *path.absolute().parents):
            if (place / "vocabulary").is_dir() or (place / "briefings").is_dir():
                return Path(shown(place))
    conf = find_conf(CONF, None)
    settings = read_settings(conf)[0] if conf else None
    return settings.content if settings else Path("content")


def _options(content: Path) -> tuple[SiteOptions, tuple[Diagnostic, ...]]:
    """What the settings beside the content say about the index; the defaults where there are none."""
    conf = find_conf(CONF, content)
    if conf is None:
        return SiteOptions(), ()
    settings, problems = read_settings(conf, content=content)
    return (settings.site if settings else SiteOptions()), problems


# What is wrong in them


def _checked(content: Path, paths: Iterable[Path]) -> Findings:
    """Problems of the files asked for; all of the content is read, because links and slugs need the whole."""
    options, told = _options(content)
    loaded, problems = load(content)
    _, site_problems = index(
        loaded.articles, loaded.lexicon, loaded.pages, loaded.events, options, loaded.media
    )
    here = list(placed((*problems, *site_problems), content))
    changes = {shown(content / each.path): each.changes for each in loaded.articles}
    files = [content / name for name in loaded.texts]
    strangers = _strangers(paths, content)
    for path in strangers:
        alone = _alone(path, loaded.lexicon)
        here += alone.problems
        changes.update(alone.changes)
    asked = tuple(path.absolute() for path in paths)
    chosen = tuple(path for path in (*files, *strangers) if not asked or _under(path, asked))
    names = {shown(path) for path in chosen}
    kept = {
        each for each in (*told, *here) if not asked or each.path in names or _under(Path(each.path), asked)
    }
    return Findings(chosen, tuple(sorted(kept)), changes)


def _under(path: Path, asked: tuple[Path, ...]) -> bool:
    place = path.absolute()
    return any(place == each or each in place.parents for each in asked)


def _strangers(paths: Iterable[Path], content: Path) -> tuple[Path, ...]:
    """Markdown files asked for that are not in the content directory: each is checked as a briefing by itself."""
    inside = content.absolute()
    outside = [path for path in paths if inside not in path.absolute().parents and path.absolute() != inside]
    return tuple(sorted(each for path in outside for each in _texts(path)))


def _texts(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from path.rglob("*.md")
    else:
        yield path


def _alone(path: Path, lexicon: Lexicon) -> Findings:
    """A file that is in no content directory."""
    read = article(Source(shown(path), path.read_bytes()), lexicon)
    return Findings((path,), read.diagnostics, {shown(path): read.changes})


# Mending


def _mend(path: Path, findings: Findings) -> int:
    """Put the mends into one file; how many."""
    fixes = mendable(findings.of(path), findings.changes.get(shown(path), ()))
    data = path.read_bytes() if fixes else b""
    new = mended(data, fixes) if fixes else None
    if new is None:
        return 0
    try:
        put(path, new, data)
    except OSError as error:
        print(f"lodestone check: {shown(path)}: {error.strerror or error}", file=sys.stderr)
        return 0
    return len(fixes)
