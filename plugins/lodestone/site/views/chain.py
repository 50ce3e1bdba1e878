"""The chain: which company of the register stands at which step, in which country. The settings name the steps."""

from __future__ import annotations

from collections.abc import Iterator

from lodestone.model import Company, Subject
from lodestone.site.site import Site
from lodestone.site.view import Kind, View
from lodestone.site.views.parts import company_link, page
from lodestone.site.views.values import Data
from lodestone.site.words import counted, country

BESIDE = {"end-use": "Buyers", "investor": "Owners and funders"}
"""Segments that stand beside the chain."""


def _chain(site: Site) -> Iterator[View]:
    register = sorted(site.lexicon.companies.values(), key=lambda each: (each.short.casefold(), each.id))
    steps = site.options.chain
    known = {name for name, _, _ in steps}
    codes = {each.country for each in register if known & set(each.segments)}
    yield page(
        site,
        "chain/",
        "chain.html",
        "The chain",
        description="Who stands at which step of the chain, by country, out of the register.",
        steps=[
            {"label": label, "what": what, "count": _holders(register, name)} for name, label, what in steps
        ],
        rows=[
            {
                "country": country(code) or "Not given",
                "cells": [_cell(site, register, code, name) for name, _, _ in steps],
            }
            for code in sorted(codes, key=lambda code: (country(code), code))
        ],
        beside=[
            {
                "label": label,
                "companies": [company_link(site, each.id) for each in register if name in each.segments],
            }
            for name, label in BESIDE.items()
        ],
        plants=[_plant(site, each) for each in _plants(site)],
    )


def _holders(register: list[Company], segment: str) -> str:
    found = [each for each in register if segment in each.segments]
    abroad = len({each.country for each in found})
    return f"{counted(len(found), 'company', 'companies')}, {counted(abroad, 'country', 'countries')}"


def _cell(site: Site, register: list[Company], code: str, segment: str) -> list[Data]:
    return [
        company_link(site, each.id) for each in register if each.country == code and segment in each.segments
    ]


def _plants(site: Site) -> list[Subject]:
    plants = (each for each in site.lexicon.vocabulary.subjects.values() if each.kind == "plant")
    return sorted(plants, key=lambda each: (country(each.country), each.label.casefold()))


def _plant(site: Site, each: Subject) -> Data:
    known = site.lexicon.companies
    return {
        "label": each.label,
        "country": country(each.country) or "not given",
        "owners": [company_link(site, owner) for owner in each.owners if owner in known],
    }


def _keys(site: Site) -> tuple[str, ...]:
    """One page, where there is a chain."""
    return ("",) if site.options.chain else ()


KINDS = {"chain": Kind(_keys, lambda site, _: _chain(site))}
