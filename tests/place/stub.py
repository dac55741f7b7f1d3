"""A geocoding service on this machine that answers as it is told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from typing import Any
from urllib.parse import parse_qs, urlsplit

Reply = tuple[int, dict[str, str], str]
"""Status, headers and body."""
STALLS: Reply = (0, {}, "")
"""Takes the request and says nothing until the test is over."""


def found(
    name: str = "Kuchak Deh", latitude: float = 29.5, longitude: float = 52.6, country: str = "ir"
) -> Reply:
    """One result as Nominatim gives it."""
    result = {
        "lat": str(latitude),
        "lon": str(longitude),
        "name": name,
        "display_name": f"{name}, somewhere",
        "addresstype": "village",
        "address": {"country_code": country},
    }
    return 200, {}, json.dumps([result])


NOTHING: Reply = (200, {}, "[]")


class Stub:
    """Replies in order, the last one again and again; knows what was asked and when."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.asked: list[dict[str, Any]] = []
        self.moments: list[float] = []
        """Seconds; when each request came."""
        self.over = threading.Event()
        self._lock = threading.Lock()
        self.address = ""

    @property
    def names(self) -> list[str]:
        return [each["q"] for each in self.asked]

    def take(self, path: str, headers: Any) -> Reply:
        query = {name: value[0] for name, value in parse_qs(urlsplit(path).query).items()}
        with self._lock:
            self.moments.append(monotonic())
            self.asked.append(
                {"path": urlsplit(path).path, "agent": headers["User-Agent"], **query}
            )
            return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def served(*replies: Reply) -> Iterator[Stub]:
    """A stub that listens on a free port of this machine."""
    stub = Stub(*replies)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = stub.take(self.path, self.headers)
            if not status:
                stub.over.wait(30)
                return
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stub.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield stub
    finally:
        stub.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
