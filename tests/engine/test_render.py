"""Rendering: what a template sees, what it does not, and how its failures are told."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest
from markupsafe import Markup

from lodestone.engine.jinja import Environment
from lodestone.engine.render import Renderer, RenderError, address, assets_of, day
from lodestone.site.view import View
from lodestone.text.markdown import Body

SITE = {"name": "Test", "url": "https://example.org/repo"}


def render(
    templates: Path, text: str, view: View | None = None, bodies: dict[str, Body] | None = None
) -> str:
    (templates / "page.html").write_text(text)
    (templates / "static").mkdir(exist_ok=True)
    (templates / "static" / "style.css").write_text("a{}")
    names = {name: path for name, (path, _) in assets_of(templates).items()}
    chosen = view or View("briefings/a/", "page.html")
    return Renderer(templates, SITE, names).render(chosen, bodies or {}).decode()


@pytest.mark.parametrize(
    ("here", "path", "expected"),
    [
        ("index.html", "", "./"),
        ("index.html", "topics/magnets/", "topics/magnets/"),
        ("index.html", "feeds/all.atom", "feeds/all.atom"),
        ("topics/magnets/index.html", "", "../../"),
        ("topics/magnets/index.html", "topics/magnets/", "./"),
        ("topics/magnets/index.html", "topics/recycling/#risk", "../recycling/#risk"),
        ("topics/magnets/index.html", "topics/", "../"),
        ("topics/magnets/index.html", "static/style.1.css", "../../static/style.1.css"),
        ("topics/magnets/index.html", "media/a%20b.png", "../../media/a%20b.png"),
        ("topics/magnets/index.html", "#risk", "#risk"),
        ("topics/magnets/index.html", "https://example.org/a", "https://example.org/a"),
        ("topics/magnets/index.html", "mailto:a@example.org", "mailto:a@example.org"),
        ("404.html", "topics/", "/repo/topics/"),
        ("404.html", "", "/repo/"),
    ],
)
def test_addresses_are_relative_to_the_page(here: str, path: str, expected: str) -> None:
    assert address(here, path, "/repo") == expected


def test_text_is_escaped_and_the_frame_is_there(tmp_path: Path) -> None:
    view = View("a/", "page.html", {"title": "<b> & co"})
    assert render(tmp_path, "{{ title }} {{ site.name }}", view) == "&lt;b&gt; &amp; co Test"


def test_bodies_are_safe_and_their_links_lead_somewhere(tmp_path: Path) -> None:
    body = Body('<p><a href="lodestone-slot:1">x</a></p>', {"kj-1": '<a href="lodestone-slot:0">y</a>'})
    data = {"links": {"a": ["topics/magnets/", "briefings/b/#kj-1"]}}
    text = '{{ bodies["a"].html }}{{ bodies["a"].fragments["kj-1"] }}'
    shown = render(tmp_path, text, View("briefings/a/", "page.html", data, reads=("a",)), {"a": body})
    assert shown == '<p><a href="../b/#kj-1">x</a></p><a href="../../topics/magnets/">y</a>'


def test_assets_have_their_hash_in_their_name(tmp_path: Path) -> None:
    """`printf "a{}" | b2sum -l 128` begins with c026b76f."""
    assert render(tmp_path, '{{ asset("style.css") }}') == "../../static/style.c026b76f.css"


def test_macros_know_the_page_they_are_used_on(tmp_path: Path) -> None:
    (tmp_path / "part.html").write_text('{% macro home() %}{{ url("") }}{% endmacro %}')
    text = '{% from "part.html" import home %}{{ home() }}'
    renderer = Renderer(tmp_path, SITE, {})
    (tmp_path / "page.html").write_text(text)
    shown = [renderer.render(View(url, "page.html"), {}) for url in ("", "a/", "a/b/", "404.html")]
    assert shown == [b"./", b"../", b"../../", b"/repo/"]


@pytest.mark.parametrize("name", ["settings", "range_of_pelican", "SITEURL", "articles", "view", "today"])
def test_a_template_sees_nothing_else(tmp_path: Path, name: str) -> None:
    with pytest.raises(RenderError):
        render(tmp_path, f"{{{{ {name} }}}}")


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a\n{{ nothing }}\n", "page.html:2:1", "'nothing' is undefined"),
        ("a\n\n{% if %}", "page.html:3:1", "Expected an expression"),
        ('{% include "gone.html" %}', "page.html:1:1", "gone.html"),
        ('a\n{{ asset("gone.css") }}', "page.html:2:1", "there is no gone.css in templates/static/"),
        ("{{ 1 / 0 }}", "page.html:1:1", "ZeroDivisionError"),
        ('x\n{% include "part.html" %}', "part.html:3:1", "'inner' is undefined"),
    ],
)
def test_a_failing_template_is_told_with_its_line(
    tmp_path: Path, text: str, place: str, message: str
) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "part.html").write_text("1\n2\n{{ inner }}")
    with pytest.raises(RenderError) as caught:
        render(templates, text)
    problem = caught.value.problem
    assert str(problem).startswith(f"templates/{place}: E212 ")
    assert message in problem.message
    assert "(page /briefings/a/)" in problem.message


def test_a_template_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RenderError) as caught:
        Renderer(tmp_path, SITE, {}).render(View("a/", "gone.html"), {})
    assert caught.value.problem.path.endswith("/gone.html")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2025-09-01", "1 September 2025"),
        ("2025-12", "December 2025"),
        ("2025", "2025"),
        ("2025-13", "2025-13"),
        ("undated", "undated"),
        ("2025-H1", "2025-H1"),
        ("", ""),
    ],
)
def test_days(text: str, shown: str) -> None:
    assert day(text) == shown


def test_hidden_files_are_no_assets(tmp_path: Path) -> None:
    (tmp_path / "static" / "img").mkdir(parents=True)
    (tmp_path / "static" / ".DS_Store").write_text("x")
    (tmp_path / "static" / "img" / "a.svg").write_text("<svg/>")
    assert list(assets_of(tmp_path)) == ["img/a.svg"]


@pytest.mark.parametrize(
    "text",
    [
        "{{ rows[0].items }} {{ rows[0].keys() | list }}",
        "{{ safe.html }} {{ 'a' ~ \"&\" }} {{ number }} {{ none }}",
        "{% macro cell(x) %}<td>{{ x }}{{ caller() if caller is defined }}</td>{% endmacro %}{{ cell(text) }}{% call cell(1) %}<b>{{ text }}</b>{% endcall %}",
        "{% for each in rows %}{{ loop.index }}{{ url(each.path) }}{{ asset('a.css') }}{% endfor %}",
        "{% set kept %}<i>{{ text }}</i>{% endset %}{{ kept }}{{ kept | upper }}{{ text | e }}",
    ],
)
def test_short_ways_give_what_jinja_gives(text: str) -> None:
    values = {
        "rows": [{"items": "a & b", "path": "x/<y>/"}],
        "safe": {"html": Markup("<b>&amp;</b>")},
        "text": "<a href=\"x\">'&'</a>",
        "number": 3,
        "none": None,
        "url": lambda path: f"../{path}",
        "asset": lambda name: f"/{name}",
    }
    stock = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    short = Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    usual = text.replace("rows[0].items", "rows[0]['items']")  # there keys come after methods
    assert short.from_string(text).render(values) == stock.from_string(usual).render(values)


@pytest.mark.parametrize("here", ["index.html", "404.html", "a/index.html", "a/b/index.html", "feed.json"])
@pytest.mark.parametrize(
    "path", ["", "a/", "a/b/", "a/b/c.csv", "ab/", "b/#x", "#x", "https://x.example/", "a:b", "c.xml"]
)
def test_the_short_way_to_an_address_is_the_long_one(tmp_path: Path, here: str, path: str) -> None:
    (tmp_path / "page.html").write_text("{{ url(where) }}")
    renderer = Renderer(tmp_path, {"url": "https://x.example/repo"}, {})
    try:
        expected = address(here, path, "/repo")
    except ValueError:
        expected = ""
    if expected:
        assert renderer.render(View(here, "page.html", {"where": path}), {}).decode() == expected
    else:
        with pytest.raises(RenderError):
            renderer.render(View(here, "page.html", {"where": path}), {})
