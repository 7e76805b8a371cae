"""Python's own urllib, one attempt a call: the baseline of a language that has no retries in its library."""

import json
from urllib.request import Request, urlopen

from testee import API_KEY, BASE_URL, body_of, serve

TIMEOUT_S = 1.5


def ask(call):
    request = Request(
        f"{BASE_URL}/chat/completions",
        data=body_of(call),
        headers={"Authorization": f"Bearer {API_KEY}", "Content-Type": "application/json"},
    )
    with urlopen(request, timeout=TIMEOUT_S) as response:
        return json.load(response)


if __name__ == "__main__":
    serve(ask)
