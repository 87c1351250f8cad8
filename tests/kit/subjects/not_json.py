"""Answers in words."""

from talking import requests, say

for request in requests():
    say(f"the answer to {request['id']} is yes")
