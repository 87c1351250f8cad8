"""Answers in Latin-1."""

import sys

from talking import answer, is_hello, requests, say

for request in requests():
    if is_hello(request):
        say(answer(request))
    else:
        sys.stdout.buffer.write(answer(request, result={"name": "?"}).replace("?", "\u00e9").encode("latin-1") + b"\n")
        sys.stdout.buffer.flush()
