"""Reading a lost mark from its place: a table of rules for each mark, the first that holds counts.

The figure is in bits: how surprising it would be to meet that mark at such a place. What is not in
the table is a rare sign and costs `RARE`, whatever its place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lodestone.repair import place as at
from lodestone.repair.place import Place
from lodestone.repair.repertoire import (
    APOSTROPHE,
    BULLET,
    ELLIPSIS,
    EM,
    EN,
    LEFT,
    LEFT_SINGLE,
    LOW,
    LOW_SINGLE,
    NBSP,
    RIGHT,
    TRADE,
)

RARE = 15.0


class Rule(NamedTuple):
    """At such a place the mark costs so many bits; the reason is a clause for the ledger."""

    holds: Callable[[Place], bool]
    bits: float
    reason: str


RULES: dict[str, tuple[Rule, ...]] = {
    APOSTROPHE: (
        Rule(at.contraction, 0.3, "an apostrophe in a contraction or a possessive"),
        Rule(at.stacked, 0.5, "an apostrophe in a double contraction"),
        Rule(at.elision, 1.0, "an apostrophe after a clipped word"),
        Rule(at.clipped_head, 1.5, "an apostrophe before a clipped word or year"),
        Rule(at.name, 3.0, "an apostrophe in a name"),
        Rule(at.plural_possessive, 3.0, "an apostrophe after a plural"),
        Rule(at.clipped_tail, 4.0, "an apostrophe after a clipped word"),
        Rule(at.letters_both, 8.0, "an apostrophe inside a word"),
        Rule(at.anywhere, 12.0, "an apostrophe"),
    ),
    LEFT: (
        Rule(at.opens, 1.0, "it opens a quotation"),
        Rule(at.anywhere, 14.0, "an opening quote"),
    ),
    RIGHT: (
        Rule(at.closes_sentence, 0.6, "it closes a quotation after its end mark"),
        Rule(at.closes, 1.0, "it closes a quotation"),
        Rule(at.anywhere, 14.0, "a closing quote"),
    ),
    LEFT_SINGLE: (
        Rule(at.opens, 4.5, "it opens an inner quotation"),
        Rule(at.anywhere, 16.0, "an opening single quote"),
    ),
    LOW: (Rule(at.opens, 7.0, "it opens a quotation"), Rule(at.anywhere, 16.0, "a low quote")),
    LOW_SINGLE: (Rule(at.opens, 10.0, "it opens an inner quotation"), Rule(at.anywhere, 16.0, "a low quote")),
    EM: (
        Rule(at.digits_both, 5.0, "a dash between numbers"),
        Rule(at.range_of_words, 6.0, "a dash between dates"),
        Rule(at.words_both, 2.0, "a dash from word to word"),
        Rule(at.blanks_both, 2.0, "a dash between blanks"),
        Rule(at.line_lead, 4.0, "a dash at the start of the line"),
        Rule(at.breaks_off, 6.5, "a dash where the sentence breaks off"),
        Rule(at.anywhere, 9.0, "a dash"),
    ),
    EN: (
        Rule(at.digits_both, 0.3, "a range of numbers"),
        Rule(at.range_of_words, 1.0, "a range of dates"),
        Rule(at.blanks_both, 2.4, "a dash between blanks"),
        Rule(at.words_both, 5.5, "a dash between words"),
        Rule(at.line_start, 5.0, "a dash at the start of the line"),
        Rule(at.before_digit, 6.0, "a dash before a number"),
        Rule(at.anywhere, 10.0, "a dash"),
    ),
    ELLIPSIS: (
        Rule(at.breaks_off, 1.5, "the sentence trails off"),
        Rule(at.anywhere, 3.0, "an ellipsis"),
    ),
    BULLET: (
        Rule(at.line_start, 0.5, "a bullet at the start of the line"),
        Rule(at.blanks_both, 4.0, "a bullet between items"),
        Rule(at.anywhere, 9.0, "a bullet"),
    ),
    TRADE: (Rule(at.after_name, 2.0, "a trade mark after a name"), Rule(at.anywhere, 10.0, "a trade mark")),
    NBSP: (Rule(at.anywhere, 3.0, "a no-break space"),),
    "\N{EURO SIGN}": (
        Rule(at.before_digit, 1.0, "a currency before its number"),
        Rule(at.after_digit, 2.0, "a currency after its number"),
        Rule(at.anywhere, 8.0, "a currency"),
    ),
    "\N{MINUS SIGN}": (Rule(at.before_digit, 6.5, "a minus before a number"), Rule(at.anywhere, RARE, "a minus")),
    "\N{SOFT HYPHEN}": (Rule(at.letters_both, 6.0, "a soft hyphen inside a word"), Rule(at.anywhere, RARE, "a soft hyphen")),
    "\N{RIGHTWARDS ARROW}": (Rule(at.blanks_both, 8.0, "an arrow"), Rule(at.anywhere, RARE, "an arrow")),
    "\N{NON-BREAKING HYPHEN}": (Rule(at.words_both, 9.0, "a hyphen"), Rule(at.anywhere, RARE, "a hyphen")),
}


def rule_of(mark: str, place: Place) -> Rule | None:
    """The rule that says what `mark` costs at this place; None when no table knows the mark."""
    for rule in RULES.get(mark, ()):
        if rule.holds(place):
            return rule
    return None
