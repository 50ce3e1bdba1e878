"""The corpus of hostile inputs, and a site in which all of them are planted.

Each file of YAML beside this one is a kind of place; each input has a name, so that a failure says
which it was. What a browser would run calls `planted()`; what it would fetch is at foreign.example.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from lodestone.engine.settings import Settings
from lodestone.site.options import SiteOptions

HERE = Path(__file__).parent
STORY = HERE.parent / "sites" / "lithium" / "content"
TEMPLATES = HERE.parents[1] / "templates"
Values = dict[str, Any]
TOGETHER = 12
"""Inputs of Markdown that stand on one page: one that swallows the rest hides few; each is tried alone too."""
DAY = dt.date(2026, 1, 2)
ADDRESS = "https://site.example/repo"


def corpus(name: str) -> Mapping[str, Any]:
    """One file of the corpus."""
    found: Mapping[str, Any] = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
    return found


def named(name: str) -> dict[str, str]:
    """The inputs of a file of groups, by `group: name`."""
    return {f"{group}: {each}": text for group, texts in corpus(name).items() for each, text in texts.items()}


MARKDOWN = named("markdown")
SECTIONS = named("sections")
FIELDS = {
    f"{key}: {name}": (key, value)
    for key, values in corpus("fields").items()
    for name, value in values.items()
}
REGISTER = {
    f"{kind}: {name}": (kind, values)
    for kind, rows in corpus("register").items()
    for name, values in rows.items()
}
NAMES: Mapping[str, Mapping[str, str]] = corpus("names")
SCRAPES: Mapping[str, str] = corpus("scrapes")


def site(home: Path) -> Path:
    """Content and templates with everything planted; the content directory is returned."""
    content = home / "content"
    shutil.copytree(STORY, content)
    shutil.copytree(TEMPLATES, home / "templates")
    for path, text in {**_briefings(), **_register(), **_others()}.items():
        _write(content / path, text)
    events = yaml.safe_load((content / "events.yaml").read_text("utf-8"))["events"]
    (content / "events.yaml").write_text(json.dumps({"events": events + list(_events())}), "utf-8")
    for name, rows in _vocabulary().items():
        file = content / "vocabulary" / f"{name}.yaml"
        known = yaml.safe_load(file.read_text("utf-8"))[name]
        file.write_text(json.dumps({name: known + rows}), "utf-8")
    return content


def settings(home: Path) -> Settings:
    """What a development build of the planted site is told."""
    options = SiteOptions("Planted", "A <script>planted()</script> subtitle", ADDRESS, today=DAY)
    return Settings(home / "content", home / "output", home, options)


def _write(file: Path, text: str) -> None:
    """A file, where the system can have one of this name."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "replace"))
    except OSError:
        return


def front(**values: Any) -> Values:
    """The front matter of a sound briefing, with other values where they are given."""
    source = {"id": "wire", "publisher": "Salt Lake Wire", "reliability": "C", "origin": "company"}
    known = {
        "title": "A plain title",
        "date": "2025-03-02",
        "company": "Salar One",
        "themes": ["brine"],
        "risk": "low",
    }
    return {**known, "rights": "licensed", "sources": [source], **values}


def briefing(values: Values, body: str = "One line says it all.") -> str:
    """A file. JSON is YAML, and its escapes are those of double quotes, but for those of astral signs."""
    front = "".join(f"{key}: {_PAIR.sub(_astral, json.dumps(value))}\n" for key, value in values.items())
    return f"---\n{front}---\n{body}\n"


_PAIR = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})")


def _astral(pair: re.Match[str]) -> str:
    high, low = (int(half, 16) for half in pair.groups())
    return f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"


def _briefings() -> dict[str, str]:
    """Texts of Markdown a dozen a page and one a gap, each field alone, each section alone."""
    found = {}
    texts = [text for text in MARKDOWN.values() if "\0" not in text]  # which would make a file none of text
    for n in range(0, len(texts), TOGETHER):
        title = f"Texts from {n}"
        found[f"briefings/texts-{n:03}.md"] = briefing(
            front(title=title), "\n\n".join(texts[n : n + TOGETHER])
        )
    for n, (key, value) in enumerate(FIELDS.values()):
        found[f"briefings/field-{n:03}.md"] = briefing(_with(key, value))
        if isinstance(value, str) and _stands_raw(value):
            raw = briefing(_with(key, "@raw@")).replace('"@raw@"', f"'{value.replace(chr(39), chr(39) * 2)}'")
            found[f"briefings/raw-{n:03}.md"] = raw
    for section, lines in corpus("sections").items():
        found[f"briefings/section-{section.lower()}.md"] = briefing(
            front(title=section), _section(section, lines)
        )
    gaps = "\n".join(f"- {n}: {' '.join(text.split())}" for n, text in enumerate(texts))
    found["briefings/gaps.md"] = briefing(front(title="Gaps"), f"One line.\n\n## Gaps\n{gaps}")
    return found


def _with(key: str, value: Any) -> Values:
    """Front matter with one value set: `sources.0.url`."""
    values: Any = front()
    values |= (
        {"corrections": [{"date": "2025-04-01", "what": "x"}], "status": "corrected"} if "corr" in key else {}
    )
    values |= {"reviewed": {"by": "x", "on": "2025-04-01"}} if "reviewed" in key else {}
    values |= {"risk": {"likelihood": 3, "impact": 2}} if "risk." in key else {}
    *way, last = key.split(".")
    inner = values
    for step in way:
        inner = inner[int(step) if step.isdigit() else step]
    inner[last] = "x" * 4000 if value == "*256*" else value
    return values  # type: ignore[no-any-return]


def _stands_raw(value: str) -> bool:
    """Whether a value can be written as it is, on one line: the file then holds the sign itself, not its escape."""
    return not value.isascii() and "\n" not in value and "\r" not in value


def _section(name: str, lines: Mapping[str, str]) -> str:
    if name == "Charts":
        return "One line.\n\n" + "\n\n".join(lines.values())
    head = "| id | measure | of | value | period | as of | status | source | note |\n|---|---|---|---|---|---|---|---|---|\n"
    gap = "\n" if name == "Figures" else "\n\n"
    return f"One line.\n\n## {name}\n{head if name == 'Figures' else ''}{gap.join(lines.values())}\n"


def _register() -> dict[str, str]:
    """A file for each hostile company, topic and page."""
    sound: dict[str, Values] = {
        "company": {
            "country": "AU",
            "status": "private",
            "listings": [],
            "segments": ["mining"],
            "source": "x",
        },
        "topic": {"summary": "x", "terms": [{"term": "salt", "weight": 1}], "risk": []},
        "page": {},
    }
    folders = {"company": "companies", "topic": "topics", "page": "pages"}
    found = {}
    for n, (kind, given) in enumerate(REGISTER.values()):
        if kind not in sound:
            continue
        values = {**sound[kind], **given}
        if kind == "company":
            values = {"id": f"company-{n}", "checked": "no", **values}
        body = values.pop("body", "x")
        plain = json.loads(json.dumps(values, default=str))
        found[f"{folders[kind]}/{kind}-{n}.md"] = briefing(plain, body)
        if kind == "company" and "id" not in given:
            found[f"briefings/on-{n}.md"] = briefing(front(title=f"On {n}", company=values["id"]))
        if kind == "topic":
            found[f"briefings/on-{n}.md"] = briefing(front(title=f"On {n}", themes=[f"topic-{n}"]))
    return found


def _events() -> Iterator[Values]:
    for n, (kind, given) in enumerate(REGISTER.values()):
        if kind == "event":
            yield {"id": f"event-{n}", "date": "2026-01-01", "as_of": "2025-03", "themes": ["brine"], **given}


def _vocabulary() -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for kind, given in REGISTER.values():
        if kind == "vocabulary":
            for name, row in given.items():
                found.setdefault(name, []).append(row)
    return found


def _others() -> dict[str, str]:
    """Files with hostile names; those below `media/` are shown by a briefing."""
    pictures = [each["path"] for each in NAMES.values() if each["path"].startswith("media/")]
    shown = "\n\n".join(f"![x](<../{path}>) [x](<../{path}>)" for path in pictures)
    found = {"briefings/pictures.md": briefing(front(title="Pictures"), f"One line.\n\n{shown}")}
    for n, each in enumerate(NAMES.values()):
        kind = each["path"].partition("/")[0]
        values = front(title=f"Named {n}") if kind == "briefings" else {"title": f"Named {n}"}
        found[each["path"]] = each.get("text") or briefing(values)
    return found
