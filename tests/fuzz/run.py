"""The long trial of inputs: `python tests/fuzz/run.py --cases 100000 [--seed N] [--kind NAME]`; prints what it found.

Every finding is told by kind and number, so that `--kind NAME --only N` tries it again. A case that takes more
than 2 s of processor time, or a process that grows beyond 500 MB, is a finding too.
"""

# ruff: noqa: T201 - a script that prints what it found
from __future__ import annotations

import argparse
import contextlib
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests")]

from fuzz.cases import KINDS, case  # noqa: E402
from fuzz.trying import TRIALS  # noqa: E402

SECONDS, MEGABYTES = 2.0, 500
SHARES = {
    "decode": 6,
    "repair": 2,
    "front matter": 4,
    "sections": 2,
    "article": 1,
    "ingest": 1,
    "register": 3,
    "sanitiser": 6,
}
"""How often each kind is tried: the cheap ones more."""


class TooSlow(BaseException):
    """A case took more than its time; no `except Exception` keeps it."""


def tried(kind: str, seed: int, number: int) -> tuple[str, float]:
    """What is wrong with a case, '' for nothing, and its seconds."""
    data = case(kind, seed, number)
    start = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        TRIALS[kind](data)
    except TooSlow:
        return f"more than {SECONDS} s", SECONDS
    except AssertionError as error:
        return str(error)[:200], time.process_time() - start
    except BaseException as error:
        return f"{type(error).__name__}: {error} ({_place(error)})"[:200], time.process_time() - start
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return "", time.process_time() - start


def _place(error: BaseException) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"


def _late(*_: Any) -> None:
    raise TooSlow


def run(cases: int, seed: int, kinds: list[str], most: int = 5) -> dict[str, list[str]]:
    """Try so many cases; findings by what is wrong. Prints a line a kind."""
    signal.signal(signal.SIGVTALRM, _late)
    found: dict[str, list[str]] = {}
    whole = sum(SHARES[kind] for kind in kinds)
    for kind in kinds:
        number, slowest, seconds = cases * SHARES[kind] // whole, (0.0, 0), 0.0
        wrong: Counter[str] = Counter()
        for n in range(number):
            told, took = tried(kind, seed, n)
            seconds += took
            slowest = max(slowest, (took, n))
            if told:
                wrong[told] += 1
                where = found.setdefault(f"{kind}: {told}", [])
                if len(where) < most:
                    where.append(str(n))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{kind:<13} {number:>7,} cases, {wrong.total()} wrong, {seconds:.0f} s, "
            f"slowest {slowest[0]:.2f} s (case {slowest[1]}), {memory} MB",
            flush=True,
        )
        if memory > MEGABYTES:
            found[f"{kind}: more than {MEGABYTES} MB"] = [str(memory)]
    return found


def main() -> int:
    """1 where anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=sorted(KINDS))
    parser.add_argument("--only", type=int, metavar="N", help="with --kind: this case, with its text")
    args = parser.parse_args()
    if args.only is not None and args.kind:
        data = case(args.kind, args.seed, args.only)
        print(data)
        with contextlib.suppress(TooSlow):
            TRIALS[args.kind](data)
        return 0
    found = run(args.cases, args.seed, [args.kind] if args.kind else list(KINDS))
    for told, where in sorted(found.items()):
        print(f"  {told}: cases {', '.join(where)}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
