"""A new briefing and the JSON Schema come out of the model: no key missing, none invented, every value allowed."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest
import yaml

from lodestone.article import Source, article
from lodestone.model import CODES, LEVELS
from lodestone.text.document import SECTIONS, cut
from lodestone.text.fields import read_fields
from lodestone.text.json_schema import site_schema
from lodestone.text.scaffold import Beginning, scaffold
from lodestone.text.schema import GROUPS, KEYS
from text.reading import lexicon

ON = dt.date(2025, 9, 1)
FULL = Beginning('Magnets: "a" word', ON, "lynas", "ASX:LYC", ("magnets",), "../x.json")


def codes(text: str) -> list[str]:
    read = article(Source("briefings/a.md", text.encode()), lexicon())
    return sorted({each.code for each in read.diagnostics})


@pytest.mark.parametrize("begun", [FULL, Beginning("On", ON, "none"), Beginning("T", ON)])
def test_only_its_todos_are_told(begun: Beginning) -> None:
    assert codes(scaffold(begun, lexicon())) == ["W324"]


def test_what_was_given_is_read_back() -> None:
    text = scaffold(FULL, lexicon())
    fields, problems = read_fields(cut(text)[0], lexicon())
    assert problems == ()
    assert fields.title is not None
    assert fields.title.value == 'Magnets: "a" word'
    assert fields.date is not None
    assert fields.date.value == ON
    assert [each.value for each in fields.companies] == ["lynas"]
    assert [str(each.value) for each in fields.tickers] == ["ASX:LYC"]
    assert (fields.status, fields.rights) == ("draft", "own-words")
    assert [section.name for section in cut(text)[0].sections] == list(SECTIONS)


def test_its_keys_are_those_of_the_model_in_their_order() -> None:
    front = scaffold(FULL, lexicon()).split("---\n")[1]
    keys = re.findall(r"^(?:# )?(?:TODO )?([a-z_]+):(?= |$)", front, re.MULTILINE)
    assert tuple(keys) == KEYS
    for group, model in GROUPS.items():
        block = re.search(rf"^# (?:TODO )?{group}:\n((?:#   .*\n)+)", front, re.MULTILINE)
        assert block is not None
        assert re.findall(r"^#   (?:- |  )?([a-z_0-9]+):", block[1], re.MULTILINE) == list(model.model_fields)


def test_every_example_is_a_value_that_is_allowed() -> None:
    """The comments taken off, what is left is a front matter without a mistake of form."""
    register_differs = {"E117", "E119", "E124"}
    front = scaffold(Beginning("T", ON), lexicon()).split("---\n")[1]
    lines = [
        re.sub(r"^# (?:TODO )?(?=[a-z_]+:( |$)|  )", "", line)
        for line in front.splitlines()
        if not line.startswith("# yaml")
    ]
    seen = set(codes("---\n" + "\n".join(lines) + "\n---\nSomething happened.\n"))
    assert seen - register_differs - {code for code in CODES if code.startswith("W")} == set()


# The schema


def properties(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """All keys, of the groups too."""
    groups = {
        f"{name}.{key}": form
        for name, group in schema["$defs"].items()
        for key, form in group["properties"].items()
    }
    return schema["properties"] | groups


def test_the_schema_is_one() -> None:
    schema = site_schema(lexicon())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["required"] == ["title", "date"]
    assert schema["additionalProperties"] is False
    assert tuple(schema["properties"]) == KEYS
    references = re.findall(r'"\$ref": "#/\$defs/(\w+)"', json.dumps(schema))
    assert set(references) == set(schema["$defs"]) == {model.__name__ for model in GROUPS.values()}
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("key", sorted(properties(site_schema(lexicon()))))
def test_each_key_is_explained_and_shown(key: str) -> None:
    form = properties(site_schema(lexicon()))[key]
    assert form["description"].endswith(".")
    assert form["examples"]
    assert "title" not in form


def test_each_word_of_a_closed_list_that_is_explained_has_its_own_explanation() -> None:
    found = re.findall(
        r'"enum": (\[[^\]]*\]), "enumDescriptions": (\[[^\]]*\])', json.dumps(site_schema(lexicon()))
    )
    assert len(found) >= 6
    for words, meanings in found:
        assert len(json.loads(words)) == len(json.loads(meanings)) == len(set(json.loads(words)))


def test_the_words_of_the_site_are_its_enumerations() -> None:
    keys = site_schema(lexicon())["properties"]
    ids, others, none = keys["company"]["anyOf"]
    assert ids["enum"] == ["lynas", "mp-materials", "northern-rare-earth", "usa-rare-earth"]
    assert ids["enumDescriptions"][0] == "Lynas Rare Earths Ltd"
    assert none["enum"] == ["none"]
    assert {
        "NRE",
        "ASX:LYC",
        "Northern Rare Earth",
    } <= set(others["enum"])
    assert keys["ticker"]["enum"] == ["ASX:LYC", "NASDAQ:USAR", "NYSE:MP", "SSE:600111"]
    assert keys["themes"]["items"]["enum"] == [
        "green-smelting",
        "magnets",
        "recycling",
        "western-implications",
    ]
    assert keys["risk"]["anyOf"][0]["enum"] == list(LEVELS)
    assert keys["status"]["enum"] == ["draft", "published", "corrected", "withdrawn"]
    assert keys["as_of"]["type"] == ["string", "integer"]


def test_a_register_without_words_closes_no_list() -> None:
    keys = site_schema(type(lexicon())())["properties"]
    assert "anyOf" not in keys["company"]
    assert "enum" not in keys["themes"]["items"]


@pytest.mark.parametrize(
    ("front", "good"),
    [
        ("title: T\ndate: '2025-09-01'\ncompany: lynas\nrisk: high\nas_of: 2025", True),
        ("title: T\ndate: '2025-09-01'\nrisk: {likelihood: 4, impact: 4}", True),
        ("title: T", False),
        ("title: T\ndate: 1 September", False),
        ("title: T\ndate: '2025-09-01'\ncompany: lyna", False),
        ("title: T\ndate: '2025-09-01'\nthemes: [magnet]", False),
        ("title: T\ndate: '2025-09-01'\nrisk_level: high", False),
        ("title: T\ndate: '2025-09-01'\nrisk: {likelihood: 6}", False),
    ],
)
def test_the_schema_takes_and_refuses_as_the_check_does(front: str, good: bool) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(site_schema(lexicon()))
    assert validator.is_valid(yaml.safe_load(front)) is good
