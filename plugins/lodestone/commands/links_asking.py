"""One address asked over the net: of public hosts alone, by http and https alone, and with an end to everything.

An address stands in a text that may be a stranger's, and the machine that asks may stand where others trust it: beside
a router, a database, or the service that hands a cloud machine its keys. So a name is resolved once, each of
its addresses has to be one of the public net, and the connection goes to that very address: no second look-up
could say otherwise. Each redirect is a new address and is looked at in the same way. No proxy is asked, since it
would look up the names. Bodies are not read.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from lodestone import __version__

PATIENCE, DEADLINE, REDIRECTS = 20.0, 60.0, 5
"""Seconds for each step of an answer; seconds for all of it; redirects that are followed."""
_HEADERS = {"User-Agent": f"lodestone-links/{__version__}", "Accept": "*/*"}
_KINDS: dict[str, type[http.client.HTTPConnection]] = {
    "http": http.client.HTTPConnection,
    "https": http.client.HTTPSConnection,
}
_LEADS_ON = frozenset({301, 302, 303, 307, 308})
_UNICAST = IPv6Network("2000::/3")
"""The only part of IPv6 that is given out (IANA)."""
_NAT64 = IPv6Network("64:ff9b::/96")
"""IPv4 behind IPv6 (RFC 6052): the last four bytes."""


class NotAskedError(OSError):
    """An address that is not asked; the message says why."""


class Reply(NamedTuple):
    """What a host said last."""

    status: int
    words: str
    """Of the standard, for the status: the host's own are a stranger's."""


def ask(url: str, method: str, *, private: bool = False) -> Reply:
    """The answer of the page, after redirects. `private`: hosts that are not public may be asked too.

    Raises `NotAskedError`, other `OSError`, `ValueError` and `HTTPException` where there is none.
    """
    for _ in range(REDIRECTS + 1):
        with _asked(url, method, private) as response:
            onwards = response.headers.get("Location") if response.status in _LEADS_ON else None
            if onwards is None:
                return Reply(response.status, http.client.responses.get(response.status, ""))
        url = urljoin(url, onwards)
    raise NotAskedError(f"it leads on more than {REDIRECTS} times")


def public(address: str) -> bool:
    """Whether an address, as a look-up gives it, is one of the public net.

    >>> public("93.184.215.14"), public("169.254.169.254"), public("::ffff:127.0.0.1"), public("fd00::1")
    (True, False, False, False)
    """
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        inner = _inner(ip)
        if inner is None:
            return ip in _UNICAST and ip.is_global
        ip = inner
    return ip.is_global and not ip.is_multicast


def _inner(ip: IPv6Address) -> IPv4Address | None:
    """The address of IPv4 that one of IPv6 leads to."""
    if ip in _NAT64:
        return IPv4Address(ip.packed[-4:])
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def as_written(address: str) -> str:
    """An address with all signs escaped that no address has; what is escaped stays so.

    >>> as_written("https://a.example/<b> c?d=%20&e")
    'https://a.example/%3Cb%3E%20c?d=%20&e'
    """
    return quote(address, safe="%/:=&?~+!$,;'@()*[]")


@contextmanager
def _asked(url: str, method: str, private: bool) -> Iterator[http.client.HTTPResponse]:
    """One question; all is closed behind it, whatever there was still to read."""
    parts = urlsplit(url)
    if parts.scheme not in _KINDS or not parts.hostname:
        raise NotAskedError(f"it leads to {parts.scheme or 'no'}:, only http: and https: are asked")
    kind = _KINDS[parts.scheme]
    connection = kind(parts.hostname, parts.port or kind.default_port)
    with closing(connection):
        connection.sock = _connected(connection.host, connection.port, private)
        if kind is http.client.HTTPSConnection:
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(connection.sock, server_hostname=connection.host)
        target = as_written(f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}")
        with _deadline(connection.sock):
            connection.request(method, target, headers=_HEADERS)
            response = connection.getresponse()
        with response:
            yield response


def _connected(host: str, port: int, private: bool) -> socket.socket:
    """A connection to the first address of a host that takes one, if all its addresses may be asked."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, place in found:
        if not (private or public(str(place[0]))):
            raise NotAskedError(
                f"{host} is {place[0]}, which is no address of the public net; it is not asked"
            )
    wrong = OSError(f"{host} has no address")
    for family, kind, protocol, _, place in found:
        made = socket.socket(family, kind, protocol)
        try:
            made.settimeout(PATIENCE)
            made.connect(place)
        except OSError as error:
            made.close()
            wrong = error
        else:
            return made
    raise wrong


@contextmanager
def _deadline(connection: socket.socket) -> Iterator[None]:
    """Ends a connection that keeps one waiting by a byte now and then."""

    def end() -> None:
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)

    late = threading.Timer(DEADLINE, end)
    late.daemon = True
    late.start()
    try:
        yield
    finally:
        late.cancel()
