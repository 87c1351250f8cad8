"""Greets whoever starts it, then is honest."""

from talking import answer, requests, say

say("Budget engine 3.1, all rights reserved")
say("")
for request in requests():
    say(answer(request))
