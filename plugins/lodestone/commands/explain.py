"""`lodestone explain PAGE`: why a page was made again or kept by the last build, and what it depends on.

Only tells what the build recorded; it decides nothing and changes nothing.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path

from lodestone.commands.build import find_conf, site_arguments
from lodestone.engine.problems import told
from lodestone.engine.settings import CONF, PUBLISH_CONF, read_settings
from lodestone.engine.state import connect, state_file
from lodestone.text.hidden import shown


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the subcommand."""
    parser.add_argument("page", help="an address of the site (`briefings/x/`) or a path of the output")
    site_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print the story of a page; 1 where the last build made no such page, 2 where there was no build."""
    name = PUBLISH_CONF if args.publish else CONF
    conf = args.settings or find_conf(name, args.content)
    settings, problems = read_settings(conf, content=args.content, output=args.output) if conf else (None, ())
    if settings is None:
        print(told(problems) or f"lodestone explain: there is no {name} here", file=sys.stderr)
        return 2
    file = state_file(settings.state, settings.content, settings.output)
    if not file.is_file():
        print("lodestone explain: nothing was built yet; run `lodestone build`", file=sys.stderr)
        return 2
    db = connect(file, read_only=True)
    path = _output_of(args.page, settings.output)
    lines = list(story(db, path))
    db.close()
    print("\n".join(map(shown, lines)) or f"no page of the last build has the path {path}")
    return 0 if lines else 1


def _output_of(page: str, output: Path) -> str:
    """The path of an output below the output directory, out of what a person wrote.

    >>> _output_of("/briefings/x/", Path("output")), _output_of("output/a.html", Path("output"))
    ('briefings/x/index.html', 'a.html')
    """
    start = f"{output.name}/"
    path = page.removeprefix("/").removeprefix(start)
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def story(db: sqlite3.Connection, path: str) -> Iterator[str]:
    """What the state knows of an output; nothing where it has none of this path."""
    from lodestone.engine.planner import in_words  # noqa: PLC0415 - after the usage was checked
    from lodestone.site.reads import Read  # noqa: PLC0415

    row = db.execute(
        "SELECT o.template, o.hash, p.kind, p.key, p.reads, p.why, p.build FROM output o JOIN page p ON p.id = o.page "
        "WHERE o.path = ?",
        (path,),
    ).fetchone()
    if row is None:
        return
    template, hash_, kind, key, reads, why, build = row
    [last] = db.execute("SELECT value FROM meta WHERE name = 'build'").fetchone() or ["0"]
    yield (
        f"/{path.removesuffix('index.html')}: page `{key}` of the kind `{kind}`"
        if key
        else f"/{path}: {kind}"
    )
    if build == int(last):
        yield f"  made by the last build (number {last}), because {why}"
    else:
        yield f"  kept by the last build (number {last}): nothing that it depends on changed"
        yield f"  made by build number {build}, because {why}"
    yield f"  template {template}" if template else "  no template"
    yield f"  holds bytes of the hash {hash_}"
    others = [
        other
        for (other,) in db.execute(
            "SELECT path FROM output WHERE page = (SELECT page FROM output WHERE path = ?) AND path != ?",
            (path, path),
        )
    ]
    yield from (f"  made together with /{other}" for other in others)
    numbers = json.dumps(list(array("q", reads)))
    facts = db.execute(
        "SELECT tbl, key, part, start, stop, low, high FROM read WHERE id IN (SELECT value FROM json_each(?)) "
        "ORDER BY tbl, key, part, start",
        (numbers,),
    ).fetchall()
    yield f"  depends on {len(facts)} facts:"
    yield from (f"    {in_words(Read(*fact))}" for fact in facts)
