"""The testee protocol of brownout: a line of JSON a call on stdin, a line of JSON an outcome on stdout."""

import json
import os
import sys
import threading
from urllib.error import HTTPError

BASE_URL = os.environ["OPENAI_BASE_URL"]
API_KEY = os.environ["OPENAI_API_KEY"]

printing = threading.Lock()


def body_of(call):
    body = {"model": call["model"], "messages": call["messages"]}
    if call.get("max_tokens") is not None:
        body["max_tokens"] = call["max_tokens"]
    return json.dumps(body).encode()


def answer_in(completion):
    text = completion["choices"][0]["message"]["content"]
    if not isinstance(text, str):
        raise ValueError("the answer holds no text")
    return {"ok": True, "text": text, "model": completion.get("model")}


def status_of(error):
    return error.code if isinstance(error, HTTPError) else getattr(error, "status", None)


def serve(ask):
    """Answers each call in a thread of its own; `ask` gives what the provider answered, or raises."""
    say({"ready": True})
    for line in sys.stdin:
        call = json.loads(line)
        if "abort" not in call:
            threading.Thread(target=answer, args=(ask, call), daemon=True).start()
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join()


def answer(ask, call):
    try:
        outcome = answer_in(ask(call))
    except Exception as error:  # Whatever it is: its caller gets it.
        outcome = {"ok": False, "error": f"{type(error).__name__}: {error}"}
        if status_of(error) is not None:
            outcome["status"] = status_of(error)
    say({"id": call["id"], **outcome})


def say(line):
    with printing:
        print(json.dumps(line), flush=True)
