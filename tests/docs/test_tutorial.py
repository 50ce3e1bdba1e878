"""`docs/tutorial.md`, run as a newcomer would: each command, each file, each line that is said to be printed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/tutorial.md").read_text("utf-8")
STEP = re.compile(
    r"<!-- file: (?P<file>\S+) -->\n```\w+\n(?P<content>.*?)```"
    r"|<!-- replace: (?P<edited>\S+): (?P<old>.+?) → (?P<new>.+?) -->"
    r"|```sh\n(?P<commands>.*?)```(?:\n\n```text\n(?P<printed>.*?)```)?",
    re.DOTALL,
)


def printed_by(commands: str, home: Path) -> tuple[list[str], Path]:
    """All lines that a block of commands prints, and the directory in which the next one starts."""
    said: list[str] = []
    for line in commands.splitlines():
        if line.startswith("cd "):
            home = home / line.removeprefix("cd ")
            continue
        done = subprocess.run(
            ["sh", "-euc", line],
            check=False,
            cwd=home,
            capture_output=True,
            text=True,
            env=os.environ
            | {
                "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
                "SOURCE_DATE_EPOCH": "1767355200",
                "COLUMNS": "1000",
            },
        )
        mistake = "check content" in line
        assert (done.returncode != 0) == mistake, f"{line}\n{done.stderr}"
        said += [*done.stdout.splitlines(), *done.stderr.splitlines()]
    return said, home


def meant(promised: str, said: str) -> bool:
    """Whether a line of the tutorial stands for one that was printed."""
    return re.fullmatch(".*".join(map(re.escape, promised.split("…"))), said) is not None


def test_the_tutorial_does_what_it_says(tmp_path: Path) -> None:
    home, commands = tmp_path, 0
    for step in STEP.finditer(TEXT):
        if step["file"]:
            (home / step["file"]).write_text(step["content"], "utf-8")
        elif step["edited"]:
            file = home / step["edited"]
            before = file.read_text("utf-8")
            assert step["old"] in before
            file.write_text(before.replace(step["old"], step["new"].replace("⏎", "\n")), "utf-8")
        else:
            said, home = printed_by(step["commands"], home)
            commands += 1
            promised = (step["printed"] or "").splitlines()
            assert [line for line in promised if not any(meant(line, each) for each in said)] == [], said
    assert commands == 7
    [draft] = (home / "content/briefings").glob("salar-one-to-double*.md")
    text = draft.read_text("utf-8")
    assert "said it’s going to double" in text
    assert "0 Comments" not in text
    assert "salar-one" in text
    assert len(list((home / "raw").glob("*.html"))) == 1
    assert (home / "public/briefings/a-brine-plant-opens/index.html").is_file()
    assert not (home / "public/briefings/salar-one-to-double-its-brine-plant").exists()
