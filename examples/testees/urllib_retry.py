"""urllib within the retry loop that tutorials show: three attempts, 1 s and 2 s between them, whatever went wrong."""

import time

from testee import serve
from urllib_plain import ask

ATTEMPTS = 3


def ask_again(call):
    for attempt in range(ATTEMPTS):
        try:
            return ask(call)
        except Exception:
            if attempt == ATTEMPTS - 1:
                raise
            time.sleep(2**attempt)


if __name__ == "__main__":
    serve(ask_again)
