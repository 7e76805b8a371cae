"""A chat client over urllib, with nothing but Python's own library; it speaks the testee protocol (docs/judge.md): a call is a
line of JSON on stdin, its outcome one on stdout. It waits as long as it is asked to, asks the next model where one is of no
use, follows no redirect with its key, and takes no answer for one that is none."""

import calendar
import email.utils
import json
import os
import random
import re
import ssl
import sys
import threading
import time
import urllib.error
import urllib.request
import uuid

BASE_URL = os.environ["OPENAI_BASE_URL"]
KEY = os.environ["OPENAI_API_KEY"]
MODELS = os.environ.get("BROWNOUT_MODELS", "gpt-4.1").split(",")
TRIES_EACH = 3
ATTEMPT_SECONDS = 1.0
NOT_AGAIN = {301, 302, 303, 307, 308, 400, 404, 405, 413, 422}
KEY_IS_DEAD = {401, 402, 403}

key_dead_until = 0.0
not_before = {}  # by model: what one call was told binds them all
printing = threading.Lock()


class Failed(Exception):
    def __init__(self, why, status=None, asked=None):
        super().__init__(why)
        self.status, self.asked = status, asked


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect)


def say(line):
    with printing:
        print(json.dumps(line), flush=True)


def answer(call):
    ends_at = time.monotonic() + call.get("deadline_ms", 30_000) / 1000 - 0.2
    try:
        say({"id": call["id"], "ok": True, "text": ask(call, ends_at)})
    except Failed as failure:
        say({"id": call["id"], "ok": False, "error": str(failure), "status": failure.status})


def ask(call, ends_at):
    global key_dead_until
    idempotency_key, last = str(uuid.uuid4()), Failed("every model is at rest")
    for model in MODELS:
        for attempt in range(TRIES_EACH):
            if time.monotonic() < key_dead_until:
                raise Failed("the key was refused", 401)
            wait = max(0.0, not_before.get(model, 0.0) - time.monotonic())
            if time.monotonic() + wait + 0.05 >= ends_at:
                break
            time.sleep(wait)
            try:
                seconds = min(ATTEMPT_SECONDS, ends_at - time.monotonic())
                return within(seconds, lambda: once(call, model, idempotency_key, seconds))
            except ssl.SSLCertVerificationError as error:
                raise Failed(str(error))  # no second try makes it a good one
            except Failed as failure:
                last = failure
            if last.status in KEY_IS_DEAD:
                key_dead_until = time.monotonic() + 60
            if last.status in NOT_AGAIN:
                break
            backoff = random.uniform(0, 0.1 * 2**attempt)
            not_before[model] = time.monotonic() + (backoff if last.asked is None else last.asked)
    raise last


def within(seconds, work):
    """The time limits of sockets are for each read; a whole attempt has this one. What drips is left to itself."""
    result = {}

    def run():
        try:
            result["text"] = work()
        except Exception as error:
            result["error"] = error

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if "text" in result:
        return result["text"]
    raise result.get("error") or Failed(f"no answer within {seconds:.1f} s")


def once(call, model, idempotency_key, seconds):
    body = {"model": model, "messages": call["messages"]}
    if "max_tokens" in call:
        body["max_tokens"] = call["max_tokens"]
    headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json", "Idempotency-Key": idempotency_key}
    request = urllib.request.Request(f"{BASE_URL}/chat/completions", json.dumps(body).encode(), headers)
    try:
        with opener.open(request, timeout=seconds) as response:
            [choice, *_] = json.loads(response.read())["choices"]
            if choice["message"]["content"] and choice["finish_reason"]:
                return choice["message"]["content"]
        raise Failed("an answer that is none")
    except urllib.error.HTTPError as error:
        status = 402 if is_spent(error) else error.code
        raise Failed(f"HTTP {error.code}", status, asked_seconds(error.headers))
    except urllib.error.URLError as error:
        raise error.reason if isinstance(error.reason, ssl.SSLCertVerificationError) else Failed(str(error.reason))
    except Failed:
        raise
    except Exception as error:  # a head, a body or a JSON that is none
        raise Failed(f"{type(error).__name__}: {error}")


def asked_seconds(headers):
    """Seconds, or a date by the server's own clock (RFC 9110, 10.2.3); None for whatever is neither."""
    retry_after = headers.get("Retry-After", "")
    if re.fullmatch(r"\d+(\.\d+)?", retry_after):
        return float(retry_after)
    until, now = http_date(retry_after), http_date(headers.get("Date", ""))
    return None if until is None else max(0.0, until - (time.time() if now is None else now))


def http_date(text):
    """Seconds since 1970; dates of HTTP are in GMT, whether they say so or not."""
    parsed = email.utils.parsedate(text) if re.match("[A-Z][a-z]", text) else None
    return None if parsed is None else calendar.timegm(parsed)


def is_spent(error):
    """Whether an error says that the account has no money left, whatever its status is."""
    try:
        told = json.loads(error.read())["error"]
        return re.search("quota|balance|billing", told.get("code") or told.get("type") or "") is not None
    except Exception:
        return False


say({"ready": True})
threads = []
for line in sys.stdin:
    call = json.loads(line)
    if "abort" not in call:
        threads.append(threading.Thread(target=answer, args=(call,)))
        threads[-1].start()
for thread in threads:
    thread.join()
