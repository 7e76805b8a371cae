"""curl --retry, one process a call; Python only hands it the calls. The key goes in by stdin, not by the command line."""

import json
import subprocess

from testee import API_KEY, BASE_URL, body_of, serve

OPTIONS = ["--silent", "--show-error", "--fail", "--retry", "2", "--max-time", "1.5", "--config", "-"]


class CurlError(Exception):
    """What curl said, and the status that it got."""

    def __init__(self, code, told):
        super().__init__(f"curl ended with {code}: {told}")


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def ask(call):
    config = "\n".join(
        [
            f"url = {quoted(BASE_URL + '/chat/completions')}",
            f"header = {quoted('Authorization: Bearer ' + API_KEY)}",
            'header = "Content-Type: application/json"',
            f"data = {quoted(body_of(call).decode())}",
        ]
    )
    ended = subprocess.run(["curl", *OPTIONS], input=config, capture_output=True, text=True)
    if ended.returncode != 0:
        raise CurlError(ended.returncode, ended.stderr.strip().split("\n")[-1])
    return json.loads(ended.stdout)


if __name__ == "__main__":
    serve(ask)
