"""What ftfy knows and our tables do not: inconsistent layers, surrogates as bytes, the lone French a-grave.

ftfy is set to mojibake only; by default it also straightens quotes and folds widths, which is no
repair of encoding. It reads a line by itself, so its word counts only where the text becomes less odd,
or where the document is known to be damaged. It is imported when a line needs it: clean text never pays.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lodestone.repair.oddity import oddity

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

LONGEST = 20_000
"""Characters of a line that ftfy is given; it would cut a line above a million, and longer ones are no prose."""
STAND_IN = "\x1a"
"""What ftfy's codecs write for U+FFFD; it must not stay."""
MAY_BE_BAD = re.compile("[^\\x00-\\x7f]{2}|[\x80-\x9f\N{LATIN CAPITAL LIGATURE OE}\N{LATIN SMALL LIGATURE OE}"
                        "\N{LATIN CAPITAL LETTER A WITH TILDE}\N{LATIN CAPITAL LETTER A WITH CIRCUMFLEX}]")  # fmt: skip
"""What is in every line that ftfy thinks bad: two characters beyond ASCII side by side, or one of these."""
LESS_ODD = 6.0
"""Bits that a line must gain in a document that shows no other damage."""


@cache
def _config() -> TextFixerConfig:
    from ftfy import TextFixerConfig  # noqa: PLC0415 - only damaged text pays for ftfy

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_encoding=True,
        restore_byte_a0=True,
        replace_lossy_sequences=False,
        decode_inconsistent_utf8=True,
        fix_c1_controls=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=True,
        remove_control_chars=False,
        normalization=None,
    )


def mended(line: str, known: bool) -> str:
    """The line as ftfy reads it, or as it was when that is no better; `known`: its document is damaged.

    >>> mended("voil\N{LATIN CAPITAL LETTER A WITH TILDE} le travail", True)[4] == "\N{LATIN SMALL LETTER A WITH GRAVE}"
    True
    """
    if len(line) > LONGEST or not MAY_BE_BAD.search(line):
        return line
    from ftfy import fix_encoding  # noqa: PLC0415
    from ftfy.badness import is_bad  # noqa: PLC0415

    if not is_bad(line):
        return line
    better = fix_encoding(line, _config())
    if better == line or (STAND_IN in better and STAND_IN not in line):
        return line
    gain = oddity(line, "") - oddity(better, "")
    return better if gain >= (0.0 if known else LESS_ODD) else line
