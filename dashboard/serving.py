"""Starts the web server and tells where it is."""

from __future__ import annotations

import os
import socket
import webbrowser

import uvicorn

from geodata.errors import InputError
from geodata.store.folder import DataFolder

DEFAULT_PORT = 8501


def run(folder: DataFolder, host: str, port: int | None, *, opens_browser: bool) -> None:
    """Serve the folder's events until interrupted.

    `port` None is 8501 or, if that is taken, a free one; 0 is any free one. Raises InputError
    if the address cannot be listened on.
    """
    os.environ["MAYDAN_DATA"] = str(folder.path)
    listener = _listen(host, port)
    # Imported here: Streamlit reads its settings when the app is made.
    from dashboard.server import app

    config = uvicorn.Config(app, log_level="warning", access_log=False)
    server = _Server(config, _address(listener), opens_browser=opens_browser)
    server.run(sockets=[listener])


class _Server(uvicorn.Server):
    """A server that says its address, and opens it, once it answers."""

    def __init__(self, config: uvicorn.Config, address: str, *, opens_browser: bool) -> None:
        super().__init__(config)
        self.address = address
        self.opens_browser = opens_browser

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print(f"Maydan is at {self.address} (Ctrl+C stops it)", flush=True)
        if self.opens_browser:
            webbrowser.open(self.address)


def _listen(host: str, port: int | None) -> socket.socket:
    try:
        return _bound(host, DEFAULT_PORT if port is None else port)
    except OSError as error:
        if port is None:
            return _bound(host, 0)
        raise InputError(
            f"--host {host} --port {port}: cannot listen there ({error.strerror}); "
            "choose another port, or 0 for a free one"
        ) from error


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    listener.set_inheritable(True)
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{port}"
