"""Allowances: a person silences one warning in place, and says why.

    <!-- lodestone: allow W303 the price is that of the linked briefing -->
    A paragraph, bullet or table, up to the next empty line or bullet.

    # lodestone: allow W311 the register is being checked        (in the front matter: for all of it)

Errors cannot be silenced. An allowance without a reason, or of a code that is no warning, is an
error itself (E148); one that silences nothing is told (W323), lest it hide the next mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lodestone.model import CODES, Problem, Span, did_you_mean
from lodestone.text.document import Document
from lodestone.text.fences import FENCED

BY_THE_WHOLE = frozenset({"W306", "W322"})
"""Warnings that need more than the file: the day, the scrape. Whether such an allowance is used is not known here."""

_COMMENT = re.compile(
    rf"{FENCED}|`[^`\n]+`|<!--[ \t]*lodestone:[ \t]*(?P<what>[^\n]*?)[ \t]*-->",
    re.DOTALL | re.MULTILINE,
)
"""An allowance, or code, in which there is none."""
_YAML = re.compile(r"^[ \t]*#[ \t]*lodestone:[ \t]*(?P<what>[^\r\n]*)", re.MULTILINE)
_SKIPPED = re.compile(r"(?:[ \t]*(?:<!--[^\n]*-->)?[ \t]*\r?\n){0,20}")
"""What may stand between an allowance and what it is for: a few empty lines and other comments."""
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]")
_FORM = "write `lodestone: allow W303 why it may stay`"


@dataclass(frozen=True, slots=True)
class Allowance:
    """One warning allowed in one place."""

    code: str
    reason: str
    span: Span
    """Where the allowance itself stands."""
    scope: Span
    """What it is for."""

    def covers(self, problem: Problem) -> bool:
        """Whether the problem is one that this allows."""
        return self.code == problem.code and self.scope.start <= problem.span.start < self.scope.end


def allows(allowances: Iterable[Allowance], problem: Problem) -> bool:
    """Whether any of the allowances covers the problem."""
    return any(each.covers(problem) for each in allowances)


def settle(
    document: Document, problems: tuple[Problem, ...]
) -> tuple[tuple[Problem, ...], tuple[Allowance, ...]]:
    """The problems that stay, with those of the allowances themselves (E148, W323); and the allowances."""
    if "lodestone:" not in document.text:
        return problems, ()
    allowances, wrong = _read(document)
    stay = tuple(each for each in problems if not allows(allowances, each))
    idle = (
        each for each in allowances if each.code not in BY_THE_WHOLE and not any(map(each.covers, problems))
    )
    told = (
        Problem("W323", each.span, f"the allowance of {each.code} silences nothing", "take it out")
        for each in idle
    )
    return (*stay, *wrong, *told), allowances


def _read(document: Document) -> tuple[tuple[Allowance, ...], list[Problem]]:
    allowances: list[Allowance] = []
    problems: list[Problem] = []
    for found, scope in _found(document):
        read = _parsed(found, scope)
        if isinstance(read, Allowance):
            allowances.append(read)
        else:
            problems.append(read)
    return tuple(allowances), problems


def _found(document: Document) -> Iterator[tuple[re.Match[str], Span]]:
    """Every allowance as written, and what it is for."""
    front, text = document.front_matter, document.text
    if front:
        for found in _YAML.finditer(text, front.start, front.end):
            yield found, Span(front.start, front.end + 1)
    start = front.end if front else 0
    for found in _COMMENT.finditer(text, start):
        if found["what"] is not None:  # else it is code
            yield found, _scope(text, found.end())


def _scope(text: str, at: int) -> Span:
    """The block behind a comment: to the next empty line or comment of ours; of a list, one bullet."""
    line = text.find("\n", at)
    if line < 0 or text[at:line].strip():
        return Span(at, len(text) if line < 0 else line)  # the comment stands before words of the same line
    skipped = _SKIPPED.match(text, line + 1)
    start = end = skipped.end() if skipped else line + 1
    listed = _ITEM.match(text, start) is not None
    while end < len(text):
        stop = text.find("\n", end) + 1 or len(text)
        ends = (listed and _ITEM.match(text, end)) or _COMMENT.match(text, end)
        if not text[end:stop].strip() or (end > start and ends):
            break
        end = stop
    return Span(start, end)


def _parsed(found: re.Match[str], scope: Span) -> Allowance | Problem:
    verb, _, rest = found["what"].partition(" ")
    code, _, reason = rest.strip().partition(" ")
    whole = Span(found.start("what"), max(found.end("what"), found.start("what") + 1))
    if verb != "allow":
        return Problem("E148", whole, f"`{verb}` is nothing that can be said to Lodestone", _FORM)
    at = found.start("what") + found["what"].find(code, len(verb)) if code else whole.start
    place = Span(at, at + max(len(code), 1))
    if code not in CODES:
        near = did_you_mean(code, CODES) if code else ""
        return Problem("E148", place, f"`{code}` is no code" if code else "it names no code", near or _FORM)
    if code.startswith("E"):
        return Problem("E148", place, f"{code} is an error, and errors cannot be allowed", "mend it")
    if not reason.strip():
        return Problem("E148", place, f"the allowance of {code} gives no reason", _FORM)
    return Allowance(code, reason.strip(), whole, scope)
