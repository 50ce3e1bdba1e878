"""The editor's dated statements on the risk of a topic: its present level, its history, what speaks for and against."""

from __future__ import annotations

from lodestone.model import LEVELS, Risk, Topic, TopicRisk, level_of
from lodestone.site.site import Site
from lodestone.site.views.parts import titles
from lodestone.site.views.risks import mark
from lodestone.site.views.values import Data, moment


def statement(site: Site, each: TopicRisk) -> Data:
    """One dated statement of the editor on a topic, with the briefings for and against it."""
    risk = Risk(level_of(each.likelihood, each.impact), each.likelihood, each.impact, each.direction)
    return {
        "on": moment(each.on),
        "mark": mark(risk),
        "why": each.why,
        "supports": titles(site, each.supports),
        "contradicts": titles(site, each.contradicts),
    }


def statements(site: Site, topic: Topic) -> list[Data]:
    """The editor's statements on a topic, the newest first; each says what changed since the one before."""
    found = [statement(site, each) for each in sorted(topic.risk, key=lambda each: each.on)]
    for before, after in zip([None, *found], found, strict=False):
        after["change"] = _change(before, after) if before else "first statement"
    return found[::-1]


def _change(before: Data, after: Data) -> str:
    old, new = before["mark"]["number"], after["mark"]["number"]
    if old == new:
        return f"unchanged since {before['on']['text']}"
    verb = "up" if new > old else "down"
    return f"{verb} from {LEVELS[old - 1]} ({old} of 5) since {before['on']['text']}"
