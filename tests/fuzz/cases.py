"""Texts that nobody would write, from a seed: pieces of our formats put together, and files of ours damaged.

A case is a kind and its number; the same number gives the same text, on any machine, so that what is
found can be tried again by its number. Small on purpose: most mistakes need few signs, and a hundred
thousand cases are to take minutes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]

MARKS = (
    "---\n", "---", "\n", "\r\n", "\n\n", "\r", "  ", "\t", " ", ": ", ":", "- ", "* ", "+ ", "1. ", "1) ", '"', "'", "#",
    "## ", "### ", "> ", ">", "|", "\\|", "\\", "```\n", "~~~\n", "```chart\n", "`", "``", "*", "**", "***", "_", "__",
    "~~", "[", "]", "(", ")", "](", "](<", "![", "[^1]", "[^1]: x\n", "[a]: ", "<", ">", "</", "<!--", "-->", "&", ";", "&amp;",
    "&#106;", "&#x", "{", "}", "{#a}", "<b>", "</b>", "<script>", "<p ", "onclick=", "href=", "javascript:x", "data:",
    "https://example.org/", "//a.b", "a.md", "../", "#x", "<div>\n", "<table>", "<svg>", "<![CDATA[", "<?", "]]>", "=", "|---|\n",
    "?", "!", "@", "%", "~", "^", "$", ",", ".", "\x00", "\x01", "\x0b", "\x0c", "\x1b[31m", "\x7f", "\x85", "\xa0", "\xad",
    "\u2019", "\u200b", "\u202e", "\u2028", "\u2029", "\ufeff", "\ufffd", "\ud7ff", "\ue000", "\uffff", "\u5317\u65b9", "\U0001f600",
    "\u0e42", "\u00e2\u20ac\u2122", "\u00c3\u00a9", "a\u0301", "\u0130", "\u00df", "\u0661", "\u00bd", "\u2460", "\x02", "\x03", "stx", "wzxhzdk:0",
)  # fmt: skip
"""Signs that mean something to somebody."""

WORDS = (
    "title: ", "date: 2025-09-01\n", "date: ", "company: lynas\n", "company: none\n", "companies: [", "ticker: SSE:600111\n",
    "tickers: [", "themes: [magnets]\n", "themes:\n", "risk: high\n", "risk: {likelihood: ", "impact: 5", "confidence: low\n",
    "sources:\n- id: a\n", "  publisher: P\n", "  url: https://example.org/\n", "  reliability: C\n", "slug: ", "status: withdrawn\n",
    "status: draft\n", "embargo: 2030-01-01\n", "corrections: [{date: 2025-01-01, what: x}]\n", "formerly: [x]\n", "rights: unconfirmed\n",
    "tlp: TLP:RED\n", "reviewed: {by: x, on: 2025-01-01}\n", "supersedes: x\n", "lang: zh\n", "review_by: ", "updates: y\n",
    "## Judgements\n", "## Figures\n", "## Implications\n", "## Watch\n", "## Gaps\n", "## Figurs\n", "- **Likely**: it is so. [a]\n",
    "- **Almost certain**, low confidence: x. [a, b#c]\n", "- **EU**: x. [a]\n", "- 2026-12-01: x\n", "- 2026-13: x\n",
    "| id | measure | of | value | status | source |\n|---|---|---|---|---|---|\n", "| x | revenue | lynas | 1 t/yr | target | a 2 |\n",
    "| y | mine-output | none | ~5-7 kt/yr | claimed | a |\n", "<!-- lodestone: allow W303 reason -->\n", "<<<<<<< HEAD\n", "=======\n",
    "(SSE: 600111)", "(ASX: LYC)", "$MP", "600111.SS", "Lynas Rare Earths", "MP Materials", "50,000 tonnes", "30% less", "US$1.2 billion",
    "by the end of 2026", "1 September 2025", "2025-02-30", "Q3 2025", "said it will", "magnets", "neodymium", "green smelting", "China",
    "measure: mine-output\n", "of: lynas\n", "kind: bars\n", "&a ", "*a", "!!python/object ", "? ", "<<: ", "|\n", ">\n", "[^x]", "1e309", "9" * 30,
)  # fmt: skip
"""What our own formats are made of."""

HTML = (
    "<html>", "<head>", "<title>A page | Site</title>", "<body>", "<article>", "</article>", "<main>", "<p>", "</p>", "<br>", "<ul><li>",
    "</li>", "</ul>", "<table><tr><td>", "</td></tr>", "<script>x</script>", "<style>", "<nav>", "</nav>", "<h1>", "</h1>", "<h2>", "<a href='",
    "'>", "</a>", "<img src=x>", "<!doctype html>", "<!--", "-->", "&nbsp;", "&lt;", "&#0;", "&#xD800;", "&#9999999;", "<svg><", "<math>",
    "<template>", "</", "<div", " class=\"", "\"", ">", "text of it. ", "Read more\n", "Share this\n", "Subscribe to our newsletter\n", "\n",
)  # fmt: skip
"""Pieces of saved pages."""


@cache
def corpus() -> tuple[bytes, ...]:
    """Files of ours, to be damaged: content, cases, scrapes."""
    places = ("content/briefings", "content/topics", "content/companies", "tests/cases")
    files = [each for place in places for each in sorted((ROOT / place).rglob("*")) if each.is_file()]
    return tuple(each.read_bytes() for each in files if each.stat().st_size < 20_000)


@cache
def register() -> tuple[bytes, ...]:
    """Files of the register, to be damaged."""
    files = sorted((ROOT / "content" / "vocabulary").glob("*.yaml"))
    return tuple(each.read_bytes() for each in (*files, ROOT / "content" / "events.yaml"))


def pieces(chance: Random, *kinds: tuple[str, ...]) -> str:
    """Pieces one after another; now and then one of them many times."""
    parts = []
    for _ in range(chance.randrange(1, 40)):
        piece = chance.choice(chance.choice(kinds))
        parts.append(piece * (1 if chance.random() < 0.97 else chance.randrange(2, 200)))
        if chance.random() < 0.2:
            parts.append("".join(chr(chance.randrange(32, 0x250)) for _ in range(chance.randrange(6))))
    return "".join(parts)


def damaged(chance: Random, files: tuple[bytes, ...], most: int = 3_000) -> bytes:
    """A part of a file with some pieces cut out, doubled, moved, or put in, in bytes."""
    data = bytearray(chance.choice(files))
    start = 0 if chance.random() < 0.7 else chance.randrange(len(data) + 1)
    del data[:start], data[chance.randrange(200, most) :]
    for _ in range(chance.randrange(1, 8)):
        at, length = chance.randrange(len(data) + 1), chance.randrange(30)
        move = chance.randrange(5)
        if move == 0:
            del data[at : at + length]
        elif move == 1:
            data[at:at] = chance.choice(chance.choice((MARKS, WORDS))).encode("utf-8", "surrogatepass")
        elif move == 2:
            data[at:at] = data[at : at + length] * chance.randrange(1, 4)
        elif move == 3:
            data[at : at + 1] = bytes([chance.randrange(256)])
        else:
            to = chance.randrange(len(data) + 1)
            data[to:to] = data[at : at + length]
    return bytes(data)


_PAGES = (
    "cp1252",
    "cp1251",
    "cp874",
    "koi8_r",
    "cp437",
    "gb18030",
    "shift_jis",
    "mac_roman",
    "utf-16",
    "utf-7",
    "cp1250",
)


def mangled(chance: Random) -> bytes:
    """A text written in one code and read in another, once or twice."""
    text = damaged(chance, corpus(), 1_200).decode("utf-8", "replace")
    for _ in range(chance.randrange(1, 3)):
        code = chance.choice(_PAGES)
        text = text.encode("utf-8", "replace").decode(code, chance.choice(("replace", "ignore")))
    return text.encode(chance.choice(("utf-8", "utf-8", *_PAGES)), "replace")


def raw(chance: Random) -> bytes:
    """Bytes of any kind."""
    return chance.choice(
        (
            lambda: chance.randbytes(chance.randrange(400)),
            lambda: pieces(chance, MARKS, WORDS).encode("utf-8", "surrogatepass"),
            lambda: damaged(chance, corpus()),
            lambda: mangled(chance),
        )
    )()


def briefing(chance: Random) -> bytes:
    """A file of the briefings: put together, or damaged."""
    if chance.random() < 0.4:
        return damaged(chance, corpus(), 2_000)
    front = pieces(chance, WORDS, WORDS, MARKS)
    head = "title: T\ndate: 2025-09-01\n" if chance.random() < 0.7 else ""
    return f"---\n{head}{front}\n---\n{pieces(chance, MARKS, WORDS)}".encode("utf-8", "surrogatepass")


def scrape(chance: Random) -> bytes:
    """Something to ingest."""
    if chance.random() < 0.5:
        return pieces(chance, HTML, MARKS, WORDS).encode("utf-8", "surrogatepass")
    return mangled(chance) if chance.random() < 0.5 else damaged(chance, corpus(), 1_500)


def yaml(chance: Random) -> bytes:
    """A file of the register."""
    if chance.random() < 0.6:
        return damaged(chance, register(), 1_500)
    return pieces(chance, WORDS, MARKS).encode("utf-8", "surrogatepass")


def markup(chance: Random) -> bytes:
    """HTML and Markdown for the sanitiser."""
    return pieces(chance, MARKS, HTML).encode("utf-8", "replace")


KINDS: dict[str, Callable[[Random], bytes]] = {
    "decode": raw,
    "repair": mangled,
    "front matter": briefing,
    "sections": briefing,
    "article": briefing,
    "ingest": scrape,
    "register": yaml,
    "sanitiser": markup,
}
"""What is tried, and what it is given."""


def case(kind: str, seed: int, number: int) -> bytes:
    """The bytes of one case."""
    return KINDS[kind](Random(f"{kind} {seed} {number}"))
