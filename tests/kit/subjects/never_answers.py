"""Reads and reads."""

from talking import requests

for _ in requests():
    pass
