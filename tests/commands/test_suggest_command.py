"""`lodestone suggest`: proposals as changes to take over. Taking them over gives what `accept` and `check --fix` write."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lodestone.commands import main
from preview.serving import ROOT, planted

NAME = "content/briefings/pushed.md"
PLAIN = """---
title: Salar One doubles its brine plant
date: 2025-09-01
rights: own-words
sources:
  - {id: wire, publisher: Salt Lake Wire, url: 'https://saltlake.example/7', published: 2025-08-30}
---
Salar One (ASX: SLR) said its lithium brine plant will have a hydroxide capacity of 500 t/yr.
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(planted(tmp_path))
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert main(["suggest", *words]) == 0
    return capsys.readouterr().out


def taken(text: str, review: dict[str, Any]) -> str:
    """The file once every suggestion is taken over, as the host does it."""
    lines = text.split("\n")
    for each in sorted(review["comments"], key=lambda each: -each["line"]):
        fence, _, rest = each["body"].partition("suggestion\n")
        tick = fence.rpartition("\n")[2]
        lines[each.get("start_line", each["line"]) - 1 : each["line"]] = rest.split(f"\n{tick}\n")[0].split(
            "\n"
        )
    return "\n".join(lines)


def git(site: Path, *words: str) -> None:
    command = [
        "git",
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.org",
        "-c",
        "commit.gpgsign=false",
        *words,
    ]
    subprocess.run(command, check=True, cwd=site, capture_output=True)


def committed(site: Path, message: str) -> None:
    if not (site / ".git").exists():
        git(site, "init", "-q")
    git(site, "add", "content")
    git(site, "commit", "-qm", message)


@pytest.mark.parametrize("text", [PLAIN, PLAIN.rstrip("\n"), PLAIN.replace("\n", "\r\n")])
def test_taking_them_over_is_accepting(site: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    committed(site, "before")
    file = site / NAME
    file.write_bytes(text.encode())
    committed(site, "after")
    review = json.loads(said(capsys, "--base", "HEAD^", "--format", "review", "--by", "Ann"))
    assert (review["event"], review["body"]) == ("COMMENT", "")
    assert main(["accept", NAME, "--by", "Ann"]) == 0
    accepted = file.read_bytes().decode().replace("\r\n", "\n")
    assert taken(text.replace("\r\n", "\n"), review).rstrip("\n") == accepted.rstrip("\n")
    assert "company: salar-one" in accepted
    assert "by: Ann" in accepted


def test_a_mistake_comes_with_its_mend(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    committed(site, "before")
    (site / NAME).write_text(PLAIN.replace("doubles its", "doubles: its"), "utf-8")
    committed(site, "after")
    comment, *_ = json.loads(said(capsys, "--base", "HEAD^", "--format", "review"))["comments"]
    assert (comment["path"], comment["line"], comment["side"]) == (NAME, 2, "RIGHT")
    assert '\n```suggestion\ntitle: "Salar One doubles: its brine plant"\n```\n' in comment["body"]


def test_what_stands_beside_no_changed_line_is_told_in_the_review(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / NAME).write_text(PLAIN + "\nMore.\n" * 20, "utf-8")
    committed(site, "before")
    (site / NAME).write_text(PLAIN + "\nMore.\n" * 20 + "\nThe end.\n", "utf-8")
    committed(site, "after")
    review = json.loads(said(capsys, "--base", "HEAD^", "--format", "review"))
    assert f"`{NAME}`, in place of line 7" in review["body"]
    assert "company: salar-one" in review["body"]
    assert [each["line"] for each in review["comments"]] == [50]  # the figures, at the end


def test_nothing_is_said_twice_whoever_confirms(
    site: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (site / NAME).write_text(PLAIN, "utf-8")
    first = said(capsys, NAME, "--format", "review", "--by", "Ann")
    known = tmp_path / "known.txt"
    known.write_text(
        "\n".join([json.loads(first)["body"], *(c["body"] for c in json.loads(first)["comments"])])
    )
    assert said(capsys, NAME, "--format", "review", "--by", "Bob", "--known", str(known)) == ""


def test_a_fork_gets_a_summary_and_notices(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / NAME).write_text(PLAIN, "utf-8")
    assert "### What can be confirmed" in said(capsys, NAME)
    [notice, *_] = said(capsys, NAME, "--format", "github").splitlines()
    assert notice.startswith(
        f"::notice file={NAME},line=7,endLine=7,title=can be confirmed::The machine read"
    )


def test_other_files_and_damaged_ones_are_left_alone(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / NAME).write_bytes(PLAIN.encode().replace(b"said", b"s\xe9id"))
    assert said(capsys, NAME, "content/topics/brine.md", "content/briefings/no-such.md") == ""


def test_a_commit_that_is_not_there_is_wrong_usage(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    committed(site, "only")
    assert main(["suggest", "--base", "HEAD^"]) == 2
    assert "lodestone suggest:" in capsys.readouterr().err


def test_make_review_posts_it_once(site: Path, tmp_path: Path) -> None:
    """The target that the workflow runs, with a `gh` that keeps what it is given and gives it back."""
    committed(site, "before")
    (site / NAME).write_text(PLAIN, "utf-8")
    committed(site, "after")
    shutil.copy(ROOT / "Makefile", site)
    for name in ("requirements.txt", "pyproject.toml", "stamps/run"):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).touch()
    place = tmp_path / "tools"
    place.mkdir()
    gh = place / "gh"
    gh.write_text(
        f'#!/bin/sh\necho "$@" >> {place}/asked\ncase "$*" in *POST*) cp .lodestone/review.json {place}/posted.json ;;'
        f" *) test ! -f {place}/posted.json || cat {place}/posted.json ;; esac\n"
    )
    gh.chmod(0o755)
    for _ in range(2):
        done = subprocess.run(
            ["make", "review", f"BIN={Path(sys.executable).parent}", f"STAMPS={site / 'stamps'}"],
            check=False,
            cwd=site,
            capture_output=True,
            text=True,
            env=os.environ
            | {
                "PATH": f"{place}:{os.environ['PATH']}",
                "PYTHONPATH": str(ROOT / "plugins"),
                "GITHUB_REPOSITORY": "a/b",
                "GITHUB_ACTOR": "ann",
                "PULL": "7",
            },
        )
        assert (done.returncode, done.stderr) == (0, "")
    asked = (place / "asked").read_text().splitlines()
    assert [line.split()[1:4] for line in asked if "POST" in line] == [
        ["--method", "POST", "repos/a/b/pulls/7/reviews"]
    ]
    assert len(asked) == 5
    assert json.loads((place / "posted.json").read_text())["comments"] != []
