"""Answers everything once and in order."""

from talking import answer, requests, say

for request in requests():
    say(answer(request))
