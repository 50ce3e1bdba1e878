"""The register of a content directory, for commands that need no briefing."""

from __future__ import annotations

import sys
from pathlib import Path

from lodestone.engine.refused import Gate
from lodestone.engine.scan import contents, walk
from lodestone.limits import TEXT
from lodestone.model import Lexicon
from lodestone.text.folders import is_register
from lodestone.text.lexicon import read_lexicon


def register(content: Path) -> Lexicon:
    """Companies, topics and vocabulary; what is wrong with them is for `lodestone check` to say, but it is counted."""
    gate = Gate(content)
    files = (file for file in walk(str(content)) if is_register(file.path) and gate.reads(file))
    texts = {file.path: contents(file.place, TEXT) for file in files if file.path.endswith((".md", ".yaml"))}
    lexicon, problems = read_lexicon(dict(sorted(texts.items())))
    if problems:
        print(f"the register has {len(problems)} problems: `lodestone check` lists them", file=sys.stderr)
    return lexicon
