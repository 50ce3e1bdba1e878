"""Law 1 as far as writing goes: whatever was built before, the output holds what a first build would give, and no
file of somebody else is lost."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from builds import Builds
from disk import plant, tree
from lodestone.engine import writer

PATHS = st.sampled_from(["index.html", "a", "a/index.html", "a/b.json", "b/index.html", "b/c/d.html"])
CONTENTS = st.sampled_from([b"", b"1", b"2", b"22"])
BUILDS = st.dictionaries(PATHS, CONTENTS, max_size=5).filter(
    lambda files: not ("a" in files and any(path.startswith("a/") for path in files))
)


@given(builds=st.lists(BUILDS, min_size=1, max_size=6), cut=st.booleans())
def test_any_sequence_of_builds_ends_as_a_first_build(builds: list[dict[str, bytes]], cut: bool) -> None:
    with TemporaryDirectory() as name:
        home = Path(name)
        others = {"mine/notes.txt": b"precious", "CNAME": b"example.org"}
        plant(home / "output", others)
        output = Builds(home / "output", home / ".lodestone" / "build.db")
        for files in builds:
            if cut:
                _cut_short(output, files)
            assert output.write(files).problems == ()
        output.state.close()
        assert tree(home / "output") == others | builds[-1]


def _cut_short(output: Builds, files: dict[str, bytes]) -> None:
    """A build that is killed after it wrote its first file."""
    put, left = writer._replace, [1]

    def once(target: str, data: bytes | Path | None) -> None:
        if not left:
            raise KeyboardInterrupt
        left.pop()
        put(target, data)

    writer._replace = once
    try:
        output.write(files)
    except KeyboardInterrupt:
        output.state.db.execute("ROLLBACK")
    finally:
        writer._replace = put
