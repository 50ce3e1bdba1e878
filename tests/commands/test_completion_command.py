"""Completion: what a shell offers is what the command takes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from lodestone.commands import COMMANDS, main

ASKED = {
    "lodestone ": set(COMMANDS),
    "lodestone ch": {"check"},
    "lodestone check --f": {"--fix", "--format"},
    "lodestone check --format ": {"text", "json", "github"},
    "lodestone diff --format m": {"markdown"},
    "lodestone completion ": {"bash", "zsh", "fish"},
    "lodestone check content/": set(),
}


@pytest.mark.parametrize("line", ASKED)
def test_bash_offers_what_fits(line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "bash"]) == 0
    script = tmp_path / "lodestone.bash"
    script.write_text(capsys.readouterr().out)
    words = line.split(" ")
    typed = " ".join(f'"{word}"' for word in words)
    done = subprocess.run(
        [
            "bash",
            "-c",
            f'. "{script}"; COMP_WORDS=({typed}); COMP_CWORD={len(words) - 1}; _lodestone; echo "${{COMPREPLY[@]}}"',
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    assert set(done.stdout.split()) == ASKED[line]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_that_is_here_can_read_its_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert all(name in script for name in COMMANDS)
    assert "--publish" in script or "-l publish" in script
    if shutil.which(shell):
        done = subprocess.run([shell, "-n"], check=False, input=script, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")


def test_fish_says_what_each_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "fish"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert (
        "complete -c lodestone -n __fish_use_subcommand -a diff -d 'say in sentences what one build changes against another'"
        in lines
    )
    assert [
        line
        for line in lines
        if "from check" in line and "-l format" in line and "'text json github'" in line
    ]
