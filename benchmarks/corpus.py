"""A seeded corpus of briefings, written in our own format and, with the same pages, for stock Pelican and for Hugo.

Every article has about 5.6 kB: front matter, a bottom line, judgements, figures, and prose with
headings, lists, a table and links. Words are drawn from a small list, so nothing here says anything.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORDS = [
    "the",
    "of",
    "a",
    "and",
    "in",
    "for",
    "to",
    "that",
    "plant",
    "output",
    "oxide",
    "metal",
    "alloy",
    "magnet",
    "price",
    "year",
    "contract",
    "buyer",
    "seller",
    "line",
    "stage",
    "permit",
    "quota",
    "partner",
    "budget",
    "report",
    "quarter",
    "supply",
    "demand",
    "stock",
    "cost",
    "capital",
    "site",
    "process",
    "water",
    "acid",
    "kiln",
    "press",
    "says",
    "plans",
    "builds",
    "ships",
    "holds",
    "needs",
    "finds",
    "keeps",
    "moves",
    "waits",
    "grows",
    "falls",
    "rises",
    "first",
    "second",
    "third",
    "next",
    "last",
]
NUMBERS = ("one", "two", "three", "four", "five")
THEMES = ("magnets", "recycling", "green-smelting", "western-implications")
LAST = dt.date(2026, 5, 1)
LEVELS = ("low", "moderate", "high", "severe")


@dataclass(frozen=True)
class Article:
    """One article of the corpus, apart from any format."""

    slug: str
    title: str
    date: dt.date
    company: str
    themes: tuple[str, ...]
    level: str
    line: str
    prose: str
    judgements: tuple[str, ...]
    figures: tuple[int, ...]


def companies() -> list[str]:
    """Ids of forty companies of the register."""
    return sorted(path.stem for path in (ROOT / "content" / "companies").glob("*.md"))[:40]


def articles(count: int, seed: int = 1) -> Iterator[Article]:
    """The corpus, the newest first; the first of a larger one is the same text under another date."""
    names = companies()
    for n in range(count):
        yield article(n, seed, names)


def article(n: int, seed: int, names: list[str]) -> Article:
    """Article number `n`."""
    chance = random.Random(f"{seed} {n}")
    prose = "\n\n".join(_section(chance, k) for k in range(5))
    return Article(
        slug=f"item-{n:06}",
        title=_sentence(chance, 8).rstrip(".").capitalize(),
        date=LAST - dt.timedelta(days=n // 12),
        company=chance.choice(names),
        themes=tuple(chance.sample(THEMES, chance.choice([1, 1, 2]))),
        level=chance.choice(LEVELS),
        line=" ".join(_sentence(chance, 12) for _ in range(2)),
        prose=prose,
        judgements=tuple(_sentence(chance, 12) for _ in range(2)),
        figures=tuple(chance.randrange(1_000, 90_000) for _ in range(2)),
    )


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


def _paragraph(chance: random.Random) -> str:
    words = [_sentence(chance, chance.randrange(8, 16)) for _ in range(5)]
    words[1] = f"**{words[1]}**"
    return " ".join(words)


def _section(chance: random.Random, k: int) -> str:
    rows = "\n".join(f"| {_sentence(chance, 2)} | {_sentence(chance, 1)} |" for _ in range(3))
    items = "\n".join(f"- {_sentence(chance, 8)}" for _ in range(3))
    extra = (items, f"| What | How much |\n|---|---|\n{rows}", "[A page](https://example.org/page) says so.")
    return f"## Part {NUMBERS[k]}\n\n{_paragraph(chance)}\n\n{_paragraph(chance)}\n\n{extra[k % 3]}"


# Formats


def as_briefing(each: Article) -> str:
    """In our own format."""
    figures = "\n".join(
        f"| f{k} | alloy-capacity-added | {each.company} | {value:,} t/yr | undated | 2026-01 | site {each.slug} {k} | target | wire 2 |"
        for k, value in enumerate(each.figures)
    )
    judgements = "\n".join(f"- **Likely**, low confidence: {text} [f0, wire]" for text in each.judgements)
    return f"""---
title: {each.title}
date: {each.date}
company: {each.company}
themes: [{", ".join(each.themes)}]
risk: {{level: {each.level}, direction: raises}}
confidence: low
review_by: 2030-01-01
sources:
  - {{id: wire, publisher: The Wire, url: 'https://example.org/wire', published: {each.date}, kind: press, reliability: C, origin: company}}
---
{each.line}

{each.prose}

## Judgements
{judgements}

## Figures
| id | measure | of | value | period | as of | basis | status | source |
|---|---|---|---|---|---|---|---|---|
{figures}

## Implications
- **US**: {each.judgements[0]} [wire]

## Watch
- 2026-12: {each.judgements[1]}
"""


def as_pelican(each: Article) -> str:
    """For stock Pelican: the same text, company and themes as tags."""
    return f"Title: {each.title}\nDate: {each.date}\nSlug: {each.slug}\nCategory: {each.company}\nTags: {', '.join(each.themes)}\nSummary: {each.line}\n\n{_whole(each)}"


def as_hugo(each: Article) -> str:
    """For Hugo: the same, companies and themes as taxonomies."""
    themes = ", ".join(f'"{theme}"' for theme in each.themes)
    return f'---\ntitle: "{each.title}"\ndate: {each.date}\nslug: {each.slug}\ncompanies: ["{each.company}"]\nthemes: [{themes}]\nsummary: "{each.line}"\n---\n{_whole(each)}'


def _whole(each: Article) -> str:
    """All of the text as plain Markdown."""
    judgements = "\n".join(f"- **Likely**, low confidence: {text}" for text in each.judgements)
    figures = "\n".join(
        f"| f{k} | {each.company} | {value:,} t/yr | target |" for k, value in enumerate(each.figures)
    )
    return f"{each.line}\n\n{each.prose}\n\n## Judgements\n{judgements}\n\n## Figures\n| id | of | value | status |\n|---|---|---|---|\n{figures}\n"


# Sites


@dataclass(frozen=True)
class Site:
    """A site on disk that a tool builds."""

    home: Path
    folder: str
    """Of its articles."""
    write: Callable[[Article], str]

    def file(self, n: int) -> Path:
        """The file of an article."""
        return self.home / self.folder / f"item-{n:06}.md"

    def put(self, each: Article) -> None:
        """Write one article."""
        file = self.file(int(each.slug.rpartition("-")[2]))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self.write(each))


def ours(home: Path) -> Site:
    """Our site: the project's own register, vocabulary, pages and templates."""
    for name in ("companies", "topics", "vocabulary", "pages"):
        shutil.copytree(ROOT / "content" / name, home / "content" / name)
    for file in (home / "content" / "topics").glob("*.md"):  # statements rest on briefings that are not here
        text = re.sub(r"(?ms)^```.*?^```\n", "", file.read_text())  # charts ask for figures that are not here
        kept = [row for row in text.split("\n") if "supports:" not in row and "contradicts:" not in row]
        file.write_text(re.sub(r"\]\([^)]*\)", "](https://example.org/)", "\n".join(kept)))
    for file in (home / "content" / "companies").glob("*.md"):
        file.write_text(re.sub(r"\]\([^)]*\)", "](https://example.org/)", file.read_text()))
    for file in (home / "content" / "pages").glob("*.md"):
        file.write_text("---\ntitle: A page\n---\nA page of the site.\n")
    shutil.copytree(ROOT / "templates", home / "templates")
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, home / name)
    return Site(home, "content/briefings", as_briefing)


HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body><header><a href="/">Site</a> <nav><a href="/themes/">Themes</a> <a href="/companies/">Companies</a></nav></header><main>'
FOOT = "</main><footer>Built by a benchmark.</footer></body></html>"


def pelican(home: Path) -> Site:
    """Stock Pelican with a theme of the same skeleton."""
    templates = home / "theme" / "templates"
    templates.mkdir(parents=True)
    (home / "theme" / "static").mkdir()
    base = HEAD.format(title="{{ SITENAME }}") + "{% block main %}{% endblock %}" + FOOT
    rows = (
        '{% extends "base.html" %}{% block main %}<h1>{{ heading }}</h1>{% for article in articles_page.object_list %}'
        '<article><h2><a href="/{{ article.url }}">{{ article.title }}</a></h2><p>{{ article.date.isoformat() }}</p>{{ article.summary }}</article>'
        "{% endfor %}{% endblock %}"
    )
    page = (
        '{% extends "base.html" %}{% block main %}<h1>{{ article.title }}</h1><p>{{ article.category }} {% for tag in article.tags %}{{ tag }} {% endfor %}</p>'
        "{{ article.content }}{% endblock %}"
    )
    names = '{% extends "base.html" %}{% block main %}{% for each, list in (tags or []) %}<p>{{ each }} {{ list|length }}</p>{% endfor %}{% endblock %}'
    for name, text in {"base": base, "index": rows, "tag": rows, "category": rows, "article": page, "tags": names,
                       "categories": names, "page": page, "author": rows, "authors": names, "archives": names,
                       "period_archives": names}.items():  # fmt: skip
        (templates / f"{name}.html").write_text(text)
    (home / "pelicanconf.py").write_text(
        "SITENAME='Site'\nSITEURL=''\nTIMEZONE='UTC'\nPATH='content'\nTHEME='theme'\nDEFAULT_PAGINATION=50\n"
        "DIRECT_TEMPLATES=['index','tags','categories']\nARTICLE_URL='briefings/{slug}/'\n"
        "ARTICLE_SAVE_AS='briefings/{slug}/index.html'\nFEED_ALL_ATOM='feeds/all.atom'\nFEED_MAX_ITEMS=50\n"
        "CATEGORY_FEED_ATOM='feeds/{slug}.atom'\nTAG_FEED_ATOM='feeds/tag-{slug}.atom'\nAUTHOR_SAVE_AS=''\nDELETE_OUTPUT_DIRECTORY=False\n"
    )
    return Site(home, "content", as_pelican)


def hugo(home: Path) -> Site:
    """Hugo with layouts of the same skeleton."""
    layouts = home / "layouts" / "_default"
    layouts.mkdir(parents=True)
    base = HEAD.format(title="{{ .Title }}") + '{{ block "main" . }}{{ end }}' + FOOT
    rows = '{{ define "main" }}<h1>{{ .Title }}</h1>{{ range .Paginator.Pages }}<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><p>{{ .Date }}</p>{{ .Summary }}</article>{{ end }}{{ end }}'
    page = '{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Params.companies }} {{ .Params.themes }}</p>{{ .Content }}{{ end }}'
    for name, text in {
        "baseof": base,
        "list": rows,
        "single": page,
        "home": rows,
        "taxonomy": rows,
        "term": rows,
    }.items():
        (layouts / f"{name}.html").write_text(text)
    (home / "hugo.toml").write_text(
        'baseURL="https://example.org/"\ntitle="Site"\ndisableKinds=[]\n[pagination]\npagerSize=50\n'
        '[taxonomies]\ncompany="companies"\ntheme="themes"\n[services.rss]\nlimit=50\n[permalinks]\nposts="/briefings/:slug/"\n'
    )
    return Site(home, "content/posts", as_hugo)


MAKERS = {"ours": ours, "ours-by-pelican": ours, "pelican": pelican, "hugo": hugo}


def plant(home: Path, count: int, seed: int, tools: tuple[str, ...]) -> dict[str, Site]:
    """The corpus for each tool, in folders of its name."""
    sites = {}
    for name in tools:
        (home / name).mkdir(parents=True)
        sites[name] = MAKERS[name](home / name)
    for each in articles(count, seed):
        for site in sites.values():
            site.put(each)
    return sites
