"""Writes without end and without an end of line, once it is asked q1."""

import sys

from talking import answer, requests, say

for request in requests():
    while request["id"] == "q1":
        sys.stdout.write("x" * 65536)
    say(answer(request))
