"""Answers q1 in words, after a line of its log, and the rest as it should."""

from talking import answer, requests, say

for request in requests():
    if request["id"] == "q1":
        say("log")
        say('{"id": "q1", "ok": tru')
    else:
        say(answer(request))
