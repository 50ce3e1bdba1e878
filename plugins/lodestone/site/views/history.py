"""How risk moved, as a picture with its numbers: of a topic by the editor's statements, around a company by its items.

A company is never rated: what is drawn on its page is the risk to buyers that each item naming it tells of.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from lodestone.model import LEVELS, Topic, level_of
from lodestone.site.card import Card
from lodestone.site.charts_history import Mark, history
from lodestone.site.site import Site
from lodestone.site.views.parts import link
from lodestone.site.views.risks import risk_of
from lodestone.site.views.triggers import Trigger, last_date, triggers
from lodestone.site.views.values import Data, moment
from lodestone.site.words import counted

ACTS = 14
"""Dated acts that a topic's page lists, the latest."""
BEFORE, AFTER = timedelta(days=200), timedelta(days=250)
"""How far around the statements acts are drawn; further ones are on the timeline and the calendar."""
LEAST = 2
"""Statements, or items, that make a history."""
HIGH = 4
"""The lowest level, of five, that counts as high."""
_MEANING = {"date": "", "by": "Due: ", "until": "Until then: "}


def of_topic(site: Site, topic: Topic) -> Data | None:
    """The editor's statements as steps, with the dated acts of the topic; None where nothing moved yet."""
    told = sorted(topic.risk, key=lambda each: each.on)
    if len(told) < LEAST:
        return None
    acts = acts_of(site, topic.id, told[0].on - BEFORE, told[-1].on + AFTER)
    marks = [
        Mark(
            each.on,
            number_of(each.likelihood, each.impact),
            f"{each.likelihood}\N{MULTIPLICATION SIGN}{each.impact}",
        )
        for each in told
    ]
    levels = [LEVELS[each.number - 1] for each in marks]
    return history(marks, [last_date(each.on) for each in acts], joined=True) | {
        "finding": f"{topic.title}: {_moved(levels)}, by {counted(len(told), 'statement')} of the editor",
        "desc": f"A line in steps between the five levels, from {moment(told[0].on)['text']} on, and a tick for each "
        "dated act. The tables below say the same.",
        "acts": [_act(each) for each in acts],
    }


def number_of(likelihood: int, impact: int) -> int:
    """A level as a number from 1 to 5."""
    return LEVELS.index(level_of(likelihood, impact)) + 1


def _moved(levels: Sequence[str]) -> str:
    """The levels in turn, each once where it stays: high, then severe, then high."""
    turns = [level for n, level in enumerate(levels) if n == 0 or level != levels[n - 1]]
    return f"{turns[0]} throughout" if len(turns) == 1 else ", then ".join(turns)


def acts_of(site: Site, topic: str, start: date, stop: date) -> list[Trigger]:
    """The latest dated acts on a topic in a stretch of time, the earliest first; the same on every day of reading."""
    found = [each for each in triggers(site) if topic in each.event.themes]
    return [each for each in found if start <= last_date(each.on) <= stop][-ACTS:]


def _act(each: Trigger) -> Data:
    return {"on": moment(each.on), "what": _MEANING[each.key] + each.event.what, "grade": each.event.grade}


def of_items(cards: Sequence[Card]) -> Data | None:
    """The confirmed risk of items as dots; None where there are too few to compare."""
    rated = sorted(
        (each for each in cards if each.risk and each.date and not each.proposed),
        key=lambda each: (each.date, each.slug),
    )
    if len(rated) < LEAST:
        return None
    marks = [Mark(each.date or date.min, each.risk.number if each.risk else 0) for each in rated]
    high = sum(each.number >= HIGH for each in marks)
    return history(marks, joined=False) | {
        "finding": f"Supply risk to buyers, by item: {high} of {counted(len(rated), 'item')} high or severe",
        "desc": "A dot for each item at its day and its level of five. The table below says the same.",
        "rows": [link(each) | {"risk": risk_of(each)} for each in reversed(rated)],
    }
