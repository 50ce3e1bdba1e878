"""The templates as facts: the digest of each, with all that it extends, includes and imports."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lodestone.engine.digest import of_plain
from lodestone.engine.render import referenced
from lodestone.engine.scan import hashed


def closures(templates: Path, names: list[str]) -> dict[str, str]:
    """The digest of each template with everything that can be drawn into it; one that cannot be parsed stands alone."""
    texts = {name: (templates / name).read_bytes() for name in names if name.endswith(".html")}
    direct = {name: referenced(text.decode("utf-8", "replace")) for name, text in texts.items()}
    own = {name: hashed(text) for name, text in texts.items()}
    return {
        name: of_plain(sorted((each, own.get(each, "")) for each in _reached(name, direct))) for name in texts
    }


def _reached(name: str, direct: Mapping[str, set[str]]) -> set[str]:
    """A template and all that it draws in, however far. A name that is computed draws in every template."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += direct if "*" in direct.get(each, ()) else direct.get(each, ())
    return found
