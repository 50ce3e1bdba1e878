"""The code pages that UTF-8 is wrongly read in: a list of names, and what each byte looks like.

Adding a code page is adding its name, as Python knows it, to `CODE_PAGES`; every table of this
room follows from that. The order is the order of preference when two pages explain a document
equally well: the commonest first, a larger page after the smaller one that it extends.
"""

from __future__ import annotations

from functools import cache

CODE_PAGES: tuple[str, ...] = (
    "cp1252",
    "latin_1",
    "tis_620",
    "cp874",
    "iso8859_11",
    "cp1251",
    "cp1250",
    "mac_roman",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "cp1258",
    "cp437",
    "cp850",
    "cp852",
    "cp858",
    "cp866",
    "koi8_r",
    "koi8_u",
    "iso8859_2",
    "iso8859_3",
    "iso8859_4",
    "iso8859_5",
    "iso8859_6",
    "iso8859_7",
    "iso8859_8",
    "iso8859_9",
    "iso8859_10",
    "iso8859_13",
    "iso8859_14",
    "iso8859_15",
    "iso8859_16",
    "cp720",
    "cp737",
    "cp775",
    "cp855",
    "cp857",
    "cp862",
    "cp864",
    "cp865",
    "cp869",
    "cp1125",
    "kz1048",
    "ptcp154",
    "mac_cyrillic",
    "mac_greek",
    "mac_latin2",
    "mac_turkish",
    "mac_croatian",
    "mac_romanian",
    "mac_iceland",
    "hp_roman8",
    "cp860",
    "cp861",
    "cp863",
    "cp856",
    "koi8_t",
    "cp1006",
)
"""Single-byte pages that keep ASCII where it is: all that Python has, but `mac_arabic` and `mac_farsi`, which show
bytes beyond ASCII as ASCII too, and `palmos`, which is Windows-1252 to any text."""

WIDE_PAGES: tuple[str, ...] = ("gb18030", "cp950", "big5hkscs", "cp932", "cp949", "euc_jp")
"""Pages of two and more bytes a character; only text that lost nothing can come back from them."""

SEPARATORS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}")
"""What `str.splitlines` splits at: never put in."""
NEL = "\x85"
"""Next line: the one of them that damage makes, as byte 85 read in Latin-1, and so the only one that is taken out."""
KEPT = SEPARATORS - {NEL}
"""Never taken out, so that lines stay where they are."""

HIGH = range(0x80, 0x100)
EVERY_BYTE = bytes(range(256))
UNDEFINED = "\N{REPLACEMENT CHARACTER}"


@cache
def page(codec: str) -> tuple[str | None, ...]:
    """What each of the 256 bytes shows in this page; None where the page has nothing.

    >>> page("tis_620")[0xE2] == "\\N{THAI CHARACTER SARA O}", page("cp1252")[0x81]
    (True, None)
    """
    shown = EVERY_BYTE.decode(codec, "replace")
    return tuple(shown) if UNDEFINED not in shown else tuple([None if s == UNDEFINED else s for s in shown])


@cache
def kept(codec: str) -> tuple[str, ...]:
    """The page as browsers read it: a byte that it lacks stays, as the control of that number."""
    return tuple([chr(byte) if shown is None else shown for byte, shown in enumerate(page(codec))])


@cache
def bytes_of(character: str) -> tuple[int | None, ...]:
    """The byte that shows a character in each of `CODE_PAGES`; None where there is none.

    >>> bytes_of("\N{THAI CHARACTER SARA O}")[CODE_PAGES.index("tis_620")]
    226
    """
    return tuple([_numbers(codec).get(character) for codec in CODE_PAGES])


@cache
def _numbers(codec: str) -> dict[str, int]:
    return {character: byte for byte, character in enumerate(kept(codec))}


def lines_of(text: str) -> list[str]:
    """The lines with their ends, as `str.splitlines` has them; but a next line that follows a character beyond
    ASCII may be the rest of it, and ends no line here.

    >>> lines_of("a\\nb\\x85c")
    ['a\\n', 'b\\x85', 'c']
    """
    lines = text.splitlines(keepends=True)
    if NEL not in text:
        return lines
    joined: list[str] = []
    for line in lines:
        if joined and joined[-1][-1] == NEL and joined[-1][-2:-1] > "\x7f":
            joined[-1] += line
        else:
            joined.append(line)
    return joined
