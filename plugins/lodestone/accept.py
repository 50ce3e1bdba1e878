"""A person accepts what the machine proposed: the insertions that write it into the file, and no other byte.

Pure, as `article` is. Accepting is an act of its own: it is recorded under `reviewed`, with who
and when. What a person wrote is never touched, except that record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, fields

from lodestone.article import Source as File
from lodestone.article import article
from lodestone.model import Briefing, Fix, Lexicon, Proposed, Source
from lodestone.repair import repair
from lodestone.repair.decode import decode
from lodestone.scrape.draft_figures import figures_section
from lodestone.text.document import Document, cut
from lodestone.text.fields import read_fields
from lodestone.text.harmless import scalar


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What to put into the file as it is on disk, and what that says."""

    fixes: tuple[Fix, ...] = ()
    accepted: tuple[str, ...] = ()
    """Names of the fields that are written."""
    refused: tuple[str, ...] = ()
    """For each field that was asked for and cannot be accepted, a sentence that says why."""


def acceptance(
    file: File, lexicon: Lexicon, *, by: str, on: dt.date, wanted: Collection[str] = ()
) -> Acceptance:
    """Accept the proposals of a file: all of them, or the fields `wanted` (names of `FIELDS`)."""
    read = article(file, lexicon)
    decoded = decode(file.data)
    document, _ = cut(repair(decoded.text).text)
    briefing = read.briefing
    if briefing is None or document.front_matter is None:
        return Acceptance(
            refused=("the file has no title, so it is no briefing yet: add front matter first",)
        )
    proposed = [name for name in FIELDS if name in briefing.machine_read and (not wanted or name in wanted)]
    refused = [_nothing(name, briefing) for name in wanted if name not in proposed]
    if "figures" in proposed and not _cited(briefing, proposed):
        proposed.remove("figures")
        refused.append("figures rest on a source: write one under `sources`, or accept the one proposed")
    if not proposed:
        return Acceptance(refused=tuple(refused))
    at = read.locator.offset
    head = [line for name in proposed for line in FIELDS[name](briefing)]
    written = read_fields(document, lexicon)[0].spans.get("reviewed")
    record = f"{{by: {scalar(by)}, on: {on.isoformat()}}}"
    fixes = [Fix(at(written.start), at(written.end), record)] if written else []
    head += [] if written else [f"reviewed: {record}"]
    fixes.append(_inserted(document, at(document.front_matter.end), head))
    if "figures" in proposed:
        fixes.append(_appended(decoded.text, _figures(briefing)))
    return Acceptance(tuple(fixes), tuple(proposed), tuple(refused))


def _nothing(name: str, briefing: Briefing) -> str:
    if name not in FIELDS:
        return f"`{name}` is no field that can be accepted; there are: {', '.join(FIELDS)}"
    held = name in briefing.spans or (name == "figures" and bool(briefing.figures))
    return f"{name}: written by a person already" if held else f"{name}: the text gives nothing to propose"


def _cited(briefing: Briefing, proposed: Iterable[str]) -> bool:
    """Whether the briefing will have a source once the proposed fields are written."""
    return any(not each.proposed or "sources" in proposed for each in briefing.sources)


def _inserted(document: Document, at: int, lines: Iterable[str]) -> Fix:
    """Lines at the end of the front matter."""
    text = "".join(f"{line}\n" for line in lines)
    before = document.front_matter.of(document.text) if document.front_matter else ""
    return Fix(at, at, text if not before or before.endswith("\n") else f"\n{text.removesuffix(chr(10))}")


def _appended(text: str, lines: Iterable[str]) -> Fix:
    """Lines as a section at the end of the file."""
    gap = "\n" if text.endswith("\n") else "\n\n"
    return Fix(len(text), len(text), gap + "".join(f"{line}\n" for line in lines))


# The lines of each field


def _company(briefing: Briefing) -> Iterator[str]:
    main, *others = (each.value for each in briefing.companies)
    yield f"company: {scalar(main)}"
    if others:
        yield f"companies: {_flow(others)}"


def _ticker(briefing: Briefing) -> Iterator[str]:
    main, *others = (each.value for each in briefing.tickers)
    yield f"ticker: {main}"
    if others:
        yield f"tickers: {_flow(map(str, others))}"


def _themes(briefing: Briefing) -> Iterator[str]:
    yield f"themes: {_flow(each.value for each in briefing.themes)}"


def _risk(briefing: Briefing) -> Iterator[str]:
    if briefing.risk is None:
        return
    risk = briefing.risk.value
    yield "risk:"
    for key in ("level", "likelihood", "impact", "direction", "rationale"):
        if getattr(risk, key):
            yield f"  {key}: {scalar(str(getattr(risk, key)))}"


def _sources(briefing: Briefing) -> Iterator[str]:
    yield "sources:"
    for source in briefing.sources:
        keys = [each.name for each in fields(Source) if getattr(source.value, each.name)]
        for mark, key in zip(["-", *" " * len(keys)], keys, strict=False):
            yield f"  {mark} {key}: {scalar(getattr(source.value, key))}"


def _figures(briefing: Briefing) -> Iterator[str]:
    sources = [each.value.id for each in briefing.sources]
    return figures_section([each for each in briefing.figures if isinstance(each, Proposed)], sources)


def _none(briefing: Briefing) -> Iterator[str]:
    """Figures stand in a section, not in the front matter."""
    del briefing
    return iter(())


def _flow(values: Iterable[str]) -> str:
    return f"[{', '.join(scalar(value) for value in values)}]"


FIELDS: dict[str, Callable[[Briefing], Iterator[str]]] = {
    "company": _company,
    "ticker": _ticker,
    "themes": _themes,
    "risk": _risk,
    "sources": _sources,
    "figures": _none,
}
"""Each field that can be accepted, and what writes its lines of front matter."""
