"""Spans of a document that repair leaves alone: code, addresses, markup, text about mojibake."""

from __future__ import annotations

import re

FENCE = re.compile(r"[ >]{0,6}(`{3,}|~{3,})")
INLINE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\1).)+?(?<!`)\1(?!`)|https?://[^\s<>\"')\]]+|www\.[^\s<>\"')\]]+|<[A-Za-z/!][^<>]*>")


def masks(lines: list[str]) -> list[list[tuple[int, int]]]:
    """For each line the spans (start, end) that stay as they are."""
    spans: list[list[tuple[int, int]]] = []
    fence = ""
    pre = False
    for line in lines:
        opening = FENCE.match(line)
        if fence:
            spans.append([(0, len(line))])
            if opening and opening.group(1).startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        if opening:
            fence = opening.group(1)
            spans.append([(0, len(line))])
            continue
        lowered = line.lower() if "<" in line else ""
        if "<pre" in lowered:
            pre = True
        if pre:
            spans.append([(0, len(line))])
            pre = "</pre" not in lowered
            continue
        spans.append([found.span() for found in INLINE.finditer(line)] if not line.isascii() else [])
    return spans
