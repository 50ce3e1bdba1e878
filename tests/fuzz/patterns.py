"""Which of our regular expressions take more than twice as long for twice the text: `python tests/fuzz/patterns.py`.

Every pattern that a module of ours compiles, or passes to `re` while content is read, is parsed; for each part
that repeats, and for each beginning of the pattern, a text is made that keeps it busy without ever letting it
match; the text is doubled until the time is long enough to be measured. Printed are the patterns whose time
grows like the square of the length or worse, with the text that shows it. Process time, so that load does not count.
"""

# ruff: noqa: T201 - a script that prints what it found
from __future__ import annotations

import importlib
import math
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests")]

LONGEST, ENOUGH, TOO_LONG = 20_000, 0.01, 1.0
"""Characters of the longest text tried; seconds from which a time is compared, and at which a search is ended."""
STEEP = 1.6
"""Exponent of growth from which a pattern is told."""
JUNK = ("", "!\x00")
"""Ends that let a match fail."""


def patterns() -> dict[tuple[str, int], str]:
    """Every pattern of ours with its flags, and the module that it is in."""
    found: dict[tuple[str, int], str] = {}
    plain = re._compile  # type: ignore[attr-defined]

    def noting(pattern: Any, flags: int) -> Any:
        frame = sys._getframe(2)
        name = frame.f_globals.get("__name__", "")
        if isinstance(pattern, str) and name.startswith("lodestone"):
            found.setdefault((pattern, int(flags)), name)
        return plain(pattern, flags)

    re._compile = noting  # type: ignore[attr-defined]
    import lodestone

    for module in pkgutil.walk_packages(lodestone.__path__, "lodestone."):
        if not module.name.startswith("lodestone.plugins") and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    from lodestone.engine.load import load
    from lodestone.ingest import draft

    content, _ = load(ROOT / "content")
    for scrape in sorted((ROOT / "tests" / "cases" / "scrapes").rglob("*"))[:6]:
        if scrape.is_file():
            draft(scrape.read_bytes(), content.lexicon, name="x", url="")
    re._compile = plain  # type: ignore[attr-defined]
    return found


def attacks(pattern: str, flags: int) -> Iterator[tuple[str, str]]:
    """Beginnings and pieces: a text is the beginning and then the piece many times."""
    seen: set[tuple[str, str]] = set()
    for head, piece in _pieces(list(parser.parse(pattern, flags)), ""):
        if piece and (head, piece) not in seen:
            seen.add((head, piece))
            yield head, piece


def _pieces(items: list[Any], before: str) -> Iterator[tuple[str, str]]:
    here = before
    for n, (kind, value) in enumerate(items):
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, getattr(sre, "POSSESSIVE_REPEAT", None)):
            low, high, body = value
            if high > 8:
                yield here, _sample(list(body))
                yield here + _sample(list(body)) * max(low, 1), " "
            yield from _pieces(list(body), here)
        elif kind is sre.SUBPATTERN:
            yield from _pieces(list(value[3]), here)
        elif kind is sre.BRANCH:
            for branch in value[1]:
                yield from _pieces(list(branch), here)
        elif kind in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _pieces(list(value[1]), here)
        here += _sample([items[n]])
        yield "", here
        yield here, "a"
        yield here, "a "
        yield here, "\n"


def _sample(items: list[Any]) -> str:
    return "".join(_one(kind, value) for kind, value in items)


def _one(kind: Any, value: Any) -> str:  # noqa: PLR0911 - a case a kind
    if kind is sre.LITERAL:
        return chr(value)
    if kind is sre.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if kind is sre.ANY:
        return "a"
    if kind is sre.IN:
        return _of_set(value)
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, getattr(sre, "POSSESSIVE_REPEAT", None)):
        low, _, body = value
        return _sample(list(body)) * max(low, 1)
    if kind is sre.SUBPATTERN:
        return _sample(list(value[3]))
    if kind is sre.BRANCH:
        return _sample(list(value[1][0]))
    if kind is getattr(sre, "ATOMIC_GROUP", None):
        return _sample(list(value))
    return ""


def _of_set(items: list[Any]) -> str:
    negated = items[0][0] is sre.NEGATE
    for sign in "a1 A-.,:;()[]<>\"'|/\n\t&#*_`~" + "".join(chr(n) for n in range(0xA0, 0x100)):
        if _in(sign, items[negated:]) != negated:
            return sign
    kind, value = items[0]
    return chr(value) if kind is sre.LITERAL else chr(value[0]) if kind is sre.RANGE else "a"


def _in(sign: str, items: list[Any]) -> bool:
    classes = {sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_SPACE: r"\s", sre.CATEGORY_WORD: r"\w",
               sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_NOT_WORD: r"\W"}  # fmt: skip
    for kind, value in items:
        if (
            (kind is sre.LITERAL and ord(sign) == value)
            or (kind is sre.RANGE and value[0] <= ord(sign) <= value[1])
            or (kind is sre.CATEGORY and value in classes and re.match(classes[value], sign))
        ):
            return True
    return False


def growth(compiled: re.Pattern[str], head: str, piece: str, end: str) -> tuple[float, float]:
    """The exponent by which the time grows with the length, and the last time, in seconds."""
    before, length = 0.0, 1_250
    while length <= LONGEST:
        now = seconds(compiled, head + piece * (length // len(piece)) + end)
        if before > ENOUGH or now >= TOO_LONG:
            return math.log2(now / max(before, ENOUGH)), now
        before, length = now, length * 2
    return 1.0, before


def seconds(compiled: re.Pattern[str], text: str) -> float:
    """Process time of a search through the text, at most `TOO_LONG`."""
    start = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, TOO_LONG)
    try:
        for _ in compiled.finditer(text):
            pass
    except TimeoutError:
        return TOO_LONG
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - start


def _late(*_: Any) -> None:
    raise TimeoutError


def main() -> int:
    """1 where a pattern is steep."""
    signal.signal(signal.SIGVTALRM, _late)
    steep = 0
    found = patterns()
    for (pattern, flags), module in sorted(found.items(), key=lambda each: each[1]):
        compiled, worst = re.compile(pattern, flags), (1.0, 0.0, "", "")
        for head, piece in attacks(pattern, flags):
            if worst[1] >= TOO_LONG:
                break
            for end in JUNK:
                exponent, seconds = growth(compiled, head, piece, end)
                if exponent > worst[0] and seconds > 2 * ENOUGH:
                    worst = exponent, seconds, head[:30], piece[:30]
        if worst[0] > STEEP:
            steep += 1
            told = f"{module}: grows by the power {worst[0]:.1f}, {worst[1]:.2f} s, {worst[2]!r} + {worst[3]!r} * n"
            print(f"{told}\n    {pattern[:160]!r}", flush=True)
    print(f"{len(found)} patterns, {steep} of them steep")
    return int(bool(steep))


if __name__ == "__main__":
    sys.exit(main())
