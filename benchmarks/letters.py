"""Write `lodestone/repair/neighbours.py`: beside which letters the accented letters of European languages stand.

    python benchmarks/letters.py [--texts DIR] > plugins/lodestone/repair/neighbours.py

Counted in the development half of the texts of `benchmarks/repair.py`, weighed by language.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter, defaultdict
from pathlib import Path

from repair import catalogues, folder, names

LANGUAGES = {
    "fr": 3.0, "es": 3.0, "de": 3.0, "pt": 2.0, "it": 1.0, "nl": 1.0, "sv": 1.0, "da": 1.0, "nb": 1.0, "fi": 1.0,
    "pl": 1.0, "cs": 0.7, "hu": 0.7, "tr": 0.7, "ro": 0.5, "sk": 0.5, "ca": 0.5, "hr": 0.5, "is": 0.3, "sl": 0.3,
    "et": 0.3, "lv": 0.3, "lt": 0.3,
}  # fmt: skip
"""How often the names of each language are met in English, roughly."""
ORDER = "abcdefghijklmnopqrstuvwxyz^*"
"""Letters, the edge of a word, any other letter."""
WEIGHT = 10_000.0
USUAL = 100.0
"""Times that each letter is taken to have been seen in the usual company, so that what is rare proves little."""
ENOUGH = 3.0
"""Times, of some two hundred thousand, that a letter must be seen."""


def side(character: str) -> str:
    """The place in `ORDER` that a neighbour counts for."""
    low = character.lower()
    return low if "a" <= low <= "z" else "*" if low.isalpha() else "^"


def counts(texts: Path | None) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """For each accented letter how often each neighbour stands left of it, and right of it."""
    seen: dict[str, Counter[tuple[str, str, str]]] = defaultdict(Counter)
    for document in (*catalogues(), *names(), *(folder(texts) if texts else ())):
        language = document.language.replace("-", "_").split("_")[0]
        if document.held or language not in LANGUAGES:
            continue
        for line in document.lines:
            word = f" {line} "
            for at in range(1, len(word) - 1):
                letter = word[at].lower()
                if letter > "\x7f" and letter.isalpha() and letter < "\u0250":
                    seen[language][letter, side(word[at - 1]), side(word[at + 1])] += 1
    left: dict[str, Counter[str]] = defaultdict(Counter)
    right: dict[str, Counter[str]] = defaultdict(Counter)
    for language, found in seen.items():
        share = WEIGHT * LANGUAGES[language] / found.total()
        for (letter, before, after), count in found.items():
            left[letter][before] += count * share  # type: ignore[assignment]
            right[letter][after] += count * share  # type: ignore[assignment]
    return left, right


def bits(found: dict[str, Counter[str]], letter: str) -> str:
    """For each neighbour the bits by which it speaks against the letter, 3 being none, 0 and 7 the most."""
    every: Counter[str] = Counter()
    for each in found.values():
        every.update(each)
    shares = []
    for neighbour in ORDER:
        usual = (every[neighbour] + 1.0) / (every.total() + len(ORDER))
        here = (found[letter][neighbour] + USUAL * usual) / (found[letter].total() + USUAL)
        shares.append(str(max(0, min(7, round(3.0 - math.log2(here / usual))))))
    return "".join(shares)


def main() -> int:
    """Print the module."""
    parser = argparse.ArgumentParser(description="Count the neighbours of letters.")
    parser.add_argument("--texts", type=Path, help="folder of <language>/*.txt")
    left, right = counts(parser.parse_args().texts)
    print(
        '"""Beside which letters the accented letters of European languages stand. Made by `benchmarks/letters.py`."""\n'
    )
    print("from __future__ import annotations\n")
    print(f'ORDER = "{ORDER}"')
    print('"""Letters, the edge of a word, any other letter."""')
    print("NEIGHBOURS: dict[str, tuple[float, str, str]] = {")
    total = sum(each.total() for each in left.values())
    for letter in sorted(left, key=lambda each: -left[each].total()):
        if left[letter].total() >= ENOUGH:
            own = -math.log2(left[letter].total() / total)
            print(f'    "{letter}": ({own:.1f}, "{bits(left, letter)}", "{bits(right, letter)}"),')
    print("}")
    print(
        '"""For a letter its bits among all, and for each neighbour left and right, in the order of `ORDER`, the bits by'
    )
    print('which it speaks against the letter: 3 is none."""')
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "plugins"))
    sys.exit(main())
