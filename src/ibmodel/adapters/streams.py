"""Lines of bytes from a stream that nobody vouches for, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

__all__ = ["bounded_lines"]

_PIECE: Final = 64 * 1024
_LONGEST_END: Final = len(b"\r\n")
_BLANK: Final = b" \t\r\n"


def bounded_lines(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """The lines of ``stream`` as they come, without holding more than about ``most`` bytes.

    In place of a line that is longer there stands one of ``most`` + 1 zeros, which whoever reads it refuses for its
    length; in place of one that is longer and blank, an empty one.
    """
    held = bytearray()
    blank = passed = False
    while piece := stream.readline(_PIECE):
        if passed:
            blank = blank and not piece.strip(_BLANK)
        else:
            held += piece
            if len(held) > most + _LONGEST_END:
                passed, blank = True, not held.strip(_BLANK)
                held.clear()
        if piece.endswith(b"\n"):
            yield _line(held, most, blank=blank, passed=passed)
            held.clear()
            blank = passed = False
    if held or passed:
        yield _line(held, most, blank=blank, passed=passed)


def _line(held: bytearray, most: int, *, blank: bool, passed: bool) -> bytes:
    if not passed:
        return bytes(held)
    return b"" if blank else b"0" * (most + 1)
