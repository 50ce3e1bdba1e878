"""A place in a line where a mark was lost, and the questions that its neighbours answer.

Every question is a small predicate of a `Place`; the rules of `marks.py` are made of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from lodestone.repair.repertoire import APOSTROPHE, EM, EN, LEFT, LEFT_SINGLE, LOW, LOW_SINGLE

UNKNOWN = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for a neighbour that is itself a place to be read."""

WORD_END = re.compile(r"[^\W\d_]+\Z")
WORD_START = re.compile(r"[^\W\d_]+")
OPENERS = frozenset(
    "([{<" + LEFT + LEFT_SINGLE + LOW + LOW_SINGLE + "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
)
DASHES = frozenset(EM + EN + "-/|")
ENDINGS = frozenset(".,!?;:)]}%*_\N{HORIZONTAL ELLIPSIS}\N{RIGHT DOUBLE QUOTATION MARK}" + APOSTROPHE)
MONEY = frozenset("$\N{EURO SIGN}\N{POUND SIGN}\N{YEN SIGN}+-\N{MINUS SIGN}~<>.")

NEGATED = frozenset([
    "don", "doesn", "didn", "isn", "aren", "wasn", "weren", "hasn", "haven", "hadn", "can", "won",
    "couldn", "wouldn", "shouldn", "mustn", "mightn", "needn", "ain", "shan", "daren",
])  # fmt: skip
CONTRACTED = frozenset([
    "i", "you", "he", "she", "it", "we", "they", "who", "what", "where", "when", "why", "how", "that", "this",
    "there", "here", "these", "those", "y", "one", "nobody", "somebody", "everybody", "someone", "anyone", "everyone",
    "something", "nothing", "everything", "would", "could", "should", "might", "must", "may", "not", "nt",
])  # fmt: skip
"""Words before 'd, 'll, 're and 've. A noun before them is rarer than a word that ends in a genuine accent and d."""
HEADS = frozenset([
    "l", "d", "j", "c", "n", "m", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "aujourd",
    "presqu", "quelqu", "entr", "all", "dell", "nell", "sull", "dall", "coll", "un", "quest", "quell",
    "cent", "mezz", "anch", "com", "dov", "o", "y", "ma", "ne",
])  # fmt: skip
"""Words that lose their vowel before another: l'eau, dell'arte, O'Neill, y'all."""
VOWELS = frozenset(
    "aeiouyh" + "\N{LATIN SMALL LETTER A WITH GRAVE}\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}"
    "\N{LATIN SMALL LETTER E WITH GRAVE}\N{LATIN SMALL LETTER E WITH ACUTE}\N{LATIN SMALL LETTER E WITH CIRCUMFLEX}"
    "\N{LATIN SMALL LETTER I WITH CIRCUMFLEX}\N{LATIN SMALL LETTER O WITH CIRCUMFLEX}"
)
"""Letters before which a word loses its vowel."""
WHOLE_WORDS = frozenset([
    "o'clock", "ma'am", "ne'er", "e'er", "o'er", "xi'an", "yan'an", "tai'an", "ya'an", "ji'an", "lu'an",
    "huai'an", "chang'an", "chang'e", "qur'an", "hawai'i", "ka'bah",
])  # fmt: skip
CLIPPED = frozenset([
    "tis", "twas", "twere", "em", "til", "till", "cause", "bout", "n", "round", "cuz",
])  # fmt: skip


@dataclass(frozen=True)
class Place:
    """What stands left and right in the line; the edge of the line is a line feed."""

    left: str
    right: str

    @cached_property
    def before(self) -> str:
        """The character before."""
        return self.left[-1:] or "\n"

    @cached_property
    def after(self) -> str:
        """The character after."""
        return self.right[:1] or "\n"

    @cached_property
    def left_word(self) -> str:
        """The letters that end here."""
        found = WORD_END.search(self.left)
        return found.group() if found else ""

    @cached_property
    def right_word(self) -> str:
        """The letters that start here."""
        found = WORD_START.match(self.right)
        return found.group() if found else ""


def contraction(place: Place) -> bool:
    """don't, it's, we're, they've, I'm, she'd, the 1990's."""
    tail, head = place.right_word.lower(), place.left_word.lower()
    if place.right[len(tail) : len(tail) + 1] == APOSTROPHE:
        return False
    if tail == "s":
        return bool(head) or place.before.isdigit() or place.before in ENDINGS
    if tail == "t":
        return head in NEGATED
    if tail == "m":
        return head == "i"
    return tail in ("re", "ve", "ll", "d") and head in CONTRACTED


def stacked(place: Place) -> bool:
    """The first of two: shouldn't've."""
    return place.left_word.lower() in NEGATED and place.right[:1] == "t"


def elision(place: Place) -> bool:
    """l'eau, all'alba, O'Neill, o'clock, ma'am."""
    head, tail = place.left_word.lower(), place.right_word.lower()
    if f"{head}'{tail}" in WHOLE_WORDS:
        return True
    return head in HEADS and len(tail) > 1 and (head == "o" or tail[0] in VOWELS)


def name(place: Place) -> bool:
    """D'Angelo, Ka'Deem, Bel'Veth: a short head, two capitals."""
    head, tail = place.left_word, place.right_word
    return 0 < len(head) < 4 and head.istitle() and len(tail) > 1 and tail.istitle()


def plural_possessive(place: Place) -> bool:
    """the workers' rights."""
    return (
        place.left_word.lower().endswith(("s", "z", "x"))
        and place.after in " \n"
        and bool(WORD_START.match(place.right.lstrip()[:1]))
    )


def clipped_head(place: Place) -> bool:
    """'tis, 'em."""
    return free_left(place) and place.right_word.lower() in CLIPPED


def clipped_and(place: Place) -> bool:
    """Either side of the n in rock 'n' roll."""
    if AND_AHEAD.match(place.right):
        return place.before in " \xa0"
    return AND_BEFORE.search(place.left) is not None and place.after in " \xa0"


AND_AHEAD = re.compile(f"[nN][{APOSTROPHE}'{UNKNOWN}]")
AND_BEFORE = re.compile(f"[ \xa0][{APOSTROPHE}{LEFT_SINGLE}'][nN]\\Z")


def clipped_tail(place: Place) -> bool:
    """rock 'n' roll, goin' home, o' the."""
    word = place.left_word.lower()
    return place.after in " ,." and ((word.endswith("in") and len(word) > 3) or word in ("n", "o", "ol"))


def letters_both(place: Place) -> bool:
    """Glued to a letter on either side."""
    return place.before.isalpha() and place.after.isalpha()


def words_both(place: Place) -> bool:
    """Between two words (or a number, or a quotation) with no blank."""
    return joins_left(place) and (
        place.after.isalnum() or place.after in OPENERS or place.after in MONEY or place.after == UNKNOWN
    )


def joins_left(place: Place) -> bool:
    """Something that can be ended or joined stands before."""
    return (
        place.before.isalnum() or place.before in ENDINGS or place.before in "\"'" or place.before == UNKNOWN
    )


def free_left(place: Place) -> bool:
    """At the start of something: after a blank, a bracket, an opener or a dash."""
    return (
        place.before.isspace()
        or place.before in OPENERS
        or place.before in DASHES
        or place.before in "\"'*_=>#"
    )


def free_right(place: Place) -> bool:
    """At the end of something: before a blank, an end mark, a dash."""
    return (
        place.after.isspace() or place.after in ENDINGS or place.after in DASHES or place.after in "\"'<([|"
    )


def opens(place: Place) -> bool:
    """Where a quotation starts: free on the left, a word on the right."""
    return (
        free_left(place)
        and not place.after.isspace()
        and (place.after not in ".,!?;:)]}" or (place.after == "." and place.right[1:2].isalnum()))
    ) or (place.before == UNKNOWN and place.after.isalnum())


def closes(place: Place) -> bool:
    """Where a quotation ends: glued on the left, free on the right."""
    return (
        not place.before.isspace()
        and place.before not in OPENERS
        and (free_right(place) or place.after == UNKNOWN)
    )


def closes_sentence(place: Place) -> bool:
    """Where a quotation ends after its full stop or comma: the American way."""
    return closes(place) and place.before in ".,!?\N{HORIZONTAL ELLIPSIS}"


def blanks_both(place: Place) -> bool:
    """Alone between blanks, words on either side."""
    return place.before in " \xa0" and place.after in " \xa0\n"


def names_both(place: Place) -> bool:
    """Between two names with no blank: Iran-Iraq, Dallas-Fort Worth; not inside of one."""
    return (
        not name(place)
        and place.left_word[:1].isupper()
        and place.right_word[:1].isupper()
        and len(place.right_word) > 1
    )


def line_start(place: Place) -> bool:
    """First in its line, before a blank."""
    return not place.left.strip(" \t>*-") and place.after in " \t\xa0"


def line_lead(place: Place) -> bool:
    """First in its line, before a word: the dash of an author or of a speaker."""
    return not place.left.strip() and place.after.isalpha()


def breaks_off(place: Place) -> bool:
    """A word or a quotation that breaks off, or a dash glued on one side only."""
    return joins_left(place) and free_right(place)


def before_digit(place: Place) -> bool:
    """A number follows, nothing glued before."""
    return place.after.isdigit() and not place.before.isalnum()


def blank_left(place: Place) -> bool:
    """A blank or the line's edge stands before."""
    return place.before.isspace()


def anywhere(place: Place) -> bool:  # noqa: ARG001 - a question like the others
    """The rest."""
    return True
