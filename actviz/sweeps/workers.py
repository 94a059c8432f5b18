"""The executors that a sweep runs on: processes of this machine, or a Dask cluster."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import connection
from typing import TYPE_CHECKING, Any

from actviz.registry import BadInput, quoted
from actviz.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.synchronize import Event

NICE = 10  # a worker gives way to what else runs
CONNECT_S = 10
LOCAL_WAY = "without --scheduler it runs on this machine's processors"
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def cores() -> int:
    """Return how many processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class LocalWorkers(ProcessPoolExecutor):
    """Processes of this machine with one BLAS thread each, which give way to other programs.

    They are spawned, not forked: that is safe beside threads, in a bundle, and on every system. They end with the
    process that made them, however it ends, and leave what they are at when they are told to stop.
    """

    def __init__(self, n: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._stopped = context.Event()
        super().__init__(n, mp_context=context, initializer=_begin_worker, initargs=(self._stopped,))

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Submit a call; the processes begin with the first ones, with the environment of that moment."""
        with _one_thread():
            return super().submit(fn, *args, **kwargs)

    def stop(self) -> None:
        """Leave all work, begun or not, and end the processes, which may be loading or in the middle of a long run."""
        self._stopped.set()
        processes = list((self._processes or {}).values())  # it is empty after `shutdown`
        for process in processes:
            process.kill()
        self.shutdown(wait=True, cancel_futures=True)


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """What is spawned meanwhile has one BLAS thread: the number is read once, when NumPy is loaded."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _begin_worker(stopped: Event) -> None:
    import signal

    from actviz.sweeps import cell

    cell.is_stopped = stopped.is_set
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the sweep, which stops its workers
    if hasattr(os, "nice"):
        os.nice(NICE)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)  # the parent was killed: nobody wants the result, and the queues would wait for ever


@contextlib.contextmanager
def dask_workers(address: str) -> Iterator[tuple[Executor, int]]:
    """Connect to a Dask scheduler; yield an executor that runs on its workers, and how many runs they take at once.

    Raises:
        BadInput: Dask is not installed, nobody answers, or the workers lack actviz or have another version of it.
    """
    try:
        import distributed
    except ImportError:
        raise BadInput(f"--scheduler needs Dask: pip install 'actviz[distributed]'; {LOCAL_WAY}") from None
    connect: Any = distributed.Client  # which has no types
    try:
        client = connect(address, timeout=CONNECT_S, set_as_default=False)
    except Exception as fault:  # distributed raises what its transports raise
        why = " ".join(str(fault).split())[:200] or type(fault).__name__
        raise BadInput(f"no Dask scheduler answers at {quoted(address)} ({why}); {LOCAL_WAY}") from None
    with client:
        _check_workers(client, address)
        yield client.get_executor(), sum(client.nthreads().values())


def _check_workers(client: Any, address: str) -> None:
    try:
        versions = client.run(_version)
    except Exception as fault:  # what a worker raises, or fails to unpickle
        why = " ".join(str(fault).split())[:200]
        raise BadInput(
            f"the workers of {quoted(address)} cannot run actviz ({why}): install the same version there; {LOCAL_WAY}"
        ) from None
    if not versions:
        raise BadInput(f"the scheduler at {quoted(address)} has no workers; {LOCAL_WAY}")
    other = {version for version in versions.values() if version != __version__}
    if other:
        raise BadInput(
            f"a worker of {quoted(address)} has actviz {sorted(other)[0]}, and this is {__version__}: results would "
            f"not be the same; {LOCAL_WAY}"
        )


def _version() -> str:
    return __version__
