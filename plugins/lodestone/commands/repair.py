"""`lodestone repair`: the encoding of text files, mended place by place, each with its reason.

Without `--write` nothing is changed: the ledger is shown as a diff. From standard input the mended
text goes to standard output and the ledger to standard error, so that it works in a pipe.

Exit codes: 0 nothing is left to mend, 1 places are left that were not clear enough, 2 a file could
not be read or written.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from lodestone.commands.keeping import put, put_new
from lodestone.model.change import Change
from lodestone.repair import Repaired, repair
from lodestone.repair.decode import Decoded, decode
from lodestone.text.hidden import coded

AROUND = 24
"""Characters of the line shown on either side of a place."""
STDIN = "-"


@dataclass(frozen=True, slots=True)
class _File:
    """One file read and repaired; `problem` says why it could not be."""

    path: str
    decoded: Decoded
    repaired: Repaired
    problem: str = ""
    data: bytes = b""


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of `lodestone repair`."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="text files; `-` or none is standard input")
    parser.add_argument("--json", action="store_true", help="print the ledger as JSON, for tools")
    parser.add_argument(
        "--write", action="store_true", help="mend the files; the original is kept as FILE.orig"
    )
    parser.add_argument("--no-backup", action="store_true", help="with --write: keep no FILE.orig")


def run(args: argparse.Namespace) -> int:
    """Repair each file and say what was done."""
    if args.write and STDIN in args.files:
        print("lodestone repair: --write needs a file, not standard input", file=sys.stderr)
        return 2
    files = [_read(path) for path in args.files or [STDIN]]
    if args.json:
        print(json.dumps([_record(file) for file in files], ensure_ascii=False, indent=1))
    failed = False
    for file in files:
        piped = file.path == STDIN
        if not args.json:
            if piped and not file.problem:
                sys.stdout.write(_bytes_as_text(file))
            _tell(file, sys.stderr if piped or file.problem else sys.stdout)
        elif file.problem:
            print(f"{file.path}: {file.problem}", file=sys.stderr)
        if args.write and not file.problem and file.repaired.changes:
            failed = not _write(file, backup=not args.no_backup) or failed
    if failed or any(file.problem for file in files):
        return 2
    return 1 if any(file.repaired.unresolved for file in files) else 0


def _read(path: str) -> _File:
    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except OSError as error:
        return _File(path, Decoded("", ""), Repaired(""), f"cannot be read: {error.strerror or error}")
    decoded = decode(data)
    problem = "; ".join(problem.message for problem in decoded.problems) if not decoded.text else ""
    return _File(path, decoded, repair(decoded.text), problem, data)


def _bytes_as_text(file: _File) -> str:
    return file.repaired.text.replace("\n", file.decoded.newline)


def _write(file: _File, *, backup: bool) -> bool:
    """Put the mended text in the place of the file, whole or not at all."""
    path = Path(file.path).resolve()
    try:
        if backup:
            _back_up(path, file.data)
        put(path, file.decoded.encode(file.repaired.text), file.data)
    except OSError as error:
        print(f"{file.path}: cannot be written: {error.strerror or error}", file=sys.stderr)
        return False
    return True


def _back_up(path: Path, data: bytes) -> None:
    """Keep the original as FILE.orig; an earlier one stays."""
    names = (f"{path.name}.orig", *(f"{path.name}.{number}.orig" for number in range(2, 1_000)))
    for copy in map(path.with_name, names):
        if copy.exists() and copy.read_bytes() == data:
            return
        with contextlib.suppress(FileExistsError):
            put_new(copy, data)
            return


def _tell(file: _File, out: TextIO) -> None:
    if file.problem:
        print(f"{file.path}: {file.problem}", file=out)
        return
    repaired = file.repaired
    read = "" if file.decoded.encoding in ("", "utf-8") else f"; the file is in {file.decoded.encoding}"
    if file.decoded.rivals:
        read += f", or in {', '.join(file.decoded.rivals[:3])}: look at it"
    if not repaired.changes and not repaired.unresolved:
        print(f"{file.path}: nothing to mend{read}", file=out)
        return
    left = f", {len(repaired.unresolved)} left" if repaired.unresolved else ""
    chain = f" ({repaired.chain})" if repaired.chain else ""
    print(f"{file.path}: {_places(len(repaired.changes))} mended{left}{chain}{read}", file=out)
    before, after = file.decoded.text.split("\n"), repaired.text.split("\n")
    for change in repaired.changes:
        sure = f"{change.confidence:.0%} sure"
        print(f"@@ {change.line}:{change.column} @@ {change.reason}, {sure}{_rivals(change)}", file=out)
        print(f"- {_window(before, change, change.before)}", file=out)
        print(f"+ {_window(before, change, change.after)}", file=out)
    for change in repaired.unresolved:
        print(
            f"@@ {change.line}:{change.column} @@ left as it is: not clear enough{_rivals(change)}", file=out
        )
        print(f"  {_window(after, change, change.before)}", file=out)


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"


def _rivals(change: Change) -> str:
    return f"; or {' '.join(change.alternatives[:3])}" if change.alternatives else ""


def _window(lines: list[str], change: Change, shown: str) -> str:
    line = lines[change.line - 1] if change.line <= len(lines) else ""
    start, end = change.column - 1, change.column - 1 + len(change.before)
    left, right = line[max(0, start - AROUND) : start], line[end : end + AROUND]
    more_left, more_right = "…" * (start > AROUND), "…" * (len(line) > end + AROUND)
    return coded(f"{more_left}{left}[{shown}]{right}{more_right}")


def _record(file: _File) -> dict[str, object]:
    repaired = file.repaired
    return {
        "file": file.path,
        "encoding": file.decoded.encoding,
        "problem": file.problem,
        "chain": repaired.chain,
        "changes": [asdict(change) for change in repaired.changes],
        "unresolved": [asdict(change) for change in repaired.unresolved],
    }
