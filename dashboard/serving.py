"""Starts the web server and tells where it is."""

from __future__ import annotations

import errno
import os
import socket
import sys
import webbrowser
from contextlib import suppress
from threading import Thread

import uvicorn

from geodata.errors import InputError, MaydanError
from geodata.store.folder import DataFolder

DEFAULT_PORT = 8501
LAST_WORDS_SECONDS = 3
"""How long open pages may take to finish what they load once the server is told to end."""


def run(folder: DataFolder, host: str, port: int | None, *, opens_browser: bool) -> None:
    """Serve the folder's events until interrupted.

    `port` None is 8501 or, if that is taken, a free one; 0 is any free one. Raises InputError
    if the address cannot be listened on.
    """
    os.environ["MAYDAN_DATA"] = str(folder.path)
    listener = _listen(host, port)
    # Imported here: Streamlit reads its settings when the app is made.
    from dashboard.server import app

    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=LAST_WORDS_SECONDS,
    )
    # Beside the server, while the browser still loads the page's scripts.
    Thread(target=_warm_up, args=[folder], daemon=True).start()
    server = _Server(config, _address(listener), opens_browser=opens_browser)
    server.run(sockets=[listener])


def _warm_up(folder: DataFolder) -> None:
    """Load what the first page needs and answer its questions: about three seconds' work.

    Trouble with the table is not said here: the page meets it again and says it.
    """
    from dashboard import load, timeline

    with suppress(MaydanError):
        shot, _ = load.snapshot(folder)
        days = load.whole(shot).days
        if len(days):
            timeline.figure(days, (None, None), "light")


class _Server(uvicorn.Server):
    """A server that says its address, and opens it, once it answers."""

    def __init__(self, config: uvicorn.Config, address: str, *, opens_browser: bool) -> None:
        super().__init__(config)
        self.address = address
        self.opens_browser = opens_browser

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print(f"Maydan is at {self.address} (Ctrl+C stops it)", flush=True)
        if self.opens_browser and _has_screen():
            # Beside the server: some browsers return only when they are closed.
            Thread(target=webbrowser.open, args=[self.address], daemon=True).start()


def _has_screen() -> bool:
    """Whether a browser has where to open; on a server it would take over the terminal."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


def _listen(host: str, port: int | None) -> socket.socket:
    try:
        return _bound(host, DEFAULT_PORT if port is None else port)
    except OSError as error:
        if port is None and error.errno == errno.EADDRINUSE:
            return _bound(host, 0)
        where = f"--host {host}" + ("" if port is None else f" --port {port}")
        reason = error.strerror or str(error)
        raise InputError(
            f"{where}: cannot listen there ({reason}); choose another address of this machine, "
            "another port, or port 0 for a free one"
        ) from error


def _bound(host: str, port: int) -> socket.socket:
    """A socket that listens already, so that of two servers the later one learns of it here."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name != "nt":  # where it would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    listener.set_inheritable(True)
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{port}"
