"""A program and the three pipes to it, in bounded memory, whatever it writes and whenever it ends.

Three threads stand between: one writes, so that a program that does not read stops nobody; one reads lines; one keeps
the end of what is written to standard error.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from queue import Empty, Full, Queue, SimpleQueue
from threading import Event, Thread
from typing import BinaryIO, Final

__all__ = ["ENDED", "LINE_BYTES", "NOTHING", "TOO_LONG", "Mark", "Pipes"]

#: The longest line that is read: as long as a request may be.
LINE_BYTES: Final = 16 * 1024 * 1024

_PIECE: Final = 64 * 1024
_LINES_AHEAD: Final = 16
_KEPT_ERRORS: Final = 16 * 1024
_LAST_LINES: Final = 20
_LINE_SHOWN: Final = 500
_PATIENCE: Final = 0.05
_SECONDS_TO_END: Final = 1.0


class Mark:
    """What stands in place of a line."""


#: No line came in time.
NOTHING: Final = Mark()
#: The program closed its output; no line comes any more.
ENDED: Final = Mark()
#: A line that is longer than may be.
TOO_LONG: Final = Mark()


class Pipes:
    """A running program. Raises ``OSError`` where ``command`` cannot be run."""

    def __init__(self, command: Sequence[str], line_bytes: int = LINE_BYTES) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - to run what the caller names is the purpose
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,
        )
        self._line_bytes = line_bytes
        self._stopped = Event()
        self._outgoing: SimpleQueue[bytes | None] = SimpleQueue()
        self._incoming: Queue[bytes | Mark] = Queue(_LINES_AHEAD)
        self._errors = bytearray()
        workers = ((self._write, self._process.stdin), (self._read, self._process.stdout))
        self._threads = [
            Thread(target=work, args=(stream,), daemon=True)
            for work, stream in (*workers, (self._keep_errors, self._process.stderr))
        ]
        for thread in self._threads:
            thread.start()

    def send(self, line: str) -> None:
        """Sends a line; an unpaired surrogate, which no encoding can carry, goes as JSON escapes it."""
        self._outgoing.put(line.encode("utf-8", "backslashreplace") + b"\n")

    def end_input(self) -> None:
        """Tells the program that no line comes any more."""
        self._outgoing.put(None)

    def next_line(self, seconds: float) -> bytes | Mark:
        """The next line, without its end, waiting at most ``seconds`` for it; or what stands in its place."""
        try:
            return self._incoming.get(timeout=seconds) if seconds > 0 else self._incoming.get_nowait()
        except Empty:
            return NOTHING

    def exit_status(self, seconds: float = _SECONDS_TO_END) -> int | None:
        """The exit status, waiting at most ``seconds`` for it; None while the program runs."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def last_words(self) -> tuple[str, ...]:
        """The last lines that were written to standard error."""
        text = bytes(self._errors).decode("utf-8", "backslashreplace")
        return tuple(line[:_LINE_SHOWN] for line in text.splitlines()[-_LAST_LINES:])

    def stop(self) -> None:
        """Ends the program, and whatever it has started, and waits for it."""
        self._stopped.set()
        self.end_input()
        _end(self._process)
        self._process.wait()
        for thread in self._threads:
            thread.join(_SECONDS_TO_END)  # one whose pipe somebody else holds open is left behind

    def _write(self, stream: BinaryIO) -> None:
        with suppress(OSError), stream:  # the program went away
            while (piece := self._outgoing.get()) is not None:
                view = memoryview(piece)
                while view:
                    view = view[stream.write(view) :]

    def _read(self, stream: BinaryIO) -> None:
        held = bytearray()
        with stream:
            while piece := stream.read(_PIECE):
                *lines, rest = piece.split(b"\n")
                for line in lines:
                    held += line
                    self._put(TOO_LONG if len(held) > self._line_bytes else bytes(held))
                    held.clear()
                held += rest
                if len(held) > self._line_bytes:
                    self._put(TOO_LONG)
                    return
        if held:
            self._put(bytes(held))
        self._put(ENDED)

    def _put(self, line: bytes | Mark) -> None:
        """Hands a line on, once there is room for it or nobody waits any more."""
        while not self._stopped.is_set():
            with suppress(Full):
                self._incoming.put(line, timeout=_PATIENCE)
                return

    def _keep_errors(self, stream: BinaryIO) -> None:
        with stream:
            while piece := stream.read(_PIECE):
                self._errors += piece
                del self._errors[:-_KEPT_ERRORS]


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the process and its group; on systems without groups, the process. One that has ended is left alone."""
    if process.poll() is not None:
        return
    end_group = getattr(os, "killpg", None)
    if end_group is None:
        process.kill()
        return
    with suppress(ProcessLookupError, PermissionError):  # it has ended in between
        end_group(process.pid, signal.SIGKILL)
