"""Settings of the strict build: the absolute address of the site, and nothing is written where anything is wrong.

Set the variable SITEURL to the address under which the site is published, a path included.
"""

import os
import runpy
from pathlib import Path

globals().update(
    (name, value)
    for name, value in runpy.run_path(str(Path(__file__).with_name("pelicanconf.py"))).items()
    if name.isupper()
)

SITEURL = os.environ.get("SITEURL", "https://lodestone.example").rstrip("/")
OUTPUT_PATH = "public"
LODESTONE_PUBLISH = True
