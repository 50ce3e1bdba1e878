"""`lodestone serve` by real HTTP: what it answers, what it refuses, and that nothing an editor does ends it."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from disk import tree
from lodestone.preview.server import LONGEST_PATH
from preview.serving import planted, served

BRIEFING = "content/briefings/hydroxide-plant.md"


class Site:
    """The served site, and one request to it at a time."""

    def __init__(self, directory: Path, url: str, process: Any) -> None:
        self.directory, self.process = directory, process
        self.host = urlsplit(url).netloc

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Any:
        """Status, headers, text; `path` is sent as it is."""
        line = http.client.HTTPConnection(self.host, timeout=30)
        line.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            line.putheader(name, value)
        if body is not None:
            line.putheader("Content-Length", str(len(body)))
        line.endheaders(body)
        answer = line.getresponse()
        found = answer.status, answer.headers, answer.read().decode("utf-8", "replace")
        line.close()
        return found

    def state(self, after: int = -1) -> dict[str, Any]:
        """The first build after that one, as an open page is told it; the last one at once."""
        line = http.client.HTTPConnection(self.host, timeout=30)
        line.request("GET", "/.preview/events")
        answer = line.getresponse()
        assert answer.headers["Content-Type"] == "text/event-stream"
        told: dict[str, Any] = {"build": after}
        while told["build"] <= after:
            data = answer.readline().decode()
            told = json.loads(data.removeprefix("data: ")) if data.startswith("data: ") else told
        answer.close()
        line.close()
        return told

    def save(self, path: str, old: str, new: str) -> None:
        file = self.directory / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")


def errors(state: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in state["problems"] if each["severity"] == "error"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    directory = planted(tmp_path_factory.mktemp("served"))
    with served(directory) as (url, process):
        yield Site(directory, url, process)


def test_a_page_has_the_script_and_its_file_has_not(site: Site) -> None:
    status, headers, text = site.ask("/briefings/hydroxide-plant/")
    on_disk = (site.directory / "output/briefings/hydroxide-plant/index.html").read_text("utf-8")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert headers["Cache-Control"] == "no-store"
    assert text.count('<script src="/.preview/client.js"') == 1
    assert text.split("<script src")[0] == on_disk.rpartition("</body>")[0]
    assert [path for path, data in tree(site.directory / "output").items() if b".preview" in data] == []


def test_files_are_sent_as_they_are(site: Site) -> None:
    status, headers, text = site.ask("/briefings/hydroxide-plant/briefing.json")
    assert (status, headers["Content-Type"]) == (200, "application/json")
    assert text == (site.directory / "output/briefings/hydroxide-plant/briefing.json").read_text("utf-8")
    assert site.ask("/briefings/hydroxide-plant/briefing.json", "HEAD")[::2] == (200, "")


def test_a_folder_without_its_slash_leads_to_the_one_with_it_on_this_host(site: Site) -> None:
    assert site.ask("/topics")[1]["Location"] == "/topics/"
    assert site.ask("//topics")[1]["Location"] == "/topics/"


def test_what_is_not_there_gets_the_site_s_own_page(site: Site) -> None:
    status, _, text = site.ask("/nothing/")
    assert status == 404
    assert "client.js" in text
    assert "<main" in text


@pytest.mark.parametrize(
    "path",
    [
        "/../pelicanconf.py", "/%2e%2e/pelicanconf.py", "/..%2fpelicanconf.py", "/topics/..%5c..%5cpelicanconf.py",
        "/.git/config", "/%2elodestone/x", "/a%00b", "//etc/passwd", "/c:/x", "/out.txt", "/.preview/server.py",
        "/.preview/../worker.py",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_output(site: Site, path: str) -> None:
    link = site.directory / "output/out.txt"
    if not link.is_symlink():
        link.symlink_to(site.directory / "pelicanconf.py")
    status, _, text = site.ask(path)
    assert status == 404
    assert "SITENAME" not in text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1"}, 403),
        ({"Host": ""}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 200),
    ],
)
def test_only_our_own_host_and_origin_are_answered(site: Site, headers: dict[str, str], status: int) -> None:
    for path in ("/", "/.preview/client.js"):
        assert site.ask(path, **headers)[0] == status


def test_our_own_origin_is_answered(site: Site) -> None:
    port = site.host.partition(":")[2]
    assert site.ask("/", Origin=f"http://127.0.0.1:{port}")[0] == 200
    assert site.ask("/", Host=f"localhost:{port}", Origin=f"http://localhost:{port}")[0] == 200


def test_other_methods_bodies_and_long_paths_are_refused(site: Site) -> None:
    assert site.ask("/", "POST", b"x")[0] == 501
    assert site.ask("/", "GET", b"x")[0] == 413
    assert site.ask("/" + "a" * LONGEST_PATH)[0] == 414


def test_nobody_else_on_the_network_reaches_it(site: Site) -> None:
    port = int(site.host.partition(":")[2])
    with socket.socket() as other:
        other.bind(("127.0.0.2", port))  # free: so we listen on 127.0.0.1 alone


def test_a_save_is_built_and_told_with_its_place(site: Site) -> None:
    before = site.state()
    assert errors(before) == []
    site.save(BRIEFING, "date: 2025-03-02", "date: 31/12/2025")
    state = site.state(before["build"])
    [problem] = errors(state)
    assert problem["place"].startswith(f"{BRIEFING}:")
    assert problem["code"] == "E113"
    assert "31/12/2025" in problem["excerpt"]
    assert "fix: lodestone check --fix" in problem["excerpt"]
    site.save(BRIEFING, "date: 31/12/2025", "date: 2025-03-02")
    assert errors(site.state(state["build"])) == []


BREAKING = {
    "template": ("templates/briefing.html", "{% block main %}", "{% block main %}{{ nobody.knows }}", "E212"),
    "frame": ("templates/base.html", "<!doctype html>", "{% if %}<!doctype html>", "E212"),
    "settings": ("pelicanconf.py", 'SITENAME = "Tiny"', "SITENAME = (", "E210"),
    "process": ("pelicanconf.py", 'SITENAME = "Tiny"', "import os; os._exit(3)", "E100"),
}


@pytest.mark.parametrize("kind", BREAKING)
def test_what_is_broken_is_told_and_mended_again(site: Site, kind: str) -> None:
    path, old, new, code = BREAKING[kind]
    before = site.state()
    site.save(path, old, new)
    broken = site.state(before["build"])
    assert broken["problems"][0]["code"] == code
    assert site.ask("/")[0] in (200, 404)
    assert "client.js" in site.ask("/")[2]
    site.save(path, new, old)
    assert errors(site.state(broken["build"])) == []
    assert site.ask("/briefings/hydroxide-plant/")[0] == 200


def test_it_ends_by_ctrl_c_without_a_trace(tmp_path: Path) -> None:
    directory = planted(tmp_path)
    with served(directory) as (url, process):
        Site(directory, url, process).state()
    said = (directory / "said.txt").read_text()
    assert process.returncode == 0
    assert said.endswith("stopped\n")
    assert "Traceback" not in said


def test_a_port_that_is_taken_is_told(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from lodestone.commands import main

    port = site.host.partition(":")[2]
    assert main(["serve", str(site.directory / "content"), "--port", port]) == 1
    assert f"lodestone serve --port {int(port) + 1}" in capsys.readouterr().err


def test_without_settings_the_usage_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from lodestone.commands import main

    monkeypatch.chdir(tmp_path)
    assert main(["serve"]) == 2
    assert "there is no pelicanconf.py" in capsys.readouterr().err
