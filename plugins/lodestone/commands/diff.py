"""`lodestone diff A B`: what the edition in B changes for a reader of A, in sentences.

Both are output directories of builds of the same kind. Nothing but their data is read, so pages
that only look different are no difference.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from lodestone.site.editions import Difference, Edition, compare
from lodestone.text.hidden import shown

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&$]|(?<=\w):(?=//)|(?<=www)\.)")
NOTHING = "nothing that a reader would want to know"


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the subcommand."""
    parser.add_argument("before", type=Path, metavar="A", help="output directory of the edition before")
    parser.add_argument("after", type=Path, metavar="B", help="output directory of the edition after")
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")


def run(args: argparse.Namespace) -> int:
    """Print the differences; 0 whether there are any or not, 1 where data cannot be read, 2 where there are none."""
    for place in (args.before, args.after):
        if not any((place / name).exists() for name in ("briefings", "index.html")):
            print(f"lodestone diff: {place} is no output directory of a build", file=sys.stderr)
            return 2
    try:
        found = compare(edition(args.before), edition(args.after))
    except (OSError, ValueError, KeyError) as error:
        print(f"lodestone diff: the data cannot be read: {error}", file=sys.stderr)
        return 1
    print(FORMATS[args.format](found))
    return 0


def edition(output: Path) -> Edition:
    """The data of a build. Raises `OSError`, `ValueError`, `KeyError` for what is not ours."""
    paths = sorted((output / "briefings").glob("*/briefing.json"))
    briefings = (json.loads(path.read_bytes()) for path in paths)
    summary = output / "data" / "build.json"
    counts = json.loads(summary.read_bytes()) if summary.is_file() else {}
    return Edition(
        briefings={each["slug"]: each for each in briefings},
        topics={each["id"]: each for each in counts.get("topics", ())},
        conflicts=frozenset((each["measure"], each["of"]) for each in counts.get("conflicts", ())),
    )


def as_text(found: Sequence[Difference]) -> str:
    """One line a difference."""
    return "\n".join(shown(" ".join(str(each).split())) for each in found) or NOTHING


def as_markdown(found: Sequence[Difference]) -> str:
    """A list for a summary or a mail. Whatever comes from a text is escaped: it may be a stranger's."""
    if not found:
        return f"This edition changes {NOTHING}."
    lines = ["### What this edition changes", ""]
    for each in found:
        lines.append(f"- **{_escaped(each.title)}** ({_escaped(each.name)})")
        lines += (f"  - {_escaped(sentence)}" for sentence in each.sentences)
    return "\n".join(lines)


def as_json(found: Sequence[Difference]) -> str:
    """A list of objects: kind, name, title, what, sentences."""
    return json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1)


FORMATS: Mapping[str, Callable[[Sequence[Difference]], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}
"""The forms by their names on the command line."""


def _escaped(text: str) -> str:
    r"""Text that Markdown shows as it is, on one line: no link, and nobody of GitHub is called by `@`.

    >>> _escaped("a <b> *c*\n@d")
    'a \\<b\\> \\*c\\* @<!-- -->d'
    """
    return _MARKS.sub(r"\\\1", shown(" ".join(text.split()))).replace("@", "@<!-- -->")
