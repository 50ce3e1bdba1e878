"""Runs of words shared with a scrape, as a rule and on the disk. The texts are our own."""

from __future__ import annotations

import hashlib
from pathlib import Path

from lodestone.editorial.copying import RUN, shared_runs
from lodestone.engine.load import load
from lodestone.text.document import cut

SCRAPE = (
    "The works on the lake shore will turn out twice as much of the grey powder by the end of next spring, "
    "said a person who sweeps the yard.\n"
)
SHARED = "will turn out twice as much of the grey powder by the end"
FRONT = "---\ntitle: T\ndate: 2025-09-01\n{rights}sources: [{{id: a, raw_sha256: {sha}}}]\n---\n"


def runs(body: str) -> list[tuple[str, str]]:
    text = f"---\ntitle: T\n---\n{body}"
    return [(each.message, each.span.of(text)) for each in shared_runs(cut(text)[0], SCRAPE)]


def test_a_run_of_twelve_is_told_whole_and_once() -> None:
    [(message, words)] = runs(f"By spring the works, it says, {SHARED.upper()} in June, or not.\n")
    assert words == SHARED.upper()
    assert message.startswith("13 words in a row are those of the scrape")


def test_shorter_runs_names_and_quotations_pass() -> None:
    eleven = " ".join(SHARED.split()[: RUN - 1])
    assert runs(f"It says it {eleven} of nothing.\n") == []
    assert runs(f"> {SHARED}\n") == []


def test_punctuation_and_line_breaks_hide_nothing() -> None:
    assert len(runs("It **will turn out**\ntwice as much, of the grey powder (by the end).\n")) == 1


def test_the_scrape_is_looked_up_where_ingest_keeps_it(tmp_path: Path) -> None:
    sha = hashlib.sha256(SCRAPE.encode()).hexdigest()
    raw = tmp_path / "raw" / f"{sha}.txt"
    briefings = tmp_path / "content" / "briefings"
    briefings.mkdir(parents=True)
    body = f"A line.\n\nThe works {SHARED}.\n"
    allowance = "<!-- lodestone: allow W322 the ministry says it so -->\n"
    (briefings / "own.md").write_text(FRONT.format(rights="", sha=sha) + body)
    (briefings / "licensed.md").write_text(FRONT.format(rights="rights: licensed\n", sha=sha) + body)
    (briefings / "allowed.md").write_text(
        FRONT.format(rights="", sha=sha) + body.replace("The works", f"{allowance}The works")
    )
    assert [each for each in load(tmp_path / "content")[1] if each.code == "W322"] == []
    raw.parent.mkdir(parents=True)
    raw.write_text(SCRAPE)
    found = [each for each in load(tmp_path / "content")[1] if each.code == "W322"]
    assert [(each.path, each.line, each.column) for each in found] == [("briefings/own.md", 8, 11)]
