"""Say whether a text denies what its words tell of: before them, within them, behind them, or in the sentence after.

`no shortage`, `denies that plants stand still`, `talk of a ban is untrue`, `Is a ban ahead? No.` tell of no event. An
application or a licence that is denied is one: there the word means refused. Rules of English, for any subject.
"""

from __future__ import annotations

import re

from lodestone.annotate.reading import Sentence

_NOT = re.compile(
    r"(?:\b(?:no|not|never|neither|nor|unfounded|stop(?:s|ped)? short of|untrue|false|far from|avoid\w*|avert\w*|"
    r"hardly|cannot|rather than|instead of|prevent\w*|rejects?|rejected)\b|n['\u2019]t\b)[^.;:]{0,48}$|"
    r"\bwithout (?:\w+ )?$"
)
"""What denies an event from before its words, within the clause."""
_DENY = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|denials? (?:of|that)|dismiss\w*|refut\w+|disput\w+ (?:that|reports?)|"
    r"rul(?:e[sd]?|ing) out|no truth (?:in|to)|brush\w* (?:aside|off)|quash\w*|debunk\w*|repudiat\w*|disavow\w*|"
    r"shrug\w* off|contradict\w* reports?)\b"
    r"(?:(?!\bbut\b|\bwhile\b)[^.;:])*$"
)
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied)|dismiss(?:es|ed)|refute[sd]|no truth (?:in|to))\b")
"""A verb of denial governs all that follows in its sentence."""
_WITHIN = re.compile(
    r"\b(?:never|den(?:y|ies|ied)|(?:will|did|does|do|has|have) not|no plans?)\b|n['\u2019]t\b"
)
"""What denies an event from within its own words."""
_UNTRUE = r"(?:untrue|false|wrong|unfounded|baseless|not true|nonsense|invented|without (?:basis|foundation)|a hoax)"
_BEHIND = re.compile(
    rf"^[^.;:]{{0,80}}\b(?:is|are|was|were|be|been|being)\b (?:\w+ly )?(?:{_UNTRUE}|denied|dismissed|refuted)\b|"
    r"^[^.;:]{0,60},? (?:which|a (?:report|claim|story|charge) (?:that|which)|but) [^.;:]{2,40}\b"
    r"(?:den(?:y|ies|ied)|dismiss\w*|refut\w+)\b"
)
_PERMISSION = re.compile(r"\b(?:licen[cs]|permit|application|approval|request|visa)")
_TALK = re.compile(r"\b(?:talk|reports?|rumou?rs?|claims?|story|stories|refusals?|suggestions?|word)\b")
_NEXT = re.compile(
    rf"^\W*(?:no\b(?:[,.]| such\b)|not so\b|(?:this|that|it|the (?:report|claim|story|rumou?r|talk)s?) "
    rf"(?:is|was|are|were) {_UNTRUE}|"
    r"(?:[\w'\u2019]+ ){1,8}(?:denies|denied|deny|dismisse[sd]|refute[sd]|rejected|rejects|calls?|called) "
    rf"(?:this|that|it\b|the (?:report|claim|story|rumou?r|talk|charge)s?)(?: {_UNTRUE})?|"
    rf"(?:[\w'\u2019]+ ){{1,8}}(?:says?|said) (?:that )?(?:this|that|it|the (?:report|claim|story|rumou?r)s?|no such) "
    rf"(?:is {_UNTRUE}|was {_UNTRUE}|\w+ exists?\b))"
)
_YES = re.compile(r"^\W*(?:yes|indeed|so it is)\b")


def is_denied(text: str, start: int, end: int) -> bool:
    """Whether the words around `start` to `end` of a sentence, in small letters, deny what they tell of.

    >>> is_denied("beijing denies that it plans a ban", 30, 33), is_denied("beijing plans a ban", 16, 19)
    (True, False)
    """
    return is_denied_before(text, start) or _is_denied_behind(text, start, end)


def opens_with_denial(first: Sentence) -> bool:
    """Whether the first sentence of a text is that somebody denies something (and not that a permit is denied)."""
    text = first.text.lower()
    found = _DENIES.search(text)
    return found is not None and not _PERMISSION.search(text[: found.start()])


def denies(text: str, start: int) -> bool:
    """Whether a verb of denial governs the place: somebody denies what others tell."""
    return _DENY.search(text[max(start - 160, 0) : start]) is not None


def is_denied_before(text: str, start: int) -> bool:
    """Whether the words before `start` deny what follows."""
    before = text[max(start - 160, 0) : start]
    return _NOT.search(before[-70:]) is not None or _DENY.search(before) is not None


def is_denied_within(words: str) -> bool:
    """Whether an event's own words deny it: `has not stopped`."""
    return _WITHIN.search(words) is not None


def _is_denied_behind(text: str, start: int, end: int) -> bool:
    found = _BEHIND.search(text[end:])
    if found is None:
        return False
    refused = _PERMISSION.search(text, start) and not _TALK.search(text)
    return not (refused and "denied" in found[0])


def is_asked(sentence: Sentence) -> bool:
    """Whether a sentence only asks."""
    return sentence.text.rstrip().endswith("?")


def answer(following: Sentence | None) -> str:
    """What the sentence after says of the one before it: `no`, `yes`, or '' where it says neither."""
    if following is None:
        return ""
    text = following.text.lower()
    return "no" if _NEXT.search(text) else "yes" if _YES.search(text) else ""
