"""Writes line after line that is no answer, at once or once it is asked q1."""

import sys

from talking import answer, requests, say

while len(sys.argv) > 1:
    print("progress")
for request in requests():
    while request["id"] == "q1":
        print("progress")
    say(answer(request))
