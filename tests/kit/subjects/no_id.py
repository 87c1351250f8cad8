"""Echoes no id for q1."""

from talking import answer, requests, say

for request in requests():
    say(answer(request, id=None) if request["id"] == "q1" else answer(request))
