"""The command as such: help, version, exit codes, interruptions; and `lodestone build` from anywhere."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import lodestone
from disk import plant, tree
from lodestone.commands import COMMANDS, main
from lodestone.engine.build import build
from lodestone.engine.settings import Settings, read_settings
from preview.serving import planted

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_help_names_every_subcommand_and_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert [name for name in COMMANDS if not re.search(rf"\n    {name}\b", said)] == []
    assert "examples:" in said
    assert "exit codes:" in said


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert (ended.value.code, capsys.readouterr().out) == (0, f"lodestone {lodestone.__version__}\n")


@pytest.mark.parametrize(
    "words", [[], ["publish"], ["build", "--publish", "-s", "x.py"], ["build", "--nonsense"]]
)
def test_wrong_usage_is_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: lodestone")


def test_help_imports_no_subcommand() -> None:
    code = (
        "import sys, contextlib, lodestone.commands as c\n"
        "with contextlib.suppress(SystemExit): c.main(['--help'])\n"
        "assert not [m for m in sys.modules if m.startswith(('lodestone.commands.', 'lodestone.engine', 'pelican'))]"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_subcommand_that_cannot_be_imported_does_not_break_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(COMMANDS, "broken", "fail")
    with pytest.raises(SystemExit) as ended:
        main(["build", "--help"])
    assert ended.value.code == 0
    assert "--publish" in capsys.readouterr().out
    with pytest.raises(ModuleNotFoundError):
        main(["broken"])


@pytest.mark.parametrize(
    ("raised", "code"), [(KeyboardInterrupt, 128 + signal.SIGINT), (BrokenPipeError, 128 + signal.SIGPIPE)]
)
def test_interruptions_end_without_a_traceback(raised: type[BaseException], code: int) -> None:
    script = (
        "import sys, lodestone.commands as c, lodestone.commands.build as b\n"
        f"def run(args): raise {raised.__name__}\n"
        "b.run = run\n"
        "sys.exit(c.main(['build']))"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_without_a_settings_file_the_usage_is_wrong(run: Run, tmp_path: Path) -> None:
    done = run("lodestone", "build", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "lodestone build: there is no pelicanconf.py here or beside the content\n"


def test_settings_that_are_wrong_are_told_with_their_line(run: Run, tmp_path: Path) -> None:
    plant(tmp_path, {"content/a.md": "", "templates/a": "", "pelicanconf.py": 'LODESTONE_EDITION = "soon"\n'})
    done = run("lodestone", "build", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines()[:2] == [
        "pelicanconf.py:1:1: E210 LODESTONE_EDITION: 'soon' is not a date such as 2025-09-01",
        '     1 | LODESTONE_EDITION = "soon"',
    ]
    assert not (tmp_path / "output").exists()


def test_from_anywhere_to_anywhere_it_is_the_same_site(run: Run, clone: Path, tmp_path: Path) -> None:
    first = run("lodestone", "build", cwd=clone)
    assert first.returncode == 0, first.stderr
    again = run("lodestone", "build", clone / "content", "--output", "elsewhere/out", cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    assert tree(clone / "output") == tree(tmp_path / "elsewhere" / "out")
    assert not (tmp_path / ".lodestone").exists()


def test_the_second_build_writes_nothing_and_says_so(run: Run, clone: Path) -> None:
    run("lodestone", "build", cwd=clone)
    before = {path: path.stat().st_mtime_ns for path in (clone / "output").rglob("*")}
    done = run("lodestone", "build", cwd=clone)
    assert {path: path.stat().st_mtime_ns for path in (clone / "output").rglob("*")} == before
    files = sum(path.is_file() for path in before)
    assert f"0 written, {files} as they were, 0 removed" in done.stdout
    assert "output/index.html" in done.stdout


def test_a_second_build_remembers_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else it would give the same site, and be as slow as the first."""
    monkeypatch.chdir(planted(tmp_path))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767355200")
    plant(tmp_path, {"content/pages/method.md": "---\ntitle: Method\n---\nThe answer comes first.\n"})
    made = []
    for words in ("a plant for", "two plants for"):
        file = tmp_path / "content/briefings/hydroxide-plant.md"
        file.write_text(file.read_text("utf-8").replace("a plant for", words), "utf-8")
        settings = read_settings(tmp_path / "pelicanconf.py")[0]
        assert settings is not None
        made.append(sum(done for stage, done, of in progress(settings) if stage == "make" and done == of))
    assert 0 < made[1] < made[0] / 2


def progress(settings: Settings) -> list[tuple[str, int, int]]:
    told: list[tuple[str, int, int]] = []
    build(settings, watch=lambda *each: told.append(each))
    return told
