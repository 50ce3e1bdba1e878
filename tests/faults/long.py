# ruff: noqa: T201 - a script that prints what it counted
"""The long trial of faults: `python tests/faults/long.py --kills 300 --errors 100 [--seed N]`; prints what it counted."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests")]

from faults.trials import Count, Ground  # noqa: E402


def main() -> int:
    """1 where anything was as it must not be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--errors", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=10, metavar="N", help="of each kind of finding, show N")
    args = parser.parse_args()
    wrong = []
    for name, number in (("killed", args.kills), ("refused", args.errors)):
        count = Count()
        for publish in (False, True):
            with tempfile.TemporaryDirectory() as place:
                ground = Ground(Path(place), Random(args.seed), publish=publish, count=count)
                aim = number // 2 if not publish else number
                while count.struck < aim and count.trials < 4 * number:
                    ground.round(name, 5)
        print(f"{name}: {count}", flush=True)
        for each in (count.mixed, count.lost, count.differing, count.left, count.crashed):
            print("".join(f"    {line}\n" for line in each[: args.most]), end="")
        wrong += count.wrong
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
