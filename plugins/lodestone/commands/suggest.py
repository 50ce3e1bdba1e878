"""`lodestone suggest`: what the machine proposes for briefings, as changes that a reviewer takes over by a click.

With `--base REV` the briefings that differ from that commit are looked at, as in a pull request.
`review` is the body of GitHub's request "create a review": one comment a suggestion, at its lines; what
stands beside no changed line, where GitHub allows no comment, is told in the review itself. `markdown`
is for a summary, and `github` for annotations: both need no right to write, so forks get them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from lodestone.accept import acceptance
from lodestone.article import Source, article
from lodestone.commands.check import content_of
from lodestone.commands.mend import mendable, mended
from lodestone.commands.report import escaped
from lodestone.commands.suggestion import Suggestion, suggestions
from lodestone.engine.load import load
from lodestone.model import Fix, Lexicon
from lodestone.repair.decode import decode
from lodestone.text.hidden import shown

Lines = Mapping[str, Collection[int]]
"""By file: the lines at which a comment may stand."""
_CONFIRM = (
    "The machine read this out of the text. Take it over if it is right, and it is confirmed by you: "
    "correct the name behind `by` if it is not yours."
)
_BLANK = "\n\n"
_MEND = "This can be mended as it stands."
_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the subcommand."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="briefings")
    parser.add_argument(
        "--base", metavar="REV", help="the briefings that differ from this commit, and only their lines"
    )
    parser.add_argument("--by", default="", metavar="NAME", help="who is to confirm")
    parser.add_argument("--format", choices=FORMATS, default="markdown", help="default: markdown")
    parser.add_argument(
        "--known", type=Path, metavar="FILE", help="comments made before; none of them is made again"
    )
    parser.add_argument(
        "--content", type=Path, metavar="DIR", help="content directory, whose register counts"
    )


def run(args: argparse.Namespace) -> int:
    """Print the suggestions; 0 whether there are any or not, 2 for wrong usage."""
    try:
        lines = _changed(args.base) if args.base else {}
        known = args.known.read_text("utf-8", "replace") if args.known else ""
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"lodestone suggest: {getattr(error, 'stderr', None) or error}", file=sys.stderr)
        return 2
    files = args.files or [Path(name) for name in lines]
    content = args.content or content_of(files)
    lexicon = load(content)[0].lexicon if files else Lexicon()
    found = [each for file in files for each in of_file(file, content, lexicon, args.by or "TODO")]
    said = FORMATS[args.format]([each for each in found if mark(each) not in known], lines)
    if said:
        print(said)
    return 0


def of_file(file: Path, content: Path, lexicon: Lexicon, by: str) -> Iterator[Suggestion]:
    """Mechanical mends and proposed fields of one briefing; none where its encoding has to be mended first."""
    briefings = (content / "briefings").resolve()
    if not file.is_file() or briefings not in file.resolve().parents:
        return
    data = file.read_bytes()
    if mended(data, ()) is None:
        return
    source, text = Source(file.resolve().relative_to(content.resolve()).as_posix(), data), decode(data).text
    read = article(source, lexicon)
    mends = mendable(read.diagnostics, read.changes)
    yield from suggestions(file.as_posix(), text, mends, _MEND)
    today = dt.datetime.now(dt.UTC).date()
    fixes: Sequence[Fix] = acceptance(source, lexicon, by=by, on=today).fixes
    yield from suggestions(file.as_posix(), text, fixes, _CONFIRM)


def _changed(base: str) -> dict[str, set[int]]:
    """Briefings that differ from a commit, and the lines that a difference shows. Raises where git fails."""
    words = ["git", "diff", "--no-color", "--no-ext-diff", "--diff-filter=AMR", "--relative", "-z"]
    names = _git([*words, "--name-only", base, "--", "*briefings/*.md"]).split("\0")
    lines = {}
    for name in filter(None, names):
        hunks = _HUNK.findall(_git([*words[:-1], base, "--", name]))
        lines[name] = {
            line for start, many in hunks for line in range(int(start), int(start) + int(many or 1))
        }
    return lines


def _git(words: list[str]) -> str:
    done = subprocess.run(words, check=True, capture_output=True, text=True, encoding="utf-8")  # noqa: S603 - our words
    return done.stdout


# The forms


def mark(each: Suggestion) -> str:
    """What tells a comment from others, though people may have edited the text around it."""
    said = f"{each.path}\0{re.sub(r'by: .*', '', each.text)}"
    return f"<!-- lodestone {hashlib.sha256(said.encode()).hexdigest()[:16]} -->"


def as_markdown(found: Sequence[Suggestion], _: Lines) -> str:
    """A list for a summary."""
    if not found:
        return ""
    parts = ["### What can be confirmed"]
    for each in found:
        name = " ".join(shown(each.path).split()).replace(
            "`", "'"
        )  # a name of a file is a stranger's text as well
        where = f"`{name}`, in place of line {each.first}"
        parts.append(f"{where}:\n\n{each.markdown('yaml')}")
    return "\n\n".join(parts)


def as_annotations(found: Sequence[Suggestion], _: Lines) -> str:
    """Workflow commands of GitHub Actions, one notice a suggestion."""
    return "\n".join(
        f"::notice file={escaped(shown(each.path), name=True)},line={each.first},endLine={each.last},"
        f"title=can be confirmed::{escaped(shown(f'{each.why}{_BLANK}{each.text}'))}"
        for each in found
    )


def as_review(found: Sequence[Suggestion], lines: Lines) -> str:
    """The body of the request; nothing where there is nothing to say."""
    if not found:
        return ""
    inside = [each for each in found if {each.first, each.last} <= set(lines.get(each.path, ()))]
    outside = [each for each in found if each not in inside]
    comments = [
        {"path": each.path, "line": each.last, "side": "RIGHT", "body": f"{each.markdown()}\n\n{mark(each)}"}
        | ({"start_line": each.first, "start_side": "RIGHT"} if each.first < each.last else {})
        for each in inside
    ]
    body = "\n\n".join([as_markdown(outside, lines), *map(mark, outside)]).strip()
    return json.dumps({"event": "COMMENT", "body": body, "comments": comments}, ensure_ascii=False)


FORMATS: Mapping[str, Callable[[Sequence[Suggestion], Lines], str]] = {
    "markdown": as_markdown,
    "github": as_annotations,
    "review": as_review,
}
"""The forms by their names on the command line."""
