"""Requests of strangers to the preview, sent byte for byte: other hosts, other sites, ways out, sizes, slow ones."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from lodestone.preview import server as preview
from lodestone.preview.server import LONGEST_PATH, PreviewServer
from lodestone.preview.state import State

SECRET = b"nobody may read this"


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """A preview of a few files; what it may not give stands beside its output."""
    output = tmp_path / "output"
    (output / "a").mkdir(parents=True)
    (output / "index.html").write_text("<p>home</p></body>")
    (output / "a" / "index.html").write_text("<p>a</p></body>")
    (output / "x.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (output / ".hidden").write_bytes(SECRET)
    (tmp_path / "secret.txt").write_bytes(SECRET)
    (output / "out.txt").symlink_to(tmp_path / "secret.txt")
    (output / "up").symlink_to(tmp_path)
    (output / "b").mkdir()
    (output / "b" / "index.html").symlink_to(tmp_path / "secret.txt")
    os.mkfifo(output / "pipe.txt")
    made = PreviewServer(lambda: output, State(), 0)
    thread = threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield made.server_port
    made.state.end()
    made.shutdown()
    made.server_close()


def sent(port: int, data: bytes) -> bytes:
    """All that comes back, up to the end of the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(data)
        line.shutdown(socket.SHUT_WR)
        parts = []
        try:
            while part := line.recv(65_536):
                parts.append(part)
        except ConnectionResetError:
            pass
    return b"".join(parts)


def status(
    port: int, path: str = "/", *headers: str, method: str = "GET", host: str = ""
) -> tuple[int, bytes]:
    """Status and whole answer of one request."""
    lines = [
        f"{method} {path} HTTP/1.1",
        f"Host: {host or f'127.0.0.1:{port}'}",
        *headers,
        "Connection: close",
        "",
        "",
    ]
    answer = sent(port, "\r\n".join(lines).encode("latin-1"))
    return int(answer.split(b" ", 2)[1]), answer


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "evil.example:{port}", "127.0.0.1.evil.example:{port}", "localhost.evil.example:{port}", "127.0.0.1",
        "127.0.0.1:1", "0.0.0.0:{port}", "[::1]:{port}", "127.1:{port}", "2130706433:{port}", "localhost:{port}.evil.example",
        "evil.example@127.0.0.1:{port}", "127.0.0.1:{port}, evil.example", "LOCALHOST:{port}/",
        "evil.example.:{port}", "127.0.0.1:{port}:{port}", "127.0.0.1:+{port}", "127.0.0.1:{port} ", "127.0.0.1:{port}.", "[::ffff:127.0.0.1]:{port}",
        "[::1%25lo]:{port}", "0177.0.0.1:{port}", "localhost:{port}#evil.example", "localhost:{port}?x", "*:{port}",
    ],
)  # fmt: skip
def test_another_host_is_refused(port: int, host: str) -> None:
    """DNS rebinding: the name is the attacker's, the address ours."""
    code, answer = status(port, host=host.format(port=port))
    assert code == 403
    assert b"home" not in answer


def test_only_this_machine_is_listened_to(port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.2", port))  # free: so we listen on 127.0.0.1 alone


@pytest.mark.parametrize(
    "headers",
    [
        ["Origin: https://evil.example"], ["Origin: null"], ["Origin: http://127.0.0.1"], ["Origin: https://127.0.0.1:{port}"],
        ["Origin: http://127.0.0.1:{port}.evil.example"], ["Origin: http://127.0.0.1.:{port}"], ["Origin: http://[::1]:{port}"],
        ["Origin: http://127.0.0.1:{port} https://evil.example"], ["Origin: HTTPS://127.0.0.1:{port}"], ["Origin: http://127.0.0.1:{port}/"],
        ["Origin:"], ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"],
        ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: cors"], ["Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: no-cors"],
        ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/.preview/events", "/.preview/client.js"])
def test_another_site_is_refused(port: int, headers: list[str], path: str) -> None:
    assert status(port, path, *(each.format(port=port) for each in headers))[0] == 403


@pytest.mark.parametrize(
    "headers",
    [[], ["Origin: http://127.0.0.1:{port}"], ["Sec-Fetch-Site: same-origin"], ["Sec-Fetch-Site: none", "Sec-Fetch-Mode: navigate"],
     ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"]],
)  # fmt: skip
def test_our_own_pages_and_a_link_to_us_are_answered(port: int, headers: list[str]) -> None:
    assert status(port, "/", *(each.format(port=port) for each in headers))[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt", "/%2e%2e/secret.txt", "/%252e%252e/secret.txt", "/..%2fsecret.txt", "/..%252fsecret.txt",
        "/a/../../secret.txt", "/a/%2e%2e/%2e%2e/secret.txt", "/..%5csecret.txt", "/..\\secret.txt", "/%c0%ae%c0%ae/secret.txt",
        "/%e0%80%ae%e0%80%ae/secret.txt", "/....//secret.txt", "/.%00./secret.txt", "/secret.txt%00.html", "/out.txt", "/up/secret.txt",
        "/up/", "/b/", "/b/index.html", "/.hidden", "/%2ehidden", "/a/..;/..;/secret.txt", "//secret.txt", "///../secret.txt",
        "/c:/secret.txt", "/x.svg::$DATA", "/pipe.txt", "/.preview/../secret.txt", "/.preview/server.py", "/.preview/%2e%2e/server.py",
        "//[x", "/?/../secret.txt/..", "/a/./.hidden",
    ],
)  # fmt: skip
def test_no_path_leads_to_what_is_no_file_of_the_output(port: int, path: str) -> None:
    code, answer = status(port, path)
    assert SECRET not in answer
    assert code in ((200,) if path.startswith("/?") else (404,))


@pytest.mark.parametrize("path", ["http://evil.example/", "evil.example:80", "*", "index.html", "?x"])
def test_what_is_no_path_is_a_bad_request(port: int, path: str) -> None:
    assert status(port, path)[0] == 400


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get"]
)
def test_other_methods_are_not_known(port: int, method: str) -> None:
    code, answer = status(port, method=method)
    assert code == 501
    assert b"Access-Control" not in answer


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        (["Content-Length: 5"], 413),
        (["Content-Length: -1"], 413),
        (["Content-Length: 0", "Content-Length: 5"], 400),
        (["Transfer-Encoding: chunked"], 413),
        (["Origin: http://127.0.0.1:{port}", "Origin: https://evil.example"], 400),
        (["Host: evil.example"], 400),
        ([f"X: {'a' * 70_000}"], 431),
        ([f"X{n}: a" for n in range(200)], 431),
    ],
)
def test_sizes_and_headers_given_twice_are_refused(port: int, headers: list[str], code: int) -> None:
    assert status(port, "/", *(each.format(port=port) for each in headers))[0] == code


def test_long_paths_are_refused(port: int) -> None:
    assert status(port, "/" + "a" * LONGEST_PATH)[0] == 414
    assert status(port, "/" + "a" * 70_000)[0] == 414


def test_a_body_is_never_taken_for_a_second_request(port: int) -> None:
    host = f"Host: 127.0.0.1:{port}\r\n"
    answer = sent(
        port, f"GET / HTTP/1.1\r\n{host}Content-Length: 40\r\n\r\nGET /a/ HTTP/1.1\r\n{host}\r\n".encode()
    )
    assert answer.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", b"\0\0\0\0", b"GET /\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00", b"GET / HTTP/1.1\r\nHost 127\r\n\r\n"])  # fmt: skip
def test_what_is_no_request_ends_nothing(port: int, data: bytes) -> None:
    assert b"home" not in sent(port, data)
    assert status(port)[0] == 200


def test_a_slow_one_is_cut_off_and_holds_up_nobody(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview.Handler, "timeout", 0.3)
    with socket.create_connection(("127.0.0.1", port), timeout=20) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: ")
        assert status(port)[0] == 200
        assert slow.recv(1) == b""


@pytest.fixture
def few_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview that is made now answers few at a time."""
    monkeypatch.setattr(preview, "MOST_CONNECTIONS", 4)


@pytest.mark.usefixtures("few_connections", "port")
def test_connections_are_counted(port: int) -> None:
    """Many that say nothing are closed from some number on; when they are gone, others are answered again."""
    lines = [
        socket.create_connection(("127.0.0.1", port), timeout=20) for _ in range(preview.MOST_CONNECTIONS)
    ]
    with socket.create_connection(("127.0.0.1", port), timeout=20) as more:
        assert more.recv(1) == b""
    for line in lines:
        line.close()
    with socket.create_connection(("127.0.0.1", port), timeout=20) as again:
        again.close()
    assert next(code for code in _until_answered(port)) == 200


def _until_answered(port: int) -> Iterator[int]:
    """The status of the first request that is answered at all: closed connections are noticed one by one."""
    for _ in range(200):
        answer = sent(port, f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
        if answer:
            yield int(answer.split(b" ", 2)[1])


def test_a_picture_opened_by_itself_runs_nothing(port: int) -> None:
    code, answer = status(port, "/x.svg")
    assert code == 200
    head = answer.partition(b"\r\n\r\n")[0].decode()
    assert (
        "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
        in head
    )
    assert "X-Content-Type-Options: nosniff" in head
    assert "Cross-Origin-Resource-Policy: same-origin" in head
    assert "Cross-Origin-Opener-Policy: same-origin" in head
