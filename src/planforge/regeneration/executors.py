"""Where the work runs: this process, a pool of processes, or a Dask cluster; all are ``concurrent.futures``."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib import import_module
from typing import Any, TypeVar

from planforge.errors import MissingToolError, OutOfScopeError, PlanforgeError
from planforge.regeneration.locking import let_go


class InlineExecutor(Executor):
    """Runs each call at once in the calling thread."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """A future that is done already."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


C = TypeVar("C")
R = TypeVar("R")


def in_turn(executor: Executor, work: Callable[[C], R], chunks: Iterable[C], ahead: int) -> Iterator[R]:
    """What ``work`` makes of each chunk, as it is done; only ``ahead`` chunks wait at a time, so memory stays flat."""
    waiting: set[Future[R]] = set()
    queue = iter(chunks)
    try:
        while True:
            for chunk in queue:
                waiting.add(executor.submit(work, chunk))
                if len(waiting) >= ahead:
                    break
            if not waiting:
                return
            ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in ready)
    except BrokenProcessPool as error:
        raise PlanforgeError(
            "Một tiến trình con dừng đột ngột.", "Có thể máy hết bộ nhớ; tệp đã ghi xong vẫn nguyên vẹn.",
            "Hãy chạy lại cùng lệnh để làm tiếp, có thể với --jobs nhỏ hơn.",
        ) from error  # fmt: skip


@contextmanager
def open_executor(spec: str, jobs: int) -> Iterator[Executor]:
    """``local`` or ``dask://HOST:PORT``; waiting calls are dropped when the block ends early."""
    if spec == "local":
        executor: Executor = InlineExecutor() if jobs == 1 else _pool(jobs)
        try:
            yield executor
        finally:
            executor.shutdown(wait=True, cancel_futures=True)
    elif spec.startswith("dask://"):
        with _dask(spec.removeprefix("dask://")) as executor:
            yield executor
    else:
        raise OutOfScopeError(f"Không hiểu --executor '{spec}'.", do="Ghi local hoặc dask://MÁY:CỔNG.")


def _pool(jobs: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context(_way())
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload(["planforge.regeneration.worker", "planforge.regeneration.update_worker"])
    return ProcessPoolExecutor(jobs, context, initializer=start_worker)


def _way() -> str:
    """A fork has all modules at once, but also copies locks that other threads may hold; a fork server starts clean."""
    if sys.platform == "linux" and threading.active_count() == 1:
        return "fork"
    return "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


def start_worker() -> None:
    """A worker holds no lock of its parent's, and whose parent was killed stops at once instead of writing on behind
    a resumed run.
    """
    let_go()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_leave_after, args=(parent,), daemon=True).start()


def _leave_after(parent: Any) -> None:
    parent.join()
    os._exit(1)


@contextmanager
def _dask(address: str) -> Iterator[Executor]:
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise MissingToolError(
            "Chưa có thư viện dask.distributed.", "Không có nó thì không dùng được --executor dask://.",
            "Hãy cài bằng lệnh: pip install 'planforge[cluster]'",
        ) from error  # fmt: skip
    try:
        client = distributed.Client(f"tcp://{address}", timeout=10)
    except (OSError, ValueError, TimeoutError) as error:
        raise PlanforgeError(
            f"Không nối được tới cụm Dask {address}: {error}.", do="Kiểm tra địa chỉ và bộ điều phối (dask scheduler)."
        ) from error
    with client:
        yield client.get_executor()
