"""Echoes an id of its own."""

from talking import answer, requests, say

for request in requests():
    say(answer(request, id=17))
