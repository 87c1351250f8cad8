"""Closes its output at q1 and lives on."""

import os
import time

from talking import answer, requests, say

for request in requests():
    if request["id"] == "q1":
        os.close(1)
        time.sleep(60)
    say(answer(request))
