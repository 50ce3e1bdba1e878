"""The damages that a text could have gone through, as far as its characters tell: each kind once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from lodestone.model.change import Loss
from lodestone.repair.codecs import CODE_PAGES, bytes_of
from lodestone.repair.damage import REPLACEMENT, USED, Damage, Scope
from lodestone.repair.shape import Ways

PROBES = (
    "\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{HORIZONTAL ELLIPSIS}\N{NO-BREAK SPACE}"
    "\N{COPYRIGHT SIGN}\N{LATIN SMALL LETTER E WITH ACUTE}\N{LATIN SMALL LETTER O WITH ACUTE}"
    "\N{LATIN SMALL LETTER U WITH DIAERESIS}\N{LATIN SMALL LETTER S WITH CARON}\N{LATIN SMALL LETTER A WITH MACRON}"
    "\N{LATIN CAPITAL LETTER E WITH ACUTE}\N{CYRILLIC SMALL LETTER A}\N{CYRILLIC SMALL LETTER ES}"
    "\N{GREEK SMALL LETTER ALPHA}\N{LATIN SMALL LETTER A WITH BREVE}"
)
"""One character for each way that a damaged text looks at its places; some of it is in every such text."""
BLANKED = bytes([*b" " * 0x3F, *b"?", *b" " * 0x40, *range(0x80, 0x100)])
LOSSES: tuple[Loss, ...] = ("dropped", "replaced", "asked")
SCOPES: tuple[Scope, ...] = ("undefined", "c1", "beyond")


def possible(text: str, able: Ways) -> Iterator[Damage]:
    """The damages of the pages that are `able` whose signs are in the text; nothing lost comes first."""
    if not able:
        return
    text = _condensed(text)
    letters = frozenset(text) - {" ", "?"}
    behind = dict(zip(CODE_PAGES, zip(*map(bytes_of, letters), strict=True), strict=True))
    shown: dict[Loss, bool] = {"dropped": True, "replaced": REPLACEMENT in letters, "asked": "?" in text}
    lossy = tuple([loss for loss in LOSSES if shown[loss]])
    echoed = tuple([loss for loss in LOSSES if shown[loss] or loss == "replaced"])
    seen: set[object] = set()
    for first in (True, False):
        for codec, passes in able:
            losses = echoed if passes > 1 and _echo(codec) in text else lossy
            # Where the bytes behind the characters are equal, and the lost ones, tables are; not those of two passes.
            sign = behind[codec] if passes == 1 else codec
            for damage in damages(codec, passes, ("none",) if first else losses):
                says = (damage.loss, damage.lost, sign)
                if says not in seen and not damage.leads.isdisjoint(letters) and begins(damage, text):
                    seen.add(says)
                    yield damage


def _condensed(text: str) -> str:
    """The distinct runs of characters beyond ASCII, with the question marks beside them; blanks between."""
    runs = set(text.encode("utf-8", "surrogatepass").translate(BLANKED).split())
    return b" ".join([run for run in runs if not run.isascii()]).decode("utf-8", "surrogatepass")


@cache
def _echo(codec: str) -> str:
    """What the sign for a lost byte becomes, damaged itself by the next pass."""
    return Damage(codec, "replaced", "c1").of(REPLACEMENT)


@cache
def damages(codec: str, passes: int, losses: tuple[Loss, ...]) -> tuple[Damage, ...]:
    """The ways of damage in a code page that are told apart, the commonest first; there is one object for each."""
    return tuple([damage for damage in _every(codec, passes) if damage.loss in losses])


@cache
def _every(codec: str, passes: int) -> tuple[Damage, ...]:
    lossy = [Damage(codec, loss, scope, passes) for scope, loss in product(SCOPES, LOSSES)]
    return (
        Damage(codec, passes=passes),
        *[
            damage
            for damage in lossy
            if not damage.lost.isdisjoint(USED) and (damage.scope != "beyond" or damage.loss == "asked")
        ],
    )


def begins(damage: Damage, text: str) -> bool:
    """Whether a damaged character may begin in the text, as far as one letter of the page does not tell."""
    if damage.passes == 1 and damage.loss != "asked":
        return True
    return any(map(text.__contains__, _clues(damage)))


@cache
def _clues(damage: Damage) -> tuple[str, ...]:
    """How a few damaged characters begin; a text without any of them did not go this way."""
    clues = {damage.of(probe)[:2] for probe in PROBES}
    return tuple([clue for clue in clues if clue > "\x7f" or len(clue) == 2])
