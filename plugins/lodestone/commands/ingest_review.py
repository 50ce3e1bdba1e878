"""The review page of a draft: the scrape with each repair marked, the mended text with the words that each proposed
field stands on, the fields themselves, and what is left to do.

One file of HTML without a script or anything to fetch, to be read offline beside the draft. The
scrape is a stranger's text: whatever comes from it is escaped, and the page's own policy would
run nothing even if it were not.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from lodestone.commands.ingest_report import told
from lodestone.ingest import Draft
from lodestone.model import Change, Evidence, Figure, Proposed, Risk, Source
from lodestone.text.hidden import coded

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
_STYLE = """
:root { color-scheme: light dark; background: Canvas; color: CanvasText; }
a { color: LinkText; }
body { font: 1rem/1.6 system-ui, "Noto Sans SC", sans-serif; margin: 0 auto; max-width: 90rem; padding: 1rem; }
.texts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 2rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid; padding: 1rem; }
del { text-decoration: line-through 2px; } ins { text-decoration: underline 2px; }
del, ins, mark { padding: 0 0.15em; color: #14181d; border-radius: 0.2em; }
del { background: #fde6da; } ins { background: #e3f1e9; } mark { background: #fdf1cf; }
.open { outline: 2px dashed #8a2f00; }
:target { outline: 3px solid; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid; padding: 0.35rem 0.6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
caption { text-align: left; padding: 0.5rem 0; }
.scroll { overflow-x: auto; }
tbody th { white-space: nowrap; }
sup a { padding: 0 0.25em; }
pre { overflow-x: auto; border: 1px solid; padding: 1rem; }
"""
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Review of {name}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>Review of {name}</h1>
<p>{outcome}. Nothing here is published. What is proposed is a guess until a person says otherwise.</p>
<h2>Proposed fields</h2>
{fields}
<div class="texts">
<section aria-labelledby="raw"><h2 id="raw">As it came</h2>
<p>{repairs} What stood there is struck through, what stands there now is underlined; a dashed edge is a place that
could not be mended.</p>
<div class="text" lang="">{raw}</div></section>
<section aria-labelledby="mended"><h2 id="mended">As it was read</h2>
<p>Mended, without residue, with its structure. A marked passage is evidence; its number is that of the field.</p>
<div class="text" lang="">{mended}</div></section>
</div>
<h2>All that was done, and what is left for you</h2>
<pre tabindex="0">{report}</pre>
</main>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposed value as the page shows it."""

    number: int
    field: str
    value: str
    score: float
    evidence: tuple[Evidence, ...]


def page(made: Draft, file: str, outcome: str) -> str:
    """The whole page."""
    proposals = tuple(_proposals(made))
    count = len(made.changes)
    return _PAGE.format(
        policy=escape(_POLICY),
        style=_STYLE,
        name=escape(f"{made.slug}.md"),
        outcome=escape(outcome[:1].upper() + outcome[1:]),
        fields=_table(proposals, made.read),
        repairs=f"{count} place{'' if count == 1 else 's'} mended.",
        raw=marked_repairs(made.scrape, (*made.changes, *made.unresolved)),
        mended=marked_evidence(made.read, proposals),
        report=escape(coded(told(made, file, outcome))),
    )


# The fields


def _proposals(made: Draft) -> Iterator[Proposal]:
    found = made.annotation
    singles: list[tuple[str, Proposed[object] | None]] = [
        *(("company", each) for each in found.companies[:1]),
        *(("companies", each) for each in found.companies[1:]),
        *(("ticker", each) for each in found.tickers),
        *(("themes", each) for each in found.themes),
        ("risk", found.risk),
        ("source", found.source),
        ("published", found.published),
        *(("figure", each) for each in found.figures),
    ]
    given = [(field, each) for field, each in singles if each is not None]
    for number, (field, each) in enumerate(given, 1):
        yield Proposal(number, field, _shown(each.value), each.score, each.evidence)


def _shown(value: object) -> str:
    """A proposed value in words."""
    if isinstance(value, Risk):
        return f"{value.level}: likelihood {value.likelihood}, impact {value.impact}, {value.direction}"
    if isinstance(value, Source):
        known = (value.publisher, value.kind, value.reliability, value.origin and f"origin: {value.origin}")
        return ", ".join(each for each in known if each)
    if isinstance(value, Figure):
        numbers = "\N{EN DASH}".join(
            dict.fromkeys(f"{each:,f}" for each in (value.value.low, value.value.high))
        )
        bound = "" if value.value.bound == "exact" else f"{value.value.bound.replace('-', ' ')} "
        return f"{value.measure} of {value.of or 'nobody named'}: {bound}{numbers} {value.value.unit}, {value.status}"
    return str(value)


def _table(proposals: Iterable[Proposal], text: str) -> str:
    rows = [
        f'<tr id="f{each.number}"><th scope="row">{each.number}. {escape(each.field)}</th>'
        f"<td>{escape(each.value)}</td><td>{each.score:.2f}</td><td>{_grounds(each, text)}</td></tr>"
        for each in proposals
    ]
    if not rows:
        return "<p>The text gives nothing that could be proposed.</p>"
    head = "".join(
        f'<th scope="col">{name}</th>' for name in ("Field", "Value", "How sure, 0 to 1", "Because of")
    )
    caption = "<caption>Each with the words that it stands on; a link leads to them in the text</caption>"
    return (
        f'<div class="scroll"><table>{caption}<thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _grounds(proposal: Proposal, text: str) -> str:
    return "<br>".join(
        f'<a href="#e{proposal.number}">{escape(_words(each, text))}</a>: {escape(each.why)}'
        if _placed(each, text)
        else escape(": ".join(part for part in (each.text, each.why) if part))
        for each in proposal.evidence
    )


def _words(evidence: Evidence, text: str) -> str:
    quoted = " ".join((evidence.text or evidence.span.of(text)).split())
    return f"\N{LEFT DOUBLE QUOTATION MARK}{quoted}\N{RIGHT DOUBLE QUOTATION MARK}"


# The texts


def marked_repairs(text: str, changes: Iterable[Change]) -> str:
    """The scrape as HTML, each change in its place with what it was and what it is; what cannot be seen as its code.

    >>> marked_repairs("a\\u0e42<b", [Change(1, 2, 1, "\\u0e42", "-", "tis_620", "dropped", "why", 0.9)])
    'a<del title="why">\u0e42</del><ins>-</ins>&lt;b'
    """
    parts, end = [], 0
    for change in sorted(changes, key=lambda each: each.offset):
        if change.offset < end:
            continue
        before = escape(_codes(change.before))
        kind = "" if change.resolved else ' class="open"'
        now = f"<ins>{escape(_codes(change.after))}</ins>" if change.resolved else ""
        parts += [
            escape(coded(text[end : change.offset])),
            f'<del title="{escape(change.reason)}"{kind}>{before}</del>{now}',
        ]
        end = change.offset + len(change.before)
    return "".join([*parts, escape(coded(text[end:]))])


def marked_evidence(text: str, proposals: Iterable[Proposal]) -> str:
    """The text as HTML, cut where evidence begins or ends, so that passages may overlap; numbers where one ends."""
    spans = {
        (each.span.start, each.span.end, proposal.number)
        for proposal in proposals
        for each in proposal.evidence
        if _placed(each, text)
    }
    cuts = sorted({0, len(text), *(place for start, end, _ in spans for place in (start, end))})
    targets: set[int] = set()
    parts = []
    for start, end in itertools.pairwise(cuts):
        inside = any(first <= start and end <= last for first, last, _ in spans)
        begun = sorted({number for first, _, number in spans if first == start} - targets)
        targets.update(begun)
        ended = sorted({number for _, last, number in spans if last == end})
        parts += [f'<span id="e{number}"></span>' for number in begun]
        words = escape(coded(text[start:end]))
        parts.append(f"<mark>{words}</mark>" if inside else words)
        parts += [f'<sup><a href="#f{number}">{number}</a></sup>' for number in ended]
    return "".join(parts)


def _placed(evidence: Evidence, text: str) -> bool:
    return 0 <= evidence.span.start < evidence.span.end <= len(text)


def _codes(text: str) -> str:
    """Signs that cannot be seen or told from a blank as their codes.

    >>> _codes("a\\u200b")
    'a[U+200B]'
    """
    return "".join(sign if sign.isprintable() else f"[U+{ord(sign):04X}]" for sign in text)
