"""One function over many things by several processes: in order, with flat memory.

The pool is the standard library's; what it lacks is added here: it takes no more things in
advance than it is given results for, and its processes end with the one that made them,
however that ends.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TypeVar

from geodata.errors import WorkerTrouble

_A = TypeVar("_A")
_B = TypeVar("_B")

_AHEAD = 3
"""Batches given to each process before the first answer is waited for."""


def n_cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def mapped(
    work: Callable[[list[_A]], list[_B]], things: Iterable[_A], n_processes: int, n_together: int
) -> Iterator[tuple[_A, _B]]:
    """Each thing with its result, in order; `work` does lists of at most `n_together` things.

    `work` is a function of a module, so that another process can import it. WorkerTrouble
    if a process is ended from outside, as a system does that runs out of memory.
    """
    # "spawn" on every platform: a fork copies locks that threads of this process may hold.
    context = multiprocessing.get_context("spawn")
    things = iter(things)
    with ProcessPoolExecutor(n_processes, context, initializer=_end_with_parent) as pool:
        waiting: deque[tuple[list[_A], Future[list[_B]]]] = deque()
        try:
            while batch := list(islice(things, n_together)):
                waiting.append((batch, pool.submit(work, batch)))
                if len(waiting) > _AHEAD * n_processes:
                    yield from _pairs(*waiting.popleft())
            while waiting:
                yield from _pairs(*waiting.popleft())
        except BrokenProcessPool as trouble:
            raise WorkerTrouble(
                "a process that read reports was ended from outside, perhaps for want of memory;"
                " read fewer at once with --jobs 1"
            ) from trouble
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _pairs(batch: list[_A], done: Future[list[_B]]) -> Iterator[tuple[_A, _B]]:
    return zip(batch, done.result(), strict=True)


def _end_with_parent() -> None:
    """Leave Ctrl+C to the parent, and go when it is gone, also if it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_go_after, args=(parent.sentinel,), daemon=True).start()


def _go_after(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)
