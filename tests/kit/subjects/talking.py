"""What every subject here shares: requests in, answers out."""

from __future__ import annotations

import json
import sys


def requests():
    """The requests, as they come."""
    for line in sys.stdin:
        yield json.loads(line)


def answer(request, **changes) -> str:
    """A well-formed answer, whatever was asked."""
    response = {"id": request.get("id"), "ok": True, "result": {}, "reasons": [], "readings": {}, **changes}
    return json.dumps(response)


def say(line: str) -> None:
    print(line, flush=True)


def is_hello(request) -> bool:
    return str(request.get("id")).startswith("hello")
