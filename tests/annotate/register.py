"""The register of the site, read once for the tests of the annotator."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lodestone.model import Lexicon
from lodestone.text.lexicon import is_register, read_lexicon

CONTENT = Path(__file__).parents[2] / "content"


@cache
def register() -> Lexicon:
    """The lexicon of `content/`, in which nothing may be wrong."""
    paths = {str(path.relative_to(CONTENT)): path for path in sorted(CONTENT.rglob("*.*"))}
    lexicon, problems = read_lexicon(
        {name: path.read_bytes() for name, path in paths.items() if is_register(name)}
    )
    assert problems == (), "\n".join(map(str, problems))
    return lexicon
