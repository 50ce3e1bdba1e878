"""Folders of the content by what they hold. Known apart from what reads them: most edits touch one folder."""

from __future__ import annotations


def is_register(path: str) -> bool:
    """Whether a path below the content directory belongs to the register (companies, topics, vocabulary)."""
    return path.startswith(("companies/", "topics/", "vocabulary/"))
