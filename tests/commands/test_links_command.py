"""`lodestone links`: which cited pages are gone, asked politely; and `make weekly`, `make issue`, which use it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from disk import plant
from lodestone.commands import main
from preview.serving import ROOT, planted

ANSWERS = {"/well": 200, "/gone": 410, "/missing": 404, "/refused": 403, "/busy": 503, "/shy": 405}


class Host(BaseHTTPRequestHandler):
    """A host with a page of each sort. `/shy` answers a GET only."""

    asked: list[tuple[str, str]] = []  # noqa: RUF012 - emptied by the fixture

    def do_GET(self) -> None:
        self.asked.append((self.command, self.path))
        status = ANSWERS.get(self.path, 404)
        self.send_response(200 if status == 405 and self.command == "GET" else status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def host() -> Iterator[str]:
    Host.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def site(directory: Path, host: str, *paths: str) -> Path:
    links = "".join(f'<a class="x" href="{host}{path}#part">x</a>' for path in paths)
    return plant(directory, {"index.html": links, "a/index.html": f'{links}<a href="../">home</a>'})


def test_each_address_is_asked_once_and_told_apart(
    tmp_path: Path, host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    output = site(tmp_path, host, *ANSWERS)
    assert main(["links", str(output), "--pause", "0", "--private"]) == 1
    said = dict(line.removeprefix(host).split(": ", 1) for line in capsys.readouterr().out.splitlines())
    assert said == {
        "/busy": "not told: 503 Service Unavailable (linked from a/ and 1 more)",
        "/gone": "gone: 410 Gone (linked from a/ and 1 more)",
        "/missing": "gone: 404 Not Found (linked from a/ and 1 more)",
        "/refused": "not told: 403 Forbidden (linked from a/ and 1 more)",
    }
    assert Host.asked.count(("HEAD", "/well")) == 1
    assert ("GET", "/well") not in Host.asked
    assert ("GET", "/shy") in Host.asked


def test_where_all_is_well_that_is_said(
    tmp_path: Path, host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["links", str(site(tmp_path, host, "/well")), "--private"]) == 0
    assert capsys.readouterr().out == "every address answers\n"
    assert main(["links", str(tmp_path), "--format", "markdown", "--private"]) == 0
    assert capsys.readouterr().out.strip() == ""


def test_a_host_that_does_not_answer_says_nothing_on_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["links", str(site(tmp_path, "http://127.0.0.1:9", "/x")), "--private"]) == 0
    assert "not told: [Errno 111] Connection refused" in capsys.readouterr().out


def test_without_a_site_the_usage_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["links", str(tmp_path)]) == 2
    assert "there is no built site" in capsys.readouterr().err


def tool(file: Path, words: str) -> None:
    file.write_text(f"#!/bin/sh\n{words}\n")
    file.chmod(0o755)


def test_what_the_week_found_goes_into_one_issue(tmp_path: Path, host: str) -> None:
    """The targets that the workflow runs, with a `pip`, a `pip_audit` and a `gh` that say what they are told to."""
    home = planted(tmp_path / "site")
    for name in ("Makefile", "publishconf.py"):
        shutil.copy(ROOT / name, home)
    briefing = home / "content/briefings/hydroxide-plant.md"
    briefing.write_text(
        briefing.read_text("utf-8").replace("https://saltlake.example/1", f"{host}/gone"), "utf-8"
    )
    for name in (
        "requirements.txt",
        "requirements-weekly.txt",
        "pyproject.toml",
        "stamps/run",
        "stamps/weekly",
    ):
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).touch()
    tools = tmp_path / "bin"
    tools.mkdir()
    venv = Path(sys.executable).parent
    tool(
        tools / "lodestone",
        f'case "$1" in links) set -- "$@" --pause 0 --private ;; esac; exec "{venv}/lodestone" "$@"',
    )
    tool(tools / "pelican", "echo 4.12.0")
    tool(
        tools / "python",
        'case "$*" in *"index versions"*) echo "pelican (9.0.1)" ;; *pip_audit*) echo "weak 1.0"; exit 1 ;; esac',
    )
    tool(tools / "gh", f'echo "$@" >> {tmp_path}/asked; case "$*" in *list*) cat {tmp_path}/open ;; esac')
    environment = os.environ | {
        "PATH": f"{tools}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "plugins"), "GITHUB_REPOSITORY": "a/b",
        "SITEURL": "https://tiny.example", "SOURCE_DATE_EPOCH": "1767355200", "no_proxy": "127.0.0.1",
    }  # fmt: skip
    (tmp_path / "open").write_text("")
    for targets in (["weekly", "issue"], ["issue"]):
        done = subprocess.run(
            ["make", *targets, f"BIN={tools}", f"STAMPS={home / 'stamps'}"],
            check=False, cwd=home, capture_output=True, text=True, env=environment,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        (tmp_path / "open").write_text("12\n")
    found = (home / ".lodestone/weekly.md").read_text()
    assert f"<{host}/gone>: 410 Gone" in found
    assert "9.0.1 is out, this site is built with 4.12.0" in found
    assert "weak 1.0" in found
    asked = [line.split()[:2] for line in (tmp_path / "asked").read_text().splitlines()]
    assert asked == [["issue", "list"], ["issue", "create"], ["issue", "list"], ["issue", "edit"]]
