"""The process that builds for the preview: one line in, one build, one line of JSON out.

It runs until its input ends, so that it goes when the command that started it goes, however
that ended. Nothing of the engine is imported before it is needed: where our own code is
broken, that is an answer too, and the next process will read the mended code.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

MOST = 100
"""Problems that are told; a page with more of them helps nobody."""


def main() -> None:
    """Answer until the input ends. Whatever else is printed, by a settings file for one, goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        answers.write(json.dumps(answer(json.loads(line))) + "\n")
        answers.flush()


def answer(asked: dict[str, str]) -> dict[str, Any]:
    """Build once: `{"conf": file, "content": …, "output": …}` gives problems, summary, and the directories of the
    site; or `crash`, a traceback, where our own code stopped."""
    try:
        return _built(asked)
    except BaseException:  # an editor's page must outlive any mistake in our code
        return {"crash": traceback.format_exc(limit=-8)}


def _built(asked: dict[str, str]) -> dict[str, Any]:
    from lodestone.engine.build import build  # noqa: PLC0415 - see above
    from lodestone.engine.settings import read_settings  # noqa: PLC0415

    content, output = (Path(asked[key]) if asked.get(key) else None for key in ("content", "output"))
    settings, problems = read_settings(Path(asked["conf"]), content=content, output=output)
    if settings is None:
        return {"problems": _told(problems), "summary": ""}
    report = build(settings)
    return {
        "problems": _told(report.problems),
        "summary": report.summary,
        "content": str(settings.content),
        "templates": str(settings.templates),
        "output": str(settings.output),
    }


def _told(problems: Any) -> list[dict[str, Any]]:
    """Errors first. `text` is what a terminal shows: the place, the line with its caret, the fix."""
    from lodestone.engine.problems import told  # noqa: PLC0415
    from lodestone.text.hidden import shown  # noqa: PLC0415

    ordered = sorted(problems, key=lambda each: (not each.fails, each))[:MOST]
    return [
        {
            "place": ":".join(map(str, (each.path, each.line, each.column) if each.line else (each.path,))),
            "code": each.code,
            "severity": each.severity,
            "message": shown(each.message),
            "text": told([each]),
            "excerpt": "\n".join(told([each]).splitlines()[1:]),
        }
        for each in ordered
    ]


if __name__ == "__main__":
    main()
