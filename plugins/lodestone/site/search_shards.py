"""How the search index is cut into files, and how a list of hits is written.

Briefings are cut into blocks of whole months, in order of time, and the terms of a block into
ranges of the alphabet. `blocks` states the rule for the first cut, `ranges` for the second. Both
are functions of the number of briefings in each month and of nothing else, so an edited text
moves no cut, and a new one changes the newest block alone.

A list of hits is text: `encode` says how. `templates/static/search.js` reads it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

LARGE = 1024
"""A block is closed with the month in which it comes to so many briefings."""
SMALL = 256
"""So are the blocks of what no large block holds yet."""
MOST = 256
"""Ranges of terms that a large block has."""
GROUPS = 16
"""Groups of terms that a briefing keeps apart; each holds `MOST / GROUPS` ranges."""
SHOWN = 4
"""Hits that one file describes."""

_DRAWN = (
    "100 111. 170 2000 2024 2025 2026 2027 2029 27 3007 45.2 575 6320 800 960 abov acco adde agai agre alli "
    "also ammo anot answ appe araf aske audi back bar befo bega besi bind both brie buil buy buyi cann capi "
    "carm catc chea chin choi clar clus co2e comm comp conc cont conv cost cote cove curr dail day deci dela "
    "desc diff disc down dysp earn eas else end ende equi euro exce expe exte fe few fili firs fit forb fran "
    "futu germ go gove grap grow half happ heig high hold hone impl impo incl insi inve itse jian june kiir krw "
    "last laye ledg less lice ligh link loca los luos made magn make maki mark mate matt mean meet mid mini "
    "mkan mont moto mp must narr need neit new nine nort noti npm obse offi one only oper otc our outr over "
    "owne oxid pace part past perh phas plan plat pres pric prim proc prod prog proo puni putt ques rare rate "
    "read reag reco rede regu repl requ reut risk rumo sale samp scal seat sect sepa sept sfa shen show sign "
    "sinc site skil smel solb soon spea stag star stat stay stil stop sum supp surv talk tell term thin thou "
    "thul toda tonn too towa tran twel two tyo unio unno uppe usd used vaul wait watc week west what whet whol "
    "why wide won worl year yes ytte"
)
_DRAWN_SIGNS = "\u4efd \u529b \u53f8 \u571f \u6599 \u6709 \u679c \u79d1 \u7eb3 \u83b1 \u94a2 \u96c6"
BOUNDS = (*_DRAWN.split(), *_DRAWN_SIGNS.split())
"""Where each range but the first begins. No two terms that share their first four signs are in two ranges, so that an
unfinished word of four letters is looked for in one. Drawn so that each range had as many hits in the texts of this
site (`benchmarks/search.py --bounds` draws them); other texts fill them less evenly, which costs bytes and no hit."""


@dataclass(frozen=True, slots=True)
class Block:
    """Briefings of some months."""

    low: str
    """The first month, `2025-09`; `0000-00` is that of briefings without a date."""
    high: str
    """The first month of the next block; '' for the newest."""
    count: int
    """How many briefings it holds."""

    @property
    def name(self) -> str:
        """Its folder. A briefing more or less is another folder, so that no cache joins shards of two builds."""
        return f"{self.low}-{self.count}"

    @property
    def ranges(self) -> int:
        """Into how many files its terms are cut: a power of four, about one for each four briefings.

        >>> [Block("2025-01", "", count).ranges for count in (1, 41, 250, 1000, 5000)]
        [4, 16, 64, 256, 256]
        """
        found = 4
        while found * 4 < self.count and found < MOST:
            found *= 4
        return found


def blocks(months: Mapping[str, int]) -> Iterator[Block]:
    """Cut months, with how many briefings each has, into blocks.

    From the oldest month on, a block ends with the month in which it comes to `LARGE` briefings; what is left is cut
    in the same way by `SMALL`. So a text that is new changes the newest block, of less than `SMALL` briefings and a
    month; every `SMALL` texts a block is closed, and every `LARGE` texts a few are joined.

    >>> [(block.high, block.count) for block in blocks({"2024-01": 700, "2024-02": 700, "2024-03": 300, "2024-04": 20})]
    [('2024-03', 1400), ('2024-04', 300), ('', 20)]
    """
    ordered = sorted(months)
    for size in (LARGE, SMALL, 0):
        count, start = 0, 0
        for n, month in enumerate(ordered):
            count += months[month]
            if count >= size > 0:
                yield Block(ordered[start], ordered[n + 1] if n + 1 < len(ordered) else "", count)
                count, start = 0, n + 1
        if count and not size:
            yield Block(ordered[start], "", count)
        ordered = ordered[start:]


@lru_cache(50_000)
def range_of(term: str) -> int:
    """In which of the `MOST` ranges a term is."""
    return bisect_right(BOUNDS, term)


def group_of(term: str) -> int:
    """In which of the `GROUPS` a term is."""
    return range_of(term) * GROUPS // MOST


# Lists of hits

LEVELS = 8
"""How finely the weight of a term in a briefing is told."""
SIGNS = "".join(chr(n) for n in range(35, 127) if n != ord("\\"))
"""91 signs that stand for themselves in JSON."""
NEAR, FAR = 10, 11
"""Steps that one sign tells, and the base of those that need more."""


def encode(hits: Iterable[tuple[int, int]]) -> str:
    r"""A list of hits as text: numbers of briefings, from 0, in order, each with a level.

    A hit is the step from the one before (from -1 for the first), less one. Up to nine it is one sign, number
    `step * LEVELS + level` of `SIGNS`; of a larger one the tens come first, in base `FAR`, by the signs from
    `NEAR * LEVELS` on. So a word that stands in every text costs one sign a text.

    >>> encode([(0, 0), (1, 7), (12, 2)])
    '#*u%'
    >>> encode([(1000, 3)])
    '}u&'
    """
    found, before = [], -1
    for number, level in hits:
        found.append(_sign(number - before - 1, level))
        before = number
    return "".join(found)


@lru_cache(20_000)
def _sign(step: int, level: int) -> str:
    tens, ones = divmod(step, NEAR)
    signs = SIGNS[ones * LEVELS + level]
    while tens:
        tens, rest = divmod(tens, FAR)
        signs = SIGNS[NEAR * LEVELS + rest] + signs
    return signs


def decode(text: str) -> Iterator[tuple[int, int]]:
    """What `encode` wrote.

    >>> list(decode(encode([(3, 1), (4, 0), (700, 7)])))
    [(3, 1), (4, 0), (700, 7)]
    """
    number, tens = -1, 0
    for sign in text:
        n = SIGNS.index(sign)
        if n >= NEAR * LEVELS:
            tens = tens * FAR + n - NEAR * LEVELS
        else:
            number += tens * NEAR + n // LEVELS + 1
            tens = 0
            yield number, n % LEVELS


def shards(values: list[str], count: int) -> dict[int, dict[str, str]]:
    """The terms of a group of rows, one row a briefing, by range of `count`: range -> term -> its hits."""
    hits: dict[str, list[tuple[int, int]]] = {}
    for number, text in enumerate(values):
        for each in text.split():
            hits.setdefault(each[:-1], []).append((number, ord(each[-1]) - 48))
    found: dict[int, dict[str, str]] = {}
    for term in sorted(hits):
        found.setdefault(range_of(term) * count // MOST, {})[term] = encode(hits[term])
    return found
