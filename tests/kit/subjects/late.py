"""Takes its time over q1."""

import sys
import time

from talking import answer, requests, say

for request in requests():
    time.sleep(float(sys.argv[1]) if request["id"] == "q1" else 0)
    say(answer(request))
