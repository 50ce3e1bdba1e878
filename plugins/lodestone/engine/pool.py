"""Work spread over processes, in order, a few pieces ahead at a time.

The seam is `concurrent.futures.Executor`: whatever has that interface may do the work, so that a
bulk ingest of an archive could run on a cluster. A worker is set up once, by the same function
that sets up this process where the work is too little to be spread.
"""

from __future__ import annotations

import errno
import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:  # small work, which this process does itself, has no use for a pool
    from concurrent.futures import Executor, Future

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 50
"""Files or pages in one piece of work."""
ALONE = 300
"""Up to so many one process is faster: a pool costs about 0.1 s."""


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Pieces of work.

    >>> list(chunks("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    rest = iter(items)
    while piece := list(islice(rest, size)):
        yield piece


def processors() -> int:
    """How many processes may run at once; `LODESTONE_JOBS` says otherwise."""
    asked = os.environ.get("LODESTONE_JOBS", "")
    return int(asked) if asked.isdigit() and int(asked) else len(os.sched_getaffinity(0))


@contextmanager
def executor(items: int, setup: Callable[[], None]) -> Iterator[Executor | None]:
    """An executor for so many items whose workers are set up, or None where this process should do it all itself."""
    if items <= ALONE or processors() < 2 or not hasattr(os, "fork"):
        setup()
        yield None
        return
    import multiprocessing  # noqa: PLC0415 - see above
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(
        processors(), context, initializer=_begin, initargs=(setup, os.getpid())
    ) as found:
        yield found


_KILLED = "a process of the build was ended from outside; there may be too little memory"
_END_WITH_PARENT, _KILL = 1, 9
"""`PR_SET_PDEATHSIG` of Linux, and the signal."""


def _begin(setup: Callable[[], None], parent: int) -> None:
    """Set a worker up, which ends with the process that started it, however that ended.

    Else it would wait for ever, or write into the folder where the files of the next build wait.
    """
    import ctypes  # noqa: PLC0415 - see above

    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_END_WITH_PARENT, _KILL)
    if os.getppid() != parent:
        os._exit(1)
    setup()
    gc.freeze()
    gc.disable()


def _piece(work: Callable[[list[T]], R], piece: list[T]) -> R:
    """One piece of work in a worker. Cycles are looked for behind each piece, among what it made alone: to look for
    them on the way, through all that is kept, took a tenth of a build."""
    result = work(piece)
    gc.collect(1)
    return result


def spread(work: Callable[[list[T]], R], pieces: Iterable[list[T]], by: Executor | None) -> Iterator[R]:
    """The results of all pieces, in their order. Only a few are worked on ahead, so that memory stays flat."""
    if by is None:
        yield from map(work, pieces)
        return
    from concurrent.futures import BrokenExecutor  # noqa: PLC0415 - see above

    ahead: deque[Future[R]] = deque()
    rest = iter(pieces)
    for piece in islice(rest, 2 * processors() + 2):
        ahead.append(by.submit(_piece, work, piece))
    while ahead:
        try:
            result = ahead.popleft().result()
        except BrokenExecutor:
            raise ChildProcessError(errno.ECHILD, _KILLED) from None
        for piece in islice(rest, 1):
            ahead.append(by.submit(_piece, work, piece))
        yield result
