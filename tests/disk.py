"""Trees of files: to plant one for a test, and to take one in for a comparison."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def tree(directory: Path) -> dict[str, bytes]:
    """Every file below a directory, by its path with forward slashes."""
    files = (file for file in sorted(directory.rglob("*")) if file.is_file())
    return {file.relative_to(directory).as_posix(): file.read_bytes() for file in files}


def plant(directory: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a directory, which is returned."""
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return directory
