"""What counts as web residue: three tables, read by `residue.py`. A new kind of residue is a new row.

`FOLDS` are signs that become plain ones, `PHRASES` are cut out of a line, `LINES` are lines that
are nothing else. All patterns disregard case. Rows of `LINES` must match a whole line, so they
may be broad; yet a bullet of an article is a line too, so each begins with the words of a page
(`sign up for our newsletter`), never with a word that an article could open with alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: its name, why such a thing is residue, what it looks like, and what it becomes."""

    name: str
    why: str
    pattern: re.Pattern[str]
    becomes: Callable[[str], str]


def _gone(_: str) -> str:
    return ""


def _space(_: str) -> str:
    return " "


def _sign(entity: str) -> str:
    """The sign of an entity, escaped up to three times over: `&amp;#8217;` is an apostrophe."""
    return unescape(unescape(unescape(entity)))


def _rule(name: str, why: str, *patterns: str, becomes: Callable[[str], str] = _gone) -> Rule:
    return Rule(name, why, re.compile("|".join(f"(?:{each})" for each in patterns), re.IGNORECASE), becomes)


FOLDS = (
    _rule(
        "entity",
        "an HTML entity that was never turned into its sign",
        r"&(?:amp;)*(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});",
        becomes=_sign,
    ),
    _rule(
        "no-break space",
        "it kept words together on the page",
        " *\N{NO-BREAK SPACE}[ \N{NO-BREAK SPACE}]*",
        becomes=_space,
    ),
    _rule(
        "line separator",
        "a break inside a line",
        "[\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}\x85\x0b\x0c]+",
        becomes=_space,
    ),
    _rule(
        "invisible sign",
        "a sign without width hides a word from search",
        "[\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}\N{SOFT HYPHEN}]",
        # Joiners and marks of direction mean something between letters of other scripts.
        r"(?<![^\x00-\x7f])[\u200c-\u200f\u202a-\u202e\u2066-\u2069]+(?![^\x00-\x7f])",
    ),
    _rule("control character", "no sign of a text", r"[\x00-\x08\x0e-\x1f\x7f]"),
)

COMMENT = _rule(
    "comment",
    "a comment of the page's editor software",
    r"[<\N{COPYRIGHT SIGN}\N{REPLACEMENT CHARACTER}?]?!--\s*/?wp:.*?--\s*>?",
    r"^\W?!--(?!\s*lodestone:).*?-->$",
)
"""A comment whose first sign was damaged, on one line; whole ones may go over several."""

PHRASES = (
    COMMENT,
    _rule(
        "link note",
        "said to screen readers beside a link that is gone",
        r"(?:[,;]\s*|(?<!\s)\s*)(?:[(\[]\s*)?(?:this\s+)?(?:link\s+)?(?:opens|will open)\s+in\s+"
        r"(?:a\s+)?new\s+(?:browser\s+)?(?:tab|window)\s*[)\]]?",
        r"(?<!\s)\s*[(\[]\s*(?:external (?:link|site)|link is external|new tab|new window)\s*[)\]]",
    ),
    _rule(
        "template tag",
        "a placeholder that the page never filled",
        r"\s?\{\{[^{}\n]{0,200}\}\}",
        r"\s?\{%[^%\n]{0,200}%\}",
        r"\s?<%[^%\n]{0,200}%>",
    ),
    _rule(
        "shortcode",
        "markup of the page's editor software; what it wraps stays",
        r"\[/?(?:caption|gallery|embed|playlist|wp_\w+|vc_\w+|et_pb_\w+|fusion_\w+|su_\w+|contact-form-7"
        r"|mc4wp_form|elementor-template|adrotate)(?:\s[^\]\n]*)?/?\]",
    ),
    _rule(
        "reading time",
        "said by the page about itself",
        r"(?:^|(?<!\s)\s*[|\N{MIDDLE DOT}\N{BULLET}])\s*\d{1,2}[ -]min(?:ute)?s?\s+read\b\.?",
        r"^\s*(?:est(?:imated|\.)?\s+)?reading time:?\s+.{0,20}$",
    ),
)

_PLACE = (
    r"(?:facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|bluesky|threads|instagram|youtube"
    r"|wechat|weibo|flipboard|pocket|e-?mail|sms|rss|print|copy (?:link|url)|link)"
)
_SHARING = (
    rf"(?:{_PLACE}|this|the|on|via|to|by|and|with|a|friends?|article|story|post|page|news"
    r"|share|tweet|pin|like|save)"
)
_OFFER = (
    r"(?:newsletters?|inbox|mailing list|e-?mail(?: address| alerts?| updates?)?|daily briefing"
    r"|(?:our|a) (?:subscribers?|members?)|membership|premium (?:content|access|articles)"
    r"|to (?:continue|keep) reading|for (?:free|updates))"
)
_ARROW = (
    "[>/|\N{RIGHTWARDS ARROW}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}]"
)
_OTHER_PAGES = (
    r"(?:related(?:\s+(?:articles?|stories|posts?|news|content|reading|links?|topics))?"
    r"|(?:you|readers) (?:may|might) also (?:like|enjoy|be interested in)"
    r"|also read|read also|read next|see also|up next|further reading|more stories|more from .{1,40}"
    r"|recommended(?:\s+(?:for you|reading|stories|articles))?|most (?:read|popular)|trending(?: now)?"
    r"|latest (?:news|stories|posts)|don['\N{RIGHT SINGLE QUOTATION MARK}]t miss)"
)

LINES = (
    _rule(
        "comment counter",
        "the page's own forum",
        r"(?:no|\d[\d,]*)\s+(?:comments?|replies|responses|shares?|views?|likes?|reactions?)(?:\s+on\s+.{1,120})?",
        r"(?:leave|add|post|write|submit) (?:a|your) (?:comment|reply).{0,40}",
        r"comments?(?: section| off| (?:are )?closed.{0,20})?",
        r"be the first to (?:comment|reply).{0,20}",
    ),
    _rule(
        "share line",
        "buttons that passed the page on",
        rf"(?:please\s+)?(?:share|tweet|pin|like|post|send|save|bookmark|print)(?:[\s|,/:&]+{_SHARING})*",
        rf"{_PLACE}(?:[\s|,/:&]+{_SHARING})+",
        rf"(?:follow|find|join) us on\s+{_PLACE}.{{0,80}}",
        r"view this post on instagram",
        r"pic\.twitter\.com/\S+",
    ),
    _rule(
        "subscription",
        "an offer of the publisher",
        r"(?:please\s+)?(?:subscribe|sign[ -]?up|join|get|receive|register|log ?in|enter your|unlock|become a)\b"
        rf".{{0,120}}?\b{_OFFER}\b.{{0,80}}",
        r"(?:subscribe|sign[ -]?up|register)(?: (?:now|today|here|free))?",
        r"(?:(?:our|the|free|weekly|daily|e-?mail)\s+)*newsletters?(?: sign-?up)?",
        r"(?:your )?e-?mail(?: address)?(?: will not be published.{0,60})?",
        r"(?:no spam|unsubscribe (?:at )?any ?time|already (?:a|have a) (?:subscriber|member|account)).{0,80}",
        r"this (?:article|story|content) is (?:only )?(?:for|available to|reserved for) (?:subscribers|members).{0,60}",
    ),
    _rule(
        "cookie notice",
        "said by the page about itself",
        r"(?:we|(?:this|our) (?:web)?site|.{0,40}partners)\s+uses? cookies\b.{0,300}",
        r"(?:accept|reject|manage|allow|deny|decline)(?:\s+(?:all|only|essential|necessary|optional))*"
        r"\s+cookies?(?:\s+\w+)?",
        r"cookies? (?:policy|settings|preferences|notice|consent)",
        r"by (?:continuing|clicking|using)\b.{0,80}\byou (?:agree|accept|consent)\b.{0,200}",
        r"accept all|reject all|manage (?:preferences|consent)",
        r"privacy (?:policy|settings)|terms (?:of use|of service|and conditions)",
    ),
    _rule(
        "read-more line",
        "a link to a page that is not here",
        r"[(\[]?(?:(?:read|learn|see|view|find out|show|load|discover) (?:more|less)|read on)"
        r"(?:\s+(?:here|about .{1,80}|on .{1,60}))?[)\]]?",
        r"(?:continue|keep) reading.{0,120}",
        r"(?:click|tap) here\b.{0,80}",
        r"(?:read|see|view) the (?:full|whole|original|complete) (?:article|story|report|post|release)"
        r"(?:\s+(?:here|(?:on|at) .{1,60}))?",
    ),
    _rule(
        "advertisement",
        "sold space",
        r"(?:advertisements?|advert|ads?|sponsored(?: (?:content|post|by .{1,40}))?|promoted(?: content)?"
        r"|paid (?:content|post))(?:\s*[-\N{EM DASH}\N{EN DASH}]\s*(?:scroll|continue).{0,60})?",
        r"(?:story|article|content) continues below.{0,40}",
        r"scroll to continue.{0,40}",
    ),
    _rule(
        "navigation",
        "ways around the site",
        r"skip to (?:main |primary )?(?:content|navigation)|skip navigation",
        r"(?:toggle |main |open |close )?(?:navigation|menu)|search(?: for)?",
        r"back to (?:top|home|news|all .{1,30})|log ?in|sign ?in|my account|site ?map|home",
        r"(?:previous|next|older|newer)(?: (?:article|posts?|story|page)(?:\s*[:|].{0,120})?)?",
        rf"(?:you are here:?\s*)?home(?:\s*{_ARROW}\s*[^>|]{{1,80}})+",
        r"page \d+ of \d+",
    ),
    _rule(
        "byline",
        "who put it on the page, not who says it",
        r"(?:posted|written|submitted|uploaded) (?:by|in|under|on)\b[^.\d]{0,60}",
        r"by (?:the )?(?:admin|staff(?: (?:writer|reporter|editor)s?)?|editors"
        r"|editor(?:ial (?:team|staff|desk|board))?|news ?(?:room|desk)|web ?desk|guest (?:author|contributor))",
        r"(?:tags?|tagged|categor(?:y|ies)|filed under|keywords)(?:\s*:\s*|\s+(?=in\b)).{0,160}",
        r"about the author.{0,60}|(?:view all|more) posts(?: by .{1,60})?",
        r"(?:photo|image|picture)(?: (?:credit|source|courtesy(?: of)?|by))?\s*:\s*.{0,80}",
        r"getty images|shutterstock",
    ),
    _rule("related list", "other pages of the site", rf"{_OTHER_PAGES}(?:\s*[:|]\s*\S.{{0,160}})?:?"),
    _rule(
        "copyright line",
        "the page's footer; look at it before you set `rights`",
        r"(?:copyright\s*)?\N{COPYRIGHT SIGN}\s*.{0,120}",
        r"(?:copyright|\(c\))\s+\d{4}.{0,100}",
        r"all rights reserved",
    ),
)

LABEL = re.compile(rf"{_OTHER_PAGES}:?", re.IGNORECASE)
"""What stands above a list of other pages, and nothing else on its line."""

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
KEPT = re.compile(
    r"disclaimer|disclosure|not (?:investment|financial) advice|independently verified|originates? from"
    r"|forward-looking|\b(?:19|20)\d\d-\d\d-\d\d\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\.? {_MONTH},? (?:19|20)\d\d"
    rf"|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d",
    re.IGNORECASE,
)
"""Never taken out as a line: caveats say whom a statement comes from, a date may be the only one."""
