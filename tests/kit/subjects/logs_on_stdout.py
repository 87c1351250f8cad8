"""Writes a line of its log before every answer."""

from talking import answer, requests, say

for request in requests():
    say(f"INFO got {request['id']}")
    say(answer(request))
