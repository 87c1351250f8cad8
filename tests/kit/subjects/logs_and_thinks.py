"""Writes a line of its log, then needs longer than it takes to lose patience with silence."""

import time

from talking import answer, requests, say

for request in requests():
    say("thinking")
    time.sleep(0.5 if request["id"] == "q1" else 0)
    say(answer(request))
