"""Sends the requests of standard input, a JSON list, with nothing but Python's own library.

Usage: python3 python-client.py http://localhost:8000 < requests.json
Prints a JSON list of the answers: status, headers by their names in lower case, text.
"""

import json
import sys
import urllib.error
import urllib.request


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


# No proxy of the environment stands between this machine and itself.
opener = urllib.request.build_opener(NoRedirect, urllib.request.ProxyHandler({}))


def answer(call):
    body = call.get("body")
    request = urllib.request.Request(
        sys.argv[1] + call["path"],
        method=call["method"],
        headers=call.get("headers", {}),
        data=None if body is None else body.encode(),
    )
    if body is not None and not request.has_header("Content-type"):
        # urllib would call it a form.
        request.add_unredirected_header("Content-type", "")
    try:
        response = opener.open(request)
    except urllib.error.HTTPError as error:
        response = error
    with response:
        return {
            "status": response.status,
            "headers": {name.lower(): value for name, value in response.headers.items()},
            "text": response.read().decode(),
        }


json.dump([answer(call) for call in json.load(sys.stdin)], sys.stdout)
