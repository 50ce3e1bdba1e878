"""`encoding` and `front_matter`, each alone, on a stock Pelican site with a stock theme."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from disk import plant, tree

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ROOT = Path(__file__).parents[2]
QUOTE = "\N{RIGHT SINGLE QUOTATION MARK}"
THAI = "\N{THAI CHARACTER SARA O}"
"""What is left of a UTF-8 quotation mark that was read as TIS-620 and lost two bytes."""

CONF = """SITENAME = "Stock"
PATH = "content"
THEME = {theme!r}
TIMEZONE = "UTC"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
PLUGINS = {plugins!r}
LODESTONE_REGISTER = {register!r}
"""
DAMAGED = f"""Title: The furnace
Date: 2025-09-01

The mill{THAI}s furnace isn{THAI}t ready, and the crew{THAI}s relief doesn{THAI}t come.
"""
CLEAN = "Title: Clean\nDate: 2025-09-02\n\nNothing is wrong here.\n"


def stock(home: Path, files: dict[str, str | bytes], *plugins: str, theme: str = "simple") -> Path:
    conf = CONF.format(theme=theme, plugins=list(plugins), register=str(ROOT / "content"))
    return plant(
        home / "stock", {"pelicanconf.py": conf} | {f"content/{name}": text for name, text in files.items()}
    )


def built(run: Run, site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run("pelican", "content", "-s", "pelicanconf.py", "-o", "output", *words, cwd=site)


def unfolded(log: str) -> str:
    """Pelican's log without the folding of its lines into columns."""
    return " ".join(log.split())


@pytest.mark.parametrize("theme", ["simple", "notmyidea"])
def test_encoding_mends_what_the_stock_reader_opens(run: Run, tmp_path: Path, theme: str) -> None:
    site = stock(tmp_path, {"a.md": DAMAGED, "b.md": CLEAN}, "lodestone.plugins.encoding", theme=theme)
    done = built(run, site)
    assert done.returncode == 0, done.stderr
    page = (site / "output" / "the-furnace.html").read_text("utf-8")
    assert f"The mill{QUOTE}s furnace isn{QUOTE}t ready" in page
    assert THAI not in page
    assert (site / "content" / "a.md").read_text("utf-8") == DAMAGED


def test_encoding_says_what_it_did_with_file_and_line(run: Run, tmp_path: Path) -> None:
    site = stock(tmp_path, {"a.md": DAMAGED, "b.md": CLEAN}, "lodestone.plugins.encoding")
    quiet = unfolded(built(run, site).stdout)
    assert f"{site}/content/a.md:4:9: encoding mended in 4 places; here {THAI!r} is {QUOTE!r}" in quiet
    assert "b.md" not in quiet
    verbose = unfolded(built(run, site, "--verbose").stdout)
    assert [f"a.md:4:{column}: {THAI!r} is {QUOTE!r} (" in verbose for column in (9, 23, 45, 60)] == [
        True
    ] * 4


def test_encoding_reads_html_and_files_that_are_not_utf8(run: Run, tmp_path: Path) -> None:
    text = f"It{THAI}s mended, isn{THAI}t it, and that{THAI}s all."
    html = f"<html><head><title>Page</title></head><body><p>{text}</p></body></html>"
    latin = f"Title: Old\nDate: 2025-09-01\n\nIt{QUOTE}s from another time, isn{QUOTE}t it?\n".encode(
        "cp1252"
    )
    site = stock(tmp_path, {"pages/a.html": html, "old.md": latin}, "lodestone.plugins.encoding")
    done = built(run, site)
    assert done.returncode == 0, done.stderr
    assert f"It{QUOTE}s mended" in (site / "output/pages/page.html").read_text("utf-8")
    assert f"It{QUOTE}s from another time" in (site / "output/old.html").read_text("utf-8")


def test_a_file_that_is_no_text_is_left_to_pelican(run: Run, tmp_path: Path) -> None:
    site = stock(tmp_path, {"a.md": CLEAN, "b.md": bytes(range(256)) * 4}, "lodestone.plugins.encoding")
    done = built(run, site)
    assert "Could not process" in unfolded(done.stdout)
    assert (site / "output/clean.html").is_file()
    assert not (site / "output/b.html").exists()


def test_a_clean_site_is_the_same_with_encoding_and_without(run: Run, tmp_path: Path) -> None:
    thai = "\N{THAI CHARACTER RO RUA}\N{THAI CHARACTER THO THUNG}"
    files: dict[str, str | bytes] = {"b.md": CLEAN, "c.md": f"Title: C\nDate: 2025-01-01\n\n{thai}\n"}
    with_it = stock(tmp_path / "1", files, "lodestone.plugins.encoding")
    without = stock(tmp_path / "2", files)
    assert (built(run, with_it).returncode, built(run, without).returncode) == (0, 0)
    assert tree(with_it / "output") == tree(without / "output")


TEMPLATE = """<p>company={{ article.company if article.company is string else article.company.id }}</p>
<p>ticker={{ article.ticker }}</p>
<p>themes={{ article.themes if article.themes is string else article.themes | join(" ", attribute="id") }}</p>
<p>risk={{ article.risk.level if article.risk else "" }}</p>
<p>machine={{ article.machine_read | join(" ") }}</p>
"""
GIVEN = """---
title: Lynas ships
date: 2025-09-01
company: lynas
ticker: ASX:LYC
themes: [magnets]
risk: {likelihood: 4, impact: 4, direction: raises}
---
Lynas Rare Earths (ASX:LYC) ships magnet oxides; buyers of magnets outside China depend on it.
"""


def shown(run: Run, home: Path, text: str) -> dict[str, str]:
    """What a theme prints of an article with the plugin `front_matter`, by key."""
    site = stock(home, {"a.md": text}, "lodestone.plugins.front_matter")
    (site / "theme/templates").mkdir(parents=True)
    (site / "theme/templates/article.html").write_text(TEMPLATE)
    conf = site / "pelicanconf.py"
    conf.write_text(
        conf.read_text() + 'THEME = "theme"\nARTICLE_SAVE_AS = "a.html"\nTHEME_STATIC_PATHS = []\n'
    )
    done = built(run, site)
    assert done.returncode == 0, done.stderr
    lines = (site / "output/a.html").read_text("utf-8").splitlines()
    pairs = (
        line.removeprefix("<p>").removesuffix("</p>").split("=", 1)
        for line in lines
        if line.startswith("<p>")
    )
    return {key: value.strip() for key, value in (pair for pair in pairs if len(pair) == 2)}


def test_front_matter_gives_typed_values_of_what_the_author_wrote(run: Run, tmp_path: Path) -> None:
    assert shown(run, tmp_path, GIVEN) == {
        "company": "lynas",
        "ticker": "ASX:LYC",
        "themes": "magnets",
        "risk": "high",
        "machine": "",
    }


def test_front_matter_proposes_what_is_missing_and_says_so(run: Run, tmp_path: Path) -> None:
    text = "Title: Lynas ships\nDate: 2025-09-01\n\n" + GIVEN.rsplit("---\n", 1)[1]
    page = shown(run, tmp_path, text)
    assert (page["company"], page["ticker"], page["themes"].split()[0]) == ("lynas", "ASX:LYC", "magnets")
    assert page["machine"].split()[:3] == ["company", "ticker", "themes"]


@pytest.mark.parametrize("own", ["Arafura, they say", "lynas"])
def test_front_matter_never_overwrites_what_the_author_wrote(run: Run, tmp_path: Path, own: str) -> None:
    text = (
        f"Title: Lynas ships\nDate: 2025-09-01\nCompany: {own}\nThemes: mine\n\n"
        + GIVEN.rsplit("---\n", 1)[1]
    )
    page = shown(run, tmp_path, text)
    assert (page["company"], page["themes"]) == (own, "mine")
    assert "company" not in page["machine"]
    assert "themes" not in page["machine"]


def test_without_a_register_it_warns_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    site = stock(tmp_path, {"a.md": CLEAN}, "lodestone.plugins.front_matter")
    conf = site / "pelicanconf.py"
    conf.write_text(conf.read_text() + "LODESTONE_REGISTER = None\n")
    done = built(run, site)
    assert done.returncode == 0
    assert "LODESTONE_REGISTER: there are no companies/ and topics/" in unfolded(done.stdout)


def test_both_together_with_a_stock_theme(run: Run, tmp_path: Path) -> None:
    plugins = ["lodestone.plugins.encoding", "lodestone.plugins.front_matter"]
    site = stock(tmp_path, {"a.md": DAMAGED, "b.md": GIVEN}, *plugins, theme="notmyidea")
    done = built(run, site)
    assert done.returncode == 0, done.stderr
    assert {"the-furnace.html", "lynas-ships.html"} <= set(tree(site / "output"))
