"""Answers the first request and reads no other."""

import time

from talking import answer, requests, say

say(answer(next(requests())))
time.sleep(60)
