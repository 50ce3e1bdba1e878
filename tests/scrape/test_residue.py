"""Web residue goes, with its line told; what an article says stays, to the letter."""

from __future__ import annotations

import pytest

from lodestone.scrape.residue import clean

GONE = {
    "comment counter": ["0 Comments", "3 comments", "No Comments", "Leave a Reply", "1,204 views"],
    "share line": ["Share this article", "Facebook | X | LinkedIn", "Share on WhatsApp", "Print"],
    "subscription": [
        "Subscribe to our newsletter",
        "Sign up for the weekly newsletter",
        "Enter your email address",
        "Subscribe",
        "Already a subscriber? Log in",
        "This article is for subscribers only",
    ],
    "cookie notice": ["We use cookies to improve your visit.", "Accept all cookies", "Cookie settings"],
    "read-more line": ["Read more", "Read more »", "Continue reading →", "Click here to see the chart", "(Read more)"],
    "advertisement": ["Advertisement", "- Advertisement -", "ADVERTISEMENT", "Story continues below"],
    "navigation": ["Skip to content", "Menu", "Home > News > Magnets", "Home » News", "Next article: Oxides"],
    "byline": ["By Staff Writer", "Posted by admin", "By the newsroom", "Tags: magnets, oxides", "Photo: the company"],
    "related list": ["Related: Lynas opens a line", "Read also: the quota"],
    "copyright line": ["© 2025 A Paper. All rights reserved.", "Copyright 2024 A Paper", "All rights reserved."],
    "comment": ["<!-- wp:paragraph -->", "©!-- /wp:paragraph -->", "\N{REPLACEMENT CHARACTER}!-- /wp:list -->"],
    "template tag": ["{{ related_posts }}", "{% include ad %}"],
    "shortcode": ["[gallery ids='1,2']", "[/caption]"],
    "reading time": ["4 min read", "Reading time: 4 minutes"],
}  # fmt: skip
"""Rule to lines that are nothing else."""

CUT = {
    "Magnets (opens in a new tab), and more": "Magnets, and more",
    "an [opens in new window] oxide": "an oxide",
    "see the filing (external link).": "see the filing.",
    "8 November 2024 | 3 min read": "8 November 2024",
    "[caption id='1']The furnace hall[/caption]": "The furnace hall",
    "The price {{ price }} rose": "The price rose",
    "Text.<!-- wp:more -->": "Text.",
    "R&amp;D, it&#8217;s &amp;#8220;new&amp;#8221;": "R&D, it’s “new”",
    "each\N{NO-BREAK SPACE}year.\N{NO-BREAK SPACE} Next": "each year. Next",
    "neo\N{ZERO WIDTH SPACE}dymium stock\N{SOFT HYPHEN}pile": "neodymium stockpile",
    "ends here.\N{NO-BREAK SPACE}": "ends here.",
}
"""Lines to what is left of them."""

KEPT = [
    "Disclaimer: This news originates from company disclosures.",
    "This is not investment advice. Subscribe to our newsletter",
    "Posted by admin on 28 August 2025",
    "Receive premium pricing for NdPr",
    "Sign up five members of the alliance",
    "Share of recycled feed: 30%",
    "Next year the plant doubles.",
    "Search for new deposits in Kiruna",
    "Print heads need samarium-cobalt magnets",
    "Menu prices aside, the contract holds.",
    "(c) the ministry may refuse a licence",
    "By the numbers",
    "The board will comment on 3 December.",
    "Home appliances use ferrite magnets",
    "The ads for jobs at Narva are out",
    "<!-- lodestone: allow W303 a number of the past -->",
    "Figures of \N{ARABIC LETTER MEEM}\N{ZERO WIDTH NON-JOINER}\N{ARABIC LETTER YEH}",
    "Read moreover the rules of April",
    "5 < 6 and AT&T; R&D",
]
"""Lines that look a little like residue, and are not."""


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule, lines in GONE.items() for line in lines])
def test_a_line_of_residue_goes(rule: str, line: str) -> None:
    cleaned = clean(f"Before.\n{line}\nAfter.")
    assert [each.text for each in cleaned.lines] == ["Before.", "After."]
    assert {(each.line, each.rule) for each in cleaned.removals} == {(2, rule)}
    assert all(each.why for each in cleaned.removals)


@pytest.mark.parametrize(("line", "left"), CUT.items())
def test_residue_in_a_line_is_cut_out(line: str, left: str) -> None:
    cleaned = clean(line)
    assert [each.text for each in cleaned.lines] == [left]
    assert cleaned.removals


@pytest.mark.parametrize("line", KEPT)
def test_what_an_article_says_stays(line: str) -> None:
    cleaned = clean(f"Before.\n{line}\nAfter.")
    assert [each.text for each in cleaned.lines] == ["Before.", line, "After."]
    assert cleaned.removals == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Text ends.\nRelated:\n- One\n- Two\nText goes on.", [1, 5]),
        ("Text ends.\nYou may also like\n\nOne story\nAnother story\n\nText goes on.", [1, 3, 6, 7]),
        ("Text ends.\nRelated stories\nOne story\nWhat It Means\nThe text goes on, with an end.", [1, 4, 5]),
        ("Text ends.\nMost read\nOne story\nAnother story", [1]),
        ("Text ends.\nSee also\nA whole sentence follows here, as text does.", [1, 3]),
    ],
)
def test_a_list_of_other_pages_goes_with_its_label(text: str, left: list[int]) -> None:
    """A last short line before text may be a heading of it, so it stays."""
    assert [line.number for line in clean(text).lines] == left


def test_a_comment_over_several_lines_leaves_no_blank_lines_and_true_numbers() -> None:
    cleaned = clean("One.\n<!-- a\nb\nc -->\nTwo.\n\nThree.")
    assert [(line.number, line.text) for line in cleaned.lines] == [
        (1, "One."),
        (5, "Two."),
        (6, ""),
        (7, "Three."),
    ]
    assert [each.line for each in cleaned.removals] == [2]


def test_lines_are_counted_from_where_the_text_begins() -> None:
    assert clean("Text.\n0 Comments", first=7).removals[0].line == 8


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_line_ends(newline: str) -> None:
    assert [line.text for line in clean(newline.join(["One.", "Menu", "Two."])).lines] == ["One.", "Two."]
