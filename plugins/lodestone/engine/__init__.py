"""From settings to an output directory: load, index, render, write what differs. Knows no Pelican.

`build.py` is the whole story on one screen. Disk, clock and environment are met here and nowhere
further left: `settings` reads the clock and the environment once, `load` reads the content,
`writer` writes. Nothing is imported here, so that whoever needs one module pays for one.
"""
