"""A slip in what holds a briefing back never publishes it: it is held back all the same, or an error stops the edition."""

from __future__ import annotations

import pytest

from lodestone.article import Source, article
from lodestone.model import Lexicon

FIELDS = "title: T\ndate: 2025-09-01\ncompany: none\nsources: [{id: a, publisher: P, reliability: C, origin: company}]\n"
SLIPS = {
    "a capital": "status: Draft\n",
    "a capital in the key": "Status: draft\n",
    "letters changed about": "statsu: draft\n",
    "another word for it": "draft: true\n",
    "the opposite": "published: false\n",
    "a blank behind, in quotes": "status: 'draft '\n",
    "a list": "status: [draft]\n",
    "a full-width letter": "status: \uff44raft\n",
    "nothing": "status:\n",
    "nothing but a comment": "status: # draft\n",
    "a comment without a blank": "status: #draft\n",
    "no blank": "status:draft\n",
    "a tab": "status:\tdraft\n",
    "a no-break space": "status\u00a0: draft\n",
    "a zero-width space": "sta\u200btus: draft\n",
    "a Cyrillic letter": "st\u0430tus: draft\n",
    "twice": "status: draft\nstatus: published\n",
    "an anchor": "&a status: draft\n",
    "a merge key": "<<: {status: draft}\n",
    "a tag": "status: !!str draft\n",
    "quotes around the key": "'status': draft\n",
    "an old end of a line": "author: x\rstatus: draft\n",
    "a next line": "author: x\x85status: draft\n",
    "a line separator": "author: x\u2028status: draft\n",
    "a mark before it": "\ufeffstatus: draft\n",
    "indented": "  status: draft\n",
    "in a list": "- status: draft\n",
    "behind the end": "---\nstatus: draft\n",
    "behind the end of YAML": "...\nstatus: draft\n",
    "behind the end and an empty line": "---\n\nembargo: 2099-01-01\ntlp: TLP:RED\n",
    "another document": "--- # more\nstatus: draft\n",
    "an embargo in words": "embargo: tomorrow\n",
    "an embargo with a time": "embargo: 2099-01-01T00:00:00+14:00\n",
    "an embargo without a day": "embargo: 2099-01\n",
    "an embargo of nothing": "embargo: ~\n",
    "an embargo in quotes": "embargo: '2099-01-01'\n",
    "a label in small letters": "tlp: tlp:red\n",
    "a label of two": "tlp: [TLP:CLEAR, TLP:RED]\n",
    "a label cut short": "tlp: RED\n",
    "a label of nothing": "tlp:\n",
    "a label without a blank": "tlp:TLP:RED\n",
    "rights with a capital": "rights: Unconfirmed\n",
    "rights of nothing": "rights: null\n",
}


@pytest.mark.parametrize("name", SLIPS)
def test_what_was_to_be_held_back_is(name: str, lexicon: Lexicon) -> None:
    found = article(Source("briefings/a.md", f"---\n{FIELDS}{SLIPS[name]}---\nOne line.\n".encode()), lexicon)
    held = found.briefing and (
        found.briefing.status == "draft" or found.briefing.embargo or found.briefing.tlp != "TLP:CLEAR"
    )
    assert held or [each for each in found.diagnostics if each.fails]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon()


def test_without_a_slip_nothing_is_held_back(lexicon: Lexicon) -> None:
    """Else the test above would pass for any text."""
    found = article(
        Source(
            "briefings/a.md", f"---\n{FIELDS}status: published\ntlp: TLP:CLEAR\n---\nstatus quo: x\n".encode()
        ),
        lexicon,
    )
    assert [each for each in found.diagnostics if each.fails] == []
