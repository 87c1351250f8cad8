"""Is honest until its input ends, and then does not stop talking."""

import time

from talking import answer, requests, say

for request in requests():
    say(answer(request))
while True:
    say("bye")
    time.sleep(0.01)
