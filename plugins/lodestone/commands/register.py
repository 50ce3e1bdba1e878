"""The register of a content directory, for commands that need no briefing."""

from __future__ import annotations

import sys
from pathlib import Path

from lodestone.model import Lexicon
from lodestone.text.lexicon import is_register, read_lexicon


def register(content: Path) -> Lexicon:
    """Companies, topics and vocabulary; what is wrong with them is for `lodestone check` to say, but it is counted."""
    paths = (path for path in sorted(content.rglob("*")) if path.suffix in (".md", ".yaml"))
    names = ((path.relative_to(content).as_posix(), path) for path in paths)
    lexicon, problems = read_lexicon({name: path.read_bytes() for name, path in names if is_register(name)})
    if problems:
        print(f"the register has {len(problems)} problems: `lodestone check` lists them", file=sys.stderr)
    return lexicon
