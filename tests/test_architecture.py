"""Knowledge points one way. The imports of every module are read, and an arrow that points back fails here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "plugins" / "lodestone"
ROOMS = {
    "limits": 0,
    "model": 0,
    "repair": 1,
    "text": 2,
    "scrape": 3,
    "annotate": 4,
    "editorial": 5,
    "assemble": 6,
    "article": 7,
    "ingest": 8,
    "accept": 9,
    "site": 10,
    "engine": 11,
    "plugins": 12,
    "preview": 13,
    "commands": 14,
    "__main__": 15,
}
"""Each room may import from itself and from rooms with a lower number; the package's own `__init__` from none."""
IMPURE = {
    "os",
    "time",
    "logging",
    "pathlib",
    "subprocess",
    "socket",
    "random",
    "shutil",
    "tempfile",
    "locale",
}
"""Modules of disk, clock, environment and log, which the pure rooms (left of `engine`) do without."""
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Dotted names of all that a module imports, wherever in the module it does so."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_of(path: Path) -> set[str]:
    """The rooms of ours that a module imports from."""
    ours = (name.split(".") for name in imports(path))
    return {parts[1] for parts in ours if parts[0] == "lodestone" and len(parts) > 1} & set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_arrows_point_one_way(path: Path) -> None:
    if path == PACKAGE / "__init__.py":
        assert rooms_of(path) == set()
        return
    assert room(path) in ROOMS, "a new room: give it its place in ROOMS"
    assert {other for other in rooms_of(path) if ROOMS[other] > ROOMS[room(path)]} == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_who_may_know_what(path: Path) -> None:
    tops = {name.split(".")[0] for name in imports(path)}
    place = path.relative_to(PACKAGE).as_posix()
    assert "pelican" not in tops or room(path) == "plugins"
    assert "blinker" not in tops or room(path) == "plugins"
    assert "jinja2" not in tops or place in ("engine/render.py", "engine/jinja.py")
    assert "pydantic" not in tops or place == "text/schema.py"
    assert "markdown" not in tops or place.startswith("text/")


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if room(path) in ROOMS and ROOMS[room(path)] < ROOMS["engine"]],
    ids=lambda path: path.relative_to(PACKAGE).as_posix(),
)
def test_left_of_the_engine_all_is_pure(path: Path) -> None:
    """`PurePosixPath` is allowed: it is arithmetic on text."""
    used = {name for name in imports(path) if name.split(".")[0] in IMPURE} - {"pathlib.PurePosixPath"}
    assert used == set()
    called = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert called & {"open", "print", "input", "exec", "eval"} == set()
    clocks = {
        node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)
    } & {"today", "now", "utcnow"}
    assert clocks <= {"today"}, "the clock is read in engine/settings.py only"


def test_the_pipeline_of_one_file_fits_on_a_screen() -> None:
    assert len((PACKAGE / "article.py").read_text("utf-8").splitlines()) <= 100


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(path) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []
