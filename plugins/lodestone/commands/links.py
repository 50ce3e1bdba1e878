"""`lodestone links`: ask every address of another host that a built site links to whether it is still there.

Hosts are asked politely: each by one connection at a time with a pause in between, the head of a page
only where that is enough. An address is *gone* where its host says so (404, 410) or is not known any
more. Whatever else fails (a refusal of programs, a pause, no answer) says nothing on the page, and is told
apart. Links rot whatever anybody does, so no build and no check asks this. What is no page of the public net
is not asked at all, unless one says so (`links_asking`).
"""

from __future__ import annotations

import argparse
import html
import http.client
import re
import socket
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from lodestone.commands.links_asking import as_written, ask
from lodestone.text.hidden import shown

_LINK = re.compile(r'<a\s[^>]*?href="(https?://[^"]+)"')
_GONE = {404, 410}
_ASK_WHOLE = {400, 403, 405, 501}
"""Answers of hosts that do not know how to be asked for the head of a page."""
PAUSE, AT_ONCE = 1.0, 8
"""Seconds between two questions to one host; hosts that are asked at once."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one address."""

    url: str
    pages: tuple[str, ...]
    """Where it is linked."""
    gone: bool
    said: str
    """Of the host, or why there was no answer; '' where all is well."""


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the subcommand."""
    parser.add_argument(
        "output", nargs="?", type=Path, default=Path("output"), help="a built site (default: output)"
    )
    parser.add_argument("--format", choices=("text", "markdown"), default="text", help="default: text")
    parser.add_argument(
        "--pause", type=float, default=PAUSE, metavar="SECONDS", help="between two questions to a host"
    )
    parser.add_argument(
        "--private",
        action="store_true",
        help="ask hosts of this machine and its networks too, not the public ones alone",
    )


def run(args: argparse.Namespace) -> int:
    """Ask and print what is not well; 1 where an address is gone, 2 where there is no built site."""
    pages = {
        path.relative_to(args.output).as_posix(): path.read_text("utf-8")
        for path in args.output.rglob("*.html")
    }
    if not pages:
        print(f"lodestone links: there is no built site in {args.output}", file=sys.stderr)
        return 2
    found = [answer for answer in asked(addresses(pages), args.pause, private=args.private) if answer.said]
    print("\n".join(as_markdown(found) if args.format == "markdown" else as_text(found)))
    return int(any(answer.gone for answer in found))


def addresses(pages: Mapping[str, str]) -> dict[str, list[str]]:
    """Each address of another host, without its fragment, and the pages that link to it.

    >>> addresses({"a.html": '<a class="x" href="https://b.example/?c&amp;d#e">', "c.html": '<a href="../">'})
    {'https://b.example/?c&d': ['a.html']}
    """
    found: dict[str, list[str]] = defaultdict(list)
    for name, text in sorted(pages.items()):
        for link in dict.fromkeys(_LINK.findall(text)):
            found[html.unescape(link).partition("#")[0]].append(name)
    return dict(sorted(found.items()))


def asked(links: Mapping[str, Sequence[str]], pause: float, *, private: bool = False) -> Iterator[Answer]:
    """The answer for each address, host by host."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for url in links:
        hosts[url.split("/")[2]].append(url)

    def of_host(urls: Iterable[str]) -> list[Answer]:
        answers = []
        for number, url in enumerate(urls):
            time.sleep(pause if number else 0)
            gone, said = _ask(url, private)
            answers.append(Answer(url, tuple(links[url]), gone, said))
        return answers

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for answers in pool.map(of_host, hosts.values()):
            yield from answers


def _ask(url: str, private: bool) -> tuple[bool, str]:
    """Whether a page is gone, and what was said where not all is well."""
    for method in ("HEAD", "GET"):
        try:
            status, words = ask(url, method, private=private)
        except (OSError, ValueError, http.client.HTTPException) as error:
            unknown = isinstance(error, socket.gaierror) and error.errno == socket.EAI_NONAME
            return unknown, str(error) or type(error).__name__
        if status < 400:
            return False, ""
        if method == "GET" or status not in _ASK_WHOLE | _GONE:
            break
    return status in _GONE, f"{status} {words}".strip()


def as_text(found: Sequence[Answer]) -> Iterator[str]:
    """One line an address."""
    for each in found:
        state = "gone" if each.gone else "not told"
        yield shown(f"{each.url}: {state}: {each.said} (linked from {_where(each)})")
    if not found:
        yield "every address answers"


def as_markdown(found: Sequence[Answer]) -> Iterator[str]:
    """A list for an issue: what is gone, and how much could not be told. Nothing where nothing is gone."""
    gone = [each for each in found if each.gone]
    if gone:
        yield "### Addresses that are gone\n"
        yield from (f"- <{as_written(each.url)}>: {each.said}; linked from {_where(each)}" for each in gone)
        yield f"\nOf {len(found) - len(gone)} more the hosts did not say."


def _where(each: Answer) -> str:
    first = each.pages[0].removesuffix("index.html") or "the first page"
    return first if len(each.pages) == 1 else f"{first} and {len(each.pages) - 1} more"
