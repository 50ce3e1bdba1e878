"""The figures section of a draft: a row a proposed figure, with the words that it stands on in the column `note`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from lodestone.model import Figure, Proposed
from lodestone.text.harmless import cell, quote, undated

_UNGRADED = 6
"""Credibility of what no person has judged: it cannot be judged."""
_OPTIONAL = ("basis", "stage")
"""Columns that are left out where no figure has them."""


def figures_section(figures: Sequence[Proposed[Figure]], sources: Sequence[str]) -> Iterator[str]:
    """The lines of the section; none without figures. `sources` are the ids that the draft has, the main one first."""
    if not figures:
        return
    filled = [
        name
        for name, column in _COLUMNS.items()
        if name not in _OPTIONAL or any(column(each, sources) for each in figures)
    ]
    yield "## Figures"
    yield ""
    yield _row(filled)
    yield f"|{'---|' * len(filled)}"
    for each in figures:
        yield _row(_COLUMNS[name](each, sources) for name in filled)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell(each) for each in cells)} |"


def _period(figure: Figure) -> str:
    """The period; `undated` where neither it nor an as-of date is given, since nothing may be invented."""
    if figure.period:
        return figure.period.text
    return "" if figure.as_of else "undated"


def _citations(figure: Figure, sources: Sequence[str]) -> str:
    """The sources that the draft has; where none is cited, its main one, which nobody has judged."""
    known = [f"{each.source} {each.credibility}" for each in figure.citations if each.source in sources]
    return "; ".join(known) or f"{sources[0]} {_UNGRADED}"


def _note(proposal: Proposed[Figure]) -> str:
    words = " \N{HORIZONTAL ELLIPSIS} ".join(quote(each.text) for each in proposal.evidence[:2])
    figure = proposal.value
    implausible = f"implausible: {undated(figure.implausible)}" if figure.implausible else ""
    return "; ".join(part for part in (words, figure.note, implausible) if part)


_COLUMNS: dict[str, Callable[[Proposed[Figure], Sequence[str]], str]] = {
    "id": lambda each, _: each.value.id,
    "measure": lambda each, _: each.value.measure,
    "of": lambda each, _: each.value.of,
    "value": lambda each, _: f"{each.value.value.number} {each.value.value.unit}",
    "period": lambda each, _: _period(each.value),
    "as of": lambda each, _: each.value.as_of,
    "basis": lambda each, _: each.value.basis,
    "stage": lambda each, _: each.value.stage,
    "status": lambda each, _: each.value.status,
    "source": lambda each, sources: _citations(each.value, sources),
    "note": lambda each, _: _note(each),
}
