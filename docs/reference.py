"""Write the pages of reference that are made out of the code: `commands.md` and `settings.md`.

    make reference

A test fails where a page is not what this writes. Fields and codes have pages of their own kind:
`front-matter.md` and `problems.md`.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from lodestone.commands import COMMANDS
from lodestone.commands.completion import actions
from lodestone.commands.manual import ALWAYS, MANUAL
from lodestone.engine import settings

ROOT = Path(__file__).resolve().parents[1]
COMMANDS_HEAD = """# The command `lodestone`

Made out of the code by `make reference`. `lodestone COMMAND --help` says the same in a terminal. Colours are shown on a
terminal only, and not where the variable `NO_COLOR` is set. Ctrl-C ends every command at once; files are written
whole or not at all, so nothing half-written is left.

## Exit codes

| command | code | means |
|---|---|---|
"""
SETTINGS_HEAD = """# Settings

Made out of the code by `make reference`. They stand in `pelicanconf.py`, those of the strict build in `publishconf.py`,
which takes over the others. The stock `pelican` command and `lodestone` read the same file in the same way. A wrong
value is a problem E210 with its line.

| setting | means |
|---|---|
"""
VARIABLES = {
    "SITEURL": "the address of the strict build, as `publishconf.py` takes it",
    "SOURCE_DATE_EPOCH": "seconds since 1970: stands in for the clock, so that two builds give the same bytes",
    "LODESTONE_UNCONFIRMED": "outranks the setting",
    "LODESTONE_EDITION": "outranks the setting",
    "LODESTONE_JOBS": "how many processes a build may use; the number of cores, if not set",
    "NO_COLOR": "no colours, on a terminal either",
}
"""Variables of the environment that are read, and what for."""


def pages() -> dict[str, str]:
    """Each page by its name."""
    return {"commands.md": commands(), "settings.md": settings_page()}


def commands() -> str:
    """Exit codes in one table, then each command with its arguments and examples."""
    exits = [
        f"| `{name}` | {code} | {what} |" for name in COMMANDS for code, what in MANUAL[name].exits.items()
    ]
    exits += [f"| every command | {code} | {what} |" for code, what in ALWAYS.items()]
    return COMMANDS_HEAD + "\n".join([*exits, "", *(line for name in COMMANDS for line in command(name))])


def command(name: str) -> Iterator[str]:
    """The section of one command."""
    yield f"## lodestone {name}\n"
    yield f"{COMMANDS[name][0].upper()}{COMMANDS[name][1:]}.\n"
    yield "| argument | means |\n|---|---|"
    for each in actions(name):
        if each.help != argparse.SUPPRESS and each.dest != "help":
            yield f"| {called(each)} | {cell(each.help or '')} |"
    yield "\n```sh"
    yield from (f"{line}  # {what}" for line, what in MANUAL[name].examples)
    yield "```\n"


def called(each: argparse.Action) -> str:
    """How an argument is written."""
    value = each.metavar or (f"{{{','.join(map(str, each.choices))}}}" if each.choices else each.dest.upper())
    if not each.option_strings:
        return f"`{value}`" + (" (may be left out)" if each.nargs in ("?", "*") else "")
    return ", ".join(f"`{sign}`" if each.nargs == 0 else f"`{sign} {value}`" for sign in each.option_strings)


def settings_page() -> str:
    """The settings as their module explains them, and the environment."""
    text = re.sub(r"\n  +", " ", settings.__doc__ or "")
    rows = [
        f"| {names} | {cell(what)} |"
        for names, what in re.findall(r"^- (`[^:]*`): (.*)$", text, re.MULTILINE)
    ]
    variables = [f"| `{name}` | {what} |" for name, what in VARIABLES.items()]
    tail = ["", "## The environment", "", "| variable | means |", "|---|---|", *variables, ""]
    return SETTINGS_HEAD + "\n".join([*rows, *tail])


def cell(text: str) -> str:
    """Text for a cell of a table."""
    return text.replace("|", "\\|").replace("%%", "%")


if __name__ == "__main__":
    for name, text in pages().items():
        (ROOT / "docs" / name).write_text(text, "utf-8")
