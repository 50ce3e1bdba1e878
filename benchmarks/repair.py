"""Measure encoding repair: accuracy by cell of a damage matrix, harm on clean text, speed, beside its peers.

    python benchmarks/repair.py                        texts out of installed packages, development half
    python benchmarks/repair.py --texts DIR            and DIR/<language>/*.txt, prose of your own choice
    python benchmarks/repair.py --half held            the half that was not looked at while rules were made

Documents of some twenty lines are damaged whole, repaired whole and scored by line. The damage here is
written apart from the tables of `lodestone.repair`, so that one does not confirm the other. Halves are
split by the document's name. Nothing of the texts is stored.
"""

# ruff: noqa: PLC0415, SLF001 - a table has long rows; peers and texts are imported when they are measured
from __future__ import annotations

import argparse
import random
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path

MARKS = set("‘’“”„‚–—…•™€†‰′″«»")
PAGES = [
    "latin_1",
    "cp1250",
    "cp1251",
    "cp1252",
    "cp1253",
    "cp1254",
    "cp1256",
    "cp1257",
    "cp1258",
    "tis_620",
    "cp874",
    "iso8859_2",
    "iso8859_15",
    "koi8_r",
    "mac_roman",
    "cp437",
    "cp850",
    "cp866",
]
HELD_OUT_PAGES = ["cp863", "koi8_t"]
"""Pages that no rule or table of the room `repair` mentions: they are names in its list."""
WIDE = {"gbk": "zh ja ko ru", "big5": "zh ja", "shift_jis": "ja zh"}
CHUNK = 20


@dataclass(frozen=True)
class Document:
    """A clean text with its language."""

    name: str
    language: str
    lines: tuple[str, ...]

    @cached_property
    def latin(self) -> bool:
        """Whether its letters are mostly Latin."""
        letters = [character for line in self.lines for character in line if character.isalpha()]
        return 2 * sum(
            character < "\u0250" or "\u1e00" <= character < "\u1f00" for character in letters
        ) > len(letters)

    @property
    def held(self) -> bool:
        """Whether it belongs to the held-back half."""
        return zlib.crc32(self.name.encode()) % 2 == 1


def chunks(name: str, language: str, lines: list[str]) -> Iterator[Document]:
    """Cut a long text into documents of the size of a news item."""
    for start in range(0, len(lines), CHUNK):
        part = tuple(line for line in lines[start : start + CHUNK] if len(line.splitlines()) == 1)
        if any(not line.isascii() for line in part):
            yield Document(name, language, part)


def catalogues() -> Iterator[Document]:
    """Django's translations."""
    import gettext

    import django

    root = Path(django.__file__).parent
    for folder in sorted((root / "conf/locale").iterdir()):
        lines: list[str] = []
        for path in sorted(root.glob(f"**/locale/{folder.name}/LC_MESSAGES/*.mo")):
            with path.open("rb") as file:
                table = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
            lines += [
                line.strip()
                for key, value in table.items()
                if key
                for line in value.split("\n")
                if line.strip()
            ]
        yield from chunks(f"django-{folder.name}", folder.name, lines)


def names() -> Iterator[Document]:
    """Babel's names of languages, countries, months and currencies, in some seven hundred locales."""
    from babel import Locale, localedata

    for identifier in localedata.locale_identifiers():
        if "_" in identifier and identifier not in ("zh_Hant", "sr_Latn", "pt_PT", "az_Cyrl", "uz_Cyrl"):
            continue
        locale = Locale.parse(identifier)
        lines = [*locale.languages.values(), *locale.territories.values(), *locale.currencies.values()]
        for width in ("wide", "abbreviated"):
            for table in (locale.months, locale.days):
                lines += table.get("format", {}).get(width, {}).values()
        yield from chunks(f"babel-{identifier}", identifier, [str(line) for line in dict.fromkeys(lines)])


def folder(path: Path) -> Iterator[Document]:
    """Plain texts of the reader's own."""
    for file in sorted(path.glob("*/*.txt")):
        lines = [line for line in file.read_text("utf-8").split("\n") if line.strip()]
        yield from chunks(file.name.split(".")[0], file.parent.name, lines)


def damaged(text: str, page: str, loss: str, passes: int) -> str | None:
    """The text after UTF-8 was read in `page`; None when a lossless reading is asked and there is none."""
    for _ in range(passes):
        shown = []
        if page in WIDE:
            try:
                text = text.encode("utf-8").decode(page)
            except UnicodeDecodeError:
                return None
            continue
        for byte in text.encode("utf-8"):
            try:
                character = bytes([byte]).decode(page)
            except UnicodeDecodeError:
                character = ""
            if loss == "kept":
                shown.append(character or chr(byte))
            elif byte < 0x80 or (character and not 0x80 <= byte <= 0x9F):
                shown.append(character)
            else:
                shown.append({"dropped": "", "replaced": "\ufffd", "asked": "?"}[loss])
        text = "".join(shown)
    return text if len(text.splitlines()) == 1 else None


@dataclass
class Cell:
    """Counts of one kind of damage."""

    lines: int = 0
    exact: int = 0
    worse: int = 0
    marks: int = 0
    marks_right: int = 0
    misses: list[tuple[str, str, str, str]] = field(default_factory=list)

    def score(self, clean: str, broken: str, mended: str, note: str) -> None:
        """Count one line."""
        self.lines += 1
        marks = sum(character in MARKS for character in clean)
        self.marks += marks
        if clean == mended:
            self.exact += 1
            self.marks_right += marks
            return
        same = SequenceMatcher(None, clean, mended, autojunk=False).get_matching_blocks()
        self.marks_right += sum(
            character in MARKS for block in same for character in clean[block.a : block.a + block.size]
        )
        if mended != broken and distance(clean, mended) > distance(clean, broken):
            self.worse += 1
        self.misses.append((note, clean, broken, mended))


def distance(one: str, two: str) -> int:
    """Characters that are not shared: a cheap edit distance."""
    same = sum(block.size for block in SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks())
    return max(len(one), len(two)) - same


Repairer = Callable[[str], str]
Run = tuple[list[Document], str, str, int, bool]
"""Documents, page, loss, passes, whether only every other line is damaged."""


def repairers(peers: bool) -> dict[str, Repairer]:
    """Ours and, if asked, the peers."""
    from lodestone.repair import repair_text

    found: dict[str, Repairer] = {"lodestone": repair_text}
    if peers:
        import ftfy

        found["ftfy"] = ftfy.fix_text
        only = ftfy.TextFixerConfig(
            unescape_html=False, uncurl_quotes=False, fix_character_width=False, fix_latin_ligatures=False,
            replace_lossy_sequences=False, fix_line_breaks=False, remove_terminal_escapes=False,
            remove_control_chars=False, normalization=None,
        )  # fmt: skip
        found["ftfy mojibake"] = lambda text: ftfy.fix_text(text, only)
        try:
            import plsfix

            found["plsfix"] = plsfix.fix_text
        except ImportError:
            pass
    return found


def run(
    documents: list[Document],
    repairer: Repairer,
    page: str,
    loss: str,
    passes: int,
    cell: Cell,
    half: bool = False,
) -> None:
    """Damage whole documents, repair them, score their damaged lines."""
    for document in documents:
        broken: list[str] = []
        for number, line in enumerate(document.lines):
            after = line if half and number % 2 else damaged(line, page, loss, passes)
            broken.append(line if after is None else after)
        if tuple(broken) == document.lines:
            continue
        mended = repairer("\n".join(broken)).split("\n")
        note = f"{document.language} {page} {loss} x{passes}"
        if len(mended) != len(broken):
            mended = (mended + [""] * len(broken))[: len(broken)]
        for clean, bad, good in zip(document.lines, broken, mended, strict=True):
            if clean != bad:
                cell.score(clean, bad, good, note)
            elif clean != good:
                cell.worse += 1
                cell.misses.append((note + " CLEAN", clean, bad, good))


def rows(documents: list[Document], size: int, only: str) -> Iterator[tuple[str, str, list[Run]]]:
    """The rows of the table: name, what is asked, and the runs that make it up."""
    rng = random.Random(20)
    english = [document for document in documents if document.language == "en"]
    latin = [document for document in documents if document.latin and document.language[:2] != "en"]
    other = [document for document in documents if not document.latin]

    def some(pool: list[Document], count: int = size) -> list[Document]:
        return rng.sample(pool, min(count, len(pool)))

    losses = ("dropped", "replaced", "asked")

    def cells(pool: list[Document], kinds: Iterable[str], passes: int = 1, half: bool = False) -> list[Run]:
        return [(some(pool), page, kind, passes, half) for page in PAGES for kind in kinds]

    wide = [
        (some([each for each in documents if each.language[:2] in spoken.split()]), page, "kept", 1, False)
        for page, spoken in WIDE.items()
    ]
    table = [
        ("English, lossy, once", "95 (marks 98)", cells(english, losses)),
        ("English, lossy, twice", "85", cells(english, losses, passes=2)),
        ("English, lossless, once", "99", cells(english, ["kept"])),
        ("English, lossless, twice", "99", cells(english, ["kept"], passes=2)),
        ("English, half of the lines", "", cells(english, ["kept", "dropped"], half=True)),
        ("Latin script, lossless, once", "95", cells(latin, ["kept"])),
        ("Latin script, lossy, once", "55", cells(latin, losses)),
        ("other scripts, lossless, once", "90", cells(other, ["kept"])),
        ("GBK, Big5, Shift-JIS, lossless", "80", wide),
        ("English, pages held out, lossy", "95", [(some(english), page, kind, 1, False) for page in HELD_OUT_PAGES for kind in losses]),
        ("English, pages held out, lossless", "99", [(some(english), page, "kept", 1, False) for page in HELD_OUT_PAGES]),
        ("other scripts, pages held out, lossless", "90", [(some(other), page, "kept", 1, False) for page in HELD_OUT_PAGES]),
    ]  # fmt: skip
    for name, asked, runs in table:
        if only in name:
            yield name, asked, runs


def harm(documents: list[Document], repairer: Repairer) -> tuple[int, list[tuple[str, str, str]]]:
    """Clean lines seen, and those that were altered."""
    altered = []
    seen = 0
    for document in documents:
        seen += len(document.lines)
        out = repairer("\n".join(document.lines)).split("\n")
        altered += [(document.language, a, b) for a, b in zip(document.lines, out, strict=False) if a != b]
        if len(out) != len(document.lines):
            altered.append((document.language, "line count", ""))
    return seen, altered


def seconds(texts: list[str], repairer: Repairer, passes: int) -> float:
    """The best of so many passes over the texts."""
    best = 9e9
    for _ in range(passes):
        start = time.perf_counter()
        for text in texts:
            repairer(text)
        best = min(best, time.perf_counter() - start)
    return best


def pace(documents: list[Document], people: dict[str, Repairer]) -> Iterator[str]:
    """Seconds on the same texts in the same run, clean and damaged."""
    rng = random.Random(3)
    english = [document for document in documents if document.language == "en"]
    for name, pool in (("clean, English", rng.sample(english, min(80, len(english)))), ("clean, all languages", rng.sample(documents, 400))):  # fmt: skip
        yield _timed(name, ["\n".join(document.lines) for document in pool], people)
    for page, loss in (
        ("cp1252", "kept"),
        ("mac_roman", "kept"),
        ("cp1252", "dropped"),
        ("tis_620", "dropped"),
    ):
        texts = ["\n".join(damaged(line, page, loss, 1) or line for line in document.lines) for document in rng.sample(english, min(80, len(english)))]  # fmt: skip
        yield _timed(f"damaged, English, {page} {loss}", texts, people)
    text = "\n".join(line for document in documents for line in document.lines)
    broken = "\n".join(
        damaged(line, "cp1252", "dropped", 1) or line for document in english for line in document.lines
    )
    for name, whole in (("clean", text), ("damaged", broken)):
        long = whole * (1 + 10_000_000 // len(whole))
        times = [
            seconds([long[:size]], people["lodestone"], 1) for size in (2_500_000, 5_000_000, 10_000_000)
        ]
        yield (
            f"| {name}, 2.5, 5 and 10 million characters in one text | linear | "
            + ", ".join(f"{each:.1f} s" for each in times)
            + " |"
        )


def _timed(name: str, texts: list[str], people: dict[str, Repairer]) -> str:
    times = {who: seconds(texts, repairer, 3) for who, repairer in people.items()}
    base = times.get("ftfy", times["lodestone"])
    return (
        f"| speed, {name} | | " + " | ".join(f"{who} {base / each:.2f}" for who, each in times.items()) + " |"
    )


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure encoding repair.")
    parser.add_argument("--texts", type=Path, help="folder of <language>/*.txt")
    parser.add_argument("--half", choices=("dev", "held"), default="dev")
    parser.add_argument("--size", type=int, default=12, help="documents a run")
    parser.add_argument("--no-peers", action="store_true", help="measure Lodestone alone")
    parser.add_argument("--misses", type=int, default=0, help="print so many misses a row")
    parser.add_argument("--only", default="", help="rows whose name has this in it; 'clean', 'speed'")
    arguments = parser.parse_args()
    documents = [*catalogues(), *names(), *(folder(arguments.texts) if arguments.texts else ())]
    documents = [document for document in documents if document.held == (arguments.half == "held")]
    languages, lines = {each.language for each in documents}, sum(len(each.lines) for each in documents)
    print(f"{len(documents)} documents, {lines} lines, {len(languages)} languages; half: {arguments.half}")
    people = repairers(not arguments.no_peers)
    for name, asked, runs in rows(documents, arguments.size, arguments.only):
        print(_row(name, asked, runs, people, arguments.misses), flush=True)
    if arguments.only in "clean":
        for who, repairer in people.items():
            seen, altered = harm(documents, repairer)
            print(f"| clean lines altered | 0 | {who} {len(altered)} of {seen} |", flush=True)
            for language, before, after in altered[: 20 if who == "lodestone" else 0]:
                print(f"   {language} {before[:200]!r} -> {after[:200]!r}")
    if arguments.only in "speed":
        for row in pace(documents, people):
            print(row, flush=True)
    return 0


def _row(name: str, asked: str, runs: list[Run], people: dict[str, Repairer], misses: int) -> str:
    parts, lines = [], 0
    for who, repairer in people.items():
        cell = Cell()
        for documents, page, loss, passes, half in runs:
            run(documents, repairer, page, loss, passes, cell, half)
        lines = cell.lines
        marks = f", marks {100 * cell.marks_right / cell.marks:.1f}" if cell.marks and "lossy" in name else ""
        parts.append(f"{who} {100 * cell.exact / max(1, lines):.1f}{marks}, worse {cell.worse}")
        if who == "lodestone":
            for note, clean, bad, good in random.Random(1).sample(cell.misses, min(misses, len(cell.misses))):
                print(
                    f"   {note}\n      is  {bad[:300]!r}\n      got {good[:300]!r}\n      for {clean[:300]!r}"
                )
    return f"| {name} | {asked} | {lines} lines | " + " | ".join(parts) + " |"


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "plugins"))
    sys.exit(main())
