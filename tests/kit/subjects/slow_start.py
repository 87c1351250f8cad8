"""Needs as many seconds as it is told until it answers for the first time."""

import sys
import time

from talking import answer, requests, say

time.sleep(float(sys.argv[1]))
for request in requests():
    say(answer(request))
