"""Answers every request twice, or as often as it is told."""

import sys

from talking import answer, requests, say

for request in requests():
    for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else 2):
        say(answer(request))
