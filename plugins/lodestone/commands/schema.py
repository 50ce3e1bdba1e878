"""`lodestone schema`: the JSON Schema of the front matter, with the companies, tickers and topics of the site.

Editors read it to complete and check while one types; `.vscode/settings.json` points to where
`make schema` puts it.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from lodestone.commands.register import register
from lodestone.text.json_schema import site_schema


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the subcommand."""
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="write it there (default: standard output)"
    )
    parser.add_argument(
        "--content",
        type=Path,
        default=Path("content"),
        metavar="DIR",
        help="content directory (default: content)",
    )


def run(args: argparse.Namespace) -> int:
    """Write the schema; 1 where the file cannot be written, 2 where there is no content directory."""
    content: Path = args.content
    if not content.is_dir():
        print(f"lodestone schema: there is no content directory {content}", file=sys.stderr)
        return 2
    text = json.dumps(site_schema(register(content)), ensure_ascii=False, indent=2) + "\n"
    if args.output is None:
        sys.stdout.buffer.write(text.encode())
        return 0
    try:
        args.output.parent.mkdir(parents=True, exist_ok=True)
        args.output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        print(f"lodestone schema: {args.output}: {error.strerror or error}", file=sys.stderr)
        return 1
    print(args.output)
    return 0
