"""Which of our regular expressions take more than twice as long for twice the text: `python tests/fuzz/patterns.py`.

Every pattern that a module of ours compiles, or passes to `re` while content is read, is parsed; for each part
that repeats, and for each beginning of the pattern, a text is made that keeps it busy without ever letting it
match; the text is doubled until the time is long enough to be measured. It is asked as the code asks it: a pattern
that is only matched at a place is not searched for. Of each pattern whose time grows like the square of the length
or worse, the text that shows it is put into a briefing, as long as our limits allow, and that is what counts:
*steep* is a pattern that nothing long reaches, *reached* one that holds up a build. Process time, so that load does not count.
"""

# ruff: noqa: T201 - a script that prints what it found
from __future__ import annotations

import argparse
import importlib
import math
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as syntax  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests")]

from fuzz.trying import whole  # noqa: E402

Ask = Callable[[str], Any]
LONGEST, ENOUGH, TOO_LONG = 20_000, 0.01, 1.0
"""Characters of the longest text tried; seconds from which a time is compared, and at which a search is ended."""
WHOLE, LINES, PATIENCE = 400_000, 19_000, 8.0
"""Characters and lines of the briefing that a text of a steep pattern makes; seconds that one may take to be read."""
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
    for head, piece in _pieces(list(syntax.parse(pattern, flags)), ""):
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


def asked(name: str, module: str, sources: dict[str, str]) -> set[str]:
    """The methods by which the code asks a pattern of this name; none where it cannot be seen."""
    call = re.compile(rf"\b{re.escape(name)}\.(match|fullmatch|search|finditer|findall|sub|subn|split)\b")
    else_used = re.compile(rf"\b{re.escape(name)}\b(?!\.|\s*[:=] )")
    found: set[str] = set()
    for other, text in sources.items():
        if other == module or re.search(rf"import [^\n]*\b{re.escape(name)}\b", text):
            code = _IMPORT.sub("", text)
            found |= set(call.findall(code))
            if else_used.search(code):
                return set()
    return found


_IMPORT = re.compile(r"^from [^\n(]*(?:\([^)]*\))?", re.MULTILINE)


def growth(ask: Ask, head: str, piece: str, end: str) -> tuple[float, float]:
    """The exponent by which the time grows with the length, and the last time, in seconds."""
    before, length = 0.0, 1_250
    while length <= LONGEST:
        text = head + piece * (length // len(piece)) + end
        now = seconds(lambda text=text: ask(text), TOO_LONG)
        if before > ENOUGH or now >= TOO_LONG:
            return math.log2(now / max(before, ENOUGH)), now
        before, length = now, length * 2
    return 1.0, before


def seconds(work: Callable[[], Any], most: float) -> float:
    """Process time of some work, which is ended at `most`."""
    start = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, most)
    try:
        work()
    except Late:
        return most
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - start


class Late(BaseException):
    """It took too long; no `except Exception` keeps it."""


def _late(*_: Any) -> None:
    raise Late


def asking(compiled: re.Pattern[str], methods: set[str]) -> Ask:
    """How the code asks a pattern: at a place, or all through a text."""
    if methods and methods <= {"match", "fullmatch"}:
        return compiled.fullmatch if methods == {"fullmatch"} else compiled.match
    return lambda text: sum(1 for _ in compiled.finditer(text))


def steepest(ask: Ask, pattern: str, flags: int) -> tuple[float, str, str, str] | None:
    """The first growth above `STEEP`: exponent, beginning, piece, end."""
    for head, piece in attacks(pattern, flags):
        for end in JUNK:
            exponent, took = growth(ask, head, piece, end)
            if exponent > STEEP and took > 2 * ENOUGH:
                return exponent, head, piece, end
    return None


def reading(head: str, piece: str, end: str) -> float:
    """Seconds of a briefing that holds the text, as long as the limits allow, once and line by line."""
    long = piece * min(WHOLE // len(piece), LINES // max(piece.count("\n"), 1) if "\n" in piece else WHOLE)
    lines = f"{head}{piece * (18 // len(piece) or 1)}{end}\n" * LINES
    return max(seconds(partial(_briefing, text), PATIENCE) for text in (head + long + end, lines[:WHOLE]))


def _briefing(text: str) -> None:
    whole(f"---\ntitle: T\ndate: 2025-09-01\n---\n{text}\n".encode("utf-8", "replace"))


def steep(modules: str = "") -> Iterator[tuple[str, float]]:
    """What is to be said of each steep pattern of the modules whose names begin so, and the seconds of a briefing of it."""
    sources = {
        ".".join(file.relative_to(ROOT / "plugins").with_suffix("").parts): file.read_text("utf-8")
        for file in (ROOT / "plugins" / "lodestone").rglob("*.py")
    }
    for (pattern, flags), module in sorted(patterns().items(), key=lambda each: each[1]):
        if not module.startswith(modules):
            continue
        compiled = re.compile(pattern, flags)
        name = next((name for name, value in vars(sys.modules[module]).items() if value == compiled), "")
        worst = steepest(asking(compiled, asked(name, module, sources) if name else set()), pattern, flags)
        if worst:
            exponent, head, piece, end = worst
            text = f"{head[:30]!r} + {piece[:30]!r} * n + {end!r}"
            took = reading(head, piece, end)
            yield f"{module}.{name or '?'}: grows by the power {exponent:.1f}, {text}", took


def main() -> int:
    """1 where a text holds up a build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "modules", nargs="?", default="lodestone", help="such as lodestone.text (default: all)"
    )
    args = parser.parse_args()
    signal.signal(signal.SIGVTALRM, _late)
    reached = 0
    for told, took in steep(args.modules):
        reached += took >= PATIENCE
        print(
            f"{'reached' if took >= PATIENCE else 'steep'}: {told}; a briefing of it {took:.1f} s", flush=True
        )
    print(f"{reached} texts hold up a build")
    return int(bool(reached))


if __name__ == "__main__":
    sys.exit(main())
