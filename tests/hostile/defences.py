# ruff: noqa: ARG005 - patches have the arguments of what they replace
"""The defences of the threat model: take one out, and a named test fails.

    python tests/hostile/defences.py [NAME…]        prints a table; ends with 1 where a defence is missed by nobody

Each row is what it stops, how to take it out, and the test that has to fail then. The table is
read by `SECURITY.md`'s own test, so that no row of the threat model is without a defence here.
As a plugin (`pytest -p hostile.defences`, with LODESTONE_WITHOUT=NAME) this file takes one out for
a whole run; the script does that once for each, in a process of its own.

A new defence is a row: `defence("name", "what it stops", "tests/…::test_…")(lambda patch: patch(module, "name", stand_in))`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
WITHOUT = "LODESTONE_WITHOUT"
PATIENCE = 600
"""Seconds that a test may take without a defence."""
Patch = Callable[[Any, str, Any], None]
TakeOut = Callable[[Patch], None]


@dataclass(frozen=True)
class Defence:
    """One thing that stands between a stranger and harm."""

    stops: str
    test: str
    """The test that fails without it; there may be more."""
    take_out: TakeOut


DEFENCES: dict[str, Defence] = {}


def defence(name: str, stops: str, test: str) -> Callable[[TakeOut], TakeOut]:
    """A row of the table."""

    def keep(take_out: TakeOut) -> TakeOut:
        assert name not in DEFENCES, name
        DEFENCES[name] = Defence(stops, test, take_out)
        return take_out

    return keep


def same(value: Any, *_: Any, **__: Any) -> Any:
    """What stands in for a function that cleans: nothing is cleaned."""
    return value


MARKDOWN = "tests/hostile/test_markdown.py"
EXPORTS = "tests/hostile/test_exports.py"
SIGNS = "tests/hostile/test_signs.py"
TERMINAL = "tests/hostile/test_terminal.py"
PRIVACY = "tests/privacy/test_canaries.py"
LINKS = "tests/hostile/test_links.py"
SLIPS = "tests/privacy/test_slips.py"
STRANGERS = "tests/preview/test_strangers.py"
BROWSER = "tests/browser/test_hostile.py"


# Untrusted text: the sanitiser


@defence("sanitiser", "scripts and frames in Markdown", f"{MARKDOWN}::test_what_is_left_is_harmless")
def _(patch: Patch) -> None:
    from lodestone.text import markdown

    patch(markdown, "sanitise", same)


@defence(
    "values of attributes",
    "ids and classes that take the place of ours",
    f"{MARKDOWN}::test_what_is_left_is_harmless",
)
def _(patch: Patch) -> None:
    from lodestone.text import sanitise

    patch(sanitise, "_filtered", lambda tag, name, value: value)


@defence("schemes of links", "links that run a script", f"{MARKDOWN}::test_the_rest_of_it_stays")
def _(patch: Patch) -> None:
    from lodestone.text import sanitise

    patch(sanitise, "SCHEMES", frozenset({"http", "https", "mailto", "javascript", "data", "vbscript"}))


@defence(
    "pictures of our own",
    "requests to another host while one reads",
    f"{MARKDOWN}::test_the_rest_of_it_stays",
)
def _(patch: Patch) -> None:

    from lodestone.text import finish

    patch(finish, "_EXTERNAL", re.compile(r"(?!)"))


@defence(
    "text of what is taken out",
    "the source of a script as text of the page",
    f"{MARKDOWN}::test_the_rest_of_it_stays",
)
def _(patch: Patch) -> None:
    from lodestone.text import sanitise

    patch(sanitise, "WITH_CONTENT", frozenset({"noscript"}))


@defence(
    "telling what was taken out",
    "an attack that no editor hears of",
    f"{MARKDOWN}::test_what_is_taken_out_is_told",
)
def _(patch: Patch) -> None:
    from lodestone.text import markdown

    patch(markdown, "removals", lambda html: iter(()))


# Untrusted text: values on pages and in data


@defence(
    "escaping in templates",
    "markup in a title, a name, a note",
    f"{EXPORTS}::test_no_page_has_markup_that_a_value_brought",
)
def _(patch: Patch) -> None:
    from functools import partial

    from jinja2 import Environment

    from lodestone.engine import render

    patch(
        render,
        "Environment",
        lambda autoescape=True, **given: partial(Environment, autoescape=False)(**given),
    )


@defence(
    "escaping in JSON-LD",
    "a title that ends the script element",
    f"{EXPORTS}::test_no_page_has_markup_that_a_value_brought",
)
def _(patch: Patch) -> None:
    import json

    import jinja2.filters
    from markupsafe import Markup

    patch(jinja2.filters, "htmlsafe_json_dumps", lambda value, **_: Markup(json.dumps(value)))


@defence(
    "addresses of sources",
    "a source that is a script",
    f"{EXPORTS}::test_no_page_has_markup_that_a_value_brought",
)
def _(patch: Patch) -> None:
    from lodestone.engine import render
    from lodestone.site import events
    from lodestone.text import schema

    patch(schema, "is_web_address", lambda text: True)
    patch(events, "is_web_address", lambda text: True)
    patch(render, "SCHEMES", frozenset({"http", "https", "mailto", "javascript", "data", "vbscript", "file"}))


@defence(
    "schemes in templates",
    "an address that nobody checked",
    f"{EXPORTS}::test_no_template_leads_to_another_scheme",
)
def _(patch: Patch) -> None:
    from lodestone.engine import render

    patch(render, "SCHEMES", frozenset({"http", "https", "mailto", "javascript", "data", "vbscript"}))


@defence(
    "formulas in cells",
    "a spreadsheet that runs a cell",
    f"{EXPORTS}::test_no_cell_is_a_formula_and_every_row_is_whole",
)
def _(patch: Patch) -> None:

    from lodestone.site import records

    patch(records, "_FORMULA", re.compile(r"(?!)"))


@defence(
    "breaks in cells",
    "a row that is two for some readers",
    f"{EXPORTS}::test_no_cell_is_a_formula_and_every_row_is_whole",
)
def _(patch: Patch) -> None:

    from lodestone.site import records

    patch(records, "_BREAK", re.compile(r"(?!)"))


@defence(
    "escaping in the calendar",
    "entries and attachments of a stranger",
    f"{EXPORTS}::test_the_calendar_has_the_entries_and_properties_that_it_has",
)
def _(patch: Patch) -> None:
    from lodestone.site import icalendar

    patch(icalendar, "escaped", same)


@defence("forms of addresses", "folders of the output with any name", f"{EXPORTS}::test_addresses_are_plain")
def _(patch: Patch) -> None:

    from lodestone.site import pages
    from lodestone.text import lexicon

    patch(pages, "is_slug", lambda text: True)
    patch(lexicon, "_IN_ADDRESSES", {"measures": re.compile(".*")})


@defence(
    "media that could run",
    "a script with the origin of the site",
    f"{SIGNS}::test_an_svg_that_could_run_or_ask_is_refused",
)
def _(patch: Patch) -> None:
    from lodestone.site import media

    patch(media._Reader, "_find", lambda self, what: None)


@defence(
    "kinds of media",
    "HTML and scripts with the origin of the site",
    f"{SIGNS}::test_a_kind_that_could_run_is_not_published",
)
def _(patch: Patch) -> None:
    from lodestone.site import media

    patch(
        media,
        "ENDINGS",
        frozenset({".html", ".xhtml", ".js", ".mjs", ".css", ".xml", ".webmanifest", ".swf", ".svg"}),
    )


@defence(
    "policy of each page",
    "what slipped through all of the above",
    f"{EXPORTS}::test_every_page_has_a_policy_that_runs_our_files_alone",
)
def _(patch: Patch) -> None:
    from lodestone.site import view

    patch(view, "POLICY", "default-src *; script-src * 'unsafe-inline'")


# Untrusted text: signs, terminals, logs, reviews


@defence(
    "signs that hide",
    "a text that reads as something else",
    f"{SIGNS}::test_what_hides_is_told_where_it_stands",
)
def _(patch: Patch) -> None:

    from lodestone.text import hidden

    patch(hidden, "_FORBIDDEN", re.compile(r"(?!)"))


@defence(
    "signs in values",
    "an override in a title, written as an escape",
    f"{SIGNS}::test_no_value_keeps_a_forbidden_sign",
)
def _(patch: Patch) -> None:
    from lodestone.text import yaml_reading

    patch(yaml_reading, "is_visible", lambda text: True)


@defence(
    "signs on pages", "an override in prose", f"{EXPORTS}::test_no_file_holds_a_sign_that_hides_or_is_obeyed"
)
def _(patch: Patch) -> None:
    from lodestone import article

    patch(article, "masked", same)


@defence(
    "signs in terminals",
    "a title that steers a terminal",
    f"{TERMINAL}::test_problems_are_shown_and_not_obeyed",
)
def _(patch: Patch) -> None:
    from lodestone.engine import problems

    patch(problems, "shown", same)


@defence(
    "commands of a log",
    "a name of a file that commands GitHub's log",
    f"{TERMINAL}::test_the_name_of_a_file_is_data_too",
)
def _(patch: Patch) -> None:
    from lodestone.commands import report

    patch(report, "escaped", same)
    patch(report, "shown", same)


@defence(
    "Markdown of a comparison",
    "links and mentions in a summary",
    f"{EXPORTS}::test_what_an_edition_changes_is_said_without_markup",
)
def _(patch: Patch) -> None:
    from lodestone.commands import diff

    patch(diff, "_escaped", same)


@defence(
    "tickers that look right",
    "a listing of other letters",
    f"{SIGNS}::test_no_exchange_has_a_symbol_of_other_signs",
)
def _(patch: Patch) -> None:

    from lodestone.model import ticker

    patch(ticker, "_SYMBOL", re.compile(r"(?s).*"))


@defence(
    "names that look right",
    "a second company under the same looks",
    f"{SIGNS}::test_a_second_company_may_not_look_like_the_first",
)
def _(patch: Patch) -> None:
    from lodestone.text import lexicon

    patch(lexicon, "skeleton", same)


@defence(
    "what a scrape says of itself",
    "a scrape that publishes itself",
    f"{TERMINAL}::test_a_scrape_gives_a_draft_that_is_one",
)
def _(patch: Patch) -> None:
    from lodestone import ingest

    patch(ingest, "_claims", lambda document: iter(()))


@defence(
    "escaping in the review",
    "a scrape that runs in the page of review",
    f"{BROWSER}::test_no_page_of_review_does",
)
def _(patch: Patch) -> None:
    from lodestone.commands import ingest_review

    patch(ingest_review, "escape", lambda text, quote=True: text)


@defence(
    "signs in the review",
    "an override that an editor does not see",
    f"{TERMINAL}::test_a_review_shows_what_hides",
)
def _(patch: Patch) -> None:
    from lodestone.commands import ingest_review

    patch(ingest_review, "coded", same)


# Addresses that are asked by a command


@defence(
    "links: public addresses",
    "a link that has a machine of ours asked",
    f"{LINKS}::test_a_name_that_leads_to_a_private_address_is_not_asked",
)
def _(patch: Patch) -> None:
    from lodestone.commands import links_asking

    patch(links_asking, "public", lambda address: True)


@defence(
    "links: redirects",
    "a public page that leads to a private one, or to a file",
    f"{LINKS}::test_no_redirect_leads_to_what_would_not_be_asked",
)
def _(patch: Patch) -> None:
    from lodestone.commands import links_asking

    patch(links_asking, "_LEADS_ON", frozenset())


@defence(
    "links: deadline", "a host that never ends its answer", f"{LINKS}::test_a_host_that_drips_is_cut_off"
)
def _(patch: Patch) -> None:
    from contextlib import nullcontext

    from lodestone.commands import links_asking

    patch(links_asking, "_deadline", lambda connection: nullcontext())


@defence(
    "links: Markdown of an issue",
    "mentions and pictures in the weekly issue",
    f"{LINKS}::test_an_address_is_no_markup_of_an_issue",
)
def _(patch: Patch) -> None:
    from lodestone.commands import links

    patch(links, "as_written", same)


# Privacy


def _passes(patch: Patch, *reasons: str) -> None:
    """The gate lets those out whom it would keep back for these reasons."""
    from lodestone.engine import reading, report
    from lodestone.site import gate, reads, site

    kept_back = gate.kept_back

    def lenient(briefing: Any, options: Any) -> str:
        why = kept_back(briefing, options)
        return "" if why in reasons else why

    for module in (gate, reading, reads, site):
        patch(module, "kept_back", lenient)
    assert report


for _reason, _what, _test in (
    ("draft", "a draft on the site", "test_what_is_left_out_changes_no_byte"),
    (
        "embargoed",
        "a briefing before its day",
        "test_an_embargo_ends_by_the_day_alone_and_not_by_the_edition",
    ),
    (
        "held",
        "what nobody confirmed, where it is to be held",
        "test_unconfirmed_briefings_that_are_held_change_no_byte",
    ),
):
    defence(f"gate: {_reason}", _what, f"{PRIVACY}::{_test}")(
        lambda patch, reason=_reason: _passes(patch, reason)
    )


@defence(
    "gate: slips",
    "a draft or an embargo that a slip of the keyboard publishes",
    f"{SLIPS}::test_what_was_to_be_held_back_is",
)
def _(patch: Patch) -> None:
    from lodestone.text import fields, front_block

    patch(fields, "_HOLD_BACK", frozenset())
    patch(front_block, "_LEFT_OUT", re.compile(r"(?!)"))


@defence(
    "gate: rights and labels",
    "text that the site may not publish",
    f"{PRIVACY}::test_what_stops_a_build_leaves_nothing_written",
)
def _(patch: Patch) -> None:
    from lodestone.engine import reading

    _passes(patch, "rights", "handling")
    patch(reading, "mistakes", lambda briefing, options: iter(()))


@defence(
    "errors stop an edition",
    "half an edition, or a wrong one",
    f"{PRIVACY}::test_what_stops_a_build_leaves_the_earlier_output_whole",
)
def _(patch: Patch) -> None:
    from dataclasses import replace

    from lodestone.engine import work

    report = work.Work.report
    patch(work.Work, "report", lambda self: replace(report(self), stopped=False))


@defence(
    "withdrawn texts",
    "the text of a withdrawn briefing",
    f"{PRIVACY}::test_of_a_withdrawn_briefing_title_address_and_reason_are_left",
)
def _(patch: Patch) -> None:
    from dataclasses import replace

    from lodestone.engine import reading

    patch(reading, "stub", lambda briefing: replace(briefing, status="published"))


@defence(
    "comments in copies",
    "notes of editors in source.md",
    f"{PRIVACY}::test_notes_of_editors_are_told_to_nobody",
)
def _(patch: Patch) -> None:
    from lodestone.engine import making

    patch(making, "published", same)


@defence(
    "comments in data",
    "notes of editors in briefing.json",
    f"{PRIVACY}::test_notes_of_editors_are_told_to_nobody",
)
def _(patch: Patch) -> None:
    from lodestone.text import bullets, figures_table

    patch(bullets, "uncommented", same)
    patch(figures_table, "uncommented", same)


@defence(
    "pictures of drafts",
    "a picture that only a draft shows",
    f"{PRIVACY}::test_what_is_left_out_changes_no_byte",
)
def _(patch: Patch) -> None:
    from lodestone.engine import work

    patch(work, "pictured", lambda site: site.ask.store.given.media)


@defence(
    "leftovers",
    "a draft that an earlier build left behind",
    f"{PRIVACY}::test_leftovers_that_nobody_remembers_stop_the_build",
)
def _(patch: Patch) -> None:
    from lodestone.engine import telling

    patch(telling.Telling, "strangers", lambda self, made: None)


# The preview


def _server(patch: Patch, name: str, value: Any) -> None:
    from lodestone.preview import server

    patch(server, name, value)


class _Any(frozenset[str]):
    """Holds every name."""

    def __contains__(self, _: object) -> bool:
        return True


@defence("preview: host", "DNS rebinding", f"{STRANGERS}::test_another_host_is_refused")
def _(patch: Patch) -> None:
    from lodestone.preview.server import PreviewServer

    patch(
        PreviewServer,
        "__setattr__",
        lambda self, name, value: object.__setattr__(self, name, _Any() if name == "hosts" else value),
    )


@defence(
    "preview: origin and embedding",
    "another site that reads or embeds the preview",
    f"{STRANGERS}::test_another_site_is_refused",
)
def _(patch: Patch) -> None:
    from lodestone.preview.server import Handler

    patch(Handler, "_is_embedded_elsewhere", lambda self: False)


@defence(
    "preview: paths",
    "files outside of the output",
    f"{STRANGERS}::test_no_path_leads_to_what_is_no_file_of_the_output",
)
def _(patch: Patch) -> None:
    _server(
        patch,
        "_inside",
        lambda root, path: root.joinpath(*[part for part in path.split("/") if part and "\0" not in part]),
    )


@defence(
    "preview: headers given twice",
    "a request that is two",
    f"{STRANGERS}::test_sizes_and_headers_given_twice_are_refused",
)
def _(patch: Patch) -> None:
    _server(patch, "_ONCE", ())


@defence("preview: length of paths", "endless requests", f"{STRANGERS}::test_long_paths_are_refused")
def _(patch: Patch) -> None:
    _server(patch, "LONGEST_PATH", 10**9)


@defence(
    "preview: number of connections", "threads without end", f"{STRANGERS}::test_connections_are_counted"
)
def _(patch: Patch) -> None:
    from http.server import ThreadingHTTPServer

    from lodestone.preview.server import PreviewServer

    patch(PreviewServer, "process_request", ThreadingHTTPServer.process_request)


@defence(
    "preview: patience",
    "a connection that never ends",
    f"{STRANGERS}::test_a_slow_one_is_cut_off_and_holds_up_nobody",
)
def _(patch: Patch) -> None:
    from lodestone.preview.server import Handler

    patch(Handler, "setup", _without_timeout(Handler.setup))


def _without_timeout(setup: Callable[[Any], None]) -> Callable[[Any], None]:
    def patient(self: Any) -> None:
        setup(self)
        self.connection.settimeout(None)

    return patient


@defence(
    "preview: what is no page",
    "an SVG that runs with the preview's origin",
    f"{STRANGERS}::test_a_picture_opened_by_itself_runs_nothing",
)
def _(patch: Patch) -> None:
    _server(patch, "_ASLEEP", "default-src *")


@defence(
    "preview: loopback",
    "readers elsewhere on the network",
    f"{STRANGERS}::test_only_this_machine_is_listened_to",
)
def _(patch: Patch) -> None:
    _server(patch, "LOOPBACK", "0.0.0.0")


# Limits, places, faults: what strangers send must not stop us, and what a machine does must not lose anything


LIMITS = "tests/faults/test_limits.py"
PATHS = "tests/faults/test_paths.py"
FAULTS = "tests/faults/test_disturbed_builds.py"
KEEPING = "tests/faults/test_keeping.py"


@defence(
    "limits of a text",
    "a text of so many links or footnotes that a build takes hours",
    f"{LIMITS}::test_one_more_than_the_limit_is_refused_where_it_stands",
)
def _(patch: Patch) -> None:
    from lodestone.text import document

    patch(document, "excess", lambda text: None)


@defence(
    "number of problems",
    "a file that fills memory and terminal with what is wrong in it",
    f"{LIMITS}::test_of_many_problems_the_first_are_told",
)
def _(patch: Patch) -> None:
    from lodestone import article

    patch(article, "capped", lambda path, problems: tuple(sorted(problems)))


@defence(
    "regular files only",
    "a pipe or a device in the content, which is waited for without end",
    f"{PATHS}::test_what_is_no_file_to_read_is_told_and_the_rest_is_built",
)
def _(patch: Patch) -> None:
    from lodestone.engine import refused

    patch(refused, "_KINDS", {})


@defence(
    "links out of the content",
    "a file of the machine on the site, by a link",
    f"{PATHS}::test_what_is_no_file_to_read_is_told_and_the_rest_is_built",
)
def _(patch: Patch) -> None:
    from lodestone.engine import refused

    patch(refused.Gate, "_holds", lambda self, file: True)


@defence(
    "names of media",
    "a name that is a device, or another name, on another disk",
    f"{PATHS}::test_what_is_no_file_to_read_is_told_and_the_rest_is_built",
)
def _(patch: Patch) -> None:
    from lodestone.engine import refused

    patch(refused, "is_portable", lambda name: True)


@defence(
    "place of the state",
    "a state that is written where a link leads",
    f"{PATHS}::test_a_state_by_a_link_is_refused",
)
def _(patch: Patch) -> None:
    from lodestone.engine import settings

    patch(settings, "_fit_for_output", lambda output, content, home: (True, ""))


@defence(
    "place of the output",
    "a build over what people wrote, or over a home",
    f"{PATHS}::test_an_output_that_is_no_place_of_its_own_is_refused",
)
def _(patch: Patch) -> None:
    from lodestone.engine import settings

    patch(settings, "_fit_for_output", lambda output, content, home: (True, ""))


@defence(
    "one build at a time",
    "two builds that write into each other's files",
    f"{FAULTS}::test_a_build_that_waits_too_long_says_so",
)
def _(patch: Patch) -> None:
    from lodestone.engine import lock

    patch(lock.Lock, "_taken", lambda self: True)


@defence(
    "editions change at once",
    "half of a new edition beside half of the old, when the disk is full",
    f"{FAULTS}::test_an_edition_that_cannot_be_finished_leaves_the_one_before",
)
def _(patch: Patch) -> None:
    from contextlib import nullcontext

    from lodestone.engine import writer

    patch(writer, "whole", lambda directory, beside: nullcontext(directory))


@defence("values in the state", "a program in a file of the state", f"{FAULTS}::test_a_state_is_no_program")
def _(patch: Patch) -> None:
    from lodestone.engine import frozen

    patch(frozen, "_may_hold", lambda module, name: True)
    patch(frozen, "_is_value", lambda found, module: True)


@defence(
    "a state of this machine",
    "pages out of a state that a repository brought",
    f"{FAULTS}::test_a_state_that_somebody_brought_is_not_believed",
)
def _(patch: Patch) -> None:
    from lodestone.engine import look

    patch(look, "mark", lambda state: "known")


@defence(
    "bytecode of this machine",
    "a program in a folder of the state",
    f"{FAULTS}::test_bytecode_that_somebody_brought_is_no_program",
)
def _(patch: Patch) -> None:
    from lodestone.engine import workers

    def kept(state: Path) -> Path:
        (state / "templates").mkdir(exist_ok=True)
        return state / "templates"

    patch(workers, "compiled", kept)


@defence(
    "workers end with their build",
    "processes of a killed build that write into the next one",
    f"{FAULTS}::test_workers_end_with_the_process_that_started_them",
)
def _(patch: Patch) -> None:
    from lodestone.engine import pool

    patch(pool, "_begin", lambda setup, parent: setup())


@defence(
    "parts of files",
    "what a killed build was writing, in the next edition",
    f"{FAULTS}::test_what_a_killed_build_was_writing_is_removed",
)
def _(patch: Patch) -> None:
    from lodestone.engine import writer

    patch(writer, "tidy", lambda directory, paths: None)


@defence(
    "what is replaced is kept",
    "an editor's words, lost to a command",
    f"{KEEPING}::test_what_is_replaced_is_kept_and_its_mode_stays",
)
def _(patch: Patch) -> None:
    from lodestone.commands import keeping

    patch(keeping, "_keep", lambda place, data: True)


# As a plugin, and as a script


def pytest_configure() -> None:
    """Take one defence out for the whole run."""
    name = os.environ.get(WITHOUT)
    if name:
        DEFENCES[name].take_out(pytest.MonkeyPatch().setattr)


def missed(name: str) -> str:
    """How the run ended without a defence, where its test did not fail; '' where it did."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-p",
        "hostile.defences",
        "-p",
        "no:randomly",
        "-n0",
        DEFENCES[name].test,
    ]
    environ = os.environ | {WITHOUT: name, "PYTHONPATH": f"{ROOT / 'tests'}{os.pathsep}{ROOT / 'plugins'}"}
    try:
        done = subprocess.run(
            command, check=False, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return f"no end after {PATIENCE} s"
    failed = done.returncode == 1 and re.search(
        rf"^(?:FAILED|ERROR) {re.escape(DEFENCES[name].test)}", done.stdout, re.MULTILINE
    )
    return "" if failed else done.stdout[-400:] + done.stderr[-400:]


def main(names: list[str]) -> int:
    """Print one line a defence."""
    unseen = 0
    for name in names or DEFENCES:
        said = missed(name)
        unseen += bool(said)
        sys.stdout.write(
            f"| {name} | {DEFENCES[name].stops} | `{DEFENCES[name].test}` | {'NOT SEEN' if said else 'fails'} |\n"
        )
        if said:
            sys.stdout.write(f"{said}\n")
        sys.stdout.flush()
    return min(unseen, 1)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "tests"))
    sys.exit(main(sys.argv[1:]))
