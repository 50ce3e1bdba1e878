"""A site on lithium, as `lodestone init` writes it: built strictly, its links, feeds and data right, and axe content."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser import audit
from lodestone.commands import main

pytestmark = pytest.mark.browser
WORDS = (
    "--name", "Lithium Watch", "--topic", "Brine", "--topic", "Hard rock", "--term", "lithium",
    "--company", "Salar One=ASX:SLR", "--company", "Quiet Mine", "--buyers", "makers of cells",
    "--step", "Brine=lithium chloride", "--step", "Refinery=carbonate and hydroxide",
)  # fmt: skip


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as published, its example no longer a draft."""
    home = tmp_path_factory.mktemp("init") / "lithium"
    assert main(["init", str(home), *WORDS]) == 0
    example = home / "content/briefings/an-example.md"
    example.write_text(example.read_text("utf-8").replace("status: draft\n", ""), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        assert main(["check"]) == 0
        assert main(["build", "--publish"]) == 0
    return home / "public"


def test_links_feeds_data_policy_and_axe_find_nothing(public: Path) -> None:
    assert list(audit.audit(public)) == []
    assert list(audit.browsed(public)) == []
