"""The report of `lodestone ingest`: every place of a scrape that was touched, and what an editor has to look at.

Signs that cannot be seen are written as their code (`U+00A0`), and each mended place stands
among its neighbours, so that a person can judge it without opening the scrape.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Iterator

from lodestone.ingest import Draft
from lodestone.model import Change, Diagnostic, Evidence
from lodestone.scrape.residue import Removal
from lodestone.scrape.structure import Step

_AROUND = 14
"""Characters of the line that are shown on each side of a mended place."""
_LONGEST = 90
"""Characters of a line that are shown."""
_EXPECTED = ("W328", "W305", "W310", "W311", "W312", "W314")
"""What every draft lacks or has, because only a person can mend it; listed last, as things to do."""


def told(made: Draft, file: str, outcome: str) -> str:
    """The whole report of one scrape, some lines of text."""
    places = _count(len(made.changes), "place")
    chain = f" ({made.chain})" if made.chain else ""
    parts = [
        [f"{'standard input' if file == '-' else file}: {outcome}"],
        [f"encoding: {places} mended{chain}", *(f"  {_change(each, made.scrape)}" for each in made.changes)],
        _part("not mended, kept as they are", (_change(each, made.scrape) for each in made.unresolved)),
        _part("web residue taken out", map(_removal, made.removals)),
        _part("structure rebuilt", map(_step, made.steps)),
        _part("notes", map(_note, made.annotation.notes)),
        _part("for you to do in the draft", _to_do(made.diagnostics)),
    ]
    return "\n".join(line for part in parts for line in part) + "\n"


def _part(title: str, lines: Iterable[str]) -> list[str]:
    """A headed part; nothing where it has no lines."""
    listed = [f"  {line}" for line in lines]
    return [f"{title}:", *listed] if listed else []


def _change(change: Change, scrape: str) -> str:
    end = change.offset + len(change.before)
    before = scrape[max(change.offset - _AROUND, 0) : change.offset].rpartition("\n")[2]
    after = scrape[end : end + _AROUND].partition("\n")[0]
    mend = (
        f"{_seen(change.before)} \N{RIGHTWARDS ARROW} {_seen(change.after)}"
        if change.resolved
        else _seen(change.before)
    )
    others = f"; or {', '.join(map(_seen, change.alternatives[:3]))}" if change.alternatives else ""
    reason = f"{change.reason}, " if change.reason else ""
    place = f"{change.line}:{change.column}"
    return f"{place:>7}  {_short(before)}[{mend}]{_short(after)}  {reason}{change.confidence:.2f}{others}"


def _removal(removal: Removal) -> str:
    now = f" \N{RIGHTWARDS ARROW} {_seen(removal.after)}" if removal.after else ""
    return f"{removal.line:>7}  {removal.rule}: {_short(_seen(removal.before))}{now}  {removal.why}"


def _step(step: Step) -> str:
    return f"{step.line:>7}  {step.what}{': ' if step.words else ''}{_short(step.words)}"


def _note(note: Evidence) -> str:
    return f"         {note.why}: {_short(note.text)}" if note.text else f"         {note.why}"


def _to_do(problems: Iterable[Diagnostic]) -> Iterator[str]:
    """Problems by kind, those that not every draft has first; of many of one kind the first."""
    ordered = sorted(problems, key=lambda each: (each.code in _EXPECTED, not each.fails, each.code, each))
    for _, group in itertools.groupby(ordered, key=_kind):
        first, *others = group
        hint = f" ({first.hint})" if first.hint else ""
        more = f", and {len(others)} more of the kind" if others else ""
        yield f"{first.line:>7}  {first.code} {first.message}{more}{hint}"


def _kind(problem: Diagnostic) -> tuple[str, str]:
    """Errors are told one by one, advice once a code."""
    return problem.code, str(problem) if problem.fails else ""


def _seen(text: str) -> str:
    """The text with signs that cannot be seen as their codes."""
    shown = "".join(sign if sign == " " or _visible(sign) else f"U+{ord(sign):04X}" for sign in text)
    return (
        shown
        if shown.strip() == shown and shown
        else f"\N{LEFT DOUBLE QUOTATION MARK}{shown}\N{RIGHT DOUBLE QUOTATION MARK}"
    )


def _visible(sign: str) -> bool:
    return unicodedata.category(sign)[0] not in "CZ"


def _short(text: str) -> str:
    """One line of bounded length."""
    line = "".join(sign if _visible(sign) else " " for sign in text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
