"""What the help of each subcommand shows beside its arguments: examples, and what its exit codes mean.

Data, so that `--help`, the page `docs/commands.md` and the tests have one source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One subcommand."""

    examples: tuple[tuple[str, str], ...]
    """A command line, and what it does."""
    exits: Mapping[int, str]
    """Exit codes; those of `ALWAYS` are added."""


ALWAYS: Mapping[int, str] = {
    2: "the command was called in a wrong way, or what it works on is not there",
    130: "stopped by Ctrl-C",
    141: "nobody reads the output any more",
}
"""Exit codes that every subcommand can have."""

MANUAL: Mapping[str, Entry] = {
    "build": Entry(
        (
            ("lodestone build", "content/ into output/, as pelicanconf.py says"),
            (
                "lodestone build --publish --output public",
                "the strict build: with any error nothing is written",
            ),
            ("lodestone build --profile", "where the time went"),
        ),
        {0: "built", 1: "there are errors; a strict build has written nothing"},
    ),
    "serve": Entry(
        (
            ("lodestone serve", "the site at http://127.0.0.1:8000/, new after each save"),
            ("lodestone serve ../other/content --port 8001", "another site at another port"),
        ),
        {0: "ended by Ctrl-C, as it should be", 1: "the port is taken"},
    ),
    "explain": Entry(
        (
            (
                "lodestone explain topics/magnets/",
                "why the last build made or kept this page, and what it depends on",
            ),
        ),
        {0: "told", 1: "the last build made no such page"},
    ),
    "check": Entry(
        (
            ("lodestone check", "all of the content"),
            ("lodestone check --fix content/briefings/a.md", "mend what is mechanical in one file"),
            ("lodestone check --format github", "annotations for a pull request"),
        ),
        {0: "no error was found; there may be warnings", 1: "there are errors; they are listed"},
    ),
    "ingest": Entry(
        (
            ("lodestone ingest scrape.txt --url https://example.org/a", "write a draft, and keep the scrape"),
            (
                "lodestone ingest inbox/a.html inbox/b.txt --review",
                "several, each with a page to review it by",
            ),
            ("lodestone ingest - --dry-run", "show the draft of what standard input gives"),
        ),
        {
            0: "a draft of each, or it was there already",
            1: "some could not be read or written; the others are done",
        },
    ),
    "accept": Entry(
        (
            ("lodestone accept content/briefings/a.md", "all that is proposed"),
            ("lodestone accept content/briefings/a.md company risk", "these fields only"),
        ),
        {0: "written, or there was nothing to accept", 1: "a field that was asked for cannot be accepted"},
    ),
    "suggest": Entry(
        (
            ("lodestone suggest content/briefings/a.md", "what could be confirmed in a file"),
            (
                "lodestone suggest --base main --format review",
                "the review of a pull request, as GitHub takes it",
            ),
        ),
        {0: "told, whether there is anything or not"},
    ),
    "new": Entry(
        (
            (
                'lodestone new "A headline" --company SSE:600111 --theme magnets',
                "a file with every key explained",
            ),
        ),
        {0: "written", 1: "the file exists already, or cannot be written"},
    ),
    "init": Entry(
        (
            ("lodestone init lithium --topic Brine --topic 'Hard rock'", "a site with two topics"),
            (
                "lodestone init lithium --company 'Salar One=ASX:SLR' --step 'Brine=lithium chloride'",
                "with a company of the register and a step of its chain",
            ),
        ),
        {0: "written", 1: "a file could not be written"},
    ),
    "repair": Entry(
        (
            ("lodestone repair < damaged.txt > mended.txt", "as a filter"),
            ("lodestone repair --write content/briefings/a.md", "in place"),
        ),
        {0: "mended, or nothing was damaged", 1: "a file could not be read or written"},
    ),
    "links": Entry(
        (("lodestone links public", "every cited page of others, asked politely"),),
        {0: "no page is gone", 1: "some are; they are listed"},
    ),
    "diff": Entry(
        (
            ("lodestone diff public-before public", "what the new edition changes for its readers"),
            ("lodestone diff public-before public --format markdown", "the same for a summary or a mail"),
        ),
        {0: "told, whether there is a difference or not", 1: "the data of a build cannot be read"},
    ),
    "schema": Entry(
        (
            (
                "lodestone schema --output .lodestone/schema/briefing.schema.json",
                "where the settings of VS Code look",
            ),
        ),
        {0: "written", 1: "the file could not be written"},
    ),
    "completion": Entry(
        (
            ("lodestone completion bash > ~/.local/share/bash-completion/completions/lodestone", "for bash"),
            ("lodestone completion zsh > ~/.zfunc/_lodestone", "for zsh, in a folder of `fpath`"),
            ("lodestone completion fish > ~/.config/fish/completions/lodestone.fish", "for fish"),
        ),
        {0: "printed"},
    ),
}


def epilog(name: str) -> str:
    """The end of the help of a subcommand.

    >>> print(epilog("links"))
    examples:
      lodestone links public    every cited page of others, asked politely
    <BLANKLINE>
    exit codes:
      0    no page is gone
      1    some are; they are listed
      2    the command was called in a wrong way, or what it works on is not there
      130  stopped by Ctrl-C
      141  nobody reads the output any more
    """
    entry = MANUAL[name]
    room = max(len(line) for line, _ in entry.examples)
    room = room if room <= 60 else 0
    examples = [
        f"  {line:<{room}}    {what}" if room else f"  {line}\n      {what}" for line, what in entry.examples
    ]
    exits = [f"  {code:<3}  {what}" for code, what in {**entry.exits, **ALWAYS}.items()]
    return "\n".join(["examples:", *examples, "", "exit codes:", *exits])
