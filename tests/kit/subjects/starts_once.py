"""Starts the first time only: leaves a mark, ends at q1, and never starts again."""

import sys
from pathlib import Path

from talking import answer, requests, say

mark = Path(sys.argv[1])
if mark.exists():
    sys.exit("already running")
mark.touch()
for request in requests():
    if request["id"] == "q1":
        sys.exit(1)
    say(answer(request))
