"""A build is the same, byte for byte and mode for mode, wherever and by whomever it is made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from disk import tree
from newsroom import newsroom

PLACES = {
    "here": {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "LODESTONE_JOBS": "1"},
    "some where/\u00e9lse": {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "2",
        "LODESTONE_JOBS": "2",
        "LANG": "tr_TR.UTF-8",
    },
}
UMASKS = (0o022, 0o077)
BUILD = """
import os, sys, time
from pathlib import Path
time.tzset()
from lodestone.engine import pool
from lodestone.engine.build import build
from lodestone.engine.settings import Settings
from lodestone.site.options import SiteOptions
import datetime
pool.ALONE = 20
home = Path(sys.argv[1])
options = SiteOptions("Tiny", "x", "https://tiny.example", today=datetime.date(2025, 9, 1))
build(Settings(home / "content", home / "output", home, options))
"""


def test_directory_umask_zone_locale_seed_and_number_of_workers_change_nothing(tmp_path: Path) -> None:
    made = []
    for (name, environ), umask in zip(PLACES.items(), UMASKS, strict=True):
        home = tmp_path / name
        home.mkdir(parents=True)
        newsroom(home)
        subprocess.run(
            [sys.executable, "-c", BUILD, str(home)],
            check=True,
            capture_output=True,
            umask=umask,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)} | environ,
        )
        made.append(home / "output")
    assert tree(made[0]) == tree(made[1])
    modes = [{each.relative_to(place): each.stat().st_mode for each in place.rglob("*")} for place in made]
    assert modes[0] == modes[1]
    assert {mode & 0o777 for mode in modes[0].values()} == {0o644, 0o755}
    assert made[0].stat().st_mode == made[1].stat().st_mode
