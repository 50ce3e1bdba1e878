"""`lodestone links` asks what a stranger's text links to: of the public net only, and never without end."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from disk import plant
from lodestone.commands import links_asking, main
from lodestone.commands.links import addresses, as_markdown, asked
from lodestone.commands.links_asking import NotAskedError, ask, public

PRIVATE = {
    "this machine": "http://127.0.0.1:1/",
    "all of this machine": "http://0.0.0.0:1/",
    "its name": "http://localhost:1/",
    "its name, absolute": "http://localhost.:1/",
    "one number": "http://2130706433:1/",
    "of base eight": "http://0177.0.0.1:1/",
    "of base sixteen": "http://0x7f.1:1/",
    "short": "http://127.1:1/",
    "full-width": "http://\uff11\uff12\uff17.0.0.1:1/",
    "behind a name": "http://public.example@127.0.0.1:1/",
    "keys of a cloud": "http://169.254.169.254/latest/meta-data/",
    "ten": "https://10.1.2.3/",
    "one seven two": "https://172.31.255.1/",
    "one nine two": "http://192.168.1.1/",
    "of a carrier": "http://100.64.0.1/",
    "a test net": "http://192.0.2.1/",
    "many at once": "http://224.0.0.1/",
    "all at once": "http://255.255.255.255/",
    "v6: this machine": "http://[::1]:1/",
    "v6: none": "http://[::]:1/",
    "v6: unique local": "http://[fd00:ec2::254]/",
    "v6: link": "http://[fe80::1]/",
    "v6: site": "http://[fec0::1]/",
    "v6: many at once": "http://[ff02::1]/",
    "v6: mapped": "http://[::ffff:127.0.0.1]:1/",
    "v6: compatible": "http://[::7f00:1]:1/",
    "v6: translated": "http://[64:ff9b::a9fe:a9fe]/",
    "v6: 6to4": "http://[2002:7f00:1::]/",
    "v6: documentation": "http://[2001:db8::1]/",
}
PUBLIC = ("93.184.215.14", "8.8.8.8", "2606:4700::6810:84e5", "64:ff9b::808:808", "2002:808:808::1")
Place = tuple[int, int, int, str, tuple[Any, ...]]


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every place that is connected to; none answers."""
    places: list[Any] = []

    def connect(_: socket.socket, place: Any) -> None:
        places.append(place)
        raise TimeoutError("nobody answers")

    monkeypatch.setattr(socket.socket, "connect", connect)
    return places


def looked_up(monkeypatch: pytest.MonkeyPatch, *answers: Sequence[str]) -> list[str]:
    """A resolver that gives these answers, one after another; the names that it was asked for."""
    asked_for: list[str] = []

    def resolver(host: str, port: int, **_: Any) -> list[Place]:
        found = answers[min(len(asked_for), len(answers) - 1)]
        asked_for.append(host)
        families = (socket.AF_INET6 if ":" in each else socket.AF_INET for each in found)
        places = ((each, port, 0, 0) if ":" in each else (each, port) for each in found)
        return [
            (family, socket.SOCK_STREAM, 6, "", place) for family, place in zip(families, places, strict=True)
        ]

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    return asked_for


@pytest.mark.parametrize("name", PRIVATE)
def test_no_private_address_is_asked_however_it_is_spelt(name: str, tried: list[Any]) -> None:
    with pytest.raises((NotAskedError, socket.gaierror)):
        ask(PRIVATE[name], "HEAD")
    assert tried == []


def test_public_addresses_are_asked(tried: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(map(public, PUBLIC))
    looked_up(monkeypatch, PUBLIC[:3])
    with pytest.raises(TimeoutError):
        ask("https://public.example/", "HEAD")
    assert [place[0] for place in tried] == list(PUBLIC[:3])


@pytest.mark.parametrize("found", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["2606:4700::1", "::1"]])
def test_a_name_that_leads_to_a_private_address_is_not_asked(
    found: list[str], tried: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up(monkeypatch, found)
    with pytest.raises(
        NotAskedError, match=r"inner.example is .*, which is no address of the public net; it is not asked"
    ):
        ask("http://inner.example/", "GET")
    assert tried == []


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(
    tried: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads elsewhere the second time is not looked up a second time."""
    names = looked_up(monkeypatch, ["8.8.8.8"], ["127.0.0.1"])
    with pytest.raises(TimeoutError):
        ask("http://rebound.example/", "HEAD")
    assert (names, tried) == (["rebound.example"], [("8.8.8.8", 80)])


class Host(BaseHTTPRequestHandler):
    """A host that leads away, or talks without end."""

    asked: list[str] = []  # noqa: RUF012 - emptied by the fixture
    drops: list[str] = []  # noqa: RUF012 - the same

    def do_GET(self) -> None:
        self.asked.append(self.path)
        kind, _, to = self.path[1:].partition("?")
        self.send_response(302 if kind in ("to", "endless-redirect") else 200)
        if kind == "drip":
            with suppress(OSError):
                while len(self.drops) < 60 and self.wfile.write(b"X"):
                    self.drops.append(self.path)
                    threading.Event().wait(0.05)
        self.send_header("Location", to or "/end")
        self.end_headers()
        if kind.startswith("endless"):
            with suppress(OSError):
                while True:
                    self.wfile.write(b"x" * 65_536)

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A host at 127.0.0.1, which counts as public here; nothing else does."""
    Host.asked.clear()
    Host.drops.clear()
    monkeypatch.setattr(links_asking, "public", lambda address: address == "127.0.0.1")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("http://127.0.0.2/", "127.0.0.2, which is no address of the public net"),
        ("//169.254.169.254/latest", "169.254.169.254, which is no address of the public net"),
        ("file:///etc/hostname", "leads to file:, only http: and https:"),
        ("ftp://127.0.0.1/", "leads to ftp:, only http: and https:"),
        ("gopher://127.0.0.1/", "leads to gopher:, only http: and https:"),
    ],
)
def test_no_redirect_leads_to_what_would_not_be_asked(host: str, target: str, why: str) -> None:
    with pytest.raises(NotAskedError, match=why):
        ask(f"{host}/to?{target}", "GET")
    assert Host.asked == [f"/to?{target}"]


def test_redirects_end(host: str) -> None:
    assert ask(f"{host}/to?/to?/x", "GET").status == 200
    with pytest.raises(NotAskedError, match="leads on more than 5 times"):
        ask(f"{host}/to?{'/to?' * 9}", "GET")


@pytest.mark.parametrize("page", ["endless", "endless-redirect"])
def test_no_body_is_read(host: str, page: str) -> None:
    assert ask(f"{host}/{page}", "GET").status == 200


def test_a_host_that_drips_is_cut_off(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links_asking, "DEADLINE", 0.3)
    links = {f"{host}/drip": ["a"]}
    [answer] = asked(links, 0)
    assert not answer.gone
    assert answer.said
    assert 0 < len(Host.drops) < 60


def test_what_is_not_asked_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = '<a href="http://169.254.169.254/x">x</a><a href="http://[x/">y</a>'
    assert main(["links", str(plant(tmp_path, {"index.html": page}))]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith(
        "http://169.254.169.254/x: not told: 169.254.169.254 is 169.254.169.254, which is no address"
    )
    assert told[1].startswith("http://[x/: not told: ")


def test_an_address_is_no_markup_of_an_issue(tried: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> list[Place]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    links = addresses(
        {
            "a.html": '<a href="https://gone.example/&gt; @owner &lt;img src=x&gt; ![](https://b.example/c)">x</a>'
        }
    )
    [_, line, _] = as_markdown(list(asked(links, 0)))
    assert line.startswith(
        "- <https://gone.example/%3E%20@owner%20%3Cimg%20src=x%3E%20![](https://b.example/c)>: "
    )
