"""Ends when it is asked q2."""

import sys

from talking import answer, requests, say

for request in requests():
    if request["id"] == "q2":
        print("out of memory", file=sys.stderr)
        sys.exit(3)
    say(answer(request))
