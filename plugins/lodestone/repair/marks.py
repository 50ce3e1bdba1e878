"""Reading a lost mark from its place: a table of rules for each mark, the first that holds counts.

The figure is in bits: how surprising it would be to meet that mark at such a place. What is not in
the table is a rare sign and costs `RARE`, whatever its place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lodestone.repair import dates, spot
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
OPENS = "it opens a quotation"
ALONE = "a dash between blanks"


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
        Rule(dates.decade, 0.3, "an apostrophe before a decade"),
        Rule(at.clipped_and, 0.3, "an apostrophe of a clipped and"),
        Rule(dates.short_year, 1.5, "an apostrophe before a clipped year"),
        Rule(at.clipped_head, 1.5, "an apostrophe before a clipped word"),
        Rule(at.name, 1.5, "an apostrophe in a name"),
        Rule(at.plural_possessive, 1.3, "an apostrophe after a plural"),
        Rule(at.clipped_tail, 4.0, "an apostrophe after a clipped word"),
        Rule(at.letters_both, 8.0, "an apostrophe inside a word"),
        Rule(at.closes, 9.0, "it closes an inner quotation"),
        Rule(at.anywhere, 12.0, "an apostrophe"),
    ),
    LEFT: (
        Rule(at.opens, 1.0, OPENS),
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
    LOW: (Rule(at.opens, 7.0, OPENS), Rule(at.anywhere, 16.0, "a low quote")),
    LOW_SINGLE: (Rule(at.opens, 10.0, "it opens an inner quotation"), Rule(at.anywhere, 16.0, "a low quote")),
    EM: (
        Rule(at.contraction, 8.0, "a dash from word to word"),
        Rule(dates.digits_both, 5.0, "a dash between numbers"),
        Rule(dates.range_of_words, 6.0, "a dash between dates"),
        Rule(at.words_both, 2.0, "a dash from word to word"),
        Rule(at.blanks_both, 2.0, ALONE),
        Rule(at.line_lead, 4.0, "a dash at the start of the line"),
        Rule(at.line_start, 4.5, "a dash at the start of the line"),
        Rule(at.breaks_off, 6.5, "a dash where the sentence breaks off"),
        Rule(at.anywhere, 9.0, "a dash"),
    ),
    EN: (
        Rule(at.contraction, 10.0, "a dash between words"),
        Rule(dates.digits_both, 0.3, "a range of numbers"),
        Rule(dates.range_of_words, 1.0, "a range of dates"),
        Rule(dates.between_numbers, 1.0, "a range of numbers"),
        Rule(dates.after_date, 1.0, "a dash after a date"),
        Rule(dates.before_month, 1.5, "a dash before a date"),
        Rule(at.blanks_both, 2.4, ALONE),
        Rule(at.names_both, 1.0, "a dash between names"),
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
    TRADE: (
        Rule(spot.brand, 0.3, "a trade mark after a brand"),
        Rule(spot.after_name, 2.0, "a trade mark after a name"),
        Rule(at.anywhere, 10.0, "a trade mark"),
    ),
    NBSP: (
        Rule(dates.numbered, 0.5, "a no-break space beside a number"),
        Rule(at.blank_left, 8.0, "a no-break space beside a blank"),
        Rule(at.anywhere, 3.0, "a no-break space"),
    ),
    "\N{EURO SIGN}": (
        Rule(at.before_digit, 1.0, "a currency before its number"),
        Rule(spot.after_digit, 2.0, "a currency after its number"),
        Rule(at.anywhere, 8.0, "a currency"),
    ),
    "\N{MINUS SIGN}": (
        Rule(at.before_digit, 6.5, "a minus before a number"),
        Rule(at.anywhere, RARE, "a minus"),
    ),
    "\N{SOFT HYPHEN}": (
        Rule(at.letters_both, 6.0, "a soft hyphen inside a word"),
        Rule(at.anywhere, RARE, "a soft hyphen"),
    ),
    "\N{RIGHTWARDS ARROW}": (
        Rule(spot.before_address, 0.5, "an arrow before an address"),
        Rule(spot.menu, 1.0, "an arrow from menu to menu"),
        Rule(at.blanks_both, 8.0, "an arrow"),
        Rule(at.anywhere, RARE, "an arrow"),
    ),
    "\N{COPYRIGHT SIGN}": (
        Rule(spot.after_letter, 12.0, "a copyright sign"),
        Rule(spot.before_year, 0.5, "a copyright sign before its year"),
        Rule(spot.before_blank, 3.0, "a copyright sign"),
        Rule(at.anywhere, 6.0, "a copyright sign"),
    ),
    "\N{REGISTERED SIGN}": (
        Rule(spot.after_name, 5.0, "a registered name"),
        Rule(at.anywhere, 9.0, "a registered sign"),
    ),
    "\N{DEGREE SIGN}": (
        Rule(spot.of_heat, 0.3, "degrees before their scale"),
        Rule(at.blanks_both, 9.0, "a degree sign"),
        Rule(spot.after_number, 1.5, "degrees after a number"),
        Rule(at.anywhere, 9.0, "a degree sign"),
    ),
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": (
        Rule(at.opens, 3.0, "it opens a quotation"),
        Rule(spot.after_letter, 12.0, "a quotation mark"),
        Rule(at.anywhere, 7.0, "a quotation mark"),
    ),
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": (
        Rule(spot.quoted, 0.5, "it closes a quotation"),
        Rule(at.closes, 3.0, "it closes a quotation"),
        Rule(at.anywhere, 7.0, "a quotation mark"),
    ),
    "\N{POUND SIGN}": (
        Rule(spot.amount, 0.3, "a currency before its amount"),
        Rule(at.before_digit, 1.0, "a currency before its number"),
        Rule(at.anywhere, 9.0, "a currency"),
    ),
    "\N{YEN SIGN}": (
        Rule(at.before_digit, 3.0, "a currency before its number"),
        Rule(at.anywhere, 12.0, "a currency"),
    ),
    "\N{CENT SIGN}": (
        Rule(spot.glued_number, 3.0, "a currency after its number"),
        Rule(at.anywhere, 12.0, "a currency"),
    ),
    "\N{PLUS-MINUS SIGN}": (
        Rule(spot.tolerance, 1.0, "plus or minus between numbers"),
        Rule(at.before_digit, 3.0, "plus or minus"),
        Rule(at.anywhere, 9.0, "plus or minus"),
    ),
    "\N{MULTIPLICATION SIGN}": (
        Rule(spot.multiple, 1.0, "so many times"),
        Rule(spot.beside_letter, 18.0, "times"),
        Rule(dates.between_numbers, 3.0, "times"),
        Rule(dates.digits_both, 3.0, "times"),
        Rule(at.anywhere, 10.0, "times"),
    ),
    "\N{SECTION SIGN}": (
        Rule(spot.before_section, 0.5, "a section sign before its number"),
        Rule(spot.before_blank, 5.0, "a section sign"),
        Rule(at.before_digit, 4.0, "a section sign"),
        Rule(at.anywhere, 9.0, "a section sign"),
    ),
    "\N{PILCROW SIGN}": (
        Rule(spot.after_name_at_end, 1.0, "a mark at the end of a heading"),
        Rule(at.line_start, 2.5, "a paragraph sign at the start of its line"),
        Rule(spot.line_end, 6.0, "a mark of the line's end"),
        Rule(at.anywhere, 11.0, "a pilcrow"),
    ),
    "\N{MIDDLE DOT}": (
        Rule(at.blanks_both, 2.5, "a dot between items"),
        Rule(at.anywhere, 9.0, "a middle dot"),
    ),
    "\N{VULGAR FRACTION ONE HALF}": (
        Rule(spot.half, 0.5, "a half"),
        Rule(spot.glued_number, 3.0, "a half"),
        Rule(at.anywhere, 9.0, "a half"),
    ),
    "\N{SUBSCRIPT TWO}": (
        Rule(spot.dioxide, 0.3, "a two in a formula"),
        Rule(at.anywhere, RARE, "a subscript"),
    ),
    "\N{SUBSCRIPT THREE}": (
        Rule(spot.trioxide, 0.3, "a three in a formula"),
        Rule(at.anywhere, RARE, "a subscript"),
    ),
    "\N{SERVICE MARK}": (
        Rule(spot.brand, 3.0, "a service mark after a brand"),
        Rule(at.anywhere, RARE, "a mark"),
    ),
    "\N{TRIANGULAR BULLET}": (Rule(spot.menu, 3.0, "a step to a menu"), Rule(at.anywhere, RARE, "a bullet")),
    "\N{SUPERSCRIPT TWO}": (Rule(spot.after_name, 5.0, "squared"), Rule(at.anywhere, 10.0, "squared")),
    "\N{SUPERSCRIPT THREE}": (Rule(spot.after_name, 6.0, "cubed"), Rule(at.anywhere, 11.0, "cubed")),
    "\N{MICRO SIGN}": (Rule(spot.after_number, 5.0, "a micro sign"), Rule(at.anywhere, 11.0, "a micro sign")),
    "\N{MASCULINE ORDINAL INDICATOR}": (
        Rule(spot.after_letter, 15.0, "an ordinal"),
        Rule(spot.glued_number, 3.0, "an ordinal"),
        Rule(at.anywhere, 10.0, "an ordinal"),
    ),
    "\N{FEMININE ORDINAL INDICATOR}": (
        Rule(spot.after_letter, 15.0, "an ordinal"),
        Rule(spot.glued_number, 3.5, "an ordinal"),
        Rule(at.anywhere, 10.0, "an ordinal"),
    ),
    "\N{INVERTED QUESTION MARK}": (
        Rule(at.opens, 4.0, "it opens a question"),
        Rule(at.anywhere, 12.0, "an inverted mark"),
    ),
    "\N{INVERTED EXCLAMATION MARK}": (
        Rule(at.opens, 5.0, "it opens a call"),
        Rule(at.anywhere, 12.0, "an inverted mark"),
    ),
    "\N{NON-BREAKING HYPHEN}": (Rule(at.words_both, 9.0, "a hyphen"), Rule(at.anywhere, RARE, "a hyphen")),
}


CHARACTERISTIC = frozenset(
    {
        (APOSTROPHE, at.contraction), (APOSTROPHE, at.stacked), (APOSTROPHE, at.elision),
        (APOSTROPHE, dates.decade), (APOSTROPHE, dates.short_year), (BULLET, at.line_start),
        (LEFT, at.opens), (RIGHT, at.closes_sentence), (RIGHT, at.closes), (EN, dates.digits_both),
    }
)  # fmt: skip
"""Places that hardly come about by chance: here a lost mark is seen through any letter. Quotes count in pairs."""


def rule_of(mark: str, place: Place) -> Rule | None:
    """The rule that says what `mark` costs at this place; None when no table knows the mark."""
    for rule in RULES.get(mark, ()):
        if rule.holds(place):
            return rule
    return None
