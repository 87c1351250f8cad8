"""Where parts of a table are worked on: processes on this machine, or a cluster of Dask that is there already."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import dask
from distributed import Client, LocalCluster

from ibmodel.errors import BadType, BadValue, Inconsistent, shown

__all__ = ["connected", "local_cluster"]

_LOOPBACK: Final = "127.0.0.1"
_ANY_PORT: Final = f"{_LOOPBACK}:0"
_MOST_WORKERS: Final = 1024
#: Seconds: to start or to find workers; to go on without any; to end a worker kindly.
_PATIENCE: Final = 60
_ALONE: Final = 30
_GRACE: Final = 10


@contextmanager
def local_cluster(workers: int = 2, *, patience: float = _PATIENCE) -> Iterator[Client]:
    """A client with ``workers`` processes on this machine, one thread each, which end with the ``with`` block.

    The processes are commands of their own, not copies of the program that starts them: a script needs no
    ``if __name__ == "__main__":``, and a notebook can start them too. They listen to this machine alone, without a
    dashboard; other users of the machine are not kept out. Should the program be killed, they end by themselves;
    should all of them be killed, waiting for them ends with an error after half a minute. Raises ``TimeoutError`` if
    they have not started after ``patience`` seconds.
    """
    if type(workers) is not int:
        raise BadType(f"expected how many workers, a whole number, got {shown(workers)}", "/workers")
    if not 1 <= workers <= _MOST_WORKERS:
        raise BadValue(f"expected 1 to {_MOST_WORKERS} workers, got {workers}", "/workers")
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="ibmodel-", ignore_cleanup_errors=True))
        with dask.config.set({"distributed.scheduler.no-workers-timeout": _ALONE}):
            cluster = LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=0, host=_LOOPBACK, dashboard_address=_ANY_PORT, silence_logs=logging.CRITICAL
            )
        stack.enter_context(cluster)
        for _ in range(workers):
            stack.enter_context(_worker(cluster.scheduler_address, folder, 1 / workers))
        client = stack.enter_context(Client(cluster))  # type: ignore[no-untyped-call]
        client.wait_for_workers(workers, timeout=patience)
        yield client


@contextmanager
def _worker(scheduler: str, folder: str, memory: float) -> Iterator[None]:
    """A process that works for a scheduler until the end of the block, with our module search path and one thread.

    ``memory`` is the part of the machine's memory beyond which it keeps results in ``folder`` instead.
    """
    environment = {
        "POLARS_MAX_THREADS": "1",
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path),
        "DASK_LOGGING__DISTRIBUTED": "critical",
    }
    command = [sys.executable, "-P", "-m", "distributed.cli.dask_worker", scheduler, "--no-nanny", "--nthreads", "1"]
    command += ["--host", _LOOPBACK, "--no-dashboard", "--dashboard-address", _ANY_PORT, "--local-directory", folder]
    command += ["--memory-limit", str(memory), "--death-timeout", str(_PATIENCE)]
    process = subprocess.Popen(  # noqa: S603 - this Python, and words of our own
        command, env=environment, stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class _Client(Client):
    """A client that is closed where it cannot connect, so that it is not taken for the client that was made last."""

    def start(self, **options: Any) -> None:
        try:
            super().start(**options)  # type: ignore[no-untyped-call]
        except BaseException:
            self.close()  # type: ignore[no-untyped-call]
            raise


@contextmanager
def connected(address: str, *, patience: float = _PATIENCE) -> Iterator[Client]:
    """A client of the scheduler at ``address``, such as ``"tcp://10.0.0.5:8786"``, until the end of the block.

    Raises `BadValue` where no scheduler answers within ``patience`` seconds, or one without workers; `Inconsistent`
    where a worker has another version of this library.
    """
    if type(address) is not str:
        raise BadType(f"expected the address of a scheduler, got {shown(address)}", "/address")
    try:
        client = _Client(address, timeout=patience)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        message = f"expected the address of a Dask scheduler that answers, got {shown(address)}: {error}"
        raise BadValue(message, "/address") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=patience)
        except TimeoutError:
            raise BadValue(f"expected a scheduler with workers, got none at {shown(address)}", "/address") from None
        ours = _version()
        for worker, theirs in client.run(_version).items():
            if theirs != ours:
                raise Inconsistent(f"expected ibmodel {ours} on every worker, got {theirs} at {worker}", "/address")
        yield client


def _version() -> str:
    """The version that is installed; a source tree that is not installed has none."""
    try:
        return version("ibmodel")
    except PackageNotFoundError:
        return "not installed"
