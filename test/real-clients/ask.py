"""Asks an upstream as plain Python does, with nothing but its own library; prints one JSON line a request.

python3 ask.py URLLIB|HTTP BASE_URL [stream]   SSL_CERT_FILE is read by Python's ssl itself.
"""
import http.client
import json
import sys
import urllib.error
import urllib.parse
import urllib.request

how, base_url = sys.argv[1:3]
stream = "stream" in sys.argv
body = json.dumps(
    {"model": "deepseek-chat", "stream": stream, "messages": [{"role": "user", "content": "hi"}]}
).encode()
headers = {"Authorization": "Bearer test", "Content-Type": "application/json"}


def by_urllib():
    request = urllib.request.Request(base_url + "/chat/completions", body, headers)
    # No proxy of the environment: it is asked on this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        response = opener.open(request, timeout=20)
    except urllib.error.HTTPError as error:
        response = error
    return response.status, dict(response.headers), response.read().decode()


def by_http_client():
    place = urllib.parse.urlsplit(base_url)
    kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
    connection = kind(place.hostname, place.port, timeout=20)
    connection.request("POST", place.path + "/chat/completions", body, headers)
    response = connection.getresponse()
    return response.status, dict(response.getheaders()), response.read().decode()


try:
    status, found, text = by_urllib() if how == "URLLIB" else by_http_client()
    retry_after = {name.lower(): value for name, value in found.items()}.get("retry-after")
    print(json.dumps({"status": status, "retryAfter": retry_after, "text": text}))
except Exception as error:
    print(json.dumps({"thrown": type(error).__name__, "message": str(error)}))
