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
MOST = 512
"""Ranges of terms that a large block has."""
GROUPS = 16
"""Groups of terms that a briefing keeps apart; each holds `MOST / GROUPS` ranges."""
SHOWN = 4
"""Hits that one file describes."""

_DRAWN = (
    "1.3 100 110 137 1600 19 2.4 2022 2025 2026 2028 22 2599 28 300 3900 43.6 50.5 563 6000 63 7.82 77 88 92 ab "
    "abov abst acco acla add addr advi agai age agre aler alli almo alre alwa ammo anni anot answ anyb appl ara "
    "arou asid aski asx audi auth avoi bad baos barr beco bega behi belo besi betw bill blan bn both boug brea "
    "brin brow buil bull buye cabl calm cann capa capi card caro cast cere chan chap chec chin chlo chro clai "
    "clau clic clou co cold colu comm comp conc conf cons cont conv corp cost cote coun cove crea cth cust czec "
    "data day deal deci deco dela dema depe dese dev dig dire disc div doma doub draf dry dysp earl eart ease "
    "edit effe elem emba enco ende engi entr equi esc eur evac ever evid exch exis expe expo fact fall fata "
    "feel fffd figu file fill find firs fish fixe fold font forg foru fpat fren full futu gath geoj gith glue "
    "goe gove graf gree grou guar guid half halv happ havi heav help hi hill hold holl hong howe huam hyph igno "
    "impa impo inc incr infe inne inst inte inve invi iso itse janu jinj join json july kbd key kill knig kong "
    "labo lake last late law lean ledg lend let libr lies like limi link list lith loan log look loss lowe luos "
    "mac mag magn mail make maki map mark mask matr max meas mech memb ment meta migh mine mini miss mixe mogu "
    "mong mori moto mp must name nami ndpr need negl nest neve newe nikk nok nore norw noth noug nowh numb obey "
    "ods offi old one only open oper ore osmo our outc outr over owe owne oxid pace paid pare pass path pdf "
    "peop perm pers pict pipe plai plan plat png pond powd pres pric prim priv proc prod prof proj proo pros "
    "publ pull push putt quar ques quot rais rare rate rawm read reag rebu reco recy red refe refu regu rele "
    "reme rend repe repo requ resi rest retu reve rewo risk rock roun rows run russ sala same samp save say "
    "scal sche scra scro seco sect seed send sepa sept set seve sfa shar she ship shou shri sile sinc sit six "
    "skil slip smal smel soft some soon sout spea spok src stak star stat stay step stoc stop stra stri stru "
    "sub subt sum sup supp sure svg syst tag talk tax tell ten term test text thea thin thir thou thro tick "
    "time timi tms toke ton too top touc trad tran tria tsv turn twen two txt typo unde undo unit unkn unqu up "
    "upsi usab use user uuuu vani venv very voic waiv warn watc wbr webp well west what whet whit whom why wide "
    "wipe with won work worl wrap wron xlsx year yes your ytte zsh"
)
_DRAWN_SIGNS = (
    "\u4efd \u516c \u5305 \u53f8 \u571f \u6599 \u6709 \u679c \u6c7d \u79d1 \u7eb3 \u82f9 \u8f66 \u94a2 "
    "\u9650 \u96c6"
)
BOUNDS = (*_DRAWN.split(), *_DRAWN_SIGNS.split())
"""Where each range but the first begins. No two terms that share their first four signs are in two ranges, so that an
unfinished word of four letters is looked for in one. Drawn so that all ranges were of one size in our own texts
(`benchmarks/search.py --bounds` draws them); other texts fill them less evenly, which costs bytes and no hit."""


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
        """Into how many files its terms are cut: a power of two, about one for each two briefings.

        >>> [Block("2025-01", "", count).ranges for count in (1, 41, 250, 1000, 5000)]
        [4, 32, 128, 512, 512]
        """
        found = 4
        while found * 2 < self.count and found < MOST:
            found *= 2
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
