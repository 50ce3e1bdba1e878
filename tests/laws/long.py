# ruff: noqa: T201 - this prints a table
"""The law of warm builds over long sequences of moves, in the order of their seeds, until it is told to stop.

    python tests/laws/long.py --sequences 200 --moves 30

Not part of `make test`, because it takes hours on two cores; `test_warm_builds.py` runs a few short sequences
of the same moves. Prints a line for each sequence, and ends with 1 where the law did not hold.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import pytest

from laws import test_warm_builds as law
from newsroom import MOVES


def main() -> int:
    """Run the sequences; 0 where every warm output was the cold one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sequences", type=int, default=200)
    parser.add_argument("--moves", type=int, default=30)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    args = parser.parse_args()
    changes = pytest.MonkeyPatch()
    for (module, name), size in law.FEW.items():
        changes.setattr(module, name, size)
    failed = 0
    for seed in range(args.first, args.first + args.sequences):
        chance = random.Random(seed)
        steps = [(chance.choice(sorted(MOVES)), chance.randrange(10_000)) for _ in range(args.moves)]
        try:
            law.run(steps, publish=bool(seed % 2), every=6)
        except AssertionError as error:
            failed += 1
            print(f"{seed}: {steps}\n{error}", flush=True)
        else:
            print(f"{seed}: holds", flush=True)
    print(f"{args.sequences} sequences of {args.moves} moves, {failed} against the law")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
