"""Greets, and needs a while until it can answer."""

import time

from talking import answer, requests, say

say("starting")
time.sleep(1.2)
for request in requests():
    say(answer(request))
