"""The bill of materials of the site's builder, in CycloneDX 1.6: `python tooling/sbom.py > sbom.cdx.json`.

Made of the hashed lock, so that it names what was installed and nothing else; licences and who needs whom are asked of
what is installed. The same lock and the same SOURCE_DATE_EPOCH give the same bytes. It is made when the site is
published, and goes beside it; it is not kept in the repository, where it would grow old.
"""

# ruff: noqa: T201 - a script that prints
from __future__ import annotations

import datetime as dt
import json
import os
import re
import sys
import uuid
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.txt"
_PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?P<rest>(?:[^\n]*\\\n)*[^\n]*)", re.MULTILINE
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_WANTS = re.compile(r"^([A-Za-z0-9._-]+)([^;]*)(?:;(.*))?$")


def bill(lock: str, now: dt.datetime) -> dict[str, Any]:
    """The bill as CycloneDX has it."""
    pins = {plain(found["name"]): found for found in _PIN.finditer(lock)}
    us = metadata.metadata("lodestone")
    own = f"pkg:pypi/lodestone@{us['Version']}"
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, own + lock)}",
        "version": 1,
        "metadata": {
            "timestamp": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {"type": "application", "bom-ref": own, "name": "lodestone", "version": us["Version"],
                          "purl": own, "licenses": _licences("lodestone")},
        },
        "components": [_component(name, found) for name, found in sorted(pins.items())],
        "dependencies": [
            {"ref": own, "dependsOn": _needed("lodestone", pins)},
            *(
                {"ref": _purl(name, found["version"]), "dependsOn": _needed(name, pins)}
                for name, found in sorted(pins.items())
            ),
        ],
    }  # fmt: skip


def plain(name: str) -> str:
    """A name as registries compare names.

    >>> plain("Typing_Extensions")
    'typing-extensions'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def _component(name: str, found: re.Match[str]) -> dict[str, Any]:
    purl = _purl(name, found["version"])
    hashes = [{"alg": "SHA-256", "content": each} for each in sorted(_HASH.findall(found["rest"]))]
    component = {"type": "library", "bom-ref": purl, "name": name, "version": found["version"], "purl": purl}
    licences = _licences(name)
    return component | {"hashes": hashes} | ({"licenses": licences} if licences else {})


def _purl(name: str, version: str) -> str:
    return f"pkg:pypi/{name}@{version}"


def _licences(name: str) -> list[dict[str, Any]]:
    """What the package says of itself; nothing for one that is of another platform, and not installed here."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return []
    expression = about.get("License-Expression")
    if expression:
        return [{"expression": expression}]
    named = [
        each.rpartition(" :: ")[2]
        for each in about.get_all("Classifier") or ()
        if each.startswith("License ::")
    ]
    text = about.get("License") or ""
    named = named or ([text] if 0 < len(text) <= 60 else [])
    return [{"license": {"name": each}} for each in named]


def _needed(name: str, pins: dict[str, re.Match[str]]) -> list[str]:
    """What of the lock a package asks for, whatever the platform; extras are not asked."""
    try:
        wanted = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
    found = (_WANTS.match(each) for each in wanted if "extra ==" not in each)
    names = {plain(each[1]) for each in found if each}
    return [_purl(each, pins[each]["version"]) for each in sorted(names & pins.keys())]


def main() -> None:
    """Print it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    json.dump(bill(LOCK.read_text("utf-8"), now), sys.stdout, indent=1, sort_keys=True)
    print()


if __name__ == "__main__":
    main()
