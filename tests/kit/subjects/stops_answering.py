"""Answers until it is asked q2, and nothing after that."""

import time

from talking import answer, requests, say

for request in requests():
    if request["id"] == "q2":
        time.sleep(60)
    say(answer(request))
