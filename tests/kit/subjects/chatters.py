"""Says now and then that it is still there, and never answers."""

import time

from talking import answer, is_hello, requests, say

for request in requests():
    while not is_hello(request):
        say("still working")
        time.sleep(0.05)
    say(answer(request))
