"""What a build remembers: one SQLite file for each pair of content and output, below `.lodestone/`.

Deleting it is always safe, and so is killing a build: what was written is known before it
appears (a file of intents beside the state), and the state itself is committed after the outputs.
A state that is damaged, or that another version of Lodestone or of what it leans on wrote, is
emptied, and the build is a cold one; only what we know to be our own files in the output is kept.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from lodestone.engine.lock import Lock
from lodestone.engine.scan import Mark, Seen, hashed
from lodestone.engine.schema import FORGOTTEN, SCHEMA


class Damaged(Exception):  # noqa: N818 - a state of the file
    """What the state holds is not what we put there."""


class State:
    """The open state. Changes are kept by `commit` only."""

    def __init__(self, file: Path, stamp: str = "") -> None:
        """Open or make it, for this process alone; emptied where it is damaged or another `stamp` wrote it.

        Raises `sqlite3.Error` or `OSError` where that cannot be done.
        """
        self.file = file
        self.cold = True
        """Whether nothing of it can be used."""
        self.recalled = False
        """Whether a build before was cut short while it wrote."""
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # drafts are in it
        self._lock = Lock(file.with_suffix(".lock"))
        self._db: sqlite3.Connection | None = None
        try:
            self._open(stamp)
        except BaseException:
            self.close()
            raise

    @property
    def db(self) -> sqlite3.Connection:
        """The open tables."""
        assert self._db is not None
        return self._db

    def _open(self, stamp: str) -> None:
        self._db = connect(self.file)
        self.db.execute("PRAGMA journal_mode = WAL")
        known = self._meta() if self.has("meta") else {}
        self.meta: dict[str, str] = known
        self.cold = known.get("stamp") != stamp or known.get("complete") != "yes"
        if self.cold:
            self.forget(stamp)
        else:
            self.db.execute(f"PRAGMA cache_size = -{_SMALL_CACHE}")

    def forget(self, stamp: str) -> None:
        """Empty it, but for the files that we own."""
        self.cold = True
        for table in FORGOTTEN:
            self.db.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in SCHEMA.split(";\n"):
            self.db.execute(statement)
        self.db.execute("DELETE FROM meta")
        self.meta = {}
        self.put("stamp", stamp)

    def has(self, table: str) -> bool:
        """Whether a table is there."""
        return bool(self.db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone())

    # Small values

    def _meta(self) -> dict[str, str]:
        return dict(self.db.execute("SELECT name, value FROM meta"))

    def put(self, name: str, value: str) -> None:
        """Keep a small value."""
        if self.meta.get(name) != value:
            self.meta[name] = value
            self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def blob(self, name: str) -> bytes | None:
        """A large value."""
        row = self.db.execute("SELECT data FROM blob WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def put_blob(self, name: str, data: bytes) -> None:
        """Keep a large value."""
        self.db.execute("INSERT OR REPLACE INTO blob VALUES (?, ?)", (name, data))

    # Files

    def files(self, area: str) -> dict[str, Seen]:
        """Every file of an area, as the last build saw it."""
        rows = self.db.execute(
            "SELECT path, mtime, ctime, size, inode, hash FROM file WHERE area = ?", (area,)
        )
        return {
            path: Seen(Mark(mtime, ctime, size, inode), hash_)
            for path, mtime, ctime, size, inode, hash_ in rows
        }

    def put_files(self, area: str, seen: Mapping[str, Seen], removed: Iterable[str] = ()) -> None:
        """Remember files as they are now."""
        self.db.executemany(
            "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((area, path, *each.mark, each.hash) for path, each in seen.items()),
        )
        self.db.executemany(
            "DELETE FROM file WHERE area = ? AND path = ?", ((area, path) for path in removed)
        )

    # What is ours in the output

    def owned(self, path: str) -> set[str]:
        """The hashes that we may have written under a path."""
        return {row[0] for row in self.db.execute("SELECT hash FROM owned WHERE path = ?", (path,))}

    def guest(self, path: str) -> str:
        """The hash of a file that a plugin of others left in the output, or ''."""
        row = self.db.execute("SELECT hash FROM guest WHERE path = ?", (path,)).fetchone()
        return row[0] if row else ""

    @property
    def intents(self) -> Path:
        """Where the paths and hashes of files stand that a build is about to write."""
        return self.file.with_suffix(".intents")

    def intend(self, files: Mapping[str, str]) -> None:
        """Say on disk what is about to be written, by path and hash."""
        with self.intents.open("a", encoding="utf-8") as out:
            out.write(json.dumps(dict(files)) + "\n")

    def recall_intents(self) -> set[str]:
        """Own what a build that was cut short may have written; the paths."""
        if not self.intents.is_file():
            return set()
        self.recalled = True
        paths: set[str] = set()
        for line in self.intents.read_text("utf-8", "replace").splitlines():
            intended = _intended(line)
            self.db.executemany("INSERT OR IGNORE INTO owned VALUES (?, ?)", intended.items())
            paths |= intended.keys()
        return paths

    # Transactions

    def begin(self) -> None:
        """Start a transaction."""
        if not self.db.in_transaction:
            self.db.execute("BEGIN IMMEDIATE")

    def commit(self, complete: bool) -> None:
        """Keep what was changed; `complete`: the outputs are as the state says."""
        self.put("complete", "yes" if complete else "no")
        if self.db.in_transaction:
            self.db.execute("COMMIT")
        if complete:
            self.intents.unlink(missing_ok=True)

    def close(self) -> None:
        """Forget what was not committed."""
        if self._db is not None:
            self._db.close()
            self._db = None
        self._lock.close()


def is_damage(error: Exception) -> bool:
    """Whether an error says that the state is not what we left, so that a new one helps; else the disk refuses."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, Damaged) or (
        isinstance(error, sqlite3.DatabaseError) and (code or 0) & 0xFF not in _OF_THE_DISK
    )


_OF_THE_DISK = {
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_AUTH,
}  # fmt: skip


def scrap(file: Path) -> None:
    """Remove a state that is damaged. What of the output is ours is saved as intents, as far as it can be read."""
    with suppress(sqlite3.Error, OSError):
        db = connect(file, read_only=True)
        try:
            lines = [json.dumps({path: hash_}) for path, hash_ in db.execute("SELECT path, hash FROM owned")]
        finally:
            db.close()
        with file.with_suffix(".intents").open("a", encoding="utf-8") as out:
            out.write("\n".join(["", *lines, ""]))
    for ending in ("", "-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)


def _intended(line: str) -> dict[str, str]:
    """Paths and hashes of a line; none of one at which a build was cut short: nothing of it was written yet."""
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    whole = isinstance(found, dict) and all(isinstance(each, str) for each in found.values())
    return found if whole else {}


_CACHE, _SMALL_CACHE = 16_000, 4_000
"""KiB of the tables that are kept in memory: for all of a site, and for an edit, which reads most rows once."""


def connect(file: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection in which transactions are begun by hand. The disk is not waited for: a process that is killed
    loses nothing by it, and a state that a failing machine damaged is noticed and made again."""
    mode = "ro" if read_only else "rwc"
    db = sqlite3.connect(f"file:{file}?mode={mode}", uri=True, isolation_level=None, timeout=60)
    try:
        db.execute("PRAGMA synchronous = OFF")
        db.execute(f"PRAGMA cache_size = -{_CACHE}")
    except sqlite3.Error:
        db.close()
        raise
    return db


def state_file(state: Path, content: Path, output: Path) -> Path:
    """Where the state of a content directory and an output directory is kept."""
    name = "\0".join((str(content.resolve()), str(output.resolve())))
    return state / f"build-{hashed(name.encode())[:16]}.db"
