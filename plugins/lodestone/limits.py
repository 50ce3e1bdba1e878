"""How much of anything is taken, in one table: what is more is refused with a problem and never tried.

Content comes from strangers, and the tools that read it take far longer for some texts than for
others of the same length: a Markdown engine looks on to the end of a paragraph for each bracket, and
through all footnotes for each of them. Each limit is many times what a briefing needs, and low
enough that one file costs seconds. Plain values, importable by every room; `docs/limits.md` has the table.
"""

from __future__ import annotations

from typing import NamedTuple

TEXT = 512 * 1024
MEDIA = 64 * 1024 * 1024
SCRAPE = 2 * 1024 * 1024
FRONT_MATTER = 65_536
YAML_LEVELS = 12
FOLDERS = 32
PARAGRAPH = 20_000
BRACKETS = 100
PROBLEMS = 200
DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)
"""Names that Windows keeps for its devices: no folder and no file of the output has one."""


class Counted(NamedTuple):
    """Something that a text may have so many of, told by the signs that it begins with."""

    signs: str
    name: str
    most: int


_MARKS = {
    "*": "stars",
    "_": "underscores",
    "~": "tildes",
    "`": "backticks",
    "\\": "backslashes",
    "&": "ampersands",
}
"""What the Markdown engine stops at, whether it means something there or not: some 20 microseconds each."""
COUNTED = (
    Counted("\n", "lines", 20_000),
    Counted("\n\n", "paragraphs", 5_000),
    Counted("\n#", "headings", 1_000),
    Counted("](", "links", 2_000),
    Counted("]:", "link targets", 1_000),
    Counted("[^", "footnotes", 500),
    Counted("|", "cells of tables", 20_000),
    Counted("<", "tags", 5_000),
    Counted("<!--", "comments", 200),
    Counted("\n```", "fences of backticks", 200),
    Counted("\n~~~", "fences of tildes", 200),
    *(Counted(sign, name, 20_000) for sign, name in _MARKS.items()),
)
"""Of one Markdown file."""


class Limit(NamedTuple):
    """One row of the table: what is limited, to how much, and what happens above it."""

    of: str
    most: int
    unit: str
    told: str


LIMITS = (
    Limit("a text file: briefing, page, topic, company, vocabulary", TEXT, "bytes", "E106"),
    Limit("a file below media/", MEDIA, "bytes", "E106"),
    Limit("a scrape given to `lodestone ingest`", SCRAPE, "bytes", "the command says so and makes no draft"),
    Limit("folders inside of each other", FOLDERS, "levels", "E106"),
    Limit("front matter", FRONT_MATTER, "characters", "E106"),
    Limit("lists and groups inside of each other in YAML", YAML_LEVELS, "levels", "E106"),
    Limit("anchors, aliases and tags in YAML", 0, "", "E101"),
    *(Limit(f"{each.name} of a Markdown file", each.most, "", "E106") for each in COUNTED),
    Limit("a paragraph", PARAGRAPH, "characters", "set as it stands, without emphasis and links"),
    Limit(
        "brackets open at once in a paragraph", BRACKETS, "", "set as it stands, without emphasis and links"
    ),
    Limit("problems of one file", PROBLEMS, "", "the others are counted"),
)
