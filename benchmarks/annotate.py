"""How well structure is read out of prose: F1 by kind of value, beside a plain regular expression.

The labelled texts are `tests/cases/annotate-texts.json`. Half of them, by hash of their id, is for
tuning: `--mistakes` lists what went wrong there. The other half is held back: only its sums
are printed, so that they stay an honest measure. `annotate-dates.json` adds texts of which only the date is labelled.
`--write` writes the sums to where the site and the docs say them; see `accuracy.py`.

    python benchmarks/annotate.py [--mistakes] [--write]
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import accuracy

from lodestone.annotate import annotate
from lodestone.model import LEVELS, Lexicon
from lodestone.text.folders import is_register
from lodestone.text.lexicon import read_lexicon

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases" / "annotate-texts.json"
DATES = ROOT / "tests" / "cases" / "annotate-dates.json"
ROUNDS = 5
"""How often a text is read for its time; the best counts, for the machine may be busy."""
SLACK = Decimal("0.005")
"""Two values are the same within rounding."""


@dataclass(frozen=True)
class Read:
    """What a reader found in a text, as plain values to compare."""

    companies: tuple[str, ...] = ()
    tickers: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    figures: tuple[tuple[Decimal, Decimal, str], ...] = ()
    """Lowest and highest value in the canonical unit, and that unit."""
    statuses: tuple[str, ...] = ()
    """The status of each figure, where the reader reads any."""
    published: str = ""
    risk: str = ""
    direction: str = ""


@dataclass
class Tally:
    """Counts of one kind of value."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


@dataclass
class Score:
    """All counts of one reader on one half."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    risks: list[tuple[str, str]] = field(default_factory=list)
    """Label and reading, where the label gives a level."""
    directions: list[bool] = field(default_factory=list)
    statuses: list[bool] = field(default_factory=list)
    main: list[bool] = field(default_factory=list)
    loud: list[str] = field(default_factory=list)
    """Unrelated texts that got a theme or more than minimal risk."""
    mistakes: list[str] = field(default_factory=list)


Reader = Callable[[str], Read]


def load(content: Path) -> Lexicon:
    """The register of the site."""
    files = {str(path.relative_to(content)): path.read_bytes() for path in sorted(content.rglob("*.*"))}
    lexicon, problems = read_lexicon({path: data for path, data in files.items() if is_register(path)})
    for problem in problems:
        print(problem, file=sys.stderr)
    return lexicon


def folded(low: Decimal, high: Decimal, unit: str, lexicon: Lexicon) -> tuple[Decimal, Decimal, str]:
    """A value in its canonical unit. The sign is judged by tests, not here."""
    row = lexicon.vocabulary.units[unit]
    ends = sorted((abs(low * row.factor), abs(high * row.factor)))
    return ends[0], ends[1], row.to


def by_annotator(lexicon: Lexicon) -> Reader:
    """The annotator as a reader."""

    def read(text: str) -> Read:
        found = annotate(text, lexicon)
        values = [each.value.value for each in found.figures]
        return Read(
            companies=tuple(each.value for each in found.companies),
            tickers=frozenset(str(each.value) for each in found.tickers),
            themes=frozenset(each.value for each in found.themes),
            figures=tuple(folded(each.low, each.high, each.unit, lexicon) for each in values),
            statuses=tuple(str(each.value.status) for each in found.figures),
            published=found.published.value if found.published else "",
            risk=found.risk.value.level if found.risk else "",
            direction=str(found.risk.value.direction) if found.risk else "",
        )

    return read


def by_regular_expression(lexicon: Lexicon) -> Reader:
    """What a plain regular expression with the same register gives: the least that the annotator must beat."""
    names = {name: company.id for company in lexicon.companies.values() for name in company.names}
    tickers = {str(each): company.id for each, company in lexicon.holders.items()}
    exchanges = "|".join(sorted(lexicon.vocabulary.exchanges, key=len, reverse=True))
    amount = re.compile(
        r"(US\$|A\$|\$|€|£)?(\d[\d,]*(?:\.\d+)?)\s*(million|billion)?\s*"
        r"(%|per cent|tons|tonnes|metric tons|yuan|euros)?(\s(?:a|per) year)?"
    )
    months = [dt.date(2000, month, 1).strftime("%B") for month in range(1, 13)]
    date = re.compile(rf"({'|'.join(months)}) (\d{{1,2}}), (20\d\d)")
    words = {
        "magnets": "magnet",
        "recycling": "recycl",
        "green-smelting": "smelt|refin|separat|wastewater",
        "western-implications": "U\\.S\\.|United States|Europe|Western|export control",
    }
    currencies = {
        "US$": "USD",
        "$": "USD",
        "A$": "AUD",
        "€": "EUR",
        "£": "GBP",
        "yuan": "CNY",
        "euros": "EUR",
    }

    def read(text: str) -> Read:
        companies = list(
            dict.fromkeys(each for name, each in names.items() if re.search(rf"\b{re.escape(name)}\b", text))
        )
        printed = {f"{found[1]}:{found[2]}" for found in re.finditer(rf"\b({exchanges}): ?([A-Z0-9]+)", text)}
        figures = []
        for found in amount.finditer(text):
            number = Decimal(found[2].replace(",", "").rstrip("."))
            currency = currencies.get(found[1] or found[4] or "")
            if currency and found[3]:
                number = number * (1000 if found[3] == "billion" else 1)
                figures.append(folded(number, number, f"m {currency}", lexicon))
            elif found[4] in ("%", "per cent"):
                figures.append(folded(number, number, "%", lexicon))
            elif found[4] and "ton" in found[4]:
                figures.append(folded(number, number, "t/yr" if found[5] else "t", lexicon))
        first = date.search(text)
        return Read(
            companies=tuple(companies) + tuple(tickers[each] for each in printed if each in tickers),
            tickers=frozenset(printed),
            themes=frozenset(topic for topic, pattern in words.items() if re.search(pattern, text)),
            figures=tuple(figures),
            published=f"{first[3]}-{months.index(first[1]) + 1:02d}-{int(first[2]):02d}" if first else "",
            risk="high" if re.search("export control|ban", text) else "low",
        )

    return read


def measure(cases: Iterable[dict[str, Any]], read: Reader, lexicon: Lexicon) -> Score:
    """Compare a reader with the labels."""
    score = Score()
    for case in cases:
        found = read(case["text"])
        wanted = [_labelled(value, unit, lexicon) for value, unit, *_ in case["figures"]]
        _compare(score, case, "companies", set(case["companies"]), set(found.companies))
        _compare(score, case, "tickers", set(case["tickers"]), set(found.tickers))
        _compare(score, case, "themes", set(case["themes"]), set(found.themes))
        _compare_figures(score, case, wanted, found.figures)
        _compare_statuses(score, case, wanted, found)
        _compare(score, case, "dates", {case["published"]} - {""}, {found.published} - {""})
        _judge_risk(score, case, found)
        if case["companies"] and "either" not in case.get("note", ""):
            score.main.append(found.companies[:1] == (case["companies"][0],))
            if not score.main[-1]:
                score.mistakes.append(
                    f"{case['id']}: main company {found.companies[:1]}, label {case['companies'][0]}"
                )
    return score


def measure_dates(score: Score, cases: Iterable[dict[str, Any]], read: Reader) -> Score:
    """Add texts of which only the date is labelled to a score."""
    for case in cases:
        _compare(score, case, "dates", {case["published"]} - {""}, {read(case["text"]).published} - {""})
    return score


def held_back(score: Score) -> dict[str, float]:
    """What of a score is written: F1, or a share right, by kind."""
    kinds = {
        "company": "companies",
        "ticker": "tickers",
        "date": "dates",
        "figures": "figures",
        "themes": "themes",
    }
    lines = dict(_risk_lines(score))
    shares = {
        "risk": "risk within one",
        "level": "risk exact",
        "direction": "risk direction",
        "status": "figures, status",
    }
    found = {what: score.tallies[kind].f1 for what, kind in kinds.items()}
    return found | {what: float(lines[name]) for what, name in shares.items()}


def _labelled(value: float | list[float], unit: str, lexicon: Lexicon) -> tuple[Decimal, Decimal, str]:
    """A figure as labelled: one value, or the lowest and the highest."""
    low, high = value if isinstance(value, list) else (value, value)
    return folded(Decimal(str(low)), Decimal(str(high)), unit, lexicon)


def _compare(score: Score, case: dict[str, Any], kind: str, wanted: set[str], found: set[str]) -> None:
    tally = score.tallies[kind]
    tally.right += len(wanted & found)
    tally.wrong += len(found - wanted)
    tally.missed += len(wanted - found)
    if wanted != found:
        score.mistakes.append(
            f"{case['id']}: {kind} wrong {sorted(found - wanted)}, missed {sorted(wanted - found)}"
        )


def _compare_figures(
    score: Score,
    case: dict[str, Any],
    wanted: list[tuple[Decimal, Decimal, str]],
    found: tuple[tuple[Decimal, Decimal, str], ...],
) -> None:
    tally, left = score.tallies["figures"], list(wanted)
    wrong = []
    for value in found:
        same = next((each for each in left if _same(each, value)), None)
        if same is None:
            wrong.append(value)
        else:
            left.remove(same)
    tally.right += len(wanted) - len(left)
    tally.wrong += len(wrong)
    tally.missed += len(left)
    if wrong or left:
        shown = [[f"{low:f}", unit] for low, _, unit in wrong], [[f"{low:f}", unit] for low, _, unit in left]
        score.mistakes.append(f"{case['id']}: figures wrong {shown[0]}, missed {shown[1]}")


def _compare_statuses(
    score: Score, case: dict[str, Any], wanted: list[tuple[Decimal, Decimal, str]], found: Read
) -> None:
    """Of the figures that were found and are labelled with a status: whether it is right."""
    read = list(zip(found.figures, found.statuses, strict=False))
    for value, label in zip(wanted, case["figures"], strict=True):
        status = next((status for figure, status in read if _same(figure, value)), "")
        if len(label) > 2 and status:
            score.statuses.append(status == label[2])
            if status != label[2]:
                score.mistakes.append(f"{case['id']}: status {status} of {label}")


def _same(one: tuple[Decimal, Decimal, str], other: tuple[Decimal, Decimal, str]) -> bool:
    return one[2] == other[2] and all(
        abs(a - b) <= SLACK * max(abs(a), abs(b)) for a, b in zip(one[:2], other[:2], strict=True)
    )


def _judge_risk(score: Score, case: dict[str, Any], found: Read) -> None:
    if case["kind"] == "unrelated":
        if found.themes or found.risk not in ("", "minimal"):
            score.loud.append(case["id"])
            score.mistakes.append(f"{case['id']}: unrelated, but {sorted(found.themes)} {found.risk}")
    elif case["risk"]:
        score.risks.append((case["risk"], found.risk))
        score.directions.append(case["direction"] == found.direction)
        if (case["risk"], case["direction"]) != (found.risk, found.direction):
            score.mistakes.append(
                f"{case['id']}: risk {found.risk} {found.direction}, label {case['risk']} {case['direction']}"
            )


def _risk_lines(score: Score) -> list[tuple[str, str]]:
    """Exact, within one level, and the mean over the levels; no level counts as wrong."""
    gaps = [abs(LEVELS.index(label) - LEVELS.index(read)) if read else 9 for label, read in score.risks]
    levels = {label for label, _ in score.risks}
    mean = [
        sum(read == label for wanted, read in score.risks if wanted == label)
        / sum(wanted == label for wanted, _ in score.risks)
        for label in sorted(levels)
    ]
    count = max(len(gaps), 1)
    return [
        ("risk exact", f"{sum(gap == 0 for gap in gaps) / count:.2f}"),
        ("risk within one", f"{sum(gap <= 1 for gap in gaps) / count:.2f}"),
        ("risk, mean of levels", f"{sum(mean) / max(len(mean), 1):.2f}"),
        ("risk direction", f"{sum(score.directions) / max(len(score.directions), 1):.2f}"),
        ("figures, status", f"{sum(score.statuses) / max(len(score.statuses), 1):.2f}"),
        ("main company", f"{sum(score.main) / max(len(score.main), 1):.2f}"),
        ("unrelated, spoken of", f"{len(score.loud)}"),
    ]


def report(score: Score) -> dict[str, str]:
    """The lines of one column."""
    kinds = ("companies", "tickers", "themes", "figures", "dates")
    return {f"{kind} F1": f"{score.tallies[kind].f1:.3f}" for kind in kinds} | dict(_risk_lines(score))


def tuning(case: dict[str, Any]) -> bool:
    """Whether a case is for tuning: as it says, since its mistakes were looked at or never were, else by hash."""
    if "half" in case:
        return bool(case["half"] == "tuning")
    return hashlib.blake2b(case["id"].encode(), digest_size=1).digest()[0] % 2 == 0


def main(arguments: list[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mistakes", action="store_true", help="list the mistakes of the tuning half")
    parser.add_argument("--write", action="store_true", help="write the sums to the site and the docs")
    options = parser.parse_args(arguments)
    run(load(ROOT / "content"), mistakes=options.mistakes, write=options.write)
    return 0


def labelled(path: Path) -> list[dict[str, Any]]:
    """The texts of a file of cases."""
    read: dict[str, list[dict[str, Any]]] = json.loads(path.read_text(encoding="utf-8"))
    return read["cases"]


def measure_held(lexicon: Lexicon) -> tuple[Score, int]:
    """The annotator on all texts that no rule was made for, and how many they are."""
    cases = [case for case in labelled(CASES) if not tuning(case)]
    dates = [case for case in labelled(DATES) if not tuning(case)]
    read = by_annotator(lexicon)
    return measure_dates(measure(cases, read, lexicon), dates, read), len(cases) + len(dates)


def run(lexicon: Lexicon, *, mistakes: bool, write: bool) -> None:
    """Measure both halves with both readers and print."""
    cases, dates = labelled(CASES), labelled(DATES)
    halves = {
        "tuning": ([case for case in cases if tuning(case)], [case for case in dates if tuning(case)]),
        "held back": (
            [case for case in cases if not tuning(case)],
            [case for case in dates if not tuning(case)],
        ),
        "held, latest": ([case for case in cases if not tuning(case) and "batch" in case], []),
    }
    columns: dict[str, dict[str, str]] = {}
    for name, (half, days) in halves.items():
        for reader, read in (("", by_annotator(lexicon)), ("regex, ", by_regular_expression(lexicon))):
            score = measure_dates(measure(half, read, lexicon), days, read)
            columns[f"{reader}{name}"] = report(score)
            if mistakes and name == "tuning" and not reader:
                print("\n".join(score.mistakes), end="\n\n")
    if write:
        score, texts = measure_held(lexicon)
        accuracy.write(held_back(score), texts, columns)
    counts = {name: sum(map(len, half)) for name, half in halves.items()}
    print(f"{len(cases) + len(dates)} texts, {counts['tuning']} for tuning, {counts['held back']} held back")
    print(f"{'':24}" + "".join(f"{name:>20}" for name in columns))
    for line in next(iter(columns.values())):
        print(f"{line:24}" + "".join(f"{column[line]:>20}" for column in columns.values()))
    long = " ".join(case["text"] for case in cases)
    long = " ".join(long.split(" ")[:1000])
    annotate(long, lexicon)
    paces = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        annotate(long, lexicon)
        paces.append(time.perf_counter() - start)
    print(f"\n1,000 words: {1000 * min(paces):.0f} ms")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
