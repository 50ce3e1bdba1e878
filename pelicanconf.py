"""Settings of the site, for `pelican content -s pelicanconf.py -o output` and for `lodestone build` alike.

Everything that is published goes through our own generator, so Pelican's articles, pages, feeds
and static files are switched off. What our settings mean: `plugins/lodestone/engine/settings.py`.
"""

import sys
from pathlib import Path

try:
    import lodestone  # noqa: F401 - a package that cannot be imported stops the build here
except ModuleNotFoundError:  # a bare clone, where it is not installed
    sys.path.insert(0, str(Path(__file__).resolve().parent / "plugins"))

SITENAME = "Lodestone"
SITESUBTITLE = "Rare-earth supply, graded by source"
SITEURL = ""
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
LOCALE = ["C"]

PATH = "content"
OUTPUT_PATH = "output"
THEME = "."

# The list is the pipeline. A plugin that cannot load stops the build; Pelican alone would go on without it.
PLUGINS = ["lodestone.plugins.encoding", "lodestone.plugins.front_matter", "lodestone.plugins.site"]
if "pelican" in sys.modules:
    from lodestone.plugins import require

    require(PLUGINS)

LODESTONE_PUBLISH = False
LODESTONE_UNCONFIRMED = "mark"
LODESTONE_BUYERS = "buyers outside China"
LODESTONE_CHAIN = [
    ("mining", "Mine", "ore and concentrate"),
    ("separation", "Oxide", "separated oxides"),
    ("metal-alloy", "Metal and alloy", "reduced metal, magnet alloy"),
    ("magnets", "Magnet", "powder and finished magnets"),
    ("recycling", "Recycling", "magnets and scrap back to oxide, metal or alloy"),
]
LODESTONE_EDITION = "2026-05-31"  # the demonstration edition: facts reach to May 2026

ARTICLE_PATHS = []
PAGE_PATHS = []
STATIC_PATHS = []
THEME_STATIC_PATHS = []
DIRECT_TEMPLATES = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DELETE_OUTPUT_DIRECTORY = False
IGNORE_FILES = [".*", "**/.*", "*~", "#*#", "*/output/*", "*/.lodestone/*"]
