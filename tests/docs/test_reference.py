"""`docs/commands.md` and `docs/settings.md` say what the code says; `pytest tests/docs --accept` writes them anew."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest

from lodestone.commands import COMMANDS, _parser, parser_of
from lodestone.commands.manual import MANUAL

ROOT = Path(__file__).parents[2]


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_of_docs", ROOT / "docs/reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGES = script().pages()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_what_the_code_says(name: str, request: pytest.FixtureRequest) -> None:
    page = ROOT / "docs" / name
    if request.config.getoption("--accept"):
        page.write_text(PAGES[name], "utf-8")
    assert page.read_text("utf-8") == PAGES[name]


def test_every_command_has_examples_that_can_be_parsed_and_exit_codes() -> None:
    assert MANUAL.keys() == COMMANDS.keys()
    for name, entry in MANUAL.items():
        assert entry.examples
        assert 0 in entry.exits
        for line, _ in entry.examples:
            words = shlex.split(re.sub(r" [<>].*", "", line))
            assert words[:2] == ["lodestone", name]
            _parser(words[1:]).parse_args(words[1:])


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_them(name: str) -> None:
    said = parser_of(name).format_help()
    assert "\nexamples:\n" in said
    assert "\nexit codes:\n" in said
    assert MANUAL[name].examples[0][0] in said


def test_every_variable_that_is_read_is_told() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "plugins/lodestone").rglob("*.py"))
    read = set(re.findall(r'environ(?:\.get\(|\[)"([A-Z_]+)"', code))
    assert read <= set(script().VARIABLES)
    assert "NO_COLOR" in read
