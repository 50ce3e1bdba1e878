"""From settings to an output directory: load, index, render, write what differs. Knows no Pelican.

`build` is the whole story on one screen. Disk, clock and environment are met here and nowhere
further left: `settings` reads the clock and the environment once, `load` reads the content,
`writer` writes.
"""

from lodestone.engine.build import Plan, build, finish, prepare
from lodestone.engine.report import Report
from lodestone.engine.settings import Settings, read_settings, settings_from

__all__ = ["Plan", "Report", "Settings", "build", "finish", "prepare", "read_settings", "settings_from"]
