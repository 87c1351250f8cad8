"""Answers every second request before the one that came before it."""

from talking import answer, is_hello, requests, say

held = None
for request in requests():
    if is_hello(request):
        say(answer(request))
    elif held is None:
        held = request
    else:
        say(answer(request))
        say(answer(held))
        held = None
