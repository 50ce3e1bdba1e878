"""What is said of the accuracy of machine reading, from one measurement: the rows beside the marks, two pages' tables.

`annotate.py --write` measures and writes `content/vocabulary/accuracy.yaml`, from which the site takes what stands beside
a machine-read mark, and the tables of the method page and of docs/annotation.md, between their two comments. Nothing
of it is copied by hand; `tests/annotate/test_accuracy.py` fails when they drift apart.

    python benchmarks/accuracy.py        prints the rows that are written now
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROWS = ROOT / "content" / "vocabulary" / "accuracy.yaml"
METHOD = ROOT / "content" / "pages" / "method.md"
DOCS = ROOT / "docs" / "annotation.md"
FIRST = ROOT / "tests" / "cases" / "annotate-first-readings.json"
BLOCK = re.compile(
    r"(?<=<!-- accuracy, written by benchmarks/annotate.py -->\n)(?s:.*?)(?=<!-- end of accuracy -->)"
)
LABELS = {
    "company": "Companies, F1",
    "ticker": "Tickers as printed, F1",
    "date": "Dates of publication, F1",
    "figures": "Figures with unit, F1",
    "status": "Status of a figure, share right",
    "themes": "Themes, F1",
    "risk": "Risk within one level, share right",
    "level": "Risk, the same level, share right",
    "direction": "Risk, its direction, share right",
}


def rows(held: Mapping[str, float]) -> list[dict[str, str]]:
    """The rows of the vocabulary; `held` is F1 or a share right by kind, on texts that no rule was made for."""
    return [
        {
            "what": what,
            "label": label,
            "held": f"{held[what]:.2f}",
            "first": _first(what),
            "short": _short(what, held[what]),
        }
        for what, label in LABELS.items()
    ]


def _short(what: str, measured: float) -> str:
    if what in ("level", "direction", "status"):
        return ""
    per_cent = int(100 * measured + 0.5)
    return f"{per_cent}% within one level in tests" if what == "risk" else f"about {per_cent}% right in tests"


def _first(what: str) -> str:
    """The lowest and the highest of the first readings."""
    known = [batch[what] for batch in batches() if what in batch]
    if not known:
        return ""
    low, high = min(known), max(known)
    return f"{low:.2f}" if low == high else f"{low:.2f} to {high:.2f}"


def batches() -> list[dict[str, float | str]]:
    """The batches of texts at their first reading."""
    read: dict[str, list[dict[str, float | str]]] = json.loads(FIRST.read_text(encoding="utf-8"))
    return read["batches"]


def vocabulary(found: Sequence[Mapping[str, str]], texts: int) -> str:
    """The file of the vocabulary."""
    head = (
        f"# Written by benchmarks/annotate.py --write: what {texts} labelled texts gave that no rule was made for.\n"
        "# held: on them. first: on batches of texts at their first reading. short: stands beside the machine-read mark.\n"
        "accuracy:\n"
    )
    lines = (
        "  - {" + ", ".join(f"{key}: {json.dumps(value)}" for key, value in row.items()) + "}\n"
        for row in found
    )
    return head + "".join(lines)


def table_of_method(found: Sequence[Mapping[str, str]], texts: int) -> str:
    """The table of the method page."""
    total = sum(int(batch["texts"]) for batch in batches())
    head = f"| What is read | Held back ({texts} texts) | First reading ({len(batches())} batches, {total} texts) |\n|---|---|---|\n"
    return head + "".join(
        f"| {row['label']} | {row['held']} | {row['first'] or 'not kept'} |\n" for row in found
    )


def tables_of_docs(columns: Mapping[str, Mapping[str, str]]) -> str:
    """The tables of the docs: every line of the benchmark, and the first readings."""
    names = list(columns)
    lines = next(iter(columns.values()))
    text = f"| | {' | '.join(names)} |\n|{'---|' * (len(names) + 1)}\n"
    text += "".join(f"| {line} | {' | '.join(columns[name][line] for name in names)} |\n" for line in lines)
    keys = ("company", "ticker", "themes", "figures", "date", "status", "risk")
    text += f"\n| batch | texts | {' | '.join(keys)} |\n|{'---|' * (len(keys) + 2)}\n"
    for batch in batches():
        values = (f"{batch[key]:.2f}" if key in batch else "" for key in keys)
        text += f"| {batch['batch']} | {batch['texts']} | {' | '.join(values)} |\n"
    return text


def within(page: str, block: str) -> str:
    """A page with its block written anew."""
    assert BLOCK.search(page), "the page has lost the comments around its table"
    return BLOCK.sub(lambda _: block, page)


def write(held: Mapping[str, float], texts: int, columns: Mapping[str, Mapping[str, str]]) -> None:
    """Write the rows and both pages."""
    found = rows(held)
    ROWS.write_text(vocabulary(found, texts), encoding="utf-8")
    for path, block in ((METHOD, table_of_method(found, texts)), (DOCS, tables_of_docs(columns))):
        path.write_text(within(path.read_text(encoding="utf-8"), block), encoding="utf-8")


if __name__ == "__main__":
    sys.stdout.write(ROWS.read_text(encoding="utf-8"))
