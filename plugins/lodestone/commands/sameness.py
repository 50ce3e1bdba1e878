"""Whether a scrape tells the story of another one that is kept: the same article, saved again or taken from elsewhere.

Their runs of five words are compared, without regard to case, signs and mark-up, and held against the
shorter of the two: a page saved with its menus still has all runs of the text saved without. The
share is that of containment (A. Broder, *On the resemblance and containment of documents*, 1997).
"""

from __future__ import annotations

import re
from pathlib import Path

from lodestone.engine.scan import contents
from lodestone.limits import SCRAPE
from lodestone.repair import repair_text
from lodestone.repair.decode import decode

RUN = 5
"""Words of a run."""
FEWEST = 20
"""Runs of the shorter text below which nothing is said."""
SAME = 0.7
"""Share of its runs from which on it is the same story. Two articles on one event share a tenth, a quote more."""
_TAG = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^<>]*>", re.DOTALL | re.IGNORECASE)
_WORD = re.compile(r"\w+")


def same_story(data: bytes, folder: Path, sha256: str) -> str | None:
    """The hash of a kept scrape, other than `sha256`, that tells the same story; None where there is none."""
    runs = runs_of(data)
    for file in sorted(folder.glob("*.txt")) if len(runs) >= FEWEST else ():
        if file.stem != sha256:
            try:
                other = runs_of(contents(file, SCRAPE))
            except OSError:
                continue
            if shared(runs, other) >= SAME:
                return file.stem
    return None


def shared(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of runs of the shorter text that the other has too; 0 where that is too short to say."""
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer >= FEWEST else 0.0


def runs_of(data: bytes) -> frozenset[int]:
    """The runs of a scrape, as hashes that hold in this process."""
    text = _TAG.sub(" ", repair_text(decode(data).text)).casefold()
    words = _WORD.findall(text)
    return frozenset(hash(tuple(words[at : at + RUN])) for at in range(len(words) - RUN + 1))
